"""Evidence as a keeper's work: pictures are cleaned, programs turned away, its owner is told."""

from datetime import timedelta

from sqlmodel import col, delete, select

from models.evaluation import EvaluationRow
from models.evidence import REMOVED, WORK, EvidenceRow
from models.notice import EVIDENCE_LOST, EVIDENCE_REFUSED
from models.parcel import LOST, Fate, Job
from services.outbox import post
from services.parcels import ParcelQueue, keep_clean
from services.transaction import Session

TOLD_WITHIN = timedelta(days=7)


class EvidenceQueue(ParcelQueue):
    """Rows of evidence as work."""

    row = EvidenceRow
    work = held = WORK
    columns = (*ParcelQueue.columns, "kind")

    def keep(self, job: Job, content: bytes) -> Fate:
        """Decoding a picture takes a second."""
        return keep_clean(self._files, job, content)

    async def forget(self, job: Job) -> None:
        """The file of a removed row is gone: now the row goes."""
        async with self._transactions.begin() as session:
            await session.exec(
                delete(EvidenceRow).where(col(EvidenceRow.id) == job.id, col(EvidenceRow.state) == REMOVED)
            )

    async def _tell(self, session: Session, job: Job, state: str, reason: str) -> None:
        """Its owner."""
        row = await session.exec(
            select(EvaluationRow.person_id, EvidenceRow.evaluation_id, EvidenceRow.item)
            .join(EvidenceRow, col(EvidenceRow.evaluation_id) == col(EvaluationRow.id))
            .where(EvidenceRow.id == job.id)
        )
        person, evaluation, item = row.one()
        now = self._transactions.now()
        kind = EVIDENCE_LOST if state == LOST else EVIDENCE_REFUSED
        await post(
            session,
            kind,
            to=person,
            facts={"evaluation": evaluation, "item": item, "kind": job.kind, "name": job.name, "reason": reason},
            dedupe_key=f"{kind}:{job.id}",
            now=now,
            valid_until=now + TOLD_WITHIN,
        )
