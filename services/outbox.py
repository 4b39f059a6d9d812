"""The outbox: notices are written where their cause is, claimed by a courier, settled with an outcome."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_
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
from models.reporter import Reporter
from services.delivery_rules import WANTED, FactsNow
from services.outbox_rows import at_address, drop_unwanted, move, run_out, to_reach, write
from services.quiet_hours import Peace, PeaceNow, always
from services.reporters import Address, AddressesNow, nobody
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
    """Write a notice to a person in the caller's transaction; one with this key already there stays as it is.

    It is due at once unless `due_at` says later. `subject` is what it is about, for `services/delivery_rules.py`.
    Nothing is written for somebody who has died.
    """
    if (await session.exec(select(Person.standing).where(Person.id == to))).one() == SILENT:
        return
    values = {"kind": kind, "person_id": to, "facts": facts, "dedupe_key": dedupe_key, "lane": lane}
    times = {"due_at": due_at or now, "created_at": now, "valid_until": valid_until}
    start = {"outcome": WAITING, "attempts": 0, "reason": "", "subject_id": subject}
    await _insert(session, {**values, **times, **start})


async def post_to_reporter(
    session: Session,
    kind: str,
    *,
    to: int,
    facts: dict[str, Any],
    dedupe_key: str,
    now: datetime,
    valid_until: datetime,
    subject: int | None = None,
) -> None:
    """The same to a reporter: somebody waits for it, so it goes at once, whatever the hour."""
    values = {"kind": kind, "reporter_id": to, "facts": facts, "dedupe_key": dedupe_key, "lane": 0}
    times = {"due_at": now, "created_at": now, "valid_until": valid_until}
    await _insert(session, {**values, **times, "outcome": WAITING, "attempts": 0, "reason": "", "subject_id": subject})


async def _insert(session: Session, values: dict[str, Any]) -> None:
    insert = insert_into(session, Notice).values(**values)
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
    (delivery_rules), `peace` says who is left in peace now (quiet_hours), `reporters` opens their addresses."""

    def __init__(
        self,
        transactions: Transactions,
        channel: str = "telegram",
        *,
        wanted: Mapping[str, ColumnElement[bool]] = WANTED,
        facts: Mapping[str, FactsNow] | None = None,
        peace: PeaceNow = always,
        reporters: AddressesNow = nobody,
    ) -> None:
        self._transactions = transactions
        self._channel = channel
        self._wanted = wanted
        self._facts = facts or {}
        self._peace = peace
        self._reporters = reporters

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
                wanted = await drop_unwanted(session, ids, self._wanted, self._clock.now())
                deliveries = await self._deliveries(session, wanted, peace) if wanted else []
            if deliveries or not ids:
                return deliveries

    async def _take(self, session: Session, holder: str, limit: int, peace: Peace) -> list[int]:
        now, real = self._clock.now(), self._clock.real()
        await session.exec(run_out(now, self._channel))
        ready = (
            to_reach(select(Notice.id), self._channel)
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

    async def _deliveries(self, session: Session, ids: list[int], peace: Peace) -> list[Delivery]:
        found = await session.exec(
            to_reach(select(Notice, Conversation, peace.awake), self._channel)
            .where(col(Notice.id).in_(ids))
            .order_by(col(Notice.lane), col(Notice.due_at), col(Notice.id))
        )
        rows = list(found)
        said = await self._facts_now(session, [notice for notice, _, _ in rows])
        opened = await self._open(session, [notice for notice, _, _ in rows if notice.id in said])
        return [
            Delivery(
                notice=notice.id or 0,
                kind=notice.kind,
                facts=said[notice.id or 0],
                address=at.account if at else conversation.channel_user_id,
                language=at.language if at else conversation.language,
                attempts=notice.attempts,
                lane=notice.lane,
                silent=at is None and not awake,
                reporter=notice.reporter_id,
            )
            for notice, conversation, awake in rows
            if notice.id in said
            for at in [opened.get(notice.reporter_id or 0)]
            if at or conversation
        ]

    async def _open(self, session: Session, notices: list[Notice]) -> dict[int, Address]:
        """Addresses by reporter. What no key of ours opens is tried again later: the key may come back."""
        ids = {notice.reporter_id for notice in notices if notice.reporter_id}
        opened = await self._reporters(session, ids) if ids else {}
        for notice in notices:
            if notice.reporter_id and notice.reporter_id not in opened:
                later = RetryLater(back_off(notice.attempts + 1), "sealed", counts=False)
                await write(session, self._clock, notice.id or 0, None, later, notice.attempts)
        return opened

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
                    await write(session, self._clock, notice.id or 0, None, later, notice.attempts)
                continue
            said |= now
            for notice in ours:
                if notice.id not in now:
                    await write(
                        session, self._clock, notice.id or 0, None, Undeliverable(CANCELLED, ""), notice.attempts
                    )
        return said

    async def renew(self, holder: str, notices: Collection[int]) -> None:
        """These are still in hand: a 429 or a full group may hold them up for longer than LEASE."""
        ours = col(Notice.id).in_(notices), col(Notice.holder) == holder, col(Notice.outcome) == WAITING
        async with self._transactions.begin() as session:
            await session.exec(update(Notice).where(*ours).values(lease_until=self._clock.real() + LEASE))

    async def settle(self, delivery: Delivery, outcome: Outcome, holder: str) -> None:
        """Write what became of a claimed notice. Late settling by a holder that lost its lease changes nothing."""
        async with self._transactions.begin() as session:
            await write(session, self._clock, delivery.notice, holder, outcome, delivery.attempts)
            if getattr(outcome, "outcome", "") == UNREACHABLE:
                await session.exec(at_address(self._channel, delivery.address).values(blocked_at=self._clock.now()))
                if delivery.reporter:
                    blocked = update(Reporter).where(col(Reporter.id) == delivery.reporter)
                    await session.exec(blocked.values(blocked_at=self._clock.now()))
            elif isinstance(outcome, Moved):
                await move(session, self._channel, delivery.address, outcome.address)

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
                to_reach(
                    select(func.count(col(Notice.id)), func.min(col(Notice.due_at))).select_from(Notice), self._channel
                ).where(col(Notice.outcome) == WAITING, Notice.due_at <= now, Notice.valid_until > now, peace.may_go)
            )
            count, oldest = found.one()
            return int(count), oldest
