"""`kinerja rater` as an operator meets it."""

import asyncio
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.rater import app
from models.clock import SystemClock
from models.refusals import RaterSelf, UnknownPerson
from services.roster import Roster
from services.transaction import connect
from tests.conftest import ZONE
from tests.support.staff import EVERYONE, HEAD, RATNA, SITI, roster_csv


@pytest.fixture(autouse=True)
def office(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sqlite_url_empty: str) -> None:
    """A data folder with people in it, and a wide Indonesian terminal."""
    settings = {"KINERJA_DATA": str(tmp_path), "COLUMNS": "200", "LC_ALL": "id_ID.UTF-8"}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("KINERJA_DATABASE_URL", raising=False)

    async def employ() -> None:
        made = connect(sqlite_url_empty, SystemClock(ZONE))
        await Roster(made).import_file(roster_csv(EVERYONE))
        await made.close()

    asyncio.run(employ())


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def lines(result: Result) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("│")[1:-1]] for line in result.stdout.splitlines() if "│" in line]


def test_an_acting_rater_until_the_end_of_a_day() -> None:
    result = run("set", SITI.nip, HEAD.nip, "--from", "2090-03-01", "--until", "2090-03-31", "--acting", "plt")
    assert (result.exit_code, result.stdout) == (0, "Penilai dicatat.\n")
    definitive, acting = lines(run("show", SITI.nip))
    assert (definitive[0], definitive[1], definitive[3:]) == ("Ratna Penilai", "definitif", ["–", "ya"])
    assert acting == [
        "Hasan Kepala",
        "Plt.",
        "Rabu, 1 Maret 2090, pukul 00.00 WIB",
        "Sabtu, 1 April 2090, pukul 00.00 WIB",
        "",
    ]


def test_a_definitive_rater_from_a_day_on() -> None:
    assert run("set", SITI.nip, HEAD.nip, "--from", "2090-03-01T07:30").exit_code == 0
    before, after = lines(run("show", SITI.nip))
    assert before[3] == after[2] == "Rabu, 1 Maret 2090, pukul 07.30 WIB"


def test_what_is_refused() -> None:
    assert isinstance(run("set", SITI.nip, SITI.nip, "--from", "2090-01-01").exception, RaterSelf)
    assert isinstance(run("show", "123").exception, UnknownPerson)
    assert "bukan tanggal" in str(run("set", SITI.nip, HEAD.nip, "--from", "besok").exception)
    assert run("set", SITI.nip, HEAD.nip, "--from", "2090-01-01", "--acting", "wakil").exit_code == 2


def test_who_rates_now_is_said_and_why() -> None:
    assert run("show", SITI.nip).stdout.endswith("Yang menilai sekarang: Ratna Penilai.\n")
    assert run("show", HEAD.nip).stdout.endswith("Saat ini tidak ada yang menilai, juga di tingkat atasnya.\n")


def test_a_vacancy_is_said(sqlite_url_empty: str) -> None:
    async def leave() -> None:
        made = connect(sqlite_url_empty, SystemClock(ZONE))
        rest = [one for one in EVERYONE if one is not RATNA]
        await Roster(made).import_file(roster_csv(rest), allow_left=True)
        await made.close()

    asyncio.run(leave())
    told = run("show", SITI.nip).stdout
    assert told.endswith("Tempat penilainya sedang kosong. Yang menilai sekarang atasannya: Hasan Kepala.\n")
