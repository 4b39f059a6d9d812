"""Reporters: found by their own account only, opened only to write to them. All inside the caller's transaction."""

import json
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlmodel import col, select, update

from models.conversation import Conversation, Speaker
from models.reporter import Reporter
from services.seal import Seal, SealError
from services.transaction import Session

log = structlog.get_logger()


@dataclass(frozen=True)
class Address:
    """Where a reporter is written to, in the language of this moment."""

    account: str
    language: str


AddressesNow = Callable[[Session, Collection[int]], Awaitable[dict[int, Address]]]


async def nobody(_session: Session, _ids: Collection[int]) -> dict[int, Address]:
    """An outbox without a key knows no reporter's address."""
    return {}


def account_of(speaker: Speaker) -> str:
    """What is sealed and looked up."""
    return f"{speaker.channel}:{speaker.channel_user_id}"


async def find_reporter(session: Session, seal: Seal, speaker: Speaker) -> Reporter | None:
    """The speaker's own row, by whichever key it was written."""
    mine = col(Reporter.lookup).in_(seal.lookups(account_of(speaker)))
    return (await session.exec(select(Reporter).where(mine))).first()


async def ensure_reporter(session: Session, seal: Seal, speaker: Speaker, now: datetime) -> Reporter:
    """The speaker's row, made now if they never filed before. One chat's updates never run side by side."""
    known = await find_reporter(session, seal, speaker)
    if known is not None:
        return known
    sealed = seal.seal(json.dumps({"account": speaker.channel_user_id, "language": speaker.language}))
    reporter = Reporter(channel=speaker.channel, lookup=seal.lookup(account_of(speaker)), sealed=sealed, since=now)
    session.add(reporter)
    await session.flush()
    return reporter


async def addresses(session: Session, seal: Seal, ids: Collection[int]) -> dict[int, Address]:
    """Where these reporters are written to; whose seal no key of ours opens is missing, and said in the log."""
    found: dict[int, Address] = {}
    for reporter in await session.exec(select(Reporter).where(col(Reporter.id).in_(ids))):
        try:
            opened = json.loads(seal.open(reporter.sealed))
        except SealError:
            log.error("reporter.sealed", reporter=reporter.id)
            continue
        here = Conversation.channel == reporter.channel, Conversation.channel_user_id == opened["account"]
        language = (await session.exec(select(Conversation.language).where(*here))).first()
        found[reporter.id or 0] = Address(opened["account"], language or opened["language"])
    return found


async def mark_reachable(session: Session, seal: Seal, speaker: Speaker, blocked_at: datetime | None) -> None:
    """The speaker blocked us at this moment, or (None) let us in again."""
    mine = col(Reporter.lookup).in_(seal.lookups(account_of(speaker)))
    await session.exec(update(Reporter).where(mine).values(blocked_at=blocked_at))
