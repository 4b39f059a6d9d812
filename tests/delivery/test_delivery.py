"""How delivery goes: the list of people who cannot be reached, HR's report at four, an alarm once an hour."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import col, select, update

from models.conversation import Conversation, Speaker
from models.delivery import FAILING, LATE, Pulse, Thresholds
from models.notice import (
    DELIVERED,
    DELIVERY_ALARM,
    DELIVERY_REPORT,
    INVITATION_TRIED,
    LINK_MATCHED,
    REFUSED,
    WAITING,
    Delivered,
    Notice,
)
from models.person import Person
from models.refusals import NotAllowed, NotLinked
from services.deliveries import Deliveries
from services.outbox import post
from tests.support.house import House
from tests.support.staff import EVERYONE, HEAD, RATNA, SITI, member

ELSEWHERE = member(910, "Dari Puskesmas", office="Puskesmas Contoh")
QUIET = Thresholds()


@pytest.fixture(autouse=True)
async def regency(house: House) -> None:
    await house.employ(*EVERYONE, ELSEWHERE)
    await house.core.roles.grant(RATNA.nip, "operator", "Dinas Contoh")
    await house.core.roles.grant(HEAD.nip, "hr")


async def ids(house: House) -> dict[str, int]:
    return {row.name: row.id or 0 for row in await house.rows(Person)}


async def gone(house: House, *names: str) -> None:
    """Linked once, and not to be reached now."""
    people, now = await ids(house), house.clock.now()
    async with house.core.transactions.begin() as session:
        for number, name in enumerate(names):
            talk = Conversation(channel_user_id=str(900 + number), person_id=people[name], since=now, blocked_at=now)
            session.add(talk)


async def write(house: House, name: str, key: str, kind: str = INVITATION_TRIED, **outcome: object) -> None:
    people, now = await ids(house), house.clock.now()
    async with house.core.transactions.begin() as session:
        facts = {"at": now.isoformat(), "name": name}
        until = now + timedelta(days=9)
        await post(session, kind, to=people[name], facts=facts, dedupe_key=key, now=now, valid_until=until)
        if outcome:
            change = update(Notice).where(col(Notice.dedupe_key) == key).values(settled_at=now, **outcome)
            await session.exec(change)


async def of_kind(house: House, kind: str) -> list[Notice]:
    return [row for row in await house.rows(Notice) if row.kind == kind]


async def test_the_operator_sees_who_cannot_be_reached_and_what_waits(house: House) -> None:
    await gone(house, SITI.name, ELSEWHERE.name)
    await write(house, SITI.name, "1", LINK_MATCHED)
    ratna = await house.link(RATNA)
    ratna.press("Sambungan pegawai")
    await ratna.wait(lambda screen: "Belum bisa dihubungi: 1" in screen.text)
    ratna.press("Lihat yang belum bisa")
    shown = await ratna.wait(lambda screen: "Mereka memblokir" in screen.text)
    assert "Siti Aminah" in shown.text
    assert "Menunggu: kabar akun terhubung (1)" in shown.text
    assert "Sejak Rabu, 1 Juli 2026." in shown.text
    assert ELSEWHERE.name not in shown.text
    ratna.press("← Kembali")
    await ratna.wait(lambda screen: screen.text.startswith("Sudah terhubung"))


async def test_who_may_see_the_list(house: House) -> None:
    await gone(house, SITI.name, ELSEWHERE.name)
    people = await ids(house)

    def speaker(name: str) -> Speaker:
        return Speaker("telegram", "1", person=people[name], name=name)

    assert (await house.core.deliveries.unreachable(speaker(HEAD.name))).count == 2
    assert (await house.core.deliveries.unreachable(speaker(RATNA.name))).count == 1
    with pytest.raises(NotAllowed):
        await house.core.deliveries.unreachable(speaker("Made Wirya"))
    with pytest.raises(NotLinked):
        await house.core.deliveries.unreachable(Speaker("telegram", "1"))


async def test_hr_reads_at_four_on_a_working_day_what_was_sent(house: House) -> None:
    hasan = await house.link(HEAD)
    await house.deliver()
    await gone(house, SITI.name)
    await write(house, HEAD.name, "good", outcome=DELIVERED)
    await write(house, HEAD.name, "bad", outcome=REFUSED, reason="Button_data_invalid")
    await write(house, SITI.name, "held")
    await house.plan()
    assert await of_kind(house, DELIVERY_REPORT) == [], "it is nine"
    house.clock.advance(hours=7)
    for _ in range(2):
        await house.plan()
    (report,) = await of_kind(house, DELIVERY_REPORT)
    assert report.facts == {
        "since": datetime(2026, 6, 30, 9, tzinfo=UTC).isoformat(),
        "sent": 1,
        "failed": 1,
        "reasons": [["Button_data_invalid", 1]],
        "unreachable": 1,
        "waiting": 1,
    }
    await house.deliver()
    await hasan.wait(lambda screen: "Pengiriman pesan sejak Selasa, 30 Juni 2026, pukul 16.00 WIB" in screen.text)
    hasan.press("Lihat siapa saja")
    await hasan.wait(lambda screen: "Siti Aminah" in screen.text)


async def test_no_report_on_a_free_day_nor_when_nothing_happened(house: House) -> None:
    house.clock.advance(hours=7)
    await house.plan()
    house.clock.advance(days=3)
    await write(house, HEAD.name, "good", outcome=DELIVERED)
    await house.plan()
    assert await of_kind(house, DELIVERY_REPORT) == [], "nothing on Wednesday, and Saturday is free"
    house.clock.advance(days=2)
    await house.plan()
    assert len(await of_kind(house, DELIVERY_REPORT)) == 1


async def test_a_report_is_written_once_even_by_another_planner(house: House) -> None:
    await write(house, HEAD.name, "good", outcome=DELIVERED)
    house.clock.advance(hours=7)
    await house.plan()
    house.core.deliveries._reported = None
    await house.plan()
    assert len(await of_kind(house, DELIVERY_REPORT)) == 1


async def test_hr_is_alarmed_about_late_notices_once_an_hour(house: House) -> None:
    await house.link(HEAD)
    await write(house, HEAD.name, "late")
    await house.plan()
    house.clock.advance(minutes=6)
    for _ in range(3):
        await house.plan()
        house.clock.advance(minutes=2)
    (alarm,) = await of_kind(house, DELIVERY_ALARM)
    assert (alarm.facts["alarm"], alarm.facts["minutes"]) == (LATE, 6)
    _, state = await house.core.deliveries.pulse()
    assert state == LATE
    house.clock.advance(hours=1)
    await house.plan()
    assert len(await of_kind(house, DELIVERY_ALARM)) == 2


async def test_a_morning_of_reminders_takes_its_minutes_and_alarms_nobody(house: House) -> None:
    """They are due together, and only so many a second may go."""
    await house.link(HEAD)
    core = house.core
    slow = Deliveries(core.transactions, core.outbox, core.calendars, Thresholds(rate=1 / 60))
    for number in range(8):
        await write(house, HEAD.name, f"r{number}")
    await slow.pulse()
    for minute in range(1, 8):
        house.clock.advance(minutes=1)
        (one,) = await core.outbox.claim("here", 1)
        await core.outbox.settle(one, Delivered(), "here")
        beat, alarm = await slow.pulse()
        assert (beat.lag, alarm) == (timedelta(0), ""), minute
    house.clock.advance(minutes=6)  # the courier stands still
    assert (await slow.pulse())[1] == LATE


async def test_a_process_that_begins_has_its_minutes_before_it_alarms(house: House) -> None:
    """After a night without it, or of quiet hours, everything was due long ago."""
    await house.link(HEAD)
    await write(house, HEAD.name, "old")
    house.clock.advance(hours=10)
    await house.plan()
    house.clock.advance(minutes=5)
    await house.plan()
    assert await of_kind(house, DELIVERY_ALARM) == []
    house.clock.advance(minutes=1)
    await house.plan()
    assert len(await of_kind(house, DELIVERY_ALARM)) == 1


async def test_hr_is_alarmed_when_too_many_fail(house: House) -> None:
    for number in range(20):
        await write(house, HEAD.name, f"k{number}", outcome=REFUSED if number < 3 else DELIVERED)
    await house.plan()
    (alarm,) = await of_kind(house, DELIVERY_ALARM)
    assert (alarm.facts["alarm"], alarm.facts["failed"], alarm.facts["sent"]) == (FAILING, 3, 17)


PULSES: dict[str, tuple[Pulse, str]] = {
    "quiet": (Pulse(timedelta(0), 0, 0), ""),
    "five minutes are in order": (Pulse(timedelta(minutes=5), 0, 0), ""),
    "later": (Pulse(timedelta(minutes=5, seconds=1), 0, 0), LATE),
    "a tenth is in order": (Pulse(timedelta(0), 18, 2), ""),
    "more than a tenth": (Pulse(timedelta(0), 17, 3), FAILING),
    "too few to say": (Pulse(timedelta(0), 0, 19), ""),
}


@pytest.mark.parametrize("case", list(PULSES))
def test_when_delivery_alarms(case: str) -> None:
    pulse, alarm = PULSES[case]
    assert pulse.alarm(QUIET) == alarm


async def test_what_waits_and_what_failed(house: House) -> None:
    await gone(house, SITI.name)
    await write(house, SITI.name, "held")
    await write(house, HEAD.name, "free")
    await write(house, HEAD.name, "bad", outcome=REFUSED, reason="Chat_write")
    (waits,) = await house.core.deliveries.waiting()
    assert (waits.kind, waits.count, waits.held) == (INVITATION_TRIED, 2, 1)
    (lost,) = await house.core.deliveries.failed(timedelta(days=1))
    assert (lost.reason, lost.count) == ("Chat_write", 1)


async def test_what_was_done_meanwhile_is_not_sent(house: House) -> None:
    """The rater opens the form before the courier comes by."""
    from models.evaluation import SUBMITTED, EvaluationRow
    from models.notice import EVALUATION_SUBMITTED

    await house.open_cycle()
    await house.link(RATNA)
    people, now = await ids(house), house.clock.now()
    async with house.core.transactions.begin() as session:
        mine = select(EvaluationRow).where(EvaluationRow.rater_id == people[RATNA.name]).limit(2)
        opened, unopened = (await session.exec(mine)).all()
        for form in (opened, unopened):
            form.state = SUBMITTED
            facts = {"evaluation": form.id, "employee": "Siti", "until": now.isoformat()}
            key, until = f"e{form.id}", now + timedelta(days=1)
            await post(
                session,
                EVALUATION_SUBMITTED,
                to=people[RATNA.name],
                facts=facts,
                dedupe_key=key,
                now=now,
                valid_until=until,
                subject=form.id,
            )
        opened.opened_at = now
        session.add_all((opened, unopened))
    await house.deliver()
    ended = {row.subject_id: row.outcome for row in await of_kind(house, EVALUATION_SUBMITTED)}
    assert ended == {opened.id: "cancelled", unopened.id: DELIVERED}
    assert WAITING not in ended.values()
