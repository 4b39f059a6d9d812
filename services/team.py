"""The rater's side, its first size: who is waiting, and opening one of them. No answer is shown here."""

from datetime import datetime
from typing import Any

from sqlalchemy import case, exists, func, select, update
from sqlmodel import col

from models.conversation import Speaker
from models.cycle import Cycle, CycleRow
from models.evaluation import SUBMITTED, AnswerRow, EvaluationRow, Member, Team
from models.paper import PaperRow, is_from_paper
from models.person import ACTIVE, SILENT, Office, Person
from models.refusals import NobodyToRate, NotLinked, NotYours
from services.transaction import Session, Transactions

PAGE = 8


class Teams:
    """Use cases of a rater."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def rates_anyone(self, by: Speaker) -> bool:
        """Does anybody wait for this person's appraisal in a cycle that runs?"""
        if by.person is None:
            return False
        async with self._transactions.read() as session:
            any_of_them = select(col(EvaluationRow.id)).limit(1)
            return await session.scalar(_running(any_of_them, by.person, self._transactions.now())) is not None

    async def list(self, by: Speaker, page: int = 0) -> Team:
        """The people this rater appraises in running cycles: who sent first, then by name. Raises NobodyToRate."""
        if by.person is None:
            raise NotLinked
        now = self._transactions.now()
        async with self._transactions.read() as session:
            count = await session.scalar(_running(select(func.count(col(EvaluationRow.id))), by.person, now)) or 0
            if not count:
                raise NobodyToRate
            pages = -(-count // PAGE)
            page = min(max(page, 0), pages - 1)
            found = await session.exec(
                _running(_members(), by.person, now)
                .order_by(
                    case((col(EvaluationRow.state) == SUBMITTED, 0), else_=1),
                    col(EvaluationRow.submitted_at),
                    col(Person.name),
                    col(EvaluationRow.id),
                )
                .limit(PAGE)
                .offset(page * PAGE)
            )
            return Team(tuple(_member(row) for row in found), count, page, pages)

    async def open(self, evaluation: int, *, by: Speaker) -> Member:
        """Open one person's card. If they have sent, that ends their right to recall. Raises NotYours."""
        if by.person is None:
            raise NotLinked
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            mine = col(EvaluationRow.id) == evaluation, col(EvaluationRow.rater_id) == by.person
            await session.exec(
                update(EvaluationRow)
                .where(*mine, col(EvaluationRow.state) == SUBMITTED, col(EvaluationRow.opened_at).is_(None))
                .values(opened_at=now)
            )
            member = await _one(session, mine)
        if member is None:
            raise NotYours
        return member


async def _one(session: Session, mine: tuple[Any, ...]) -> Member | None:
    row = (
        await session.exec(_members().join(CycleRow, col(CycleRow.id) == col(EvaluationRow.cycle_id)).where(*mine))
    ).first()
    return _member(row) if row else None


def _running(query: Any, rater: int, now: datetime) -> Any:
    """Forms of this rater in cycles that have opened and are not yet published."""
    return (
        query.join(CycleRow, col(CycleRow.id) == col(EvaluationRow.cycle_id))
        .where(EvaluationRow.rater_id == rater, _to_rate())
        .where(CycleRow.opens_at <= now, CycleRow.publish_at > now)
    )


def _to_rate() -> Any:
    """Who is at work, and who sent before they went; of somebody who has died nobody is reminded."""
    works = (col(Person.state) == "active") & (col(Person.standing) == ACTIVE)
    sent = (col(EvaluationRow.state) == SUBMITTED) & (col(Person.standing) != SILENT)
    return exists().where(col(Person.id) == col(EvaluationRow.person_id), works | sent).correlate(EvaluationRow)


def _members() -> Any:
    answered = (
        select(func.count())
        .select_from(AnswerRow)
        .where(col(AnswerRow.evaluation_id) == col(EvaluationRow.id))
        .scalar_subquery()
    )
    return (
        select(EvaluationRow, Person, col(Office.name), CycleRow, answered, col(PaperRow.state), col(PaperRow.remark))
        .join(Person, col(Person.id) == col(EvaluationRow.person_id))
        .join(PaperRow, is_from_paper(), isouter=True)
        .join(Office, col(Office.id) == col(Person.office_id), isouter=True)
    )


def _member(row: Any) -> Member:
    form, person, office, cycle, answered, paper, remark = row
    return Member(
        evaluation=form.id,
        name=person.name,
        position=person.position,
        office=office or "",
        cycle=Cycle(
            cycle.id,
            cycle.name,
            cycle.method_id,
            cycle.opens_at,
            cycle.self_until,
            cycle.appraise_until,
            cycle.publish_at,
        ),
        state=form.state,
        answered=answered,
        submitted_at=form.submitted_at,
        opened_at=form.opened_at,
        vacant=form.vacant,
        contract_until=person.contract_until,
        paper=paper or "",
        remark=remark or "",
    )
