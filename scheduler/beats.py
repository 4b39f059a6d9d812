"""APScheduler ticks only here: a few beats in real seconds, each once at the start, none of them remembered."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from types import TracebackType
from typing import Any, Self
from zoneinfo import ZoneInfo

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]  # has no types

log = structlog.get_logger()


class Beats(AbstractAsyncContextManager["Beats"]):
    """Repeats jobs while the block lasts."""

    def __init__(self, zone: ZoneInfo, real_now: Callable[[], datetime]) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone=zone, job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
        )
        self._real_now = real_now

    def every(self, seconds: float, name: str, job: Callable[[], Awaitable[Any]]) -> None:
        """Call `job` now and then every `seconds`; one that still runs is not started again."""

        async def beat() -> None:
            try:
                await job()
            except Exception as error:
                log.error("beat.failed", beat=name, error=type(error).__name__)

        self._scheduler.add_job(beat, "interval", seconds=seconds, id=name, next_run_time=self._real_now())

    async def __aenter__(self) -> Self:
        self._scheduler.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._scheduler.shutdown(wait=False)
