"""The scan of a form on paper as a keeper's work: pictures are cleaned, the operator is told what did not arrive."""

from datetime import timedelta

from sqlalchemy.orm import aliased
from sqlmodel import col, select

from models.evaluation import EvaluationRow
from models.evidence import WORK
from models.notice import SCAN_MISSING
from models.paper import PaperRow, ScanRow
from models.parcel import LOST, Job
from models.person import Person
from services.cleaned_parcels import CleanedQueue
from services.outbox import post
from services.transaction import Session

TOLD_WITHIN = timedelta(days=7)
_employee = aliased(Person)


class ScanQueue(CleanedQueue):
    """Rows of scans as work."""

    row = ScanRow
    work = held = WORK

    async def _tell(self, session: Session, job: Job, state: str, reason: str) -> None:
        """Its operator, who can send the page again."""
        found = await session.exec(
            select(PaperRow.id, PaperRow.operator_id, _employee.name)
            .join(ScanRow, col(ScanRow.paper_id) == col(PaperRow.id))
            .join(EvaluationRow, col(EvaluationRow.id) == col(PaperRow.evaluation_id))
            .join(_employee, col(_employee.id) == col(EvaluationRow.person_id))
            .where(ScanRow.id == job.id)
        )
        paper, operator, employee = found.one()
        now = self._transactions.now()
        await post(
            session,
            SCAN_MISSING,
            to=operator,
            facts={"paper": paper, "employee": employee, "reason": "lost" if state == LOST else reason},
            dedupe_key=f"{SCAN_MISSING}:{job.id}",
            now=now,
            valid_until=now + TOLD_WITHIN,
        )
