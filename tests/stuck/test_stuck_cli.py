"""`kinerja stuck`: a table, or everybody as a spreadsheet."""

import asyncio
from pathlib import Path

import pytest
import python_calamine
from typer.testing import CliRunner, Result

from bot.assembly.core import Core, core
from bot.cli import main, running
from bot.settings import Settings
from services import schema
from tests.support.staff import EVERYONE, roster_csv


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    made = Settings(data=tmp_path, telegram_token="1:x", _env_file=None)  # type: ignore[call-arg]

    async def fill() -> None:
        async with core(made) as parts:
            await schema.upgrade(parts.transactions)
            await _employ(parts)

    asyncio.run(fill())
    monkeypatch.setattr(running, "load_settings", lambda: made)
    monkeypatch.setattr(running.console, "width", 200)
    return made


async def _employ(parts: Core) -> None:
    report = await parts.roster.import_file(roster_csv(EVERYONE), "roster.csv", allow_left=True)
    assert not report.refused


def kinerja(*words: str) -> Result:
    return CliRunner().invoke(main.app, ["stuck", *words])


def test_a_line_a_reason(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for language, told, total in (
        ("", "Belum ada penilai", "Semua, setiap orang sekali"),
        ("en_US", "No rater", "All, everybody once"),
    ):
        monkeypatch.setenv("LANG", language)
        with running.console.capture() as page:
            assert kinerja().exit_code == 0
        lines = {
            line.split("│")[1].strip(): line.split("│")[2].strip()
            for line in page.get().splitlines()
            if line.startswith("│")
        }
        assert lines[told] == "1"
        assert lines[total] == "6"


def test_as_a_spreadsheet(settings: Settings, tmp_path: Path) -> None:
    out = tmp_path / "macet.XLSX"
    with running.console.capture() as page:
        assert kinerja("--xlsx", str(out)).exit_code == 0
    assert f"8 baris ditulis ke {out}." in page.get()
    assert out.stat().st_mode & 0o777 == 0o600
    rows = python_calamine.CalamineWorkbook.from_path(str(out)).get_sheet_by_name("Akun belum terhubung").to_python()
    assert len(rows) == 7


def test_another_ending_is_refused(settings: Settings, tmp_path: Path) -> None:
    refused = kinerja("--xlsx", str(tmp_path / "macet.csv"))
    assert isinstance(refused.exception, running.RefusedError)
    assert str(refused.exception).endswith("macet.csv: pakai .xlsx.")
    assert not (tmp_path / "macet.csv").exists()
