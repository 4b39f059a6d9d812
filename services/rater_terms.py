"""The statements of raters' terms: who rates today, and what follows when a term begins or ends.

`turn` is the one place where `evaluation.rater_id` and `person.rater_id` follow the terms; whoever writes a term marks
it as due and calls it, the planner calls it when the day comes. All inside the caller's transaction.
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import and_, bindparam, case, exists, insert, literal, null, or_, update
from sqlmodel import SQLModel, col, select

from models.cycle import CycleRow
from models.evaluation import SUBMITTED, EvaluationRow
from models.notice import EVALUATION_SUBMITTED, submission_key
from models.person import Person
from models.rater_term import DEFINITIVE, RaterTerm
from services.outbox import cancel, post
from services.transaction import Session


def _table(model: type[SQLModel]) -> Any:
    return model.__table__  # type: ignore[attr-defined]


def _runs(term: Any, now: datetime) -> Any:
    return and_(term.c.from_at <= now, or_(term.c.until_at.is_(None), term.c.until_at > now))


def rater_today(person: Any, now: datetime, *, acting: bool = True) -> Any:
    """Scalar subquery: who rates `person` (a column) now; an acting rater before the definitive one."""
    term = _table(RaterTerm).alias("running")
    definitive = term.c.kind == DEFINITIVE
    running = select(term.c.rater_id).where(term.c.person_id == person, _runs(term, now))
    if not acting:
        running = running.where(definitive)
    order = (case((definitive, 1), else_=0), term.c.from_at.desc(), term.c.id.desc())
    return running.order_by(*order).limit(1).correlate_except(term).scalar_subquery()


async def anything_due(session: Session, now: datetime) -> bool:
    """Has a term begun or ended since the last turn?"""
    return (await session.exec(select(RaterTerm.id).where(col(RaterTerm.due_at) <= now).limit(1))).first() is not None


async def turn(session: Session, now: datetime) -> int:
    """Let the forms of running cycles follow the terms that began or ended; how many changed hands.

    A published form stays with whoever rated it. Who takes over hears of what was sent already.
    """
    due = select(RaterTerm.person_id).where(col(RaterTerm.due_at) <= now)
    today = rater_today(col(EvaluationRow.person_id), now)
    changing = (
        select(EvaluationRow, Person.name, CycleRow, today)
        .join(Person, col(Person.id) == col(EvaluationRow.person_id))
        .join(CycleRow, col(CycleRow.id) == col(EvaluationRow.cycle_id))
        .where(CycleRow.publish_at > now, col(EvaluationRow.person_id).in_(due))
        .where(col(EvaluationRow.rater_id).is_distinct_from(today))
    )
    rows = (await session.exec(changing)).all()
    for form, name, cycle, rater in rows:
        form.rater_id = rater
        session.add(form)
        if form.state == SUBMITTED:
            await _hand_over(session, form, name, cycle, now)
    await session.flush()
    people, definitive = _table(Person), rater_today(col(Person.id), now, acting=False)
    await session.exec(
        update(people)
        .where(people.c.id.in_(due), people.c.rater_id.is_distinct_from(definitive))
        .values(rater_id=definitive)
    )
    term = _table(RaterTerm)
    later = case((term.c.from_at > now, term.c.from_at), (term.c.until_at > now, term.c.until_at), else_=null())
    await session.exec(update(term).where(term.c.due_at <= now).values(due_at=later))
    return len(rows)


async def _hand_over(session: Session, form: EvaluationRow, name: str, cycle: CycleRow, now: datetime) -> None:
    key = submission_key(form.id or 0, form.submissions)
    await cancel(session, key, now)
    if form.rater_id is None:
        return
    await post(
        session,
        EVALUATION_SUBMITTED,
        to=form.rater_id,
        facts={"evaluation": form.id, "employee": name, "until": cycle.appraise_until.isoformat()},
        dedupe_key=f"{key}:{form.rater_id}:{now.isoformat()}",
        now=now,
        valid_until=cycle.publish_at,
        subject=form.id,
    )


async def follow_roster(session: Session, now: datetime) -> None:
    """After an import: a definitive term ends where the roster names another rater or the person left, and one begins.

    The form of somebody who left stays with their last rater.
    """
    term, people = _table(RaterTerm), _table(Person)
    running = (term.c.kind == DEFINITIVE) & _runs(term, now)
    person = people.c.id == term.c.person_id
    left = exists().where(person, people.c.state != "active")
    await session.exec(update(term).where(running, left).values(until_at=now, due_at=None))
    other = exists().where(person, people.c.rater_id.is_distinct_from(term.c.rater_id))
    await session.exec(update(term).where(running, other).values(until_at=now, due_at=now))
    same = exists().where(running, person, term.c.rater_id == people.c.rater_id)
    has_form = exists().where(_table(EvaluationRow).c.person_id == people.c.id)
    instant = term.c.from_at.type
    begun = sa.select(
        people.c.id,
        people.c.rater_id,
        literal(DEFINITIVE),
        literal(now, type_=instant),
        case((has_form, literal(now, type_=instant)), else_=null()),
    ).where(people.c.state == "active", people.c.rater_id.is_not(None), ~same)
    columns = ["person_id", "rater_id", "kind", "from_at", "due_at"]
    await session.exec(insert(term).from_select(columns, begun))
    await turn(session, now)


async def end_terms(session: Session, ends: dict[int, datetime], now: datetime) -> None:
    """End these terms (by id) at their instants."""
    term = _table(RaterTerm)
    statement = update(term).where(term.c.id == bindparam("at"))
    for id_, until in ends.items():
        due = until if until > now else now
        await session.exec(statement.values(until_at=until, due_at=due), params={"at": id_})
