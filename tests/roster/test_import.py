"""Importing on both databases: what is written, what is not, and what HR is told."""

import time
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from models.nip import mask_nip
from models.person import Office, Person
from models.roster_plan import ImportReport
from models.sheet import FileRefused
from services.roster import PersonRefused, Roster
from services.transaction import Transactions
from tests.roster.roster_files import HEADER, SIASN, csv_file, nip, person, xlsx


@pytest.fixture
def roster(transactions: Transactions) -> Roster:
    return Roster(transactions)


async def people(transactions: Transactions) -> dict[str, Person]:
    async with transactions.read() as session:
        return {person.ref: person for person in await session.exec(select(Person).order_by(col(Person.id)))}


def counted(report: ImportReport) -> tuple[int, int, int, int, int]:
    return report.new, report.changed, report.unchanged, report.left, len({row.row for row in report.refused})


def siasn_row(number: int, **values: str) -> list[str]:
    """A row of the 69 columns: everything that we must not take is marked `rahasia pribadi`."""
    ours = {"NIP BARU": f"'{nip(number)}", "NAMA": f"Pegawai {number}", "NOMOR HP": "0812-3456-7890"}
    return [(ours | values).get(header, f"rahasia pribadi {header}") for header in SIASN]


ALLOWED = {
    "GELAR DEPAN": "Dr.",
    "GELAR BELAKANG": "S.Kom.",
    "JABATAN NAMA": "Pranata Komputer",
    "JENIS JABATAN NAMA": "Jabatan Fungsional",
    "GOL AKHIR NAMA": "III/c",
    "ESELON NAMA": "",
    "UNOR ID": "A8ACA7",
    "UNOR NAMA": "Dinas Komunikasi",
    "SATUAN KERJA KERJA NAMA": "Pemkab",
    "JENIS PEGAWAI NAMA": "PNS",
    "KEDUDUKAN HUKUM NAMA": "Aktif",
}


async def test_only_the_allowed_columns_are_kept(roster: Roster, transactions: Transactions, tmp_path: Any) -> None:
    report = await roster.import_file(xlsx([SIASN, siasn_row(1, **ALLOWED)]), "siasn.xlsx")
    assert counted(report) == (1, 0, 0, 0, 0)
    saved = (await people(transactions))[nip(1)]
    assert saved.name == "Pegawai 1"
    assert (saved.title_before, saved.title_after, saved.position) == ("Dr.", "S.Kom.", "Pranata Komputer")
    assert (saved.post_kind, saved.grade, saved.echelon) == ("Jabatan Fungsional", "III/c", "")
    assert (saved.employment, saved.legal_status, saved.phone) == ("PNS", "Aktif", "+6281234567890")
    async with transactions.read() as session:
        (office,) = (await session.exec(select(Office))).all()
        assert (office.code, office.name, office.group_name) == ("A8ACA7", "Dinas Komunikasi", "Pemkab")
        assert saved.office_id == office.id
        if transactions.dialect == "postgresql":
            for table in ("person", "office"):
                dump = (await session.exec(text(f"SELECT t::text FROM {table} t"))).all()  # type: ignore[call-overload]
                assert "rahasia pribadi" not in str(dump)
    if transactions.dialect == "sqlite":
        stored = [file.read_bytes() for file in tmp_path.glob("kinerja.db*")]
        assert any(b"Pranata Komputer" in content for content in stored)
        assert not any(b"rahasia pribadi" in content for content in stored)


REFUSED: list[tuple[str, Sequence[Any], dict[str, Any]]] = [
    ("nip_empty", ["", "Tanpa", "", ""], {"column": "ref"}),
    ("nip_length", ["19860101", "Pendek", "", ""], {"column": "ref", "nip": "19••••01"}),
    ("nip_birth", ["198602302010011001", "Lahir", "", ""], {"column": "ref", "nip": "1986••••••••••1001"}),
    ("nip_appointment", ["198602012010131001", "Angkat", "", ""], {"column": "ref", "nip": "1986••••••••••1001"}),
    ("nip_sex", ["198602012010013001", "Angka", "", ""], {"column": "ref", "nip": "1986••••••••••3001"}),
    ("nip_rounded", [198602012010011001, "Bulat", "", ""], {"column": "ref", "nip": "1986••••••••••1008"}),
    ("bad_ref", ["X-!", "Rujukan", "", ""], {"column": "ref", "nip": "•••"}),
    ("name_empty", [nip(9), " - ", "", ""], {}),
    ("name_long", [nip(9), "x" * 256, "", ""], {"limit": 255}),
    ("rater_unknown", [nip(9), "A", nip(77), ""], {"column": "rater", "nip": mask_nip(nip(77))}),
    ("rater_unknown", [nip(9), "A", "X-BUPATI", ""], {"column": "rater", "nip": "X-BUPATI"}),
    ("rater_self", [nip(9), "A", nip(9), ""], {"column": "rater"}),
    ("nip_length", [nip(9), "A", "Pak Camat", ""], {"column": "rater", "nip": "Pa•••••at"}),
]


@pytest.mark.parametrize(("key", "row", "facts"), REFUSED, ids=lambda value: value if isinstance(value, str) else "-")
async def test_one_bad_row_and_nothing_is_written(
    roster: Roster, transactions: Transactions, key: str, row: Sequence[Any], facts: dict[str, Any]
) -> None:
    report = await roster.import_file(xlsx([HEADER, person(1), row, person(2)]), "r.xlsx")
    assert [(fault.row, fault.key, dict(fault.facts)) for fault in report.refused] == [(3, key, facts)]
    assert not report.written
    assert await people(transactions) == {}


async def test_a_double_nip_names_both_rows(roster: Roster, transactions: Transactions) -> None:
    report = await roster.import_file(xlsx([HEADER, person(1), person(2), person(1)]), "r.xlsx")
    assert [(fault.row, fault.key) for fault in report.refused] == [(2, "nip_double"), (4, "nip_double")]
    assert report.refused[0].facts["rows"] == (2, 4)
    assert await people(transactions) == {}


async def test_a_loop_refuses_every_row_in_it_and_no_other(roster: Roster) -> None:
    rows = [person(1, nip(2)), person(2, nip(3)), person(3, nip(1)), person(4, nip(1))]
    report = await roster.import_file(xlsx([HEADER, *rows]), "r.xlsx")
    assert [(fault.row, fault.key) for fault in report.refused] == [(row, "rater_loop") for row in (2, 3, 4)]
    assert sorted(report.refused[0].facts["rows"]) == [2, 3, 4]  # type: ignore[call-overload]


async def test_raters_may_stand_below_or_have_no_nip(roster: Roster, transactions: Transactions) -> None:
    bupati = await roster.add_without_nip("Bupati Contoh")
    report = await roster.import_file(xlsx([HEADER, person(1, nip(2)), person(2, bupati), person(3)]), "r.xlsx")
    assert (report.written, report.new, report.without_rater) == (True, 3, 1)
    saved = await people(transactions)
    assert saved[nip(1)].rater_id == saved[nip(2)].id
    assert saved[nip(2)].rater_id == saved[bupati].id
    assert saved[nip(3)].rater_id is None


async def test_the_superior_is_kept_too(roster: Roster, transactions: Transactions) -> None:
    header = ["nip", "nama", "Nip_Pejabat_Penilai", "NIP Atasan Pejabat Penilai"]
    rows = [[nip(1), "A", nip(2), nip(3)], [nip(2), "B", nip(3), ""], [nip(3), "C", "", ""]]
    await roster.import_file(csv_file([header, *rows], ";"), "r.csv")
    saved = await people(transactions)
    assert saved[nip(1)].superior_id == saved[nip(3)].id
    header[3] = "x"
    report = await roster.import_file(csv_file([header, *rows], ";"), "r.csv")
    assert report.unchanged == 3


async def test_the_same_file_again_changes_nothing(roster: Roster, transactions: Transactions) -> None:
    content = xlsx([HEADER, person(1, nip(2)), person(2), person(3, nip(1))])
    first = await roster.import_file(content, "r.xlsx")
    before = await people(transactions)
    transactions.clock.advance(days=1)  # type: ignore[attr-defined]
    again = await roster.import_file(content, "r.xlsx")
    assert (counted(first), counted(again)) == ((3, 0, 0, 0, 0), (0, 0, 3, 0, 0))
    after = await people(transactions)
    assert {ref: one.changed_at for ref, one in after.items()} == {ref: one.changed_at for ref, one in before.items()}


async def test_only_what_changed_is_written(roster: Roster, transactions: Transactions) -> None:
    await roster.import_file(xlsx([HEADER, person(1, nip(2)), person(2)]), "r.xlsx")
    transactions.clock.advance(days=1)  # type: ignore[attr-defined]
    report = await roster.import_file(xlsx([HEADER, person(1, ""), person(2)]), "r.xlsx")
    assert counted(report) == (0, 1, 1, 0, 0)
    saved = await people(transactions)
    assert saved[nip(1)].rater_id is None
    assert saved[nip(1)].changed_at == transactions.now() != saved[nip(2)].changed_at


async def test_a_column_the_file_lacks_is_left_alone(roster: Roster, transactions: Transactions) -> None:
    await roster.import_file(
        xlsx([[*HEADER, "UNOR"], [*person(1, nip(2)), "Dinas A"], [*person(2), "Dinas A"]]), "r.xlsx"
    )
    report = await roster.import_file(xlsx([["NIP", "NAMA"], person(1)[:2], [nip(2), "Nama Baru"]]), "r.xlsx")
    assert (counted(report), report.without_rater, report.without_phone) == ((0, 1, 1, 0, 0), 1, 0)
    saved = await people(transactions)
    assert saved[nip(2)].name == "Nama Baru"
    assert saved[nip(1)].rater_id
    assert saved[nip(2)].phone
    assert saved[nip(2)].office_id


async def test_an_office_may_be_renamed(roster: Roster, transactions: Transactions) -> None:
    header = ["NIP", "NAMA", "UNOR ID", "UNOR NAMA"]
    for name in ("Dinas Lama", "Dinas Baru"):
        report = await roster.import_file(
            csv_file([header, [nip(1), "A", "u1", name], [nip(2), "B", "", "Lain" * 30]]), ""
        )
    assert counted(report) == (0, 0, 2, 0, 0)
    async with transactions.read() as session:
        offices = {office.code: office.name for office in await session.exec(select(Office))}
    assert offices["u1"] == "Dinas Baru"
    assert [len(code) for code in offices if code != "u1"] == [64]


async def test_who_is_missing_has_left_and_may_come_back(roster: Roster, transactions: Transactions) -> None:
    bupati = await roster.add_without_nip("Bupati")
    rows = [person(number) for number in range(1, 21)]
    await roster.import_file(xlsx([HEADER, *rows]), "r.xlsx")
    report = await roster.import_file(xlsx([HEADER, *rows[:18]]), "r.xlsx")
    assert counted(report) == (0, 0, 18, 2, 0)
    saved = await people(transactions)
    assert {ref for ref, one in saved.items() if one.state == "left"} == {nip(19), nip(20)}
    assert saved[bupati].state == "active"
    report = await roster.import_file(xlsx([HEADER, *rows]), "r.xlsx")
    assert counted(report) == (0, 2, 18, 0, 0)
    assert all(one.state == "active" for one in (await people(transactions)).values())


async def test_somebody_who_left_rates_nobody(roster: Roster) -> None:
    rows = [person(number) for number in range(1, 21)]
    await roster.import_file(xlsx([HEADER, *rows]), "r.xlsx")
    report = await roster.import_file(xlsx([HEADER, *rows[:18], person(19, nip(20))]), "r.xlsx")
    assert [warning.key for warning in report.warnings] == ["rater_leaves"]
    report = await roster.import_file(xlsx([HEADER, *rows[:18], person(19, nip(20))]), "r.xlsx")
    assert [fault.key for fault in report.refused] == ["rater_unknown"]


async def test_a_file_that_lacks_more_than_a_tenth_is_refused(roster: Roster, transactions: Transactions) -> None:
    rows = [person(number) for number in range(1, 21)]
    await roster.import_file(xlsx([HEADER, *rows]), "r.xlsx")
    for dry_run in (False, True):
        with pytest.raises(FileRefused) as caught:
            await roster.import_file(xlsx([HEADER, *rows[:17]]), "r.xlsx", dry_run=dry_run)
        assert (caught.value.key, caught.value.facts) == ("too_many_left", {"left": 3, "active": 20})
    report = await roster.import_file(xlsx([HEADER, *rows[:17]]), "r.xlsx", allow_left=True)
    assert (report.left, report.written) == (3, True)


async def test_a_refused_row_is_not_missing(roster: Roster) -> None:
    rows = [person(number) for number in range(1, 21)]
    await roster.import_file(xlsx([HEADER, *rows]), "r.xlsx")
    rows[0][1], rows[1][0] = "", "12"
    report = await roster.import_file(xlsx([HEADER, *rows]), "r.xlsx")
    assert counted(report) == (0, 0, 18, 0, 2)


async def test_a_dry_run_writes_nothing(roster: Roster, transactions: Transactions) -> None:
    report = await roster.import_file(xlsx([HEADER, person(1)]), "r.xlsx", dry_run=True)
    assert (report.new, report.written) == (1, False)
    assert await people(transactions) == {}


async def test_odd_names_and_bad_phones_are_taken(roster: Roster, transactions: Transactions) -> None:
    rows = [
        [nip(1), " Siti  <b>&_*\x00\x07 ", "", "tidak ada"],
        [nip(2), "عائشة", "-", ""],
        [nip(3), "Ni'mah", None, 81234567890],
    ]
    report = await roster.import_file(csv_file([HEADER, *rows]), "r.csv")
    assert (report.written, report.without_phone, report.without_rater) == (True, 2, 3)
    assert [(warning.row, warning.key) for warning in report.warnings] == [(2, "phone_unusable")]
    assert [one.name for one in (await people(transactions)).values()] == ["Siti <b>&_*", "عائشة", "Ni'mah"]


async def test_what_is_too_long_is_cut_and_told(roster: Roster, transactions: Transactions) -> None:
    report = await roster.import_file(csv_file([["NIP", "NAMA", "GOLONGAN"], [nip(1), "A", "x" * 40]]), "r.csv")
    assert [(warning.key, warning.facts["column"]) for warning in report.warnings] == [("text_cut", "grade")]
    assert (await people(transactions))[nip(1)].grade == "x" * 32


async def test_people_without_nip(roster: Roster, transactions: Transactions) -> None:
    given = [await roster.add_without_nip(name) for name in ("H. Contoh, S.E.", "H. Contoh, S.E.", "عائشة", "é" * 80)]
    assert given == ["X-H-CONTOH-S-E", "X-H-CONTOH-S-E-2", "X-1", "X-" + "E" * 25]
    assert await roster.add_without_nip("Bupati", "x-bupati") == "X-BUPATI"
    for name, ref, key in (
        ("B", "X-BUPATI", "ref_taken"),
        ("B", nip(1), "bad_ref"),
        ("B", "X-?", "bad_ref"),
        (" ", None, "name_empty"),
        ("x" * 256, None, "name_long"),
    ):
        with pytest.raises(PersonRefused) as caught:
            await roster.add_without_nip(name, ref)
        assert caught.value.key == key
    assert len(await people(transactions)) == 5


async def test_the_whole_regency(
    roster: Roster, transactions: Transactions, capsys: pytest.CaptureFixture[str]
) -> None:
    header = [*HEADER, "UNOR ID", "UNOR NAMA"]
    office = [(f"unor-{number}", f"Kantor {number}") for number in range(400)]
    rows = [[*person(n, nip(n // 10) if n else ""), *office[n % 400]] for n in range(15_000)]
    content = csv_file([header, *rows])
    phases: list[tuple[int, int, str]] = []
    begun = time.perf_counter()
    report = await roster.import_file(content, "r.csv", progress=lambda *told: phases.append(told))
    took = time.perf_counter() - begun
    assert (counted(report), report.without_rater) == ((15_000, 0, 0, 0, 0), 1)
    assert phases[-1] == (14_999, 14_999, "raters")
    for row in rows[:1000]:
        row[1] += " baru"
    report = await roster.import_file(csv_file([header, *rows[:14_900]]), "r.csv")
    assert counted(report) == (0, 1000, 13_900, 100, 0)
    with capsys.disabled():
        print(f"\n15,000 people on {transactions.dialect}: {took:.1f} s")  # noqa: T201 - a figure to see, never asserted
