"""The bench itself: it runs on both engines, and what it counts is stored."""

from pathlib import Path

import pytest

from tests.bench.compare import QUESTIONS, QUICK, compare


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bench")


async def test_every_answer_it_counts_is_stored(folder: Path) -> None:
    results = await compare(QUICK, folder)
    assert [result.engine for result in results] == ["PostgreSQL", "SQLite"]
    for result in results:
        assert result.stored == result.answers == QUICK.people * QUICK.rounds * QUESTIONS
        assert result.statements["INSERT INTO answer"] == 1, "one answer is one row written"
        assert result.ratio > 0
