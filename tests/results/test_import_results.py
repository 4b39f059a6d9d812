"""Work results from HR's file: whole or not at all, by row, and again."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import col, select
from typer.testing import CliRunner, Result

from bot.cli import results as cli
from models.clock import ManualClock
from models.nip import mask_nip
from models.person import Person
from models.sheet import FileRefused
from models.work_result import WorkResult
from models.work_result_file import ResultReport, read_results
from services.roster import Roster
from services.sheets import read_sheet
from services.transaction import Transactions
from services.work_results import HEADERS, WorkResults
from tests.roster.roster_files import HEADER as STAFF
from tests.roster.roster_files import Row, csv_file, nip, person, xlsx

HEADER = ["NIP", "HASIL KERJA", "INDIKATOR", "TARGET"]


@pytest.fixture
async def results(transactions: Transactions) -> WorkResults:
    """Three people on the roster, one of them gone."""
    roster = Roster(transactions)
    await roster.import_file(csv_file([STAFF, person(1), person(2), person(3)]))
    await roster.import_file(csv_file([STAFF, person(1), person(2)]), allow_left=True)
    return WorkResults(transactions)


async def kept(transactions: Transactions) -> list[tuple[str, str, list[Any], int, bool]]:
    """Everybody's results, in their order; whether each still counts."""
    query = select(Person.ref, WorkResult).join(WorkResult, col(WorkResult.person_id) == col(Person.id))
    async with transactions.read() as session:
        rows = (await session.exec(query.order_by(col(Person.name), col(WorkResult.position)))).all()
    return [
        (
            ref,
            one.text,
            [tuple(indicator.values()) for indicator in one.indicators],
            one.position,
            one.withdrawn_at is None,
        )
        for ref, one in rows
    ]


def counted(report: ResultReport) -> tuple[int, int, int, int, int]:
    return report.people, report.new, report.changed, report.unchanged, report.withdrawn


ROWS = (
    [nip(1), "Layanan KTP", "Terbit dalam sehari", "90 %"],
    [f"'{nip(1)}", "layanan ktp", "Tanpa keluhan", "12"],
    [nip(1), "Arsip", "", ""],
    [nip(2), "Arsip", "Tertata", ""],
)


async def test_each_person_gets_theirs_with_all_indicators(results: WorkResults, transactions: Transactions) -> None:
    report = await results.import_file(xlsx([["Rencana 2026"], HEADER, *ROWS]))
    assert (counted(report), report.written) == ((2, 3, 0, 0, 0), True)
    assert await kept(transactions) == [
        (nip(1), "Layanan KTP", [("Terbit dalam sehari", "90 %"), ("Tanpa keluhan", "12")], 1, True),
        (nip(1), "Arsip", [], 2, True),
        (nip(2), "Arsip", [("Tertata", "")], 1, True),
    ]


async def test_again_only_what_changed_is_written(
    results: WorkResults, transactions: Transactions, clock: ManualClock
) -> None:
    await results.import_file(csv_file([HEADER, *ROWS]))
    clock.advance(days=1)
    assert counted(await results.import_file(csv_file([HEADER, *ROWS], ";"))) == (2, 0, 0, 3, 0)
    report = await results.import_file(csv_file([HEADER, ROWS[2], [nip(1), "Layanan KTP", "Terbit", "95 %"]]))
    assert counted(report) == (1, 0, 2, 0, 0)
    assert counted(await results.import_file(csv_file([HEADER, ROWS[2]]))) == (1, 0, 0, 1, 1)
    assert await kept(transactions) == [
        (nip(1), "Arsip", [], 1, True),
        (nip(1), "Layanan KTP", [("Terbit", "95 %")], 2, False),
        (nip(2), "Arsip", [("Tertata", "")], 1, True),
    ]
    report = await results.import_file(csv_file([HEADER, *ROWS]))
    assert counted(report) == (2, 1, 1, 1, 0), "what comes back counts as new; its row is the same"
    assert [row[-1] for row in await kept(transactions)] == [True, True, True]


REFUSED: list[tuple[Row, str, dict[str, Any]]] = [
    (["", "A", "", ""], "nip_empty", {"column": "ref"}),
    (["123", "A", "", ""], "nip_length", {"column": "ref", "nip": "•••"}),
    ([nip(1), " - ", "B", ""], "result_empty", {}),
    ([nip(1), "x" * 501, "", ""], "text_long", {"limit": 500}),
    ([nip(1), "A", "x" * 501, ""], "indicator_long", {"limit": 500}),
    ([nip(1), "A", "", "x" * 256], "target_long", {"limit": 255}),
    ([nip(3), "A", "", ""], "person_unknown", {"nip": mask_nip(nip(3))}),
    ([nip(9), "A", "", ""], "person_unknown", {"nip": mask_nip(nip(9))}),
]


@pytest.mark.parametrize(("row", "key", "facts"), REFUSED, ids=[key for _, key, _ in REFUSED])
async def test_one_bad_row_and_nothing_is_written(
    results: WorkResults, transactions: Transactions, row: Row, key: str, facts: dict[str, Any]
) -> None:
    report = await results.import_file(xlsx([HEADER, ROWS[0], [None] * 4, row]))
    assert [(fault.row, fault.key, dict(fault.facts)) for fault in report.refused] == [(4, key, facts)]
    assert not report.written
    assert await kept(transactions) == []


async def test_the_same_indicator_twice_names_both_rows(results: WorkResults) -> None:
    report = await results.import_file(csv_file([HEADER, *ROWS, [nip(1), "LAYANAN KTP", "tanpa keluhan", "9"]]))
    assert [(fault.row, fault.key) for fault in report.refused] == [(3, "result_double"), (6, "result_double")]
    assert report.refused[0].facts["rows"] == (3, 6)


async def test_headers_have_other_names_and_the_rest_may_be_missing(results: WorkResults) -> None:
    report = await results.import_file(csv_file([["nip_baru", "Rencana Hasil Kerja"], [nip(1), "A"]]))
    assert (report.written, report.new) == (True, 1)
    with pytest.raises(FileRefused) as caught:
        await results.import_file(csv_file([["NIP", "TARGET"], [nip(1), "A"]]))
    assert caught.value.facts["missing"] == "HASIL KERJA"


cell = st.one_of(st.sampled_from([nip(1), nip(2), "A", "a", "", "B"]), st.text(max_size=20))


@given(st.lists(st.lists(cell, min_size=4, max_size=4), max_size=8))
def test_whatever_a_row_holds_it_is_read_or_refused(rows: list[list[str]]) -> None:
    try:
        good, refused = read_results(read_sheet(csv_file([HEADER, *rows], encoding="utf-8"), HEADERS))
    except (FileRefused, UnicodeEncodeError):
        return
    assert not {row.row for row in good} & {fault.row for fault in refused}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, ["import", *arguments])


async def test_at_the_command_line(tmp_path: Path, sqlite_url_empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from services.transaction import connect
    from tests.conftest import START, ZONE

    made = connect(sqlite_url_empty, ManualClock(START, ZONE))
    await Roster(made).import_file(csv_file([STAFF, person(1), person(2)]))
    await made.close()
    for name, value in {"KINERJA_DATA": str(tmp_path), "COLUMNS": "120", "LC_ALL": "id_ID.UTF-8"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("KINERJA_DATABASE_URL", raising=False)
    (tmp_path / "r.csv").write_bytes(csv_file([HEADER, *ROWS, [nip(9), "A", "", ""]]))
    result = await in_thread("r.csv", tmp_path, monkeypatch)
    assert result.exit_code == 1
    assert f"baris 6: NIP {mask_nip(nip(9))} tidak ada di data pegawai" in result.stdout
    assert "Tidak ada yang disimpan." in result.stdout
    (tmp_path / "r.csv").write_bytes(csv_file([HEADER, *ROWS]))
    result = await in_thread("r.csv", tmp_path, monkeypatch)
    assert (result.exit_code, "Tersimpan." in result.stdout) == (0, True)
    result = await in_thread("none.csv", tmp_path, monkeypatch)
    assert str(result.exception) == "Berkas none.csv tidak ada atau tidak bisa dibaca."


async def in_thread(file: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Result:
    """The command has a loop of its own."""
    import asyncio

    monkeypatch.chdir(folder)
    return await asyncio.to_thread(run, file)
