"""Raters from and to: whoever rates today sees the person and is told, the one before no longer; all is kept."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from models.evaluation import EvaluationRow
from models.notice import CANCELLED, DELIVERED, WAITING, Notice
from models.person import Person
from models.rater_term import DEFINITIVE, PLH, PLT, RaterTerm
from models.refusals import RaterDatesWrong, RaterLoop, RaterSelf, UnknownPerson
from sandbox.people import Person as Phone
from tests.support.house import House
from tests.support.staff import AGUS, EVERYONE, HEAD, MADE, RATNA, SITI, YOHANA, Staff, member
from tests.team.test_team import sent

NEW = member(910, "Nur Pengganti", HEAD)
STAFF = (*EVERYONE, NEW)


def moved(to: Staff) -> Staff:
    return member(903, "Siti Aminah", to)


async def with_cycle(house: House) -> None:
    await house.employ(*STAFF)
    await house.open_cycle()


async def name_rater(
    house: House, rater: Staff, kind: str = DEFINITIVE, *, days: float = 0, until: float | None = None
) -> None:
    now = house.clock.now()
    end = now + timedelta(days=until) if until is not None else None
    await house.core.raters.set(SITI.nip, rater.nip, kind=kind, from_at=now + timedelta(days=days), until_at=end)


async def rater_of(house: House, staff: Staff = SITI) -> str:
    """Who holds this person's form."""
    names = {person.id: person.name for person in await house.rows(Person)}
    ids = {person.ref: person.id for person in await house.rows(Person)}
    (form,) = [form for form in await house.rows(EvaluationRow) if form.person_id == ids[staff.nip]]
    return names.get(form.rater_id, "")


async def sees(house: House, phone: Phone) -> bool:
    """Is Siti in this phone's /tim?"""
    before = len(phone.messages)
    phone.write("/tim")
    await phone.until(lambda p: len(p.messages) > before + 1)
    return "Siti Aminah" in phone.messages[-1].text


async def terms(house: House, staff: Staff = SITI) -> list[tuple[str, str, datetime, datetime | None]]:
    return [(name, term.kind, term.from_at, term.until_at) for name, term in await house.core.raters.history(staff.nip)]


async def test_the_roster_moves_somebody_in_mid_cycle(house: House) -> None:
    await with_cycle(house)
    ratna, new = await house.link(RATNA), await house.link(NEW)
    begun = house.clock.now()
    house.clock.advance(days=3)
    others = (HEAD, RATNA, NEW, MADE, YOHANA, AGUS)
    await house.employ(moved(NEW), *others)
    assert await sees(house, new)
    assert not await sees(house, ratna)
    at = house.clock.now()
    assert await terms(house) == [
        ("Ratna Penilai", DEFINITIVE, begun, at),
        ("Nur Pengganti", DEFINITIVE, at, None),
    ]
    house.clock.advance(days=1)
    await house.employ(moved(NEW), *others)
    assert len(await terms(house)) == 2, "the same file again changes nothing"
    await house.employ(Staff(SITI.nip, SITI.name, "", SITI.phone), *others)
    assert await rater_of(house) == ""
    assert (await terms(house))[-1][-1] == house.clock.now()


async def test_leaving_keeps_the_last_rater_and_coming_back_begins_a_term(house: House) -> None:
    await with_cycle(house)
    house.clock.advance(days=1)
    await house.employ(*(one for one in STAFF if one is not SITI))
    left = house.clock.now()
    assert await rater_of(house) == "Ratna Penilai"
    house.clock.advance(days=1)
    await house.employ(*STAFF)
    assert [(one[0], one[3]) for one in await terms(house)] == [("Ratna Penilai", left), ("Ratna Penilai", None)]


async def test_an_acting_rater_rates_for_a_time(house: House) -> None:
    await with_cycle(house)
    ratna, new = await house.link(RATNA), await house.link(NEW)
    await name_rater(house, NEW, PLH, days=2, until=5)
    assert (await sees(house, ratna), await rater_of(house)) == (True, "Ratna Penilai")
    house.clock.advance(days=2)
    await house.service.planner.tick()  # type: ignore[union-attr]
    assert await sees(house, new)
    assert not await sees(house, ratna)
    assert {one.name: one.rater_id for one in await house.rows(Person)}["Siti Aminah"] == next(
        one.id for one in await house.rows(Person) if one.ref == RATNA.nip
    ), "the definitive rater of the roster stays"
    house.clock.advance(days=3)
    await house.service.planner.tick()  # type: ignore[union-attr]
    assert await sees(house, ratna)
    assert not await sees(house, new)
    assert {one.due_at for one in await house.rows(RaterTerm)} == {None}, "nothing is left to be done"


async def test_the_notice_goes_to_whoever_rates_today(house: House) -> None:
    await with_cycle(house)
    await name_rater(house, NEW, PLT)
    await sent(house)
    await house.link(RATNA)
    new = await house.link(NEW)
    await house.deliver()
    await new.wait(lambda screen: screen.text.startswith("Siti Aminah sudah mengirim"))
    (notice,) = await house.rows(Notice)
    assert notice.outcome == DELIVERED


async def test_who_takes_over_hears_of_what_was_sent(house: House) -> None:
    await with_cycle(house)
    siti = await sent(house)
    await name_rater(house, NEW)
    outcomes = {one.person_id: one.outcome for one in await house.rows(Notice)}
    ids = {one.ref: one.id for one in await house.rows(Person)}
    assert outcomes == {ids[RATNA.nip]: CANCELLED, ids[NEW.nip]: WAITING}
    siti.press("Tarik kembali")
    await siti.wait(lambda screen: screen.text.startswith("Tinjau jawaban"))
    assert {one.outcome for one in await house.rows(Notice)} == {CANCELLED}, "recalled: nobody is told"


async def test_the_later_decision_counts(house: House) -> None:
    await with_cycle(house)
    now = house.clock.now()
    at = [now + timedelta(days=day) for day in range(10)]
    await name_rater(house, NEW, days=2, until=4)
    assert await terms(house) == [
        ("Ratna Penilai", DEFINITIVE, now, at[2]),
        ("Nur Pengganti", DEFINITIVE, at[2], at[4]),
        ("Ratna Penilai", DEFINITIVE, at[4], None),
    ]
    await name_rater(house, HEAD, days=3)
    running = {}
    for day in range(6):
        running[day] = await rater_of(house)
        house.clock.advance(days=1)
        await house.service.planner.tick()  # type: ignore[union-attr]
    assert list(running.values()) == [
        "Ratna Penilai",
        "Ratna Penilai",
        "Nur Pengganti",
        "Hasan Kepala",
        "Hasan Kepala",
        "Hasan Kepala",
    ]


async def test_a_published_form_stays_with_who_rated_it(house: House) -> None:
    await with_cycle(house)
    house.clock.advance(days=50)
    await name_rater(house, NEW)
    assert await rater_of(house) == "Ratna Penilai"
    second = await house.open_cycle("Tahun 2027")
    async with house.core.transactions.read() as session:
        forms = await session.exec(select(EvaluationRow).where(EvaluationRow.cycle_id == second.id))
        raters = {form.person_id: form.rater_id for form in forms}
    ids = {one.ref: one.id for one in await house.rows(Person)}
    assert raters[ids[SITI.nip]] == ids[NEW.nip]  # type: ignore[index]


async def test_a_cycle_begins_with_the_acting_rater(house: House) -> None:
    await house.employ(*STAFF)
    await name_rater(house, NEW, PLT)
    await house.open_cycle()
    assert (await rater_of(house), await rater_of(house, MADE)) == ("Nur Pengganti", "Ratna Penilai")


async def test_who_cannot_rate(house: House) -> None:
    await with_cycle(house)
    before = await terms(house)
    with pytest.raises(RaterSelf):
        await name_rater(house, SITI)
    with pytest.raises(UnknownPerson):
        await name_rater(house, member(999, "Bukan Pegawai"))
    for days, until in ((2, 2), (-3, -1)):
        with pytest.raises(RaterDatesWrong):
            await name_rater(house, NEW, days=days, until=until)
    now = house.clock.now()
    for kind in (DEFINITIVE, PLT):
        with pytest.raises(RaterLoop):
            await house.core.raters.set(HEAD.nip, SITI.nip, kind=kind, from_at=now, until_at=None)
    assert await terms(house) == before
