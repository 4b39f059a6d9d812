"""`/tugas`: what waits for one person, read where it stands; each line opens the exact step."""

from collections.abc import AsyncIterator
from datetime import datetime

from sqlalchemy import func
from sqlmodel import col, select

from models.action import OpenEvaluation, OpenLinks, OpenTeam
from models.conversation import Speaker
from models.cycle import CycleRow, self_ends
from models.evaluation import PAPER_DRAFT, PAPER_SAVED, AnswerRow, EvaluationRow
from models.invitation import OPEN_ATTEMPT, LinkAttempt
from models.paper import PaperRow, is_from_paper
from models.paper_action import OpenPaper, ViewPaper
from models.person import Person
from models.refusals import NotLinked
from models.task import APPRAISE, COUNTERSIGN, ENTER, EVALUATE, MATCH, Task
from models.waiting import waits_for_employee, waits_for_rater
from services.methods import Methods
from services.roles import scope_of, within
from services.transaction import Session, Transactions


class Tasks:
    """Only reads."""

    def __init__(self, transactions: Transactions, methods: Methods) -> None:
        self._transactions = transactions
        self._methods = methods

    async def present(self, by: Speaker) -> list[Task]:
        """Everything that waits for this person, the nearest deadline first. Raises NotLinked."""
        if by.person is None:
            raise NotLinked
        now = self._transactions.now()
        async with self._transactions.read() as session:
            found = [
                *[task async for task in self._own_forms(session, by.person, now)],
                *[task async for task in _team(session, by.person, now)],
                *[task async for task in _links(session, by)],
                *[task async for task in _countersign(session, by.person, now)],
                *[task async for task in _enter(session, by, now)],
            ]
        return sorted(found, key=lambda task: (task.until is None, task.until or now))

    async def _own_forms(self, session: Session, person: int, now: datetime) -> AsyncIterator[Task]:
        rows = await session.exec(
            select(EvaluationRow, CycleRow, func.count(col(AnswerRow.item)))
            .join(Person, col(Person.id) == col(EvaluationRow.person_id))
            .join(CycleRow, col(CycleRow.id) == col(EvaluationRow.cycle_id))
            .outerjoin(AnswerRow, col(AnswerRow.evaluation_id) == col(EvaluationRow.id))
            .where(EvaluationRow.person_id == person, waits_for_employee(), CycleRow.opens_at <= now)
            .group_by(col(EvaluationRow.id), col(CycleRow.id))
        )
        connection = await session.connection()
        for form, cycle, answered in rows:
            until = self_ends(cycle.self_until, form.late_until)
            if until >= now:
                method = await connection.run_sync(self._methods.stored, cycle.method_id)
                facts = {"period": cycle.name, "missing": method.count - answered}
                yield Task(EVALUATE, OpenEvaluation(), until, facts=facts)


async def _team(session: Session, person: int, now: datetime) -> AsyncIterator[Task]:
    rows = await session.exec(
        select(CycleRow.name, CycleRow.appraise_until, func.count())
        .select_from(EvaluationRow)
        .join(Person, col(Person.id) == col(EvaluationRow.person_id))
        .join(CycleRow, col(CycleRow.id) == col(EvaluationRow.cycle_id))
        .where(EvaluationRow.rater_id == person, waits_for_rater())
        .where(CycleRow.opens_at <= now, CycleRow.publish_at > now)
        .group_by(col(CycleRow.id), col(CycleRow.name), col(CycleRow.appraise_until))
    )
    for period, until, count in rows:
        yield Task(APPRAISE, OpenTeam(), until, until < now, {"period": period, "count": count})


async def _links(session: Session, by: Speaker) -> AsyncIterator[Task]:
    scope = await scope_of(session, by)
    if scope.nobody:
        return
    cases = (
        select(func.count())
        .select_from(LinkAttempt)
        .join(Person, col(Person.id) == col(LinkAttempt.person_id))
        .where(*OPEN_ATTEMPT)
    )
    if count := (await session.exec(within(scope, cases))).one():
        yield Task(MATCH, OpenLinks(), facts={"count": count})


async def _countersign(session: Session, person: int, now: datetime) -> AsyncIterator[Task]:
    rows = await session.exec(
        select(PaperRow.id, CycleRow.name, CycleRow.publish_at)
        .join(EvaluationRow, is_from_paper())
        .join(CycleRow, col(CycleRow.id) == col(EvaluationRow.cycle_id))
        .where(EvaluationRow.person_id == person, PaperRow.state == PAPER_SAVED, CycleRow.publish_at > now)
    )
    for paper, period, until in rows:
        yield Task(COUNTERSIGN, ViewPaper(paper or 0), until, facts={"period": period})


async def _enter(session: Session, by: Speaker, now: datetime) -> AsyncIterator[Task]:
    """Forms on paper that this operator has begun."""
    rows = await session.exec(
        select(EvaluationRow.person_id, Person.name, CycleRow.self_until, EvaluationRow.late_until)
        .join(PaperRow, col(PaperRow.evaluation_id) == col(EvaluationRow.id))
        .join(Person, col(Person.id) == col(EvaluationRow.person_id))
        .join(CycleRow, col(CycleRow.id) == col(EvaluationRow.cycle_id))
        .where(PaperRow.operator_id == by.person, PaperRow.state == PAPER_DRAFT)
    )
    for person, name, self_until, late_until in rows:
        until = self_ends(self_until, late_until)
        if until >= now:
            yield Task(ENTER, OpenPaper(person), until, facts={"name": name})
