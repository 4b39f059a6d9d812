"""`kinerja roster` and `kinerja person` as an operator meets them."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import person as person_cli
from bot.cli import roster as roster_cli
from bot.cli.running import RefusedError
from locales.roster import COLUMNS, FILES, PEOPLE, PHASES, ROWS, WARNINGS
from models.roster import LIMITS, REFS
from tests.roster.roster_files import HEADER, csv_file, nip, person, xlsx
from tests.roster.test_offices import TREE


@pytest.fixture(autouse=True)
def office(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sqlite_url_empty: str) -> None:
    """A data folder with an empty database, and a wide Indonesian terminal."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KINERJA_DATA", str(tmp_path))  # where `sqlite_url_empty` lies
    monkeypatch.delenv("KINERJA_DATABASE_URL", raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("LC_ALL", "id_ID.UTF-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(roster_cli.app, ["import", *arguments])


def test_a_good_file(tmp_path: Path) -> None:
    (tmp_path / "r.xlsx").write_bytes(xlsx([HEADER, person(1, nip(2)), person(2, phone="x")]))
    result = run("r.xlsx")
    assert result.exit_code == 0
    shown = result.stdout.split()
    assert shown[shown.index("baru") + 2] == "2"
    assert "baris 3: nomor HP tidak bisa dipakai" in result.stdout
    assert "Tersimpan." in result.stdout
    assert result.stderr == ""
    assert "Hanya percobaan" in run("r.xlsx", "--dry-run").stdout


def test_a_bad_row_is_told_with_its_number_and_its_nip_masked(tmp_path: Path) -> None:
    (tmp_path / "r.xlsx").write_bytes(xlsx([HEADER, person(1), ["198601012010013001", "<b>[red]&", "", ""]]))
    result = run("r.xlsx")
    assert result.exit_code == 1
    assert "baris 3: NIP 1986••••••••••3001: angka ke-15 harus 1 atau 2" in result.stdout
    assert "198601012010013001" not in result.output


def test_a_file_that_is_none(tmp_path: Path) -> None:
    result = run("none.xlsx")
    assert (result.exit_code, str(result.exception)) == (1, "Berkas none.xlsx tidak ada atau tidak bisa dibaca.")
    (tmp_path / "a&b.csv").write_bytes(b"a,b\n1,2")
    result = run("a&b.csv")
    assert isinstance(result.exception, RefusedError)
    assert str(result.exception) == "Judul kolom tidak ditemukan: NIP BARU, NAMA. Yang terbaca: a, b."


def test_offices_and_only_the_good_rows(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_bytes(csv_file([HEADER, person(1), ["12", "B", "", ""]]))
    (tmp_path / "o.csv").write_bytes(csv_file([TREE, ["u1", "Dinas", ""], ["u2", "Seksi", "u8"]]))
    result = run("r.csv", "--offices", "o.csv")
    assert result.exit_code == 1
    assert "kantor, baris 3: ID atasan u8 tidak dikenal" in result.stdout
    assert "Tidak ada yang disimpan." in result.stdout
    result = run("r.csv", "--offices", "o.csv", "--skip-refused")
    assert result.exit_code == 1, "0 only if nothing was refused"
    assert "Tersimpan, kecuali baris di atas." in result.stdout
    shown = result.stdout.split()
    assert shown[shown.index("ditolak") + 2] == "1"
    (tmp_path / "o.csv").write_bytes(b"a,b\n1,2")
    assert str(run("r.csv", "--offices", "o.csv").exception).startswith("o.csv: Judul kolom tidak ditemukan: ID,")


def test_people_without_nip() -> None:
    result = CliRunner().invoke(person_cli.app, ["add", "Bupati <Contoh>"])
    assert (result.exit_code, result.stdout) == (0, "Bupati <Contoh> ditambahkan. REF: X-BUPATI-CONTOH\n")
    result = CliRunner().invoke(person_cli.app, ["add", "-"])
    assert (result.exit_code, str(result.exception)) == (1, "Nama belum diisi.")


def test_every_column_that_is_told_has_a_name() -> None:
    assert set(COLUMNS) == {*REFS, *LIMITS, "contract_until"}
    assert all((FILES, PEOPLE, PHASES, ROWS, WARNINGS))
