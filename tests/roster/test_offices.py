"""The tree of offices, and a file from which only the good rows are taken."""

import pytest
from sqlmodel import select

from models.person import Office, Person
from models.sheet import FileRefused
from services.roster import Roster
from services.transaction import Transactions
from tests.roster.roster_files import HEADER, csv_file, nip, person, xlsx

TREE = ["ID", "NAMA_UNOR", "ID_ATASAN"]
ROSTER = csv_file([HEADER, person(1)])


@pytest.fixture
def roster(transactions: Transactions) -> Roster:
    return Roster(transactions)


async def tree(transactions: Transactions) -> dict[str, str]:
    """Each office with the one above it."""
    async with transactions.read() as session:
        offices = (await session.exec(select(Office))).all()
    codes = {one.id: one.code for one in offices}
    return {one.code: codes.get(one.parent_id, "") for one in offices}


async def names(transactions: Transactions) -> dict[str, str]:
    async with transactions.read() as session:
        return {one.ref: one.state for one in await session.exec(select(Person))}


async def test_the_tree_is_kept_whatever_the_order(roster: Roster, transactions: Transactions) -> None:
    rows = [["u3", "Seksi", "u2"], ["u2", "Bidang", "u1"], ["u1", "Dinas", ""]]
    report = await roster.import_file(ROSTER, offices=csv_file([TREE, *rows]))
    assert report.offices
    assert (report.offices.new, report.offices.changed, report.written) == (3, 0, True)
    assert await tree(transactions) == {"u3": "u2", "u2": "u1", "u1": ""}
    rows[0][2] = "u1"
    again = await roster.import_file(ROSTER, offices=xlsx([TREE, *rows]))
    assert again.offices
    assert (again.offices.new, again.offices.changed, again.offices.unchanged) == (0, 1, 2)
    assert (await tree(transactions))["u3"] == "u1"


async def test_staff_find_their_office_in_the_tree(roster: Roster, transactions: Transactions) -> None:
    staff = csv_file([[*HEADER, "UNOR ID", "UNOR NAMA"], [*person(1), "u2", "Bidang"]])
    await roster.import_file(staff, offices=csv_file([TREE, ["u1", "Dinas", ""], ["u2", "Bidang", "u1"]]))
    async with transactions.read() as session:
        (one,) = (await session.exec(select(Person))).all()
        home = await session.get_one(Office, one.office_id)
    assert (home.code, await tree(transactions)) == ("u2", {"u1": "", "u2": "u1"})
    again = await roster.import_file(staff)
    assert again.unchanged == 1
    assert (await tree(transactions))["u2"] == "u1", "a roster without the tree leaves it alone"


REFUSED = [
    ([["", "A", ""]], [(2, "office_code_empty")]),
    ([["u" * 65, "A", ""]], [(2, "office_code_long")]),
    ([["u1", "-", ""]], [(2, "name_empty")]),
    ([["u1", "x" * 256, ""]], [(2, "name_long")]),
    ([["u1", "A", "u1"]], [(2, "office_self")]),
    ([["u1", "A", "u9"]], [(2, "office_above_unknown")]),
    ([["u1", "A", ""], ["u2", "B", ""], ["u1", "C", ""]], [(2, "office_double"), (4, "office_double")]),
    ([["u1", "A", "u2"], ["u2", "B", "u1"], ["u3", "C", ""]], [(2, "office_loop"), (3, "office_loop")]),
    ([["u1", "A", "u9"], ["u2", "B", "u1"]], [(2, "office_above_unknown"), (3, "office_above_refused")]),
]


@pytest.mark.parametrize(("rows", "faults"), REFUSED, ids=lambda value: value[-1][-1] if value else "-")
async def test_a_bad_office_is_told_by_row_and_nothing_is_written(
    roster: Roster, transactions: Transactions, rows: list[list[str]], faults: list[tuple[int, str]]
) -> None:
    report = await roster.import_file(ROSTER, offices=csv_file([TREE, *rows]))
    assert report.offices
    assert [(fault.row, fault.key) for fault in report.offices.refused] == faults
    assert not report.written
    assert (await tree(transactions), await names(transactions)) == ({}, {})


async def test_a_loop_may_close_over_what_the_database_has(roster: Roster, transactions: Transactions) -> None:
    await roster.import_file(ROSTER, offices=csv_file([TREE, ["u1", "A", ""], ["u2", "B", "u1"]]))
    report = await roster.import_file(ROSTER, offices=csv_file([TREE, ["u1", "A", "u2"]]))
    assert report.offices
    assert [fault.key for fault in report.offices.refused] == ["office_loop"]
    assert await tree(transactions) == {"u1": "", "u2": "u1"}


async def test_a_bad_file_of_offices_is_named(roster: Roster) -> None:
    with pytest.raises(FileRefused) as caught:
        await roster.import_file(ROSTER, offices=b"ID,NAMA_UNOR\nu1,A")
    assert (caught.value.key, caught.value.file) == ("wrong_headers", "offices")


async def test_only_the_good_rows(roster: Roster, transactions: Transactions) -> None:
    await roster.import_file(csv_file([HEADER, person(1), person(2), person(3)]))
    bad_again = [nip(2), "", "", ""]
    report = await roster.import_file(
        csv_file([HEADER, person(1), bad_again, person(3), person(4, nip(5)), [nip(5), " ", "", ""]]),
        offices=csv_file([TREE, ["u1", "A", ""], ["u2", "B", "u9"]]),
        skip_refused=True,
    )
    assert (report.written, report.new, report.unchanged, report.left) == (True, 1, 2, 0)
    assert [fault.row for fault in report.refused] == [3, 6]
    assert [(warning.row, warning.key) for warning in report.warnings] == [(5, "rater_refused")]
    assert await names(transactions) == dict.fromkeys(map(nip, (1, 2, 3, 4)), "active"), "a refused row is not missing"
    assert await tree(transactions) == {"u1": ""}
    better = await roster.import_file(csv_file([HEADER, *map(person, (1, 2, 3, 5)), person(4, nip(5))]))
    assert (better.new, better.changed) == (1, 1)


async def test_who_is_missing_leaves_even_beside_a_refused_row(roster: Roster, transactions: Transactions) -> None:
    everyone = [person(number) for number in range(1, 12)]
    await roster.import_file(csv_file([HEADER, *everyone]))
    unreadable = [HEADER, ["123", "?", "", ""], *everyone[1:]]
    report = await roster.import_file(csv_file(unreadable), skip_refused=True)
    assert (report.written, report.left) == (True, 0), "the row without a NIP may be the missing one"
    readable = [HEADER, [nip(2), "", "", ""], *everyone[2:]]
    report = await roster.import_file(csv_file(readable), skip_refused=True)
    assert (report.written, report.left) == (True, 1)
    assert [ref for ref, state in (await names(transactions)).items() if state == "left"] == [nip(1)]
    with pytest.raises(FileRefused) as caught:
        await roster.import_file(csv_file([HEADER, [nip(2), "", "", ""], *everyone[4:]]), skip_refused=True)
    assert caught.value.key == "too_many_left"
