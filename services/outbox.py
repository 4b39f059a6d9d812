"""The outbox: notices are written where their cause is, claimed by a courier, settled with an outcome."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_
from sqlmodel import col, select, update

from models.clock import Clock
from models.conversation import Conversation
from models.notice import (
    CANCELLED,
    DELIVERED,
    EXPIRED,
    LEASE,
    REFUSED,
    RETRIES,
    UNREACHABLE,
    WAITING,
    Delivered,
    Delivery,
    Notice,
    Outcome,
    RetryLater,
)
from models.person import SILENT, Person
from services.transaction import Session, Transactions
from services.upsert import insert_into


async def post(
    session: Session,
    kind: str,
    *,
    to: int,
    facts: dict[str, Any],
    dedupe_key: str,
    now: datetime,
    valid_until: datetime,
    lane: int = 0,
) -> None:
    """Write a notice in the caller's transaction; one with this key already there stays as it is.

    Nothing is written for somebody who has died.
    """
    if (await session.exec(select(Person.standing).where(Person.id == to))).one() == SILENT:
        return
    values = {"kind": kind, "person_id": to, "facts": facts, "dedupe_key": dedupe_key, "lane": lane}
    times = {"due_at": now, "created_at": now, "valid_until": valid_until}
    insert = insert_into(session, Notice).values(**values, **times, outcome=WAITING, attempts=0, reason="")
    await session.exec(insert.on_conflict_do_nothing(index_elements=["dedupe_key"]))


async def cancel(session: Session, dedupe_key: str, now: datetime) -> None:
    """What the notice is about was undone: it must not go out any more, nor those whose keys continue this one."""
    about = or_(
        col(Notice.dedupe_key) == dedupe_key, col(Notice.dedupe_key).startswith(f"{dedupe_key}:", autoescape=True)
    )
    await session.exec(
        update(Notice).where(about, col(Notice.outcome) == WAITING).values(outcome=CANCELLED, settled_at=now)
    )


class Outbox:
    """What a courier needs."""

    def __init__(self, transactions: Transactions, channel: str = "telegram") -> None:
        self._transactions = transactions
        self._channel = channel

    @property
    def _clock(self) -> Clock:
        return self._transactions.clock

    async def claim(self, holder: str, limit: int) -> list[Delivery]:
        """Take up to `limit` due notices whose person has a chat, for LEASE. Expired ones are settled on the way."""
        now, real = self._clock.now(), self._clock.real()
        async with self._transactions.begin() as session:
            await session.exec(
                update(Notice)
                .where(col(Notice.outcome) == WAITING, col(Notice.valid_until) <= now)
                .values(outcome=EXPIRED, settled_at=now)
            )
            ready = (
                select(Notice.id)
                .join(Conversation, col(Conversation.person_id) == col(Notice.person_id))
                .where(Conversation.channel == self._channel, col(Conversation.blocked_at).is_(None))
                .where(Notice.outcome == WAITING, Notice.due_at <= now, Notice.valid_until > now)
                .where(or_(col(Notice.retry_at).is_(None), col(Notice.retry_at) <= real))
                .where(or_(col(Notice.lease_until).is_(None), col(Notice.lease_until) <= real))
                .order_by(col(Notice.lane), col(Notice.due_at), col(Notice.id))
                .limit(limit)
            )
            if self._transactions.dialect == "postgresql":
                ready = ready.with_for_update(of=Notice, skip_locked=True)
            # A CTE: PostgreSQL runs a locking subquery again for every row, and each time it would choose others.
            chosen = ready.cte("chosen")
            taken = await session.exec(
                update(Notice)
                .where(col(Notice.id).in_(select(chosen.c.id)))
                .values(holder=holder, lease_until=real + LEASE)
                .returning(col(Notice.id))
            )
            ids = list(taken.scalars())
            return await self._deliveries(session, ids) if ids else []

    async def _deliveries(self, session: Session, ids: list[int]) -> list[Delivery]:
        rows = await session.exec(
            select(Notice, Conversation)
            .join(Conversation, col(Conversation.person_id) == col(Notice.person_id))
            .where(col(Notice.id).in_(ids), Conversation.channel == self._channel)
            .order_by(col(Notice.lane), col(Notice.due_at), col(Notice.id))
        )
        return [
            Delivery(
                notice=notice.id or 0,
                kind=notice.kind,
                facts=notice.facts,
                address=conversation.channel_user_id,
                language=conversation.language,
                attempts=notice.attempts,
            )
            for notice, conversation in rows
        ]

    async def settle(self, delivery: Delivery, outcome: Outcome, holder: str) -> None:
        """Write what became of a claimed notice. Late settling by a holder that lost its lease changes nothing."""
        now, real = self._clock.now(), self._clock.real()
        async with self._transactions.begin() as session:
            await session.exec(
                update(Notice)
                .where(col(Notice.id) == delivery.notice, col(Notice.holder) == holder)
                .where(col(Notice.outcome) == WAITING)
                .values(holder=None, lease_until=None, **_written(outcome, delivery.attempts, now, real))
            )
            if getattr(outcome, "outcome", "") == UNREACHABLE:
                await session.exec(
                    update(Conversation)
                    .where(col(Conversation.channel) == self._channel)
                    .where(col(Conversation.channel_user_id) == delivery.address)
                    .values(blocked_at=now)
                )

    async def holders(self) -> set[str]:
        """Who holds a notice now."""
        async with self._transactions.read() as session:
            waiting = col(Notice.holder).is_not(None), col(Notice.outcome) == WAITING
            return {str(holder) for holder in await session.exec(select(Notice.holder).where(*waiting).distinct())}

    async def release(self, dead: Collection[str]) -> None:
        """What these processes held waits again; they must be gone."""
        if not dead:
            return
        async with self._transactions.begin() as session:
            await session.exec(update(Notice).where(col(Notice.holder).in_(dead)).values(holder=None, lease_until=None))

    async def backlog(self) -> tuple[int, datetime | None]:
        """How many notices are due to people with a chat, and since when the oldest is."""
        now = self._clock.now()
        async with self._transactions.read() as session:
            found = await session.exec(
                select(func.count(), func.min(col(Notice.due_at)))
                .join(Conversation, col(Conversation.person_id) == col(Notice.person_id))
                .where(col(Notice.outcome) == WAITING, Notice.due_at <= now, Notice.valid_until > now)
                .where(Conversation.channel == self._channel, col(Conversation.blocked_at).is_(None))
            )
            count, oldest = found.one()
            return int(count), oldest


def _written(outcome: Outcome, attempts: int, now: datetime, real: datetime) -> dict[str, object]:
    if isinstance(outcome, Delivered):
        return {"outcome": DELIVERED, "settled_at": now, "reason": ""}
    if not isinstance(outcome, RetryLater):
        return {"outcome": outcome.outcome, "settled_at": now, "reason": outcome.reason}
    tried = attempts + int(outcome.counts)
    if tried >= RETRIES:
        return {"outcome": REFUSED, "settled_at": now, "attempts": tried, "reason": f"gave up: {outcome.reason}"}
    return {"attempts": tried, "retry_at": real + timedelta(seconds=outcome.seconds), "reason": outcome.reason}
