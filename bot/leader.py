"""Who is here and who leads. A process that is gone leads no longer and holds nothing, from the same moment on.

SQLite is one process, held by a file lock. On PostgreSQL a process is present, and leads a role, by advisory locks of
one connection outside every pool: the server frees them when the process dies, however it dies.
"""

import asyncio
import fcntl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from secrets import randbelow, token_hex
from typing import Protocol

import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

log = structlog.get_logger()
PRESENT = 0x4B494E00  # "KIN"
ROLES = {
    "poller": PRESENT + 1,
    "planner": PRESENT + 2,
    "courier": PRESENT + 3,
    "keeper": PRESENT + 4,
    "importer": PRESENT + 5,
}
TRY_EVERY = 0.5


class AnotherProcessError(Exception):
    """SQLite is one process: another one holds the data folder."""


class Presence(Protocol):
    """This process among the others."""

    holder: str
    """Its name on the rows it works on."""

    async def lead(self, role: str) -> None:
        """Return once this process leads the role; it does until it ends."""

    async def alive(self) -> set[str]:
        """The holders that are present."""

    async def watch(self) -> None:
        """Raise when this process can no longer be sure of being present."""


class Alone:
    """The only process there is."""

    def __init__(self) -> None:
        self.holder = token_hex(8)

    async def lead(self, role: str) -> None:
        log.info("leader.leads", role=role)

    async def alive(self) -> set[str]:
        return {self.holder}

    async def watch(self) -> None:
        await asyncio.Event().wait()


class OneOfMany:
    """A process beside others, on PostgreSQL."""

    def __init__(self, connection: AsyncConnection, holder: int) -> None:
        self.holder = str(holder)
        self._connection = connection
        self._turn = asyncio.Lock()

    async def arrive(self) -> None:
        """Be present from now on."""
        await self._ask("SELECT pg_advisory_lock(:present, :holder)", present=PRESENT, holder=int(self.holder))

    async def lead(self, role: str) -> None:
        waits = False
        while not await self._ask("SELECT pg_try_advisory_lock(:role, 0)", role=ROLES[role]):
            if not waits:
                log.info("leader.waits", role=role)
            waits = True
            await asyncio.sleep(TRY_EVERY)
        log.info("leader.leads", role=role)

    async def alive(self) -> set[str]:
        found = await self._ask(
            "SELECT string_agg(objid::text, ' ') FROM pg_locks"
            " WHERE locktype = 'advisory' AND classid = :present AND granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            present=PRESENT,
        )
        return set(str(found or "").split())

    async def watch(self) -> None:
        while True:
            await asyncio.sleep(1)
            await self._ask("SELECT 1")

    async def _ask(self, question: str, **values: int) -> object:
        async with self._turn:
            return await self._connection.scalar(text(question), values)


@asynccontextmanager
async def presence(database: str, data: Path) -> AsyncIterator[Presence]:
    """Be here for the block. Raises AnotherProcessError on SQLite when somebody is here already."""
    if database.startswith("sqlite"):
        with (data / "kinerja.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise AnotherProcessError from error
            yield Alone()
        return
    engine = create_async_engine(database, poolclass=NullPool, isolation_level="AUTOCOMMIT", hide_parameters=True)
    async with engine.connect() as connection:
        here = OneOfMany(connection, randbelow(2**31))
        await here.arrive()
        yield here
