"""`kinerja` in a process of its own, forked from one that has imported everything; all it says goes to one file."""

import asyncio
import multiprocessing
import os
import sys
from pathlib import Path
from typing import Any

import bot.assembly.service
import bot.cli.main
from bot.settings import Settings
from tests.support.troubles import TROUBLES
from tests.support.victim import FORKS, speak_into

__all__ = ["Command", "bot"]


class Command:
    """One run of `kinerja run`."""

    def __init__(self, settings: Settings, log: Path, *troubles: str) -> None:
        environment = {
            "KINERJA_DATA": str(settings.data),
            "KINERJA_DATABASE_URL": settings.database_url,
            "KINERJA_TELEGRAM_TOKEN": settings.telegram_token,
            "KINERJA_TELEGRAM_API": settings.telegram_api,
            "KINERJA_LISTEN": settings.listen,
            "KINERJA_PUBLIC_URL": settings.public_url,
            "KINERJA_WEBHOOK_SECRET": settings.webhook_secret,
            "KINERJA_LOG": "json",
        }
        self._process: Any = FORKS.Process(target=_run, args=(environment, str(log), troubles), daemon=True)

    async def __aenter__(self) -> "Command":
        self._process.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._process.terminate()
        await self.ended()

    async def ended(self) -> int:
        """Its exit code."""
        await asyncio.to_thread(multiprocessing.connection.wait, [self._process.sentinel], 20)
        self._process.join(0)
        code: int = self._process.exitcode
        return code


def _run(environment: dict[str, str], log: str, troubles: tuple[str, ...]) -> None:
    speak_into(log)
    os.environ.update(environment)
    sys.argv = ["kinerja", "run"]
    for trouble in troubles:
        TROUBLES[trouble]()
    try:
        bot.cli.main.main()
    except Exception:
        # An interpreter asks this hook; multiprocessing would print the traceback by itself.
        sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
        sys.exit(1)
