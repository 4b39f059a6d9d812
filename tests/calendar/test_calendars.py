"""The calendar in force: the shipped one, what was added last, an office's own or that of the office above it."""

import pytest

from models.clock import ManualClock
from models.person import Office
from models.rule_file import read_rules
from models.rule_refusals import RulesIdTaken, UnknownRules
from services.calendars import Calendars
from services.rules import Rules, ensure_rules, stored_rules
from services.transaction import Transactions
from tests.support.calendar_files import OWN, SHIPPED


@pytest.fixture
async def offices(transactions: Transactions) -> dict[str, int]:
    """A six-day office with a sub-office two levels down, and one of which no calendar speaks."""
    made: dict[str, int] = {}
    async with transactions.begin() as session:
        for code, above in (("TOP", None), ("SIX", "TOP"), ("MID", "SIX"), ("LOW", "MID"), ("SHIFT", "SIX")):
            office = Office(code=code, name=code, parent_id=made[above] if above else None)
            session.add(office)
            await session.flush()
            assert office.id
            made[code] = office.id
    return made


async def test_before_anything_is_added_the_shipped_one_holds(
    transactions: Transactions, offices: dict[str, int]
) -> None:
    calendars = Calendars(transactions)
    assert (await calendars.get()).id == "kalender-2026"
    assert await calendars.get(offices["LOW"]) is await calendars.get(), "read once"


async def test_an_office_works_by_the_nearest_calendar(transactions: Transactions, offices: dict[str, int]) -> None:
    calendars = Calendars(transactions)
    await Rules(transactions).add(OWN)
    assert await calendars.strangers(read_rules(OWN)) == []
    assert await calendars.strangers(read_rules(OWN.replace('"SIX"', '"SXI"'))) == ["SXI"]
    days = {code: sum(hours is not None for hours in (await calendars.get(id_)).week) for code, id_ in offices.items()}
    assert days == {"TOP": 5, "SIX": 6, "MID": 6, "LOW": 6, "SHIFT": 7}
    assert await calendars.get(999) is await calendars.get(None)
    async with transactions.begin() as session:
        assert await calendars.of(session, offices["LOW"]) is await calendars.get(offices["SIX"])


async def test_what_was_added_last_is_in_force(transactions: Transactions, clock: ManualClock) -> None:
    rules, calendars = Rules(transactions), Calendars(transactions)
    other = OWN.replace("kalender-kami", "kalender-lain")
    for source, id_ in ((OWN, "kalender-kami"), (other, "kalender-lain"), (OWN, "kalender-kami")):
        await rules.add(source)
        assert (await calendars.get()).id == id_
        clock.advance(days=1)
    await rules.add(OWN.replace('quiet = "20.00', 'quiet = "21.00'))
    assert (await calendars.get()).quiet.start.hour == 21
    listed = [(one.file.id, one.shipped, one.in_force) for one in await rules.list() if one.file.kind == "calendar"]
    assert listed == [
        ("kalender-2026", True, False),
        ("kalender-kami", False, True),
        ("kalender-lain", False, False),
    ]
    assert 'quiet = "21.00' in next(one.file.source for one in await rules.list() if one.in_force)


async def test_ids_are_not_shared(transactions: Transactions) -> None:
    rules = Rules(transactions)
    with pytest.raises(RulesIdTaken):
        await rules.add(SHIPPED)


async def test_what_keeps_its_rules_keeps_the_version_it_began_with(transactions: Transactions) -> None:
    taken = []
    for _ in range(2):
        async with transactions.begin() as session:
            taken.append(await ensure_rules(session, "calendar", transactions.now()))
    assert taken[0] == taken[1], "stored once"
    assert (await Rules(transactions).list())[0].in_force, "and not added by that"
    await Rules(transactions).add(OWN)
    kept = await transactions.look(lambda connection: stored_rules(connection, taken[0]))
    assert kept.id == "kalender-2026"
    with pytest.raises(UnknownRules):
        await transactions.look(lambda connection: stored_rules(connection, 999))
