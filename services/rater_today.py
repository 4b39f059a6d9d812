"""Expressions: who rates somebody by the terms, and who is in office. Nothing is read or written here."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, func, or_
from sqlmodel import SQLModel, select

from models.person import ACTIVE, Person
from models.rater_term import DEFINITIVE, RaterTerm


def table_of(model: type[SQLModel]) -> Any:
    """Its table, for statements that know nothing of mapped classes."""
    return model.__table__  # type: ignore[attr-defined]


def runs(term: Any, now: datetime) -> Any:
    """Does this term run at `now`?"""
    return and_(term.c.from_at <= now, or_(term.c.until_at.is_(None), term.c.until_at > now))


def in_office(people: Any) -> Any:
    """Is somebody of this table at work? Who left, retired, died or is on leave for long cannot rate."""
    return and_(people.c.state == "active", people.c.standing == ACTIVE)


def rater_today(person: Any, now: datetime, *, acting: bool = True) -> Any:
    """Scalar subquery: who rates `person` (a column) now; an acting rater in office before the definitive one."""
    term = table_of(RaterTerm).alias("running")
    rater = table_of(Person).alias("its_rater")
    definitive = term.c.kind == DEFINITIVE
    running = (
        select(term.c.rater_id)
        .join(rater, rater.c.id == term.c.rater_id)
        .where(term.c.person_id == person, runs(term, now))
    )
    if not acting:
        running = running.where(definitive)
    order = (case((definitive, 1), (in_office(rater), 0), else_=2), term.c.from_at.desc(), term.c.id.desc())
    return running.order_by(*order).limit(1).correlate_except(term, rater).scalar_subquery()


def rater_by_terms(people: Any, now: datetime) -> Any:
    """Who rates a row of `people` by the terms, in office or not: the level from which a vacancy goes up.

    Where nobody is named any more, it is the last rater if they are gone: HR has to empty the cell of a rater whom the
    roster no longer knows. A last rater who is still in office was taken away, and that leaves no vacancy to fill.
    """
    return func.coalesce(rater_today(people.c.id, now), people.c.rater_id, _last_if_gone(people.c.id, now))


def _last_if_gone(person: Any, now: datetime) -> Any:
    term = table_of(RaterTerm).alias("ended")
    rater = table_of(Person).alias("last_rater")
    return (
        select(case((~in_office(rater), term.c.rater_id)))
        .join(rater, rater.c.id == term.c.rater_id)
        .where(term.c.person_id == person, term.c.kind == DEFINITIVE)
        .where(term.c.from_at <= now, term.c.until_at > term.c.from_at)
        .order_by(term.c.until_at.desc(), term.c.id.desc())
        .limit(1)
        .correlate_except(term, rater)
        .scalar_subquery()
    )
