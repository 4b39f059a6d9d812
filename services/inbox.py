"""The inbox: updates are stored before they are acknowledged, then handled one at a time a chat."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from sqlalchemy import Integer, bindparam, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, select, update

from models.inbox import MAX_ATTEMPTS, InboxUpdate, kind_of
from models.notice import UPDATE_SET_ASIDE
from models.role import HR
from services.outbox import post
from services.roles import everybody_with
from services.transaction import Handling, Session, Transactions
from services.upsert import insert_into

TOLD_FOR = timedelta(days=7)


def _waiting(table: type[InboxUpdate]) -> tuple[Any, Any]:
    return col(table.handled_at).is_(None), col(table.set_aside_at).is_(None)


def _claim(*, locks: bool) -> Any:
    """Built once. The chosen ids are a CTE: PostgreSQL runs a locking subquery again for every row that it compares,
    and each time it would choose others."""
    earlier = aliased(InboxUpdate)
    oldest = (
        select(InboxUpdate.id)
        .where(*_waiting(InboxUpdate), col(InboxUpdate.bot_id) == bindparam("bot"), col(InboxUpdate.holder).is_(None))
        .where(or_(col(InboxUpdate.retry_at).is_(None), col(InboxUpdate.retry_at) <= bindparam("real")))
        .where(
            ~select(earlier.id)
            .where(*_waiting(earlier), col(earlier.chat) == col(InboxUpdate.chat))
            .where(col(earlier.id) < col(InboxUpdate.id))
            .exists()
        )
        .order_by(col(InboxUpdate.id))
        .limit(bindparam("at_most", type_=Integer))
    )
    chosen = (oldest.with_for_update(skip_locked=True) if locks else oldest).cte("chosen")
    columns = (InboxUpdate.id, InboxUpdate.received_at, InboxUpdate.chat, InboxUpdate.body, InboxUpdate.attempts)
    return (
        update(InboxUpdate)
        .where(col(InboxUpdate.id).in_(select(chosen.c.id)), col(InboxUpdate.holder).is_(None))
        .values(holder=bindparam("who"))
        .returning(*map(col, columns))
    )


_CLAIM = {"postgresql": _claim(locks=True), "sqlite": _claim(locks=False)}


@dataclass(frozen=True)
class Incoming:
    """An update as it came."""

    update_id: int
    chat: str
    body: str = field(repr=False)


@dataclass(frozen=True)
class Work:
    """A claimed update."""

    handling: Handling
    chat: str
    body: str = field(repr=False)
    attempts: int


class Inbox:
    """What intake needs."""

    def __init__(self, transactions: Transactions, bot_id: int) -> None:
        self._transactions = transactions
        self._bot_id = bot_id

    async def store(self, updates: Sequence[Incoming]) -> None:
        """Keep a batch in one commit; one that is there already stays as it is. Only then may it be acknowledged."""
        now = self._transactions.clock.now()
        rows = [
            {"bot_id": self._bot_id, "update_id": one.update_id, "chat": one.chat, "body": one.body, "received_at": now}
            for one in updates
        ]
        async with self._transactions.begin() as session:
            insert = insert_into(session, InboxUpdate).on_conflict_do_nothing(index_elements=["bot_id", "update_id"])
            await (await session.connection()).execute(insert, [{**row, "attempts": 0, "reason": ""} for row in rows])

    async def claim(self, holder: str, limit: int) -> list[Work]:
        """Take the oldest waiting update of up to `limit` chats, oldest first; one that anybody holds is left alone."""
        terms = {"who": holder, "bot": self._bot_id, "at_most": limit, "real": self._transactions.clock.real()}
        claim = _CLAIM[self._transactions.dialect]
        taken = await self._transactions.write(lambda connection: connection.execute(claim, terms).all())
        return [
            Work(Handling(id_, received_at), chat, body, attempts)
            for id_, received_at, chat, body, attempts in sorted(taken, key=attrgetter("id"))
        ]

    async def done(self, work: Work) -> None:
        """Mark handled what no use case has marked: only reading, or a Refusal."""
        async with self._transactions.begin() as session:
            await session.exec(
                update(InboxUpdate)
                .where(col(InboxUpdate.id) == work.handling.inbox_id, *_waiting(InboxUpdate))
                .values(handled_at=self._transactions.clock.real(), body="", holder=None)
            )

    async def failed(self, work: Work, reason: str, *, hopeless: bool = False) -> bool:
        """Count a failure; try again later, or set aside after the third, which hr is told. True if set aside."""
        attempts = work.attempts + 1
        aside = hopeless or attempts >= MAX_ATTEMPTS
        real = self._transactions.clock.real()
        fate: dict[str, datetime] = (
            {"set_aside_at": real} if aside else {"retry_at": real + timedelta(seconds=attempts * 2)}
        )
        async with self._transactions.begin() as session:
            marked = await session.exec(
                update(InboxUpdate)
                .where(col(InboxUpdate.id) == work.handling.inbox_id, *_waiting(InboxUpdate))
                .values(attempts=attempts, reason=reason[:200], holder=None, **fate)
            )
            if aside and marked.rowcount:
                await self._tell_hr(session, work)
        return aside

    async def _tell_hr(self, session: Session, work: Work) -> None:
        """At most once an hour, however many are set aside; a number and a kind, never what was written."""
        now = self._transactions.clock.now()
        facts = {"number": work.handling.inbox_id, "kind": kind_of(work.body)}
        for person in await everybody_with(session, HR):
            key = f"{UPDATE_SET_ASIDE}:{person}:{now:%Y%m%d%H}"
            valid = now + TOLD_FOR
            await post(session, UPDATE_SET_ASIDE, to=person, facts=facts, dedupe_key=key, now=now, valid_until=valid)

    async def count_waiting(self) -> int:
        """How many updates are not handled yet."""
        async with self._transactions.read() as session:
            return (await backlog(session)).waiting

    async def holders(self) -> set[str]:
        """Who works on an update now."""
        async with self._transactions.read() as session:
            held = col(InboxUpdate.holder).is_not(None), *_waiting(InboxUpdate)
            return {str(holder) for holder in await session.exec(select(InboxUpdate.holder).where(*held).distinct())}

    async def release(self, dead: Collection[str]) -> None:
        """What these processes worked on waits again; they must be gone."""
        if not dead:
            return
        async with self._transactions.begin() as session:
            await session.exec(update(InboxUpdate).where(col(InboxUpdate.holder).in_(dead)).values(holder=None))

    async def backlog(self) -> "Backlog":
        """What waits, since when, and what was set aside."""
        async with self._transactions.read() as session:
            return await backlog(session)


@dataclass(frozen=True)
class Backlog:
    """What waits in the inbox."""

    waiting: int
    oldest: datetime | None
    set_aside: int


async def backlog(session: Session) -> Backlog:
    """For `kinerja doctor`: how much waits, since when, and what was set aside."""
    waiting, oldest = (
        await session.exec(select(func.count(), func.min(col(InboxUpdate.received_at))).where(*_waiting(InboxUpdate)))
    ).one()
    aside = (await session.exec(select(func.count()).where(col(InboxUpdate.set_aside_at).is_not(None)))).one()
    return Backlog(waiting, oldest, aside)
