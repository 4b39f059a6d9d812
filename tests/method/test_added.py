"""An office's own method: added once checked, taken by cycles to come, never in the place of a shipped one."""

from importlib.resources import files
from pathlib import Path
from tomllib import loads
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.cli.method import app
from models.clock import ManualClock
from models.method import Method
from models.refusals import MethodShipped
from services.methods import Methods, ensure_version
from services.transaction import Transactions

SOURCE = (files("models") / "methods" / "berakhlak-2026.toml").read_text("utf-8")
MINE = SOURCE.replace('id = "berakhlak-2026"', 'id = "puskesmas-2026"')


def content(seconds: int = 25) -> dict[str, Any]:
    return loads(MINE.replace("seconds_per_item = 25", f"seconds_per_item = {seconds}"))


async def test_a_cycle_takes_what_was_added_last(transactions: Transactions, clock: ManualClock) -> None:
    methods = Methods(transactions)
    assert await methods.added() == []
    taken = []
    for seconds in (25, 30, 25):
        await methods.add(content(seconds))
        async with transactions.begin() as session:
            taken.append(await ensure_version(session, "puskesmas-2026", transactions.now()))
        clock.advance(days=1)
    assert taken[0] == taken[2] != taken[1]
    assert (await methods.get(taken[1])).seconds_per_item == 30, "a cycle keeps the version it began with"
    assert [(one.id, one.seconds_per_item) for one in await methods.added()] == [("puskesmas-2026", 25)]


async def test_a_version_that_a_cycle_took_is_not_an_added_method(transactions: Transactions) -> None:
    async with transactions.begin() as session:
        await ensure_version(session, "berakhlak-2026", transactions.now())
    methods = Methods(transactions)
    assert await methods.added() == []
    with pytest.raises(MethodShipped):
        await methods.add(loads(SOURCE))


def light() -> Method:
    return Methods.find("paruh-waktu-2026")


def test_the_light_method_asks_one_behaviour_of_each_value_in_the_same_words() -> None:
    full = Methods.find("berakhlak-2026")
    assert [part.name for part in light().parts] == [part.name for part in full.parts]
    for mine, theirs in zip(light().parts, full.parts, strict=True):
        assert len(mine.items) == 1
        assert mine.items[0].text in [item.text for item in theirs.items]
    assert (light().levels, light().matrix, light().stem) == (full.levels, full.matrix, full.stem)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_at_the_command_line(tmp_path: Path, sqlite_url_empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"KINERJA_DATA": str(tmp_path), "COLUMNS": "200", "LC_ALL": "id_ID.UTF-8"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("KINERJA_DATABASE_URL", raising=False)
    (tmp_path / "mine.toml").write_text(MINE, "utf-8")
    assert "puskesmas-2026" not in run("list").stdout
    assert "Metode puskesmas-2026 tersimpan: 7 bagian, 21 butir." in run("add", str(tmp_path / "mine.toml")).stdout
    listed = [line.split("│") for line in run("list").stdout.splitlines() if "2026" in line]
    assert [(row[1].strip(), row[-2].strip()) for row in listed] == [
        ("berakhlak-2026", "bawaan"),
        ("paruh-waktu-2026", "bawaan"),
        ("puskesmas-2026", "ditambahkan"),
    ]
    assert "Bertindak proaktif" in run("show", "puskesmas-2026").stdout
    (tmp_path / "mine.toml").write_text(MINE.replace("Bertindak proaktif", ""), "utf-8")
    result = run("add", str(tmp_path / "mine.toml"))
    assert (result.exit_code, "teks masih kosong" in str(result.exception)) == (1, True)


def test_without_a_database_the_shipped_ones_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KINERJA_DATA", str(tmp_path / "none"))
    monkeypatch.setenv("COLUMNS", "200")
    result = run("list")
    assert result.exit_code == 0
    assert "paruh-waktu-2026" in result.stdout
    assert "kinerja doctor" in result.stderr
