"""The command line as operators use it: real processes, exit codes, never a traceback."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sandbox.server import serve_in_thread
from sandbox.world import World
from tests.support.staff import EVERYONE, SITI, roster_csv

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def world() -> World:
    return World(limits=False)


@pytest.fixture
def environment(tmp_path: Path, world: World) -> Iterator[dict[str, str]]:
    with serve_in_thread(world) as server:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("KINERJA_", "LC_", "LANG"))}
        yield {
            **kept,
            "KINERJA_DATA": str(tmp_path / "data"),
            "KINERJA_TELEGRAM_TOKEN": world.token,
            "KINERJA_TELEGRAM_API": server.base,
            "COLUMNS": "160",
        }


@pytest.fixture
def kinerja(environment: dict[str, str], tmp_path: Path) -> Run:
    def run(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "bot.cli.main", *words],
            capture_output=True,
            text=True,
            env={**environment, **settings},
            cwd=tmp_path,
            timeout=60,
            check=False,
        )
        assert "Traceback" not in done.stderr + done.stdout, done.stderr
        return done

    return run


def test_from_nothing_to_invitations(kinerja: Run, tmp_path: Path, world: World) -> None:
    assert kinerja("db", "check").returncode == 1
    assert kinerja("db", "upgrade").returncode == 0
    assert kinerja("db", "check").returncode == 0
    (tmp_path / "roster.csv").write_bytes(roster_csv(EVERYONE))
    assert kinerja("roster", "import", "roster.csv").returncode == 0
    dates = ("--opens", "2026-01-01", "--self-until", "2036-12-10T16:00", "--appraise-until", "2036-12-20")
    made = kinerja(
        "cycle", "create", "--name", "Tahun 2026", "--method", "berakhlak-2026", *dates, "--publish", "2037-01-15"
    )
    assert made.returncode == 0, made.stderr
    listed = kinerja("cycle", "list")
    assert "Tahun 2026" in listed.stdout
    assert "evaluasi diri" in listed.stdout
    assert "pukul 16.00 WIB" in kinerja("cycle", "status", "1").stdout
    assert "Formulir baru: 0." in kinerja("cycle", "populate", "1").stdout
    one = kinerja("invite", SITI.nip)
    assert one.stdout.startswith(f"{SITI.nip},Siti Aminah,https://t.me/{world.bot['username']}?start=i-")
    everyone = kinerja("invite", "--all", "--out", "undangan.csv")
    assert everyone.returncode == 0
    lines = (tmp_path / "undangan.csv").read_text("utf-8-sig").splitlines()
    assert lines[0] == "NIP,NAMA,TAUTAN"
    assert len(lines) == 1 + len(EVERYONE)
    assert kinerja("invite", SITI.nip, "--out", "slip.pdf").returncode == 0
    assert (tmp_path / "slip.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "undangan.csv").stat().st_mode & 0o077 == 0, "only the operator may read it"


def test_doctor_says_what_to_do(kinerja: Run) -> None:
    sick = kinerja("doctor")
    assert sick.returncode == 1
    assert "kinerja db upgrade" in sick.stdout
    assert "()" not in sick.stdout
    assert sick.stdout.count("Bereskan dulu basis data dan migrasinya.") == 4, "what was not looked at blames nobody"
    kinerja("db", "upgrade")
    well = kinerja("doctor")
    assert well.returncode == 0, well.stdout
    assert well.stdout.count("✓") == 9
    assert "✓ kalender: baik · kalender-2026; hari libur diketahui sampai 31 Desember 2027." in well.stdout
    assert "✓ database: ok" in kinerja("doctor", LC_ALL="en_US.UTF-8").stdout
    assert "tidak mengenal token" in kinerja("doctor", KINERJA_TELEGRAM_TOKEN="1:wrong").stdout
    assert "belum bisa dihubungi" in kinerja("doctor", KINERJA_TELEGRAM_API="http://127.0.0.1:9").stdout


REFUSED: dict[str, tuple[tuple[str, ...], dict[str, str], int, str]] = {
    "no token": (("run",), {"KINERJA_TELEGRAM_TOKEN": ""}, 1, "KINERJA_TELEGRAM_TOKEN: missing"),
    "a bad token": (("run",), {"KINERJA_TELEGRAM_TOKEN": "abc"}, 1, "KINERJA_TELEGRAM_TOKEN"),
    "a bad zone": (("doctor",), {"KINERJA_TIMEZONE": "Mars/Base"}, 1, "KINERJA_TIMEZONE"),
    "a bad address": (("doctor",), {"KINERJA_TELEGRAM_API": "ftp://x"}, 1, "KINERJA_TELEGRAM_API"),
    "a bad database": (("doctor",), {"KINERJA_DATABASE_URL": "mysql://x"}, 1, "KINERJA_DATABASE_URL"),
    "a short key": (("doctor",), {"KINERJA_SECRET_KEY": "short"}, 1, "KINERJA_SECRET_KEY"),
    "not migrated": (("run",), {}, 1, "kinerja db upgrade"),
    "an unknown command": (("fly",), {}, 2, ""),
    "invite whom?": (("invite",), {}, 2, "REF"),
    "no such file": (("roster", "import", "nowhere.xlsx"), {}, 1, "nowhere.xlsx"),
    "no such cycle": (("cycle", "status", "9"), {}, 1, "Siklus 9 tidak ada"),
    "no such database server": (
        ("cycle", "list"),
        {"KINERJA_DATABASE_URL": "postgresql+asyncpg://u:secret-word@127.0.0.1:9/x"},
        1,
        "kinerja doctor",
    ),
}


@pytest.mark.parametrize("case", list(REFUSED))
def test_refused_with_one_clear_line(kinerja: Run, case: str) -> None:
    words, settings, code, wanted = REFUSED[case]
    if case == "no such cycle":
        kinerja("db", "upgrade")
    done = kinerja(*words, **settings)
    assert done.returncode == code, done.stderr
    assert wanted in done.stderr
    assert "secret-word" not in done.stderr + done.stdout


def test_a_second_service_on_sqlite_says_so_and_ends(kinerja: Run, environment: dict[str, str], tmp_path: Path) -> None:
    kinerja("db", "upgrade")
    first = subprocess.Popen(
        [sys.executable, "-m", "bot.cli.main", "run"], env=environment, cwd=tmp_path, stderr=subprocess.PIPE, text=True
    )
    try:
        assert first.stderr
        assert any("service.started" in line for line in first.stderr)
        second = kinerja("run")
        assert second.returncode == 1
        assert "another process" in second.stderr
    finally:
        first.terminate()
        _, rest = first.communicate(timeout=20)
    assert first.returncode == 0
    assert "service.ended" in rest, "SIGTERM ends it cleanly"
