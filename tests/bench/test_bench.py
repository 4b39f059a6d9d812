"""The bench itself: it runs on both engines, and what it counts is stored."""

from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from rich.progress import Progress

from tests.bench.compare import QUESTIONS, QUICK, compare
from tests.bench.engines import Engine, postgresql, sqlite
from tests.bench.plan import TEAM, plan_for

OpenEngine = Callable[[Path], AbstractAsyncContextManager[Engine]]


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


@pytest.mark.parametrize("open_engine", [sqlite, postgresql])
async def test_planning_and_copying_write_the_same_rows(folder: Path, open_engine: OpenEngine) -> None:
    async with open_engine(folder) as engine:
        done = await plan_for(60, 1, engine, folder, Progress(disable=True))
    assert done.notices == 60 + 60 // TEAM, "everybody, and every rater"
    assert done.ratio > 0
