"""`kinerja method` as an operator meets it."""

from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.method import app
from locales.refusal import refusal_text
from models.refusals import UnknownMethod

SOURCE = (files("models") / "methods" / "berakhlak-2026.toml").read_text("utf-8")


@pytest.fixture(autouse=True)
def wide_indonesian_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "240")
    monkeypatch.setenv("LC_ALL", "id_ID.UTF-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_list() -> None:
    result = run("list")
    assert result.exit_code == 0
    assert "berakhlak-2026" in result.output
    assert "Evaluasi diri BerAKHLAK" in result.output


def test_show_prints_items_levels_and_matrix() -> None:
    result = run("show", "berakhlak-2026")
    assert result.exit_code == 0
    for words in ("Kolaboratif", "Bertindak proaktif", "Teladan", "Sangat Kurang", "Kurang (pelanggaran)"):
        assert words in result.output


def test_show_tells_of_work_results() -> None:
    assert "bila tidak ada, ditulis sendiri paling banyak 3." in run("show", "berakhlak-2026").output
    assert "Hasil kerja: tidak ditanyakan." in run("show", "paruh-waktu-2026").output


def test_show_of_an_unknown_one_is_refused() -> None:
    result = run("show", "skp-1979")
    assert isinstance(result.exception, UnknownMethod)
    assert "skp-1979" in refusal_text(result.exception, "id")


def test_check_of_a_good_file(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(SOURCE, "utf-8")
    result = run("check", str(tmp_path / "mine.toml"))
    assert result.exit_code == 0
    assert "Metode baik: 7 bagian, 21 butir." in result.output


def test_check_names_every_problem(tmp_path: Path) -> None:
    bad = SOURCE.replace("Membantu orang lain belajar", "").replace('predikat = "Sangat Kurang"', 'predikat = "Buruk"')
    (tmp_path / "mine.toml").write_text(bad.replace("example_at = 4", "example_at = 12"), "utf-8")
    result = run("check", str(tmp_path / "mine.toml"))
    assert result.exit_code == 1
    assert str(result.exception).splitlines() == [
        "example_at: harus bilangan bulat dari 0 sampai 9",
        "parts[2].items[1].text.id: teks masih kosong",
    ]


def test_check_of_a_file_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("id = 'é'", "latin-1")
    result = run("check", str(tmp_path / "mine.toml"))
    assert (result.exit_code, str(result.exception)) == (1, "berkas harus teks UTF-8")


def test_check_of_no_file_is_wrong_usage(tmp_path: Path) -> None:
    assert run("check", str(tmp_path / "none.toml")).exit_code == 2
