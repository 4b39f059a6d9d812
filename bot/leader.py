"""Who leads: one process polls, plans and carries. On SQLite a file lock, on PostgreSQL an advisory lock."""

import asyncio
import fcntl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

log = structlog.get_logger()
KEY = 0x4B494E45  # "KINE"


class AnotherProcessError(Exception):
    """SQLite is one process: another one holds the data folder."""


@asynccontextmanager
async def leading(database: str, data: Path) -> AsyncIterator[None]:
    """Hold the lead for the block. SQLite: AnotherProcessError at once; PostgreSQL: wait until the leader is gone."""
    if database.startswith("sqlite"):
        with (data / "kinerja.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise AnotherProcessError from error
            yield
        return
    # A connection of its own, outside every pool: the lock lives exactly as long as the process.
    engine = create_async_engine(database, poolclass=NullPool, isolation_level="AUTOCOMMIT", hide_parameters=True)
    async with engine.connect() as connection:
        while not await connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": KEY}):
            log.info("leader.waits")
            await asyncio.sleep(1)
        yield
