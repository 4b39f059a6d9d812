"""What the outbox writes when a notice is settled. All inside the caller's transaction."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, not_, or_
from sqlmodel import col, select, update

from models.clock import Clock
from models.conversation import Conversation
from models.notice import (
    CANCELLED,
    DELIVERED,
    EXPIRED,
    REFUSED,
    RETRIES,
    UNREACHABLE,
    WAITING,
    Delivered,
    Moved,
    Notice,
    Outcome,
    Undeliverable,
)
from models.reporter import Reporter
from services.transaction import Session

FREE: dict[str, Any] = {"holder": None, "lease_until": None}
"""Nobody works on it."""


def to_reach(query: Any, channel: str) -> Any:
    """Notices whose person has a chat here, or whose reporter came from here, and who did not block us."""
    chat = and_(col(Conversation.person_id) == col(Notice.person_id), col(Conversation.channel) == channel)
    person = and_(col(Conversation.id).is_not(None), col(Conversation.blocked_at).is_(None))
    reporter = and_(col(Reporter.channel) == channel, col(Reporter.blocked_at).is_(None))
    return (
        query.outerjoin(Conversation, chat)
        .outerjoin(Reporter, col(Reporter.id) == col(Notice.reporter_id))
        .where(or_(person, reporter))
    )


def run_out(now: datetime, channel: str) -> Any:
    """Settle what is not valid any more; why it never went out is told where the person could not be reached."""
    away = (
        exists()
        .where(col(Conversation.person_id) == col(Notice.person_id), col(Conversation.channel) == channel)
        .where(col(Conversation.blocked_at).is_not(None))
    )
    blocked = exists().where(col(Reporter.id) == col(Notice.reporter_id), col(Reporter.blocked_at).is_not(None))
    return (
        update(Notice)
        .where(col(Notice.outcome) == WAITING, col(Notice.valid_until) <= now)
        .values(outcome=case((or_(away, blocked), UNREACHABLE), else_=EXPIRED), settled_at=now, **FREE)
        .execution_options(synchronize_session=False)
    )


async def drop_unwanted(
    session: Session, ids: list[int], wanted: Mapping[str, ColumnElement[bool]], now: datetime
) -> list[int]:
    """Cancel what is about work that was done meanwhile; the ids of the others."""
    if not ids or not wanted:
        return ids
    over = or_(*(and_(col(Notice.kind) == kind, not_(still)) for kind, still in wanted.items()))
    dropped = await session.exec(
        update(Notice)
        .where(col(Notice.id).in_(ids), over)
        .values(outcome=CANCELLED, settled_at=now, **FREE)
        .returning(col(Notice.id))
        .execution_options(synchronize_session=False)
    )
    gone = set(dropped.scalars())
    return [one for one in ids if one not in gone]


async def write(
    session: Session, clock: Clock, notice: int, holder: str | None, outcome: Outcome, attempts: int
) -> None:
    """What became of a notice that still waits, and that `holder` holds (None: whoever)."""
    mine = [col(Notice.holder) == holder] if holder else []
    values = _written(outcome, attempts, clock.now(), clock.real())
    await session.exec(
        update(Notice).where(col(Notice.id) == notice, col(Notice.outcome) == WAITING, *mine).values(**FREE, **values)
    )


def _written(outcome: Outcome, attempts: int, now: datetime, real: datetime) -> dict[str, object]:
    """The columns that an outcome sets, after `attempts` failures."""
    match outcome:
        case Delivered():
            return {"outcome": DELIVERED, "settled_at": now, "reason": ""}
        case Moved():
            return {"reason": "moved", "retry_at": None}
        case Undeliverable(outcome=word, reason=reason) if word == UNREACHABLE:
            return {"reason": reason}  # held back, see models/notice.py
        case Undeliverable(outcome=word, reason=reason):
            return {"outcome": word, "settled_at": now, "reason": reason}
    tried = attempts + int(outcome.counts)
    if tried >= RETRIES:
        return {"outcome": REFUSED, "settled_at": now, "attempts": tried, "reason": f"gave up: {outcome.reason}"[:200]}
    return {"attempts": tried, "retry_at": real + timedelta(seconds=outcome.seconds), "reason": outcome.reason[:200]}


def at_address(channel: str, address: str) -> Any:
    """An update of the conversation at this address."""
    here = col(Conversation.channel) == channel, col(Conversation.channel_user_id) == address
    return update(Conversation).where(*here)


async def move(session: Session, channel: str, old: str, new: str) -> None:
    """The group has a new address; if that has spoken already, it takes over whom the old one belonged to."""
    known = select(Conversation.id).where(Conversation.channel == channel, Conversation.channel_user_id == new)
    if (await session.exec(known)).first() is None:
        await session.exec(at_address(channel, old).values(channel_user_id=new))
        return
    here = Conversation.channel == channel, Conversation.channel_user_id == old
    person = (await session.exec(select(Conversation.person_id).where(*here))).first()
    await session.exec(at_address(channel, old).values(person_id=None))
    await session.exec(at_address(channel, new).values(person_id=person))
