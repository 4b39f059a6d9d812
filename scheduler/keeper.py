"""The keeper fetches the bytes that rows of parcels promise, keeps them, and deletes what came to an end."""

import asyncio
from collections.abc import Sequence

import structlog

from models.notice import RetryLater, back_off
from models.parcel import FETCH_SECONDS, WAITING, Fate, Fetched, Job
from scheduler.telegram import BotStoppedError, Telegram
from services.parcels import ParcelQueue

log = structlog.get_logger()
AT_ONCE = 3
"""Files of a queue in memory at the same time, each up to 20 MB and several times that while a picture is decoded."""


class Keeper:
    """One tick empties what is due, a few of each queue in turn: a crowd in one does not hold up another."""

    def __init__(self, queues: Sequence[ParcelQueue], telegram: Telegram, holder: str) -> None:
        self._queues = queues
        self._telegram = telegram
        self._holder = holder

    async def tick(self) -> int:
        """Fetch and delete until nothing is due; how many rows that were."""
        done = 0
        while works := [(queue, job) for queue in self._queues for job in await queue.claim(self._holder, AT_ONCE)]:
            async with asyncio.TaskGroup() as group:
                for queue, job in works:
                    group.create_task(self._fetch(queue, job) if job.state == WAITING else self._delete(queue, job))
            done += len(works)
        return done

    async def _delete(self, queue: ParcelQueue, job: Job) -> None:
        table = queue.row.__tablename__
        try:
            await asyncio.to_thread(queue.discard, job)
        except OSError as error:
            log.error("file.not_deleted", table=table, row=job.id, error=type(error).__name__)
            return
        await queue.forget(job)
        log.info("file.deleted", table=table, row=job.id)

    async def _fetch(self, queue: ParcelQueue, job: Job) -> None:
        try:
            async with asyncio.timeout(FETCH_SECONDS):
                fetched = await self._telegram.fetch(job.file_id, attempts=job.attempts)
            fate: Fate = (
                await asyncio.to_thread(queue.keep, job, fetched.content) if isinstance(fetched, Fetched) else fetched
            )
        except BotStoppedError:
            raise
        except Exception as error:
            # Its own trouble (a full disk, say): it must not take down those that are under way.
            fate = RetryLater(back_off(job.attempts + 1), type(error).__name__)
        await queue.settle(job, fate, self._holder)
        log.info("file.settled", table=queue.row.__tablename__, row=job.id, fate=type(fate).__name__)
