"""A cycle opens by its date, freezes its people and its method, and creates forms once."""

from datetime import timedelta

import pytest

from models.cycle import APPRAISE, PLANNED, PUBLISHED, RESULT, SELF, Cycle
from models.evaluation import EvaluationRow
from models.method_version import MethodVersion
from models.person import Person
from models.refusals import CycleDatesWrong, CycleNameTaken, OfficeUnknown, UnknownCycle, UnknownMethod
from services.cycles import CycleDates
from tests.support.house import House
from tests.support.staff import AGUS, EVERYONE, HEAD, MADE, RATNA, SITI, YOHANA, member


def dates(house: House, *days: float) -> CycleDates:
    now = house.clock.now()
    return CycleDates(*(now + timedelta(days=day) for day in days))


async def raters(house: House) -> dict[str, str]:
    names = {row.id: row.name for row in await house.rows(Person)}
    return {names[row.person_id]: names.get(row.rater_id, "") for row in await house.rows(EvaluationRow)}


async def test_a_cycle_opens_by_its_date(house: House) -> None:
    await house.employ(*EVERYONE)
    siti = await house.link(SITI)
    await house.core.cycles.create("Tahun 2026", "berakhlak-2026", dates(house, 2, 16, 30, 40))
    await house.plan()
    siti.write("/evaluasi")
    await siti.wait(lambda screen: "tidak ada evaluasi diri" in screen.text)
    house.clock.advance(days=2)
    await house.plan()
    siti.write("/evaluasi")
    await siti.wait(lambda screen: "· 1 dari 21" in screen.text)
    assert len(await house.rows(EvaluationRow)) == len(EVERYONE)


async def test_creating_forms_twice_adds_nothing(house: House) -> None:
    await house.employ(*EVERYONE)
    cycle = await house.open_cycle()
    assert await house.core.cycles.populate(cycle.id) == 0
    await house.plan()
    await house.plan()
    assert len(await house.rows(EvaluationRow)) == len(EVERYONE)


async def test_people_are_frozen_and_raters_follow_the_roster(house: House) -> None:
    await house.employ(*EVERYONE)
    await house.open_cycle()
    moved = member(903, "Siti Aminah", HEAD)
    await house.employ(HEAD, RATNA, moved, MADE, YOHANA, AGUS, member(907, "Baru"))
    frozen = await raters(house)
    assert frozen["Siti Aminah"] == "Hasan Kepala", "who rated before is kept as a term"
    assert "Baru" not in frozen


async def test_who_has_left_or_has_no_nip_gets_no_form(house: House) -> None:
    await house.core.roster.add_without_nip("Bupati Contoh", "X-BUPATI")
    await house.employ(*EVERYONE)
    await house.employ(*(one for one in EVERYONE if one is not AGUS))
    await house.open_cycle()
    assert set(await raters(house)) == {one.name for one in EVERYONE if one is not AGUS}


async def test_a_cycle_of_some_offices(house: House) -> None:
    other = member(907, "Dari Puskesmas", office="Puskesmas Contoh")
    await house.employ(*EVERYONE, other)
    await house.core.cycles.create("Uji", "berakhlak-2026", dates(house, -1, 1, 2, 3), ["Puskesmas Contoh"])
    assert set(await raters(house)) == {"Dari Puskesmas"}


async def test_the_method_is_kept_once_and_the_cycle_names_it(house: House) -> None:
    await house.open_cycle("Satu")
    await house.open_cycle("Dua")
    (version,) = await house.rows(MethodVersion)
    assert version.code == "berakhlak-2026"
    assert {status.cycle.method for status in await house.core.cycles.list()} == {version.id}


def test_the_phase_is_a_function_of_the_dates(house: House) -> None:
    now = house.clock.now()
    cycle = Cycle(1, "x", 1, *(now + timedelta(days=day) for day in (0, 1, 2, 3)))
    second = timedelta(seconds=1)
    table = {
        now - second: PLANNED,
        now: SELF,
        cycle.self_until: SELF,
        cycle.self_until + second: APPRAISE,
        cycle.appraise_until: APPRAISE,
        cycle.appraise_until + second: RESULT,
        cycle.publish_at - second: RESULT,
        cycle.publish_at: PUBLISHED,
    }
    assert {at: cycle.phase(at) for at in table} == table


async def test_what_cannot_be_a_cycle(house: House) -> None:
    await house.open_cycle("Satu")
    create = house.core.cycles.create
    with pytest.raises(CycleDatesWrong):
        await create("Dua", "berakhlak-2026", dates(house, 0, 2, 1, 3))
    with pytest.raises(CycleNameTaken):
        await create("Satu", "berakhlak-2026", dates(house, 0, 1, 2, 3))
    with pytest.raises(OfficeUnknown):
        await create("Dua", "berakhlak-2026", dates(house, 0, 1, 2, 3), ["TIDAK-ADA"])
    with pytest.raises(UnknownMethod):
        await create("Dua", "tidak-ada", dates(house, 0, 1, 2, 3))
    with pytest.raises(UnknownCycle):
        await house.core.cycles.populate(999)
    assert [status.cycle.name for status in await house.core.cycles.list()] == ["Satu"]
