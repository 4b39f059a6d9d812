"""The statements of planning: each writes the notices of one rung for everybody at once, and twice writes nothing new.

A notice of a rung knows only ids; how much is left, and who waits, is read when it is delivered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import JSON, ColumnElement, String, case, cast, func, literal
from sqlalchemy.orm import aliased
from sqlmodel import col

from models.base import UTCDateTime
from models.cycle import CycleRow
from models.evaluation import EvaluationRow
from models.notice import BULK, RATER_DIGEST, RATER_ESCALATED, RATER_OVERDUE, REVIEW_DUE, SELF_DUE, WAITING, Notice
from models.person import SILENT, Person
from models.preference import Preference
from models.role import HR, RoleGrant
from models.waiting import waits_for_employee, waits_for_rater
from services.transaction import Session
from services.upsert import insert_into


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


async def remind_employees(session: Session, wave: Wave, on: date, deadline: datetime) -> int:
    """Everybody who has not sent and has time until `deadline`; how many notices are new."""
    until = func.coalesce(col(EvaluationRow.late_until), col(CycleRow.self_until))
    form = col(EvaluationRow.id)
    notice = _notice(SELF_DUE, wave, col(EvaluationRow.person_id), key=(wave.cycle, on, form), subject=form)
    return await _write(
        session,
        notice,
        sa.select(*notice.values())
        .select_from(EvaluationRow)
        .join(Person, col(Person.id) == col(EvaluationRow.person_id))
        .join(CycleRow, col(CycleRow.id) == col(EvaluationRow.cycle_id))
        .outerjoin(Preference, col(Preference.person_id) == col(EvaluationRow.person_id))
        .where(col(EvaluationRow.cycle_id) == wave.cycle, waits_for_employee(), until == deadline)
        .where(wave.holds(Person), _wants(Preference.no_reminders)),
    )


async def remind_raters(session: Session, wave: Wave, on: date, *, of_the_unsent: bool) -> int:
    """Every rater with somebody who waits for them, or (`of_the_unsent`) has not sent: one digest a day, of all."""
    waits = waits_for_employee() if of_the_unsent else waits_for_rater()
    raters = _forms(wave, waits, col(EvaluationRow.rater_id))
    return await _tell(session, RATER_DIGEST, wave, raters, (on,), only=_wants(Preference.no_digests))


async def warn_raters(session: Session, wave: Wave) -> int:
    """Every rater whose time is over while somebody waits: this one cannot be switched off."""
    late = _forms(wave, waits_for_rater(), col(EvaluationRow.rater_id))
    return await _tell(session, RATER_OVERDUE, wave, late, (wave.cycle,), subject=wave.cycle)


async def tell_superiors(session: Session, wave: Wave, level: int) -> int:
    """Everybody above a rater whose time is over, `level` steps up, in one message each; never the rater."""
    above = superior_of(level)
    late = _forms(wave, waits_for_rater() & (above != col(EvaluationRow.rater_id)), above)
    return await _tell(
        session, RATER_ESCALATED, wave, late, (wave.cycle, level), subject=wave.cycle, facts={"level": level}
    )


async def announce_review(session: Session, year: int, due: datetime, valid_until: datetime, now: datetime) -> int:
    """To everybody with the role hr, once a year."""
    hr = sa.select(col(RoleGrant.person_id)).where(col(RoleGrant.role) == HR)
    return await _tell(session, REVIEW_DUE, Wave(0, {None: due}, valid_until, now), hr, (year,), facts={"year": year})


def _forms(wave: Wave, waits: Any, whom: Any) -> Any:
    """Whom forms of the cycle wait for."""
    owner = col(Person.id) == col(EvaluationRow.person_id)
    forms = sa.select(whom).select_from(EvaluationRow).join(Person, owner)
    return forms.where(col(EvaluationRow.cycle_id) == wave.cycle, waits)


async def _tell(
    session: Session,
    kind: str,
    wave: Wave,
    chosen: Any,
    key: tuple[object, ...],
    *,
    subject: int | None = None,
    facts: Mapping[str, object] | None = None,
    only: ColumnElement[bool] | None = None,
) -> int:
    """One notice for each person of the wave's offices who is among the chosen and may be written to."""
    told: Any = aliased(Person)
    notice = _notice(kind, wave, told.id, key=(*key, told.id), subject=literal(subject, sa.Integer), facts=facts)
    return await _write(
        session,
        notice,
        sa.select(*notice.values())
        .select_from(told)
        .outerjoin(Preference, col(Preference.person_id) == told.id)
        .where(
            told.id.in_(chosen),
            wave.holds(told),
            told.state == "active",
            told.standing != SILENT,
            only if only is not None else sa.true(),
        ),
    )


def superior_of(level: int) -> Any:
    """Who is `level` steps above the rater of a form (`Person` is its owner): the superior named, else by raters."""
    rater: Any = aliased(Person)
    # Where the place is vacant the superior may rate: then the one above them is told.
    first: Any = func.coalesce(
        func.nullif(col(Person.superior_id), col(EvaluationRow.rater_id)),
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


def _notice(
    kind: str, wave: Wave, person: Any, *, key: tuple[Any, ...], subject: Any, facts: Mapping[str, object] | None = None
) -> dict[str, Any]:
    """A row of the outbox, by column; the last part of `key` is a column, the others are the same for all."""
    *same, own = key
    return {
        "kind": literal(kind),
        "person_id": person,
        "subject_id": subject,
        "facts": literal(dict(facts or {}), JSON),
        "dedupe_key": literal(":".join([kind, *map(str, same), ""])) + cast(own, String),
        "lane": literal(BULK),
        "due_at": _due(wave),
        "valid_until": literal(wave.valid_until, UTCDateTime),
        "created_at": literal(wave.now, UTCDateTime),
        "outcome": literal(WAITING),
        "attempts": literal(0),
        "reason": literal(""),
    }


def _due(wave: Wave) -> Any:
    """By the hour somebody prefers: `Preference` is joined where more than one hour is there."""
    usual = literal(wave.due[None], UTCDateTime)
    hours = {hour: literal(at, UTCDateTime) for hour, at in wave.due.items() if hour is not None}
    return case(hours, value=col(Preference.hour), else_=usual) if hours else usual


def _wants(switched_off: Any) -> Any:
    return func.coalesce(col(switched_off), sa.false()).is_(sa.false())


async def _write(session: Session, notice: dict[str, Any], rows: Any) -> int:
    insert = insert_into(session, Notice).from_select(list(notice), rows)
    written = await session.exec(insert.on_conflict_do_nothing(index_elements=["dedupe_key"]))
    return max(int(written.rowcount), 0)
