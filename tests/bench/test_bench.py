"""The bench itself: it runs on both engines, and what it counts is stored."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.bench.compare import QUESTIONS, QUICK, compare


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where the bench makes one too: a server in pytest's own folder can be shut out of it (tests/conftest.py)."""
    with TemporaryDirectory(prefix="kinerja-bench-") as made:
        yield Path(made)


async def test_every_answer_it_counts_is_stored(folder: Path) -> None:
    results = await compare(QUICK, folder)
    assert [result.engine for result in results] == ["PostgreSQL", "SQLite"]
    for result in results:
        assert result.stored == result.answers == QUICK.people * QUICK.rounds * QUESTIONS
        assert result.statements["INSERT INTO answer"] == 1, "one answer is one row written"
        assert result.ratio > 0
