"""The statements of planning: each writes the notices of one rung for everybody at once, and twice writes nothing new.

A notice of a rung knows only ids; how much is left, and who waits, is read when it is delivered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import JSON, String, case, cast, func, literal
from sqlalchemy.orm import aliased
from sqlmodel import col

from models.base import UTCDateTime
from models.evaluation import EvaluationRow
from models.notice import RATER_DIGEST, RATER_ESCALATED, RATER_OVERDUE, REVIEW_DUE, SELF_DUE, WAITING, Notice
from models.person import SILENT, Person
from models.preference import Preference
from models.role import HR, RoleGrant
from models.waiting import waits_for_employee, waits_for_rater
from services.transaction import Session
from services.upsert import insert_into

BULK = 1


@dataclass(frozen=True)
class Wave:
    """One rung of one cycle, for the people of some offices."""

    cycle: int
    due: Mapping[int | None, datetime]
    """The instant, by the hour somebody prefers; None is the office's own."""
    valid_until: datetime
    now: datetime
    offices: Sequence[int] = ()
    """Only people of these offices, which have a calendar of their own …"""
    but: Sequence[int] = ()
    """… or of all but these."""

    def holds(self, person: Any) -> Any:
        """The condition on a person."""
        if self.offices:
            return person.office_id.in_(self.offices)
        return person.office_id.is_(None) | person.office_id.not_in(self.but) if self.but else sa.true()


async def remind_employees(session: Session, wave: Wave, days: int, deadline: datetime) -> int:
    """Everybody who has not sent and has time until `deadline`; how many notices are new."""
    until = func.coalesce(col(EvaluationRow.late_until), literal(deadline, UTCDateTime))
    forms = (
        _select(SELF_DUE, wave, col(EvaluationRow.person_id), (days, cast(col(EvaluationRow.id), String)))
        .add_columns(col(EvaluationRow.id))
        .select_from(EvaluationRow)
        .join(Person, col(Person.id) == col(EvaluationRow.person_id))
        .outerjoin(Preference, col(Preference.person_id) == col(EvaluationRow.person_id))
        .where(col(EvaluationRow.cycle_id) == wave.cycle, waits_for_employee(), until == deadline)
        .where(wave.holds(Person), _wants(Preference.no_reminders))
    )
    return await _write(session, forms)


async def remind_raters(session: Session, wave: Wave, on: date, *, of_the_unsent: bool) -> int:
    """Every rater with somebody who waits for them, or (`of_the_unsent`) has not sent: one digest a day, of all."""
    waits = waits_for_employee() if of_the_unsent else waits_for_rater()
    told = _people(RATER_DIGEST, wave, _forms(wave, waits, col(EvaluationRow.rater_id)), (on,), of_cycle=False)
    return await _write(session, told.where(_wants(Preference.no_digests)))


async def warn_raters(session: Session, wave: Wave) -> int:
    """Every rater whose time is over while somebody waits: this one cannot be switched off."""
    late = _forms(wave, waits_for_rater(), col(EvaluationRow.rater_id))
    return await _write(session, _people(RATER_OVERDUE, wave, late, ()))


async def tell_superiors(session: Session, wave: Wave, level: int) -> int:
    """Everybody above a rater whose time is over, `level` steps up, in one message each; never the rater."""
    above = superior_of(level)
    late = _forms(wave, waits_for_rater() & (above != col(EvaluationRow.rater_id)), above)
    return await _write(session, _people(RATER_ESCALATED, wave, late, (level,), level=level))


async def announce_review(session: Session, year: int, due: datetime, valid_until: datetime, now: datetime) -> int:
    """To everybody with the role hr, once a year."""
    hr = sa.select(col(RoleGrant.person_id)).where(col(RoleGrant.role) == HR)
    wave = Wave(0, {None: due}, valid_until, now)
    return await _write(session, _people(REVIEW_DUE, wave, hr, (year,), of_cycle=False, year=year))


def _forms(wave: Wave, waits: Any, whom: Any) -> Any:
    """Whom forms of the cycle wait for."""
    owner = col(Person.id) == col(EvaluationRow.person_id)
    forms = sa.select(whom).select_from(EvaluationRow).join(Person, owner)
    return forms.where(col(EvaluationRow.cycle_id) == wave.cycle, waits)


def _people(kind: str, wave: Wave, chosen: Any, key: tuple[Any, ...], *, of_cycle: bool = True, **facts: object) -> Any:
    """One notice for each person of the office's wave who is among the chosen and may be written to."""
    told: Any = aliased(Person)
    person = (cast(told.id, String), *key)
    return (
        _select(kind, wave, told.id, person, of_cycle=of_cycle, **facts)
        .add_columns(literal(wave.cycle) if of_cycle else sa.null())
        .select_from(told)
        .outerjoin(Preference, col(Preference.person_id) == told.id)
        .where(told.id.in_(chosen), wave.holds(told), told.state == "active", told.standing != SILENT)
    )


def superior_of(level: int) -> Any:
    """Who is `level` steps above the rater of a form (`Person` is its owner): the superior named, else by raters."""
    rater: Any = aliased(Person)
    first: Any = func.coalesce(
        col(Person.superior_id),
        sa.select(rater.rater_id)
        .where(rater.id == col(EvaluationRow.rater_id))
        .correlate(EvaluationRow)
        .scalar_subquery(),
    )
    for _ in range(level - 1):
        above = aliased(Person)
        first = _above(above, first)
    return first


def _above(rater: Any, of: Any) -> Any:
    return sa.select(rater.rater_id).where(rater.id == of).correlate(EvaluationRow, Person).scalar_subquery()


def _select(kind: str, wave: Wave, person: Any, key: tuple[Any, ...], *, of_cycle: bool = True, **facts: object) -> Any:
    parts = [kind, *([wave.cycle] if of_cycle else []), *key]
    said = ":".join("{}" if isinstance(part, sa.ColumnElement) else str(part) for part in parts)
    before, after = said.split("{}") if "{}" in said else (said, "")
    column = next((part for part in parts if isinstance(part, sa.ColumnElement)), literal(""))
    return sa.select(
        literal(kind),
        person,
        literal(facts, JSON),
        (literal(before) + column + literal(after)),
        literal(BULK),
        _due(wave),
        *(literal(at, UTCDateTime) for at in (wave.valid_until, wave.now)),
        literal(WAITING),
        literal(0),
        literal(""),
    )


def _due(wave: Wave) -> Any:
    """By the hour somebody prefers: `Preference` is joined where more than one hour is there."""
    usual = literal(wave.due[None], UTCDateTime)
    hours = {hour: literal(at, UTCDateTime) for hour, at in wave.due.items() if hour is not None}
    return case(hours, value=col(Preference.hour), else_=usual) if hours else usual


def _wants(switched_off: Any) -> Any:
    return func.coalesce(col(switched_off), sa.false()).is_(sa.false())


async def _write(session: Session, chosen: Any) -> int:
    columns = ["kind", "person_id", "facts", "dedupe_key", "lane", "due_at", "valid_until", "created_at"]
    insert = insert_into(session, Notice).from_select([*columns, "outcome", "attempts", "reason", "subject_id"], chosen)
    written = await session.exec(insert.on_conflict_do_nothing(index_elements=["dedupe_key"]))
    return max(int(written.rowcount), 0)
