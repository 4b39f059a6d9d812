"""The only place that opens a session: one use case is one transaction.

`begin()` writes, `read()` only reads. While intake handles an update, `begin()` first marks that update handled, so
that what the person did and the fact that it was done are one commit; a second worker finds nothing to mark and stops.
"""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import bindparam, event, update
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.util import greenlet_spawn
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession  # noqa: TID251 - the one place

from models.clock import Clock
from models.inbox import InboxUpdate

Session = AsyncSession
T = TypeVar("T")


class AlreadyHandledError(Exception):
    """Another worker has handled this update: stop, change nothing, say nothing."""


class NestedTransactionError(Exception):
    """A use case was called inside another, or a second one in the same update."""


@dataclass
class Handling:
    """The update that this task is handling; intake sets it, `begin()` spends it."""

    inbox_id: int
    received_at: datetime
    spent: bool = False


current_update: ContextVar[Handling | None] = ContextVar("current_update", default=None)
_open: ContextVar[bool] = ContextVar("transaction_open", default=False)

_MARK_HANDLED = (
    update(InboxUpdate)
    .where(col(InboxUpdate.id) == bindparam("inbox_id"), col(InboxUpdate.handled_at).is_(None))
    .where(col(InboxUpdate.set_aside_at).is_(None))
    .values(handled_at=bindparam("now"), body="", holder=None)
)


class Transactions:
    """Hands out transactions on one database. `writer` and `reader` are two pools of the same place."""

    def __init__(self, writer: AsyncEngine, reader: AsyncEngine, clock: Clock) -> None:
        self.writer = writer
        self.reader = reader
        self.clock = clock

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.writer.dialect.name

    def now(self) -> datetime:
        """The instant a rule judges by: when intake received the update, else the clock."""
        handling = current_update.get()
        return handling.received_at if handling else self.clock.now()

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncSession]:
        """One write transaction, committed at the end of the block, rolled back by any exception.

        Raises NestedTransactionError when it is not outermost or is the second in an update, AlreadyHandledError when
        another worker was faster.
        """
        with _outermost() as handling:
            async with AsyncSession(self.writer, expire_on_commit=False) as session, session.begin():
                if handling:
                    await session.run_sync(lambda sync: _mark_handled(sync.connection(), handling, self.clock.real()))
                yield session

    @asynccontextmanager
    async def rehearse(self) -> AsyncIterator[AsyncSession]:
        """A write transaction that is taken back at the end: what would happen, for a dry run."""
        with _outermost():
            async with AsyncSession(self.writer, expire_on_commit=False) as session:
                yield session
                await session.rollback()

    async def write(self, work: Callable[[Connection], T]) -> T:
        """`begin()` for what happens at every update: `work` runs in one go, on a connection without a session.

        The session and a switch of context for every statement cost as much as the statements.
        """

        def transaction() -> T:
            with self.writer.sync_engine.begin() as connection:
                if handling:
                    _mark_handled(connection, handling, self.clock.real())
                return work(connection)

        with _outermost() as handling:
            return await greenlet_spawn(transaction)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A session that cannot write: the database itself refuses."""
        async with AsyncSession(self.reader, expire_on_commit=False) as session:
            yield session

    async def look(self, work: Callable[[Connection], T]) -> T:
        """`read()` in one go, without a session."""

        def reading() -> T:
            with self.reader.sync_engine.connect() as connection:
                return work(connection)

        return await greenlet_spawn(reading)

    async def close(self) -> None:
        await self.writer.dispose()
        await self.reader.dispose()


@contextmanager
def beside_the_update() -> Iterator[None]:
    """A transaction in this block is none of the update's: it marks nothing handled and leaves room for the update's.

    Only for what is true however the update ends, such as that somebody who writes can be reached.
    """
    token = current_update.set(None)
    try:
        yield
    finally:
        current_update.reset(token)


@contextmanager
def _outermost() -> Iterator[Handling | None]:
    """The only transaction of this task, and of its update; what the update is, to be marked in it."""
    handling = current_update.get()
    if _open.get() or (handling and handling.spent):
        raise NestedTransactionError
    token = _open.set(True)
    try:
        yield handling
        if handling:
            handling.spent = True
    finally:
        _open.reset(token)


def _mark_handled(connection: Connection, handling: Handling, now: datetime) -> None:
    done = connection.execute(_MARK_HANDLED, {"inbox_id": handling.inbox_id, "now": now})
    if done.rowcount == 0:
        raise AlreadyHandledError


# A read is one statement: neither BEGIN nor ROLLBACK travels with it.
_READS: dict[str, Any] = {"hide_parameters": True, "isolation_level": "AUTOCOMMIT", "skip_autocommit_rollback": True}


def connect(url: str, clock: Clock) -> Transactions:
    """Open both pools of the database at `url` (SQLite by aiosqlite or PostgreSQL by asyncpg)."""
    if url.startswith("sqlite"):
        # One writing connection: writers queue here, fairly, instead of polling SQLite's lock.
        writer = create_async_engine(url, hide_parameters=True, pool_size=1, max_overflow=0, pool_timeout=60)
        reader = create_async_engine(url, pool_size=4, **_READS)
        _prepare_sqlite(writer, query_only=False)
        _prepare_sqlite(reader, query_only=True)
        return Transactions(writer, reader, clock)
    writer = create_async_engine(url, hide_parameters=True, pool_size=10, max_overflow=0)
    reader = create_async_engine(
        url,
        pool_size=6,
        max_overflow=4,
        connect_args={"server_settings": {"default_transaction_read_only": "on"}},
        **_READS,
    )
    return Transactions(writer, reader, clock)


def _prepare_sqlite(engine: AsyncEngine, *, query_only: bool) -> None:
    """SQLite's driver must not begin by itself: with its defaults, concurrent writers lose updates without an error."""

    @event.listens_for(engine.sync_engine, "connect")
    def on_connect(connection: object, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]  # the driver's own attribute
        cursor = connection.cursor()  # type: ignore[attr-defined]  # DBAPI
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=15000", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        if query_only:
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    if not query_only:

        @event.listens_for(engine.sync_engine, "begin")
        def on_begin(connection: Connection) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
