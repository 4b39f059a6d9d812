"""The importer reads HR's files and imports what was confirmed, one at a time."""

import structlog

from models.upload import Task
from services.upload_work import UploadWork

log = structlog.get_logger()


class Importer:
    """One tick empties what is due."""

    def __init__(self, work: UploadWork, holder: str) -> None:
        self._work = work
        self._holder = holder

    async def tick(self) -> int:
        """Read and import until nothing is due; how many steps that were."""
        done = 0
        while task := await self._work.claim(self._holder):
            await self._carry(task)
            done += 1
        return done

    async def _carry(self, task: Task) -> None:
        try:
            state = await self._work.carry(task, self._holder)
        except Exception as error:
            # A database that is away, say. What the file holds must not get into a log: only the class of the trouble.
            log.error("upload.failed", upload=task.id, error=type(error).__name__)
            state = await self._work.postpone(task, self._holder, type(error).__name__)
        log.info("upload.settled", upload=task.id, was=task.state, state=state)
