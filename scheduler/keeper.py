"""The keeper of evidence fetches the bytes that rows promise, cleans them, keeps them; deletes what was removed."""

import asyncio

import structlog

from models.evidence import DOCUMENT, FETCH_SECONDS, PHOTO, REMOVED, Fate, Fetched, Job, Kept, NotWanted
from models.evidence_rules import is_program
from models.notice import RetryLater, back_off
from scheduler.telegram import BotStoppedError, Telegram
from services.evidence_files import EvidenceFiles
from services.evidence_queue import EvidenceQueue
from services.pictures import UnreadablePictureError, clean, is_picture

log = structlog.get_logger()
AT_ONCE = 3
"""Files in memory at the same time, each up to 20 MB and several times that while a picture is decoded."""


class Keeper:
    """One tick empties what is due."""

    def __init__(self, queue: EvidenceQueue, telegram: Telegram, files: EvidenceFiles, holder: str) -> None:
        self._queue = queue
        self._telegram = telegram
        self._files = files
        self._holder = holder

    async def tick(self) -> int:
        """Fetch and delete until nothing is due; how many rows that were."""
        done = 0
        while jobs := await self._queue.claim(self._holder, AT_ONCE):
            async with asyncio.TaskGroup() as group:
                for job in jobs:
                    group.create_task(self._delete(job) if job.state == REMOVED else self._fetch(job))
            done += len(jobs)
        return done

    async def _delete(self, job: Job) -> None:
        try:
            await asyncio.to_thread(self._files.delete, job.key)
        except OSError as error:
            log.error("evidence.not_deleted", evidence=job.evidence, error=type(error).__name__)
            return
        await self._queue.forget(job)
        log.info("evidence.deleted", evidence=job.evidence)

    async def _fetch(self, job: Job) -> None:
        try:
            async with asyncio.timeout(FETCH_SECONDS):
                fetched = await self._telegram.fetch(job.file_id, attempts=job.attempts)
            fate: Fate = await asyncio.to_thread(self._keep, job, fetched) if isinstance(fetched, Fetched) else fetched
        except BotStoppedError:
            raise
        except Exception as error:
            # Its own trouble (a full disk, say): it must not take down those that are under way.
            fate = RetryLater(back_off(job.attempts + 1), type(error).__name__)
        await self._queue.settle(job, fate, self._holder)
        log.info("evidence.settled", evidence=job.evidence, kind=job.kind, fate=type(fate).__name__)

    def _keep(self, job: Job, fetched: Fetched) -> Fate:
        """Runs in a thread: decoding a picture takes a second."""
        content, mime, name = fetched.content, "", job.name
        if not content:
            return NotWanted("empty")
        if is_program(content):
            return NotWanted("program")
        if is_picture(content) or job.kind == PHOTO:
            try:
                picture = clean(content)
            except UnreadablePictureError:
                return NotWanted("unreadable")
            content, mime = picture.content, picture.mime
            name = _with_ending(name, picture.ending) if job.kind == DOCUMENT else name
        return Kept(self._files.keep(job.key, content), len(content), mime, name)


def _with_ending(name: str, ending: str) -> str:
    stem, dot, last = name.rpartition(".")
    same = last.casefold() in (ending, {"jpg": "jpeg", "tif": "tiff"}.get(ending, ending))
    return name if dot and same else f"{stem if dot else name}.{ending}"
