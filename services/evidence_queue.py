"""Evidence as a keeper's work: pictures are cleaned, programs turned away, its owner is told."""

from datetime import timedelta

from sqlmodel import col, select

from models.evaluation import EvaluationRow
from models.evidence import WORK, EvidenceRow
from models.notice import EVIDENCE_LOST, EVIDENCE_REFUSED
from models.parcel import LOST, Job
from services.cleaned_parcels import CleanedQueue
from services.outbox import post
from services.transaction import Session

TOLD_WITHIN = timedelta(days=7)


class EvidenceQueue(CleanedQueue):
    """Rows of evidence as work."""

    row = EvidenceRow
    work = held = WORK

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
