"""Parts of complaints as a keeper's work: pictures are cleaned, programs turned away, the reporter is told."""

from datetime import timedelta

from sqlmodel import col, select, update

from models.complaint import REMOVED, REPORTER, WORK, ComplaintPart, ComplaintRow
from models.notice import COMPLAINT_FILE_LOST, COMPLAINT_FILE_REFUSED
from models.parcel import LOST, Job
from services.cleaned_parcels import CleanedQueue
from services.outbox import post_to_reporter
from services.transaction import Session

TOLD_WITHIN = timedelta(days=30)


class ComplaintQueue(CleanedQueue):
    """Rows of parts as work."""

    row = ComplaintPart
    work = held = WORK

    async def forget(self, job: Job) -> None:
        """The file of a removed part is gone: the row stays, that there was something, and says nothing of it."""
        async with self._transactions.begin() as session:
            gone = col(ComplaintPart.id) == job.id, col(ComplaintPart.state) == REMOVED
            await session.exec(update(ComplaintPart).where(*gone).values(state=LOST, text="", name="", key=""))

    async def _tell(self, session: Session, job: Job, state: str, reason: str) -> None:
        """Its reporter, if it was theirs."""
        found = await session.exec(
            select(ComplaintRow.reporter_id, ComplaintRow.number, ComplaintPart.side)
            .join(ComplaintPart, col(ComplaintPart.complaint_id) == col(ComplaintRow.id))
            .where(ComplaintPart.id == job.id)
        )
        reporter, number, side = found.one()
        if side != REPORTER:
            return
        now = self._transactions.now()
        kind = COMPLAINT_FILE_LOST if state == LOST else COMPLAINT_FILE_REFUSED
        await post_to_reporter(
            session,
            kind,
            to=reporter,
            facts={"number": number, "kind": job.kind, "name": job.name, "reason": reason},
            dedupe_key=f"{kind}:{job.id}",
            now=now,
            valid_until=now + TOLD_WITHIN,
        )
