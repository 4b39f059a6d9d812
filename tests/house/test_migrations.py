"""Migrations go up, down and up again on both engines, and make exactly the tables that the models describe."""

from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from models.clock import ManualClock
from services import schema
from services.transaction import Transactions, connect
from tests.conftest import START, ZONE


@pytest.fixture(params=["sqlite", "postgresql"])
async def bare(request: pytest.FixtureRequest, tmp_path: Path, postgresql_url: str):
    """A database with nothing in it."""
    url = f"sqlite+aiosqlite:///{tmp_path}/bare.db"
    if request.param == "postgresql":
        server = connect(postgresql_url, ManualClock(START, ZONE))
        async with server.writer.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            await connection.execute(text("DROP DATABASE IF EXISTS stairway"))
            await connection.execute(text("CREATE DATABASE stairway"))
        await server.close()
        head, _, query = postgresql_url.partition("?")
        url = head.rpartition("/")[0] + "/stairway" + (f"?{query}" if query else "")
    transactions = connect(url, ManualClock(START, ZONE))
    yield transactions
    await transactions.close()


async def tables(transactions: Transactions) -> set[str]:
    async with transactions.writer.connect() as connection:
        return set(await connection.run_sync(lambda sync: inspect(sync).get_table_names())) - {"alembic_version"}


async def test_up_down_up(bare: Transactions) -> None:
    await schema.upgrade(bare)
    full = await tables(bare)
    assert "evaluation" in full
    await schema.downgrade(bare, "base")
    assert await tables(bare) == set()
    await schema.upgrade(bare)
    assert await tables(bare) == full
    assert await schema.present(bare) == schema.expected()


async def test_the_migrated_database_is_what_the_models_say(transactions: Transactions) -> None:
    assert await schema.drift(transactions) == []


async def test_words_outside_the_list_are_refused_by_the_database(transactions: Transactions) -> None:
    from sqlalchemy.exc import IntegrityError

    from models.conversation import Conversation

    with pytest.raises(IntegrityError):
        async with transactions.begin() as session:
            session.add(
                Conversation(channel="telegram", channel_user_id="1", language="fr", since=transactions.clock.now())
            )
