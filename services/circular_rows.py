"""The statements of circulars: whom one is for, its notices, how far it is. All inside the caller's session."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import JSON, ColumnElement, String, case, cast, exists, func, literal, type_coerce
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from models.base import UTCDateTime
from models.circular import EVERYBODY, OFFICES, RATERS, UNSENT, VALID_FOR, CircularRow, Reach
from models.conversation import Conversation
from models.cycle import CycleRow
from models.evaluation import EvaluationRow
from models.notice import BULK, CANCELLED, CIRCULAR, WAITING, Notice
from models.person import SILENT, Office, Person
from models.preference import Preference
from models.waiting import waits_for_employee
from services.office_rows import with_sub_offices
from services.transaction import Session
from services.upsert import insert_into

CHANNEL = "telegram"
"""The one that the outbox delivers to."""
Condition = ColumnElement[bool]


def chosen(audience: str | None, offices: Sequence[int], now: datetime) -> Condition:
    """The condition on `Person`: whom a circular for this audience is for, linked or not."""
    works: Condition = (col(Person.state) == "active") & (col(Person.standing) != SILENT)
    named: Any = sa.select(col(Office.id).label("office_id")).where(col(Office.id).in_(offices))
    audiences: dict[str, Any] = {
        EVERYBODY: sa.true(),
        OFFICES: col(Person.office_id).in_(with_sub_offices(named)),
        UNSENT: _has_not_sent(now),
        RATERS: col(Person.id).in_(_raters(now)),
    }
    return sa.and_(works, audiences.get(audience or "", sa.false()))


def _has_not_sent(now: datetime) -> Any:
    """The form waits for them while its self-evaluation is open, or open for them."""
    open_ = (col(CycleRow.self_until) >= now) | (col(EvaluationRow.late_until) >= now)
    return (
        sa.select(col(EvaluationRow.id))
        .join(CycleRow, col(CycleRow.id) == col(EvaluationRow.cycle_id))
        .where(col(EvaluationRow.person_id) == col(Person.id), waits_for_employee())
        .where(col(CycleRow.opens_at) <= now, open_)
        .correlate(Person)
        .exists()
    )


def _raters(now: datetime) -> Any:
    """Who rates somebody by the roster, or has forms in a cycle that runs."""
    staff: Any = aliased(Person)
    of_the_roster = sa.select(staff.rater_id).where(staff.state == "active", staff.rater_id.is_not(None))
    runs = col(CycleRow.opens_at) <= now, col(CycleRow.publish_at) > now
    of_a_cycle = (
        sa.select(col(EvaluationRow.rater_id))
        .join(CycleRow, col(CycleRow.id) == col(EvaluationRow.cycle_id))
        .where(*runs, col(EvaluationRow.rater_id).is_not(None))
    )
    return of_the_roster.union(of_a_cycle)


def _has(*conditions: Condition) -> Condition:
    # The channel is named, or SQLite would walk all conversations for each person: (channel, person_id) is its index.
    here = col(Conversation.channel) == CHANNEL, col(Conversation.person_id) == col(Person.id)
    return exists().where(*here, *conditions)


def gets() -> Condition:
    """The condition on `Person`: they have an account, and have not switched circulars off."""
    return _has() & _wants()


def _wants() -> Condition:
    return ~exists().where(col(Preference.person_id) == col(Person.id), col(Preference.no_circulars))


async def reach(session: Session, who: Condition) -> Reach:
    """How many of them get it, wait, have no account, want none."""
    linked, wants, here = _has(), _wants(), _has(col(Conversation.blocked_at).is_(None))
    groups = (linked & wants & here, linked & wants & ~here, ~linked, linked & ~wants)
    query: Any = sa.select(*(func.coalesce(func.sum(case((group, 1), else_=0)), 0) for group in groups)).where(who)
    return Reach(*(int(number) for number in (await session.exec(query)).one()))


async def example(session: Session, who: Condition) -> tuple[str, str]:
    """Name and office of the first of them, by name; empty where nobody is."""
    query = (
        select(Person.name, Office.name)
        .join(Office, col(Office.id) == col(Person.office_id), isouter=True)
        .where(who)
        .order_by(col(Person.name), col(Person.id))
        .limit(1)
    )
    found = (await session.exec(query)).first()
    return (found[0], found[1] or "") if found else ("", "")


async def longest(session: Session) -> tuple[str, str]:
    """The longest name and the longest office that there are: what a text must have room for."""
    name = select(Person.name).order_by(func.length(col(Person.name)).desc()).limit(1)
    unit = select(Office.name).order_by(func.length(col(Office.name)).desc()).limit(1)
    return (await session.exec(name)).first() or "", (await session.exec(unit)).first() or ""


async def write_notices(
    session: Session,
    circular: CircularRow,
    who: Condition,
    *,
    size: int,
    due: Sequence[datetime],
    now: datetime,
) -> int:
    """One notice for each of them who has an account and wants it, `size` due at each instant; how many are new."""
    position = type_coerce(func.row_number().over(order_by=col(Person.id)), sa.Integer) - 1
    last = literal(due[-1], UTCDateTime)
    instants = {number: literal(at, UTCDateTime) for number, at in enumerate(due[:-1])}
    notice: dict[str, Any] = {
        "kind": literal(CIRCULAR),
        "person_id": col(Person.id),
        "subject_id": literal(circular.id, sa.Integer),
        "facts": literal({"edition": circular.edition}, JSON),
        "dedupe_key": literal(f"{CIRCULAR}:{circular.id}:") + cast(col(Person.id), String),
        "lane": literal(BULK),
        "due_at": case(instants, value=position // size, else_=last) if instants else last,
        "valid_until": literal(due[-1] + VALID_FOR, UTCDateTime),
        "created_at": literal(now, UTCDateTime),
        "outcome": literal(WAITING),
        "attempts": literal(0),
        "reason": literal(""),
    }
    rows = sa.select(*notice.values()).where(who, gets())
    insert = insert_into(session, Notice).from_select(list(notice), rows)
    written = await session.exec(insert.on_conflict_do_nothing(index_elements=["dedupe_key"]))
    return int(written.rowcount)


async def drop_waiting(session: Session, circular: int, now: datetime, real: datetime) -> None:
    """Cancel what has not gone. What a courier holds right now may be on its way: that one settles it, or, should it
    have to try again, finds it unwanted (services/delivery_rules.py)."""
    free = col(Notice.lease_until).is_(None) | (col(Notice.lease_until) <= real)
    await session.exec(
        sa.update(Notice)
        .where(*_of(circular), col(Notice.outcome) == WAITING, free)
        .values(outcome=CANCELLED, settled_at=now, holder=None, lease_until=None)
        .execution_options(synchronize_session=False)
    )


async def outcomes(session: Session, circular: int) -> tuple[dict[str, int], int]:
    """How many notices came to each outcome; how many of those that wait are for people who cannot be reached now."""
    here = col(Conversation.channel) == CHANNEL, col(Conversation.person_id) == col(Notice.person_id)
    away = exists().where(*here, col(Conversation.blocked_at).is_not(None))
    waits = case(((col(Notice.outcome) == WAITING) & away, 1), else_=0)
    columns = col(Notice.outcome), func.count(), func.sum(waits)
    query: Any = sa.select(*columns).where(*_of(circular)).group_by(col(Notice.outcome))
    rows = (await session.exec(query)).all()
    return {outcome: int(count) for outcome, count, _ in rows}, sum(int(held) for *_, held in rows)


async def last_due(session: Session, circular: int) -> datetime:
    """When its last notice was, or will be, due: the earliest at which all can have it."""
    return (await session.exec(select(func.max(Notice.due_at)).where(*_of(circular)))).one()


def _of(circular: int) -> tuple[Condition, Condition]:
    return col(Notice.kind) == CIRCULAR, col(Notice.subject_id) == circular


async def circular_facts(session: Session, notices: Sequence[Notice]) -> dict[int, dict[str, Any]]:
    """What the notices say: the text of their edition, and whose name and office stand in it now."""
    query: Any = (
        sa.select(col(Notice.id), col(CircularRow.text), col(CircularRow.text_en), col(Person.name), col(Office.name))
        .join(CircularRow, col(CircularRow.id) == col(Notice.subject_id))
        .join(Person, col(Person.id) == col(Notice.person_id))
        .outerjoin(Office, col(Office.id) == col(Person.office_id))
        .where(col(Notice.id).in_([notice.id for notice in notices]))
    )
    return {
        notice: {"text": text, "text_en": text_en or "", "name": name, "unit": unit or ""}
        for notice, text, text_en, name, unit in await session.exec(query)
    }
