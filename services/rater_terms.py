"""The statements of raters' terms: what follows when a term begins or ends.

`turn` is the one place where `evaluation.rater_id` and `person.rater_id` follow the terms; whoever writes a term marks
it as due and calls it, the planner calls it when the day comes. All inside the caller's transaction.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import bindparam, case, exists, insert, literal, null, update
from sqlmodel import col, select

from models.evaluation import EvaluationRow
from models.person import Person
from models.rater_term import DEFINITIVE, RaterTerm
from services.rater_forms import follow
from services.rater_today import rater_today, runs, table_of
from services.transaction import Session


async def anything_due(session: Session, now: datetime) -> bool:
    """Has a term begun or ended since the last turn?"""
    return (await session.exec(select(RaterTerm.id).where(col(RaterTerm.due_at) <= now).limit(1))).first() is not None


async def turn(session: Session, now: datetime) -> int:
    """Let people and the forms of running cycles follow the terms that began or ended; how many forms changed hands.

    All forms are looked at, not only those of the people whose terms changed: whoever takes a place, or leaves it
    empty, moves what is below it.
    """
    due = select(RaterTerm.person_id).where(col(RaterTerm.due_at) <= now)
    people = table_of(Person)
    definitive = rater_today(people.c.id, now, acting=False)
    await session.exec(
        update(people)
        .where(people.c.id.in_(due), people.c.rater_id.is_distinct_from(definitive))
        .values(rater_id=definitive)
    )
    moved = await follow(session, now)
    term = table_of(RaterTerm)
    later = case((term.c.from_at > now, term.c.from_at), (term.c.until_at > now, term.c.until_at), else_=null())
    await session.exec(update(term).where(term.c.due_at <= now).values(due_at=later))
    return moved


async def follow_roster(session: Session, now: datetime) -> None:
    """After an import: a definitive term ends where the roster names another rater or the person left, and one begins.

    The form of somebody who left stays with their last rater.
    """
    term, people = table_of(RaterTerm), table_of(Person)
    running = (term.c.kind == DEFINITIVE) & runs(term, now)
    person = people.c.id == term.c.person_id
    left = exists().where(person, people.c.state != "active")
    await session.exec(update(term).where(running, left).values(until_at=now, due_at=None))
    other = exists().where(person, people.c.rater_id.is_distinct_from(term.c.rater_id))
    await session.exec(update(term).where(running, other).values(until_at=now, due_at=now))
    same = exists().where(running, person, term.c.rater_id == people.c.rater_id)
    has_form = exists().where(table_of(EvaluationRow).c.person_id == people.c.id)
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
    term = table_of(RaterTerm)
    statement = update(term).where(term.c.id == bindparam("at"))
    for id_, until in ends.items():
        due = until if until > now else now
        await session.exec(statement.values(until_at=until, due_at=due), params={"at": id_})
