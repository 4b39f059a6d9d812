"""A vacancy goes to the next level up and comes back: by an import, by the planner, in a new cycle."""

from datetime import timedelta

import pytest

from models.notice import CANCELLED, WAITING, Notice
from models.person import Person
from models.rater_term import PLH, PLT
from models.vacancy import RaterToday
from sandbox.people import Person as Phone
from services.rater_terms import anything_due
from tests.support.house import House
from tests.support.staff import AGUS, HEAD, MADE, RATNA, SITI, YOHANA, Staff, member
from tests.team.test_raters import name_rater, rater_of, sees
from tests.team.test_team import sent

NEW = member(910, "Nur Pengganti", HEAD)
STAFF = (HEAD, RATNA, SITI, MADE, YOHANA, AGUS, NEW)
COLUMNS = "NIP BARU;NAMA;UNOR NAMA;NOMOR HP;NIP PEJABAT PENILAI;NIP ATASAN PEJABAT PENILAI;KEDUDUKAN HUKUM NAMA"


async def bring(
    house: House,
    *gone: Staff,
    status: str = "Pensiun",
    superiors: dict[Staff, Staff] | None = None,
    raters: dict[Staff, str] | None = None,
    without: tuple[Staff, ...] = (),
) -> None:
    """HR's file: who has which status, which rater and which superior of that; `without` are missing in it."""
    rows = [
        f"{one.nip};{one.name};{one.office};{one.phone};{(raters or {}).get(one, one.rater)};"
        f"{superiors[one].nip if superiors and one in superiors else ''};{status if one in gone else 'Aktif'}"
        for one in STAFF
        if one not in without
    ]
    report = await house.core.roster.import_file("\n".join([COLUMNS, *rows]).encode(), allow_left=True)
    assert report.written, report.refused


async def with_cycle(house: House) -> None:
    await bring(house)
    await house.open_cycle()


@pytest.mark.parametrize("status", ["Pensiun", "Tugas Belajar", "CLTN", "Meninggal Dunia"])
async def test_the_level_above_rates_and_the_rater_comes_back(house: House, status: str) -> None:
    await with_cycle(house)
    ratna, head = await house.link(RATNA), await house.link(HEAD)
    await bring(house, RATNA, status=status)
    assert await rater_of(house) == "Hasan Kepala"
    assert await sees(house, head)
    assert not await sees(house, ratna)
    await bring(house)
    assert await rater_of(house) == "Ratna Penilai"
    assert await sees(house, ratna)


async def test_who_left_and_whose_cell_was_then_emptied(house: House) -> None:
    await with_cycle(house)
    house.clock.advance(days=1)
    await bring(house, without=(RATNA,))
    assert await rater_of(house) == "Hasan Kepala"
    emptied = dict.fromkeys((SITI, MADE, YOHANA, AGUS), "")
    await bring(house, without=(RATNA,), raters=emptied)
    assert await rater_of(house) == "Hasan Kepala", "a rater whom the roster does not know cannot stay in the cell"
    await bring(house, without=(RATNA,), raters=dict.fromkeys(emptied, NEW.nip))
    assert await rater_of(house) == "Nur Pengganti"


async def test_a_cell_that_was_emptied_while_the_rater_is_there(house: House) -> None:
    await with_cycle(house)
    await bring(house, raters={SITI: ""}, superiors={SITI: NEW})
    assert (await rater_of(house), await rater_of(house, MADE)) == ("Nur Pengganti", "Ratna Penilai")
    await bring(house, raters={SITI: ""})
    assert await rater_of(house) == "", "the rater was taken away: nobody is named"


async def test_the_superior_named_goes_first_and_nobody_above_is_told(house: House) -> None:
    await with_cycle(house)
    await bring(house, RATNA, superiors={SITI: NEW})
    assert (await rater_of(house), await rater_of(house, MADE)) == ("Nur Pengganti", "Hasan Kepala")
    await bring(house, RATNA, HEAD, superiors={SITI: NEW})
    assert (await rater_of(house), await rater_of(house, MADE)) == ("Nur Pengganti", "")
    (cycle,) = await house.core.cycles.list()
    assert (cycle.vacant, cycle.without_rater) == (1, 4), "Made, Yohana, Agus and Nur have nobody"


async def test_an_acting_rater_fills_the_place_and_leaves_it_by_the_day(house: House) -> None:
    await with_cycle(house)
    await bring(house, RATNA, status="Tugas Belajar")
    await name_rater(house, NEW, PLT, days=1, until=3)
    seen = []
    for _ in range(4):
        await house.plan()
        seen.append(await rater_of(house))
        house.clock.advance(days=1)
    assert seen == ["Hasan Kepala", "Nur Pengganti", "Nur Pengganti", "Hasan Kepala"]


async def test_an_acting_rater_who_goes_gives_way_to_the_definitive_one(house: House) -> None:
    await with_cycle(house)
    await name_rater(house, NEW, PLH)
    assert await rater_of(house) == "Nur Pengganti"
    await bring(house, NEW)
    assert await rater_of(house) == "Ratna Penilai"
    await bring(house, NEW, RATNA)
    assert await rater_of(house) == "Hasan Kepala"


async def test_who_takes_the_place_above_takes_what_is_below_it(house: House) -> None:
    await with_cycle(house)
    await bring(house, RATNA)
    now = house.clock.now()
    await house.core.raters.set(RATNA.nip, NEW.nip, kind=PLT, from_at=now, until_at=now + timedelta(days=1))
    assert await rater_of(house) == "Nur Pengganti"
    house.clock.advance(days=1)
    await house.plan()
    assert await rater_of(house) == "Hasan Kepala"


async def holders(house: House) -> dict[str, str]:
    names = {person.id: person.name for person in await house.rows(Person)}
    return {names[one.person_id]: one.outcome for one in await house.rows(Notice)}


async def card(house: House, phone: Phone) -> str:
    await sees(house, phone)
    phone.press("● Siti Aminah")
    return (await phone.wait(lambda screen: screen.text.startswith("Siti Aminah\n"))).text


async def test_the_level_above_hears_of_what_was_sent_and_sees_why(house: House) -> None:
    await with_cycle(house)
    await sent(house)
    await bring(house, RATNA)
    assert await holders(house) == {"Ratna Penilai": CANCELLED, "Hasan Kepala": WAITING}
    head = await house.link(HEAD)
    await house.deliver()
    await head.wait(lambda screen: screen.text.startswith("Siti Aminah sudah mengirim"))
    assert "Tempat penilai langsungnya sedang kosong" in await card(house, head)
    await bring(house, without=(RATNA,))
    assert len(await house.rows(Notice)) == 2, "the same vacancy moves nothing again"


async def test_nobody_hears_of_a_form_of_the_dead_that_moves(house: House) -> None:
    await with_cycle(house)
    await sent(house)
    await bring(house, RATNA, SITI, status="Wafat")
    assert await holders(house) == {"Ratna Penilai": CANCELLED}


async def test_a_cycle_begins_over_a_vacancy_and_a_published_one_rests(house: House) -> None:
    await bring(house, RATNA)
    first = await house.open_cycle()
    assert await rater_of(house) == "Hasan Kepala"
    house.clock.advance(days=50)
    await bring(house)
    assert await rater_of(house) == "Hasan Kepala", "published: it stays with who rated it"
    second = await house.open_cycle("Tahun 2027")
    statuses = {one.cycle.id: one.vacant for one in await house.core.cycles.list()}
    assert statuses == {first.id: 4, second.id: 0}


async def test_who_becomes_the_rater_in_the_file_is_no_longer_a_stand_in(house: House) -> None:
    await with_cycle(house)
    await bring(house, RATNA)
    await bring(house, RATNA, raters={SITI: HEAD.nip})
    assert await house.core.raters.today(SITI.nip) == RaterToday("Hasan Kepala")
    assert await house.core.raters.today(MADE.nip) == RaterToday("Hasan Kepala", vacant=True)
    assert await house.core.raters.today(HEAD.nip) == RaterToday("")
    (cycle,) = await house.core.cycles.list()
    assert cycle.vacant == 3


async def test_an_idle_tick_reads_one_index(house: House) -> None:
    await with_cycle(house)
    await bring(house, RATNA)
    async with house.core.transactions.read() as session:
        assert not await anything_due(session, house.clock.now())
    assert await house.core.cycles.turn_raters() == 0
