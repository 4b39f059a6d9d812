"""`kinerja rules` and the doctor's word on the calendar, as an operator meets them."""

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.rules import app
from locales import doctor as words
from locales.refusal import refusal_text
from locales.rule import KINDS
from models.rule_file import CHECKERS, check_rules
from models.rule_refusals import RulesIdTaken, UnknownRules
from services.rules import shipped_rules
from tests.support.calendar_files import OWN, SHIPPED


@pytest.fixture(autouse=True)
def terminal(tmp_path: Path, sqlite_url_empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"KINERJA_DATA": str(tmp_path), "COLUMNS": "200", "LC_ALL": "id_ID.UTF-8"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("KINERJA_DATABASE_URL", sqlite_url_empty)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(OWN, "utf-8")
    return path


def test_show_gives_the_file_itself() -> None:
    shown = run("show", "kalender-2026")
    assert (shown.exit_code, shown.stdout) == (0, SHIPPED)
    unknown = run("show", "kalender-1979").exception
    assert isinstance(unknown, UnknownRules)
    assert "kinerja rules list" in refusal_text(unknown, "id")


def test_an_own_calendar_comes_into_force(mine: Path) -> None:
    assert run("check", str(mine)).stdout == "Berkas baik: kalender kerja kalender-kami.\n"
    assert run("add", str(mine)).stdout.splitlines() == [
        "kalender-kami tersimpan dan mulai berlaku (kalender kerja).",
        "Perhatian: belum ada kantor dengan kode ini: SHIFT, SIX.",
    ]
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in run("list").stdout.splitlines()]
    files = {row[1]: (row[0], *row[3:]) for row in rows if len(row) == 5}  # a long name takes a second line
    assert files["kalender-2026"] == ("kalender kerja", "bawaan", "")
    assert files["kalender-kami"] == ("kalender kerja", "ditambahkan", "ya")
    assert files["pengingat-2026"] == ("pengingat", "bawaan", "ya")


def test_every_fault_in_the_operators_language(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine.write_text(OWN.replace('monday = "07.30-16.00"', 'monday = "pagi"').replace("2026-07-15", "2026-12-24"))
    refused = run("add", str(mine))
    assert (refused.exit_code, str(refused.exception).splitlines()) == (
        1,
        [
            "hours.monday: harus jam dari–sampai, misalnya 07.30-16.00",
            "working[0].date: 2026-12-24 sudah dipakai di atas",
        ],
    )
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert str(run("check", str(mine)).exception).splitlines()[0] == (
        "hours.monday: must be hours from–until, such as 07.30-16.00"
    )
    assert "kalender-kami" not in run("list").stdout


def test_a_file_from_a_windows_editor(mine: Path) -> None:
    mine.write_bytes(b"\xef\xbb\xbf" + OWN.replace("\n", "\r\n").encode())
    assert run("check", str(mine)).exit_code == 0


def test_without_a_database_the_shipped_ones_can_be_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KINERJA_DATABASE_URL", "postgresql+asyncpg://u:p@127.0.0.1:9/x")
    shown = run("show", "kalender-2026")
    assert (shown.exit_code, shown.stdout) == (0, SHIPPED)
    assert "kinerja doctor" in shown.stderr


def test_every_kind_has_words_and_a_shipped_file_that_is_fine() -> None:
    assert {file.kind for file in shipped_rules()} == set(CHECKERS) == set(KINDS)
    assert [check_rules(file.source) for file in shipped_rules()] == [[] for _ in shipped_rules()]


def test_the_programs_own_id_is_taken(mine: Path) -> None:
    mine.write_text(SHIPPED)
    assert isinstance(run("add", str(mine)).exception, RulesIdTaken)


def test_the_doctor_speaks_of_holidays_in_time() -> None:
    until = date(2027, 12, 31)
    assert words.calendar("k", until, date(2026, 11, 24), "id") == "k; hari libur diketahui sampai 31 Desember 2027."
    assert words.calendar("k", until, date(2027, 11, 24), "en") == (
        "k; holidays are known until 31 December 2027. Update the program, or complete them with kinerja rules add."
    )
    assert words.calendar("k", None, date(2028, 1, 2), "id") == (
        "k; hari libur 2028 belum diketahui. Perbarui program, atau lengkapi dengan kinerja rules add."
    )
