"""The statements about how delivery goes. All inside the caller's session."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import case, func
from sqlmodel import col, select

from models.conversation import Conversation
from models.delivery import Failed, Unreachable, Waiting
from models.notice import DELIVERED, DELIVERY_ALARM, DELIVERY_REPORT, REFUSED, UNREACHABLE, WAITING, Notice
from models.person import SILENT, Office, Person
from models.reporter import Reporter
from models.role import Scope
from services.roles import within
from services.transaction import Session

OURS = (DELIVERY_REPORT, DELIVERY_ALARM)
"""What is said about delivery is no news of it."""
_BLOCKED = col(Conversation.blocked_at).is_not(None)


async def waiting(session: Session, now: datetime) -> list[Waiting]:
    """By kind and lane, the oldest first."""
    held = func.sum(case((_BLOCKED | col(Reporter.blocked_at).is_not(None), 1), else_=0))
    oldest = func.min(Notice.due_at)
    rows = await session.exec(
        select(Notice.kind, Notice.lane, func.count(), held, oldest)  # type: ignore[call-overload]  # five
        .outerjoin(Conversation, col(Conversation.person_id) == col(Notice.person_id))
        .outerjoin(Reporter, col(Reporter.id) == col(Notice.reporter_id))
        .where(Notice.outcome == WAITING, Notice.valid_until > now)
        .group_by(col(Notice.kind), col(Notice.lane))
        .order_by(oldest, col(Notice.kind))
    )
    return [Waiting(*row) for row in rows]


async def failed(session: Session, since: datetime) -> list[Failed]:
    """By kind and reason, since then; the most frequent first."""
    columns = (col(Notice.kind), col(Notice.outcome), col(Notice.reason))
    rows = await session.exec(
        select(*columns, func.count())
        .where(col(Notice.outcome).in_((REFUSED, UNREACHABLE)), col(Notice.settled_at) >= since)
        .where(col(Notice.kind).not_in(OURS))
        .group_by(*columns)
        .order_by(func.count().desc(), *columns)
    )
    return [Failed(*row) for row in rows]


async def settled(session: Session, since: datetime) -> dict[str, int]:
    """How many came to each outcome since then."""
    rows = await session.exec(
        select(Notice.outcome, func.count())
        .where(col(Notice.settled_at) >= since, col(Notice.kind).not_in(OURS))
        .group_by(col(Notice.outcome))
    )
    return dict(rows.all())


async def pulse(session: Session, since: datetime) -> tuple[int, int]:
    """How many arrived and how many failed since then."""
    ended = await settled(session, since)
    return ended.get(DELIVERED, 0), ended.get(REFUSED, 0)


def _away(columns: Any) -> Any:
    return columns.join(Conversation, col(Conversation.person_id) == col(Person.id)).where(
        _BLOCKED, col(Person.state) == "active", col(Person.standing) != SILENT
    )


async def count_unreachable(session: Session, scope: Scope) -> int:
    """How many of these people cannot be reached."""
    found = await session.exec(within(scope, _away(select(func.count(col(Person.id))))))
    return int(found.one())


async def unreachable(session: Session, scope: Scope, now: datetime, limit: int | None = None) -> list[Unreachable]:
    """Who, longest first."""
    people = _away(
        select(Person.id, Person.name, Office.name, Conversation.blocked_at)
        .select_from(Person)
        .outerjoin(Office, col(Office.id) == col(Person.office_id))
    )
    rows = (
        await session.exec(within(scope, people).order_by(col(Conversation.blocked_at), col(Person.name)).limit(limit))
    ).all()
    waits: defaultdict[int, dict[str, int]] = defaultdict(dict)
    counts = await session.exec(
        select(Notice.person_id, Notice.kind, func.count())
        .where(col(Notice.person_id).in_([row[0] for row in rows]))
        .where(Notice.outcome == WAITING, Notice.valid_until > now)
        .group_by(col(Notice.person_id), col(Notice.kind))
    )
    for person, kind, count in counts:
        waits[person or 0][kind] = count
    return [Unreachable(name, office or "", since, waits[person]) for person, name, office, since in rows]


async def last_alarm(session: Session) -> datetime | None:
    """When HR was alarmed last."""
    found = await session.exec(select(func.max(Notice.created_at)).where(Notice.kind == DELIVERY_ALARM))
    return found.one()


async def is_written(session: Session, keys: list[str]) -> bool:
    """Is one of these notices there already?"""
    return (await session.exec(select(Notice.id).where(col(Notice.dedupe_key).in_(keys)).limit(1))).first() is not None
