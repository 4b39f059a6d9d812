"""What notices to reporters say at the moment of delivery: secrets and answers do not lie about in the outbox."""

from collections.abc import Sequence

from sqlmodel import col, select

from models.complaint import ComplaintRow
from models.complaint_days import next_due
from models.notice import COMPLAINT_ANSWERED, COMPLAINT_ASKED, COMPLAINT_DISMISSED, COMPLAINT_RECEIVED, Notice
from services.complaint_rows import answer_of
from services.delivery_rules import Facts, FactsNow
from services.seal import Seal
from services.transaction import Session


class ComplaintFacts:
    """Handed to the outbox by assembly."""

    def __init__(self, seal: Seal) -> None:
        self._seal = seal
        self.by_kind: dict[str, FactsNow] = {
            COMPLAINT_RECEIVED: self.received,
            COMPLAINT_ASKED: self.said,
            COMPLAINT_ANSWERED: self.said,
            COMPLAINT_DISMISSED: self.said,
        }

    async def received(self, _session: Session, notices: Sequence[Notice]) -> dict[int, Facts]:
        """The receipt, with the secret code of an anonymous case opened."""
        return {notice.id or 0: {**notice.facts, "code": self._code(notice)} for notice in notices}

    def _code(self, notice: Notice) -> str:
        sealed: str = notice.facts["code"]
        return self._seal.open(sealed) if sealed else ""

    async def said(self, session: Session, notices: Sequence[Notice]) -> dict[int, Facts]:
        """The question or the answer as it stands; nothing where the case has gone on meanwhile (delivery_rules)."""
        rows = await session.exec(
            select(ComplaintRow).where(col(ComplaintRow.id).in_([notice.subject_id for notice in notices]))
        )
        cases = {row.id: row for row in rows}
        found = [(notice, cases[notice.subject_id]) for notice in notices if notice.subject_id in cases]
        return {
            notice.id or 0: {
                **notice.facts,
                "complaint": row.id,
                "version": row.version,
                "number": row.number,
                "answer": await answer_of(session, row.id or 0),
                "until": until.isoformat() if until else "",
            }
            for notice, row in found
            for until in [next_due(row)]
        }
