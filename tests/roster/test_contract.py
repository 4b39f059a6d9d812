"""The end of a contract: read as offices write dates, refused by row, shown to the employee and to the rater."""

from datetime import date, datetime

import pytest

from models.person import Person
from models.sheet import Cell
from models.sheet_date import BadDateError, read_date
from tests.roster.roster_files import xlsx
from tests.support.house import House
from tests.support.staff import HEAD, RATNA, SITI

DAY = date(2027, 12, 31)
SAID: list[Cell] = [
    DAY,
    datetime(2027, 12, 31, 8, 30),  # noqa: DTZ001 - as the reader of sheets gives it
    46752,
    46752.0,
    "46752",
    "31-12-2027",
    "31/12/2027",
    "'31.12.2027",
    "31 Desember 2027",
    "31 des. 2027",
    "31-DEC-2027",
    "2027-12-31",
    "2027/12/31",
    "2027-12-31 00:00:00",
    "2027-12-31T00:00:00",
]
WRONG: list[Cell] = [
    "12/31/2027",
    "31-02-2027",
    "31 Desembre 2027",
    "31-12-27",
    "segera",
    5,
    "2027",
    "01-01-1900",
    True,
]


@pytest.mark.parametrize("cell", SAID, ids=str)
def test_a_day_as_people_write_it(cell: Cell) -> None:
    assert read_date(cell) == DAY


@pytest.mark.parametrize("cell", WRONG, ids=str)
def test_no_day(cell: Cell) -> None:
    with pytest.raises(BadDateError):
        read_date(cell)


@pytest.mark.parametrize("cell", [None, "", " ", "-"])
def test_nothing_said(cell: Cell) -> None:
    assert read_date(cell) is None


def test_the_day_comes_before_the_month() -> None:
    assert read_date("03/04/2027") == date(2027, 4, 3)


HEADERS = ["NIP BARU", "NAMA", "NOMOR HP", "NIP PEJABAT PENILAI"]


def roster(header: str | None, *until: Cell) -> bytes:
    staff = [[one.nip, one.name, one.phone, one.rater] for one in (SITI, RATNA, HEAD)]
    rows = [[*row, cell] for row, cell in zip(staff, (*until, None, None, None)[:3], strict=True)]
    return xlsx([[*HEADERS, header], *rows] if header else [HEADERS, *staff])


async def kept(house: House) -> dict[str, date | None]:
    return {one.name: one.contract_until for one in await house.rows(Person)}


ALIASES = ["TANGGAL AKHIR KONTRAK", "Akhir Kontrak", "TMT AKHIR KONTRAK", "MASA KONTRAK SAMPAI"]


@pytest.mark.parametrize("header", ALIASES)
async def test_the_column_is_kept_and_a_file_without_it_changes_nothing(house: House, header: str) -> None:
    report = await house.core.roster.import_file(roster(header, 46752))
    assert (report.written, report.new) == (True, 3)
    assert await kept(house) == {"Siti Aminah": DAY, "Ratna Penilai": None, "Hasan Kepala": None}
    again = await house.core.roster.import_file(roster(header, "31-12-2027"))
    assert again.unchanged == 3
    assert (await house.core.roster.import_file(roster(None))).unchanged == 3
    assert (await kept(house))["Siti Aminah"] == DAY
    assert (await house.core.roster.import_file(roster(header))).changed == 1
    assert (await kept(house))["Siti Aminah"] is None


async def test_a_wrong_date_is_refused_with_its_row(house: House) -> None:
    report = await house.core.roster.import_file(roster("AKHIR KONTRAK", DAY.isoformat(), "segera"))
    assert not report.written
    (refused,) = report.refused
    assert (refused.row, refused.key) == (3, "date_wrong")
    assert dict(refused.facts) == {"column": "contract_until", "text": "segera"}


async def test_the_employee_and_the_rater_see_it(house: House) -> None:
    await house.core.roster.import_file(roster("AKHIR KONTRAK", DAY.isoformat()))
    await house.open_cycle()
    siti, ratna, head = [await house.link(one) for one in (SITI, RATNA, HEAD)]
    siti.write("/evaluasi")
    assert "Kontrak sampai 31 Desember 2027." in (await siti.wait(lambda screen: "· 1 dari 21" in screen.text)).text
    siti.press("3")
    assert "Kontrak" not in (await siti.wait(lambda screen: "· 2 dari 21" in screen.text)).text
    ratna.write("/evaluasi")
    assert "Kontrak" not in (await ratna.wait(lambda screen: "· 1 dari 21" in screen.text)).text
    for rater, name, shown in ((ratna, "Siti Aminah", True), (head, "Ratna Penilai", False)):
        rater.write("/tim")
        await rater.wait(lambda screen, n=name: f"○ {n}" in screen.labels)
        rater.press(f"○ {name}")
        card = await rater.wait(lambda screen, n=name: screen.text.startswith(f"{n}\n"))
        assert ("Kontrak sampai 31 Desember 2027." in card.text) is shown
