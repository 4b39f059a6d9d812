"""The queues of PostgreSQL are vacuumed before they slow a claim down, and a claim walks only what waits."""

from sqlalchemy import text

from models.clock import ManualClock
from services.transaction import connect
from tests.conftest import START, ZONE


async def test_both_queues_have_a_vacuum_that_keeps_up(postgresql_url_empty: str) -> None:
    transactions = connect(postgresql_url_empty, ManualClock(START, ZONE))
    async with transactions.reader.connect() as connection:
        rows = await connection.execute(
            text("SELECT relname, reloptions FROM pg_class WHERE relname IN ('notice', 'inbox') ORDER BY relname")
        )
        options = {name: dict(one.split("=") for one in given or []) for name, given in rows}
        index = await connection.execute(text("SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_notice_waiting'"))
        walked = str(index.scalar_one())
    await transactions.close()
    assert list(options) == ["inbox", "notice"]
    for given in options.values():
        assert float(given["autovacuum_vacuum_scale_factor"]) <= 0.02
        assert int(given["autovacuum_vacuum_threshold"]) <= 200
    assert "(lane, due_at, id) WHERE" in walked
    assert "'waiting'" in walked
