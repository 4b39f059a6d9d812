"""What the outbox writes when a notice is settled. All inside the caller's transaction."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, exists
from sqlmodel import col, select, update

from models.conversation import Conversation
from models.notice import (
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
from services.transaction import Session

FREE: dict[str, Any] = {"holder": None, "lease_until": None}
"""Nobody works on it."""


def run_out(now: datetime, channel: str) -> Any:
    """Settle what is not valid any more; why it never went out is told where the person could not be reached."""
    away = (
        exists()
        .where(col(Conversation.person_id) == col(Notice.person_id), col(Conversation.channel) == channel)
        .where(col(Conversation.blocked_at).is_not(None))
    )
    return (
        update(Notice)
        .where(col(Notice.outcome) == WAITING, col(Notice.valid_until) <= now)
        .values(outcome=case((away, UNREACHABLE), else_=EXPIRED), settled_at=now, **FREE)
        .execution_options(synchronize_session=False)
    )


def written(outcome: Outcome, attempts: int, now: datetime, real: datetime) -> dict[str, object]:
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
