"""The outbox: notices are written where their cause is, claimed by a courier, settled with an outcome."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, not_, or_
from sqlmodel import col, select, update

from models.clock import Clock
from models.conversation import Conversation
from models.notice import (
    CANCELLED,
    LEASE,
    UNREACHABLE,
    WAITING,
    Delivery,
    Moved,
    Notice,
    Outcome,
    RetryLater,
    Undeliverable,
    back_off,
)
from models.person import SILENT, Person
from services.delivery_rules import WANTED, FactsNow
from services.outbox_rows import FREE, at_address, move, run_out, written
from services.quiet_hours import Peace, PeaceNow, always
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
    subject: int | None = None,
    due_at: datetime | None = None,
) -> None:
    """Write a notice in the caller's transaction; one with this key already there stays as it is.

    It is due at once unless `due_at` says later. `subject` is what it is about, for `services/delivery_rules.py`.
    Nothing is written for somebody who has died.
    """
    if (await session.exec(select(Person.standing).where(Person.id == to))).one() == SILENT:
        return
    values = {"kind": kind, "person_id": to, "facts": facts, "dedupe_key": dedupe_key, "lane": lane}
    times = {"due_at": due_at or now, "created_at": now, "valid_until": valid_until}
    start = {"outcome": WAITING, "attempts": 0, "reason": "", "subject_id": subject}
    insert = insert_into(session, Notice).values(**values, **times, **start)
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
    """What a courier needs. `facts` are the kinds whose words depend on the moment of delivery
    (delivery_rules), `peace` says who is left in peace now (quiet_hours)."""

    def __init__(
        self,
        transactions: Transactions,
        channel: str = "telegram",
        *,
        wanted: Mapping[str, ColumnElement[bool]] = WANTED,
        facts: Mapping[str, FactsNow] | None = None,
        peace: PeaceNow = always,
    ) -> None:
        self._transactions = transactions
        self._channel = channel
        self._wanted = wanted
        self._facts = facts or {}
        self._peace = peace

    @property
    def _clock(self) -> Clock:
        return self._transactions.clock

    async def claim(self, holder: str, limit: int) -> list[Delivery]:
        """Take up to `limit` due notices whose person has a chat, for LEASE; empty when nothing is due.

        What has run out, and what is not wanted any more, is settled on the way.
        """
        while True:
            async with self._transactions.begin() as session:
                peace = await self._peace(session)
                ids = await self._take(session, holder, limit, peace)
                wanted = await self._drop_unwanted(session, ids)
                deliveries = await self._deliveries(session, wanted, peace) if wanted else []
            if deliveries or not ids:
                return deliveries

    async def _take(self, session: Session, holder: str, limit: int, peace: Peace) -> list[int]:
        now, real = self._clock.now(), self._clock.real()
        await session.exec(run_out(now, self._channel))
        ready = (
            select(Notice.id)
            .join(Conversation, col(Conversation.person_id) == col(Notice.person_id))
            .where(Conversation.channel == self._channel, col(Conversation.blocked_at).is_(None))
            .where(Notice.outcome == WAITING, Notice.due_at <= now, Notice.valid_until > now, peace.may_go)
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
        return list(taken.scalars())

    async def _drop_unwanted(self, session: Session, ids: list[int]) -> list[int]:
        """Cancel what is about work that was done meanwhile; the ids of the others."""
        if not ids or not self._wanted:
            return ids
        over = or_(*(and_(col(Notice.kind) == kind, not_(still)) for kind, still in self._wanted.items()))
        dropped = await session.exec(
            update(Notice)
            .where(col(Notice.id).in_(ids), over)
            .values(outcome=CANCELLED, settled_at=self._clock.now(), **FREE)
            .returning(col(Notice.id))
            .execution_options(synchronize_session=False)
        )
        gone = set(dropped.scalars())
        return [one for one in ids if one not in gone]

    async def _deliveries(self, session: Session, ids: list[int], peace: Peace) -> list[Delivery]:
        found = await session.exec(
            select(Notice, Conversation, peace.awake)
            .join(Conversation, col(Conversation.person_id) == col(Notice.person_id))
            .where(col(Notice.id).in_(ids), Conversation.channel == self._channel)
            .order_by(col(Notice.lane), col(Notice.due_at), col(Notice.id))
        )
        rows = list(found)
        said = await self._facts_now(session, [notice for notice, _, _ in rows])
        return [
            Delivery(
                notice=notice.id or 0,
                kind=notice.kind,
                facts=said[notice.id or 0],
                address=conversation.channel_user_id,
                language=conversation.language,
                attempts=notice.attempts,
                lane=notice.lane,
                silent=not awake,
            )
            for notice, conversation, awake in rows
            if notice.id in said
        ]

    async def _facts_now(self, session: Session, notices: list[Notice]) -> dict[int, dict[str, Any]]:
        """The facts of each, of this moment where its kind asks for that; whose are missing is not delivered now."""
        said = {notice.id or 0: notice.facts for notice in notices if notice.kind not in self._facts}
        for kind in sorted({notice.kind for notice in notices} & set(self._facts)):
            ours = [notice for notice in notices if notice.kind == kind]
            try:
                async with session.begin_nested():
                    now = await self._facts[kind](session, ours)
            except Exception as error:
                trouble = type(error).__name__
                for notice in ours:
                    later = RetryLater(back_off(notice.attempts + 1), trouble)
                    await self._write(session, notice.id or 0, None, later, notice.attempts)
                continue
            said |= now
            for notice in ours:
                if notice.id not in now:
                    await self._write(session, notice.id or 0, None, Undeliverable(CANCELLED, ""), notice.attempts)
        return said

    async def settle(self, delivery: Delivery, outcome: Outcome, holder: str) -> None:
        """Write what became of a claimed notice. Late settling by a holder that lost its lease changes nothing."""
        async with self._transactions.begin() as session:
            await self._write(session, delivery.notice, holder, outcome, delivery.attempts)
            if getattr(outcome, "outcome", "") == UNREACHABLE:
                await session.exec(at_address(self._channel, delivery.address).values(blocked_at=self._clock.now()))
            elif isinstance(outcome, Moved):
                await move(session, self._channel, delivery.address, outcome.address)

    async def _write(self, session: Session, notice: int, holder: str | None, outcome: Outcome, attempts: int) -> None:
        mine = [col(Notice.holder) == holder] if holder else []
        values = written(outcome, attempts, self._clock.now(), self._clock.real())
        await session.exec(
            update(Notice)
            .where(col(Notice.id) == notice, col(Notice.outcome) == WAITING, *mine)
            .values(**FREE, **values)
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
        """How many notices could go out now, and since when the oldest is due. Quiet hours hold nothing up."""
        now = self._clock.now()
        async with self._transactions.read() as session:
            peace = await self._peace(session)
            found = await session.exec(
                select(func.count(), func.min(col(Notice.due_at)))
                .join(Conversation, col(Conversation.person_id) == col(Notice.person_id))
                .where(col(Notice.outcome) == WAITING, Notice.due_at <= now, Notice.valid_until > now, peace.may_go)
                .where(Conversation.channel == self._channel, col(Conversation.blocked_at).is_(None))
            )
            count, oldest = found.one()
            return int(count), oldest
