"""Reminders through the front door: who is late hears of it on the right days, who is finished is left alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import select

from models.cycle import Cycle
from models.notice import CANCELLED, EXPIRED, SELF_DUE, Notice
from models.person import Person
from sandbox.people import Person as Phone
from services.cycles import CycleDates
from tests.evaluation.test_form import fill
from tests.support.house import House
from tests.support.staff import EVERYONE, HEAD, MADE, RATNA, SITI, member

ZONE = ZoneInfo("Asia/Jakarta")
OPENS = datetime(2026, 7, 1, 1, tzinfo=UTC)
"""Wednesday, 1 July 2026, 08.00 WIB; the clock of the house stands at 09.00."""


async def a_cycle(house: House) -> Cycle:
    """Self-evaluation until Wednesday 15 July 16.00 WIB, appraisal until the 29th, published on 31 August."""
    dates = CycleDates(OPENS, at(15, 16), at(29, 16), datetime(2026, 8, 31, 9, tzinfo=UTC))
    return await house.core.cycles.create("Tahun 2026", "berakhlak-2026", dates)


def at(day: int, hour: int) -> datetime:
    """A day of July 2026 by the office's clock."""
    return datetime(2026, 7, day, hour, tzinfo=ZONE).astimezone(UTC)


async def until(house: House, day: int, hour: int = 9) -> None:
    """Let the days pass: every morning at nine, and in the end, the service plans and delivers what is due."""
    end = at(day, hour)
    while house.clock.now() < end:
        nine = house.clock.now().astimezone(ZONE).replace(hour=9, minute=0)
        following = nine if nine > house.clock.now() else nine + timedelta(days=1)
        house.clock.advance(seconds=(min(following, end) - house.clock.now()).total_seconds())
        await house.plan()
        await house.deliver()


def reminders(phone: Phone) -> list[str]:
    return [message.text for message in phone.messages if "ditutup Rabu, 15 Juli 2026" in message.text]


async def test_the_ladder_reminds_on_its_days_and_stops_when_sent(house: House) -> None:
    await house.employ(*EVERYONE)
    await a_cycle(house)
    siti, made = await house.link(SITI), await house.link(MADE)
    await house.plan()
    await house.deliver()
    assert reminders(siti) == reminders(made) == []  # the form came after today's nine o'clock
    await until(house, 8)
    assert reminders(siti) == [
        "Siti Aminah, evaluasi diri Tahun 2026 ditutup Rabu, 15 Juli 2026, pukul 16.00 WIB, 7 hari lagi.\n\n"
        "Tinggal 21 pertanyaan."
    ]
    siti.press("Lanjutkan")
    await siti.wait(lambda screen: "· 1 dari 21" in screen.text)
    await fill(siti)
    siti.press("Kirim")
    await siti.wait(lambda screen: screen.text.startswith("Terkirim"))
    await until(house, 15, 17)
    assert reminders(siti) == []  # the only one has become the form
    assert [text.split("WIB, ")[1].split(".")[0] for text in reminders(made)] == [
        "7 hari lagi",
        "5 hari lagi",
        "besok",
        "hari ini",
    ]


async def test_planning_twice_adds_nothing_and_an_outage_leaves_only_the_latest(house: House) -> None:
    await house.employ(*EVERYONE)
    await a_cycle(house)
    made = await house.link(MADE)
    await house.plan()
    house.clock.advance(days=13)  # nobody ran for a fortnight: Tuesday the 14th, 09.00
    await house.plan()
    house.clock.advance(minutes=11)
    await house.plan()
    await house.deliver()
    assert len(reminders(made)) == 1
    assert reminders(made)[0].endswith("besok.\n\nTinggal 21 pertanyaan.")
    notices = [one for one in await house.rows(Notice) if one.kind == SELF_DUE]
    assert len(notices) == len({one.dedupe_key for one in notices}) == len(EVERYONE)


async def test_at_night_nothing_goes_out(house: House) -> None:
    await house.employ(*EVERYONE)
    cycle = await a_cycle(house)
    made = await house.link(MADE)
    house.clock.advance(days=13, hours=14)  # Tuesday the 14th, 23.00
    await house.plan()
    await house.deliver()
    assert reminders(made) == []
    house.clock.advance(hours=7, minutes=30)  # 06.30 of the 15th
    await house.plan()
    await house.deliver()
    assert reminders(made) == []
    house.clock.advance(hours=2, minutes=30)
    await house.plan()
    await house.deliver()
    assert [text.split("WIB, ")[1].split(".")[0] for text in reminders(made)] == ["hari ini"]
    yesterday = [
        one for one in await house.rows(Notice) if one.dedupe_key.startswith(f"self_due:{cycle.id}:2026-07-14:")
    ]
    assert {one.outcome for one in yesterday} == {EXPIRED}


async def test_who_sent_between_plan_and_delivery_hears_nothing(house: House) -> None:
    await house.employ(*EVERYONE)
    await a_cycle(house)
    siti = await house.link(SITI)
    siti.write("/evaluasi")
    await siti.wait(lambda screen: "· 1 dari 21" in screen.text)
    await fill(siti)
    house.clock.advance(days=6, hours=16)  # one o'clock at night of the 8th: planned for nine
    await house.plan()
    siti.press("Kirim")
    await siti.wait(lambda screen: screen.text.startswith("Terkirim"))
    house.clock.advance(hours=8)
    await house.deliver()
    assert reminders(siti) == []
    (mine,) = [one for one in await house.rows(Notice) if one.kind == SELF_DUE and one.outcome == CANCELLED]
    assert mine.dedupe_key.startswith("self_due:")


async def test_the_hour_somebody_prefers_and_the_topic_they_switched_off(house: House) -> None:
    await house.employ(*EVERYONE)
    await a_cycle(house)
    siti, made = await house.link(SITI), await house.link(MADE)
    for phone, press in ((siti, ("Jam pengingat", "13.00")), (made, ("Matikan: Pengingat",))):
        phone.write("/pengaturan")
        await phone.wait(lambda screen: screen.text.startswith("Pengaturan"))
        for label in press:
            phone.press(label)
            await house.settled()
    await until(house, 8, 12)
    assert reminders(siti) == []
    await until(house, 8, 13)
    assert len(reminders(siti)) == 1
    assert reminders(made) == []


async def test_tomorrow_instead(house: House) -> None:
    await house.employ(*EVERYONE)
    await a_cycle(house)
    made = await house.link(MADE)
    await until(house, 8)
    snooze = made.screen.buttons[0][1].data or ""
    made.press("Ingatkan besok")
    await made.wait(lambda screen: screen.text == "Baik, kami ingatkan lagi Kamis, 9 Juli 2026, pukul 09.00 WIB.")
    await until(house, 9)
    assert [text.split("WIB, ")[1].split(".")[0] for text in reminders(made)] == ["6 hari lagi"]
    made.press("Ingatkan besok")
    await made.wait(lambda screen: "Jumat, 10 Juli 2026" in screen.text)
    await until(house, 10)  # a day of the ladder too: one reminder, not two
    assert [text.split("WIB, ")[1].split(".")[0] for text in reminders(made)] == ["5 hari lagi"]
    made.press("Ingatkan besok")
    await made.wait(lambda screen: "Senin, 13 Juli 2026" in screen.text)  # the next working day
    (snoozed,) = [one for one in await house.rows(Notice) if f"{one.due_at:%m-%d}" == "07-13"]
    assert snoozed.valid_until == snoozed.due_at + timedelta(days=1), "held up for longer, the next rung speaks alone"
    await until(house, 15)
    assert made.screen.labels == ["Lanjutkan"]  # there is no other day
    made.press_data(made.screen.message_id, snooze)
    await made.until(lambda p: any("Besok sudah lewat batasnya" in said.text for said in (*p.toasts, *p.messages)))


async def test_the_rater_gets_one_digest_a_day_and_the_superior_hears_of_what_is_late(house: House) -> None:
    await house.employ(*EVERYONE)
    await a_cycle(house)
    siti, ratna, head = await house.link(SITI), await house.link(RATNA), await house.link(HEAD)
    siti.write("/evaluasi")
    await siti.wait(lambda screen: "· 1 dari 21" in screen.text)
    await fill(siti)
    siti.press("Kirim")
    await siti.wait(lambda screen: screen.text.startswith("Terkirim"))
    await until(house, 10, 10)
    digests = [message.text for message in ratna.messages if "ringkasan hari ini" in message.text]
    assert digests == [
        "Bapak/Ibu Ratna Penilai, ringkasan hari ini.\n\n"
        "Tahun 2026\n"
        "1 pegawai menunggu penilaian Anda: Siti Aminah. Batasnya Rabu, 29 Juli 2026, pukul 16.00 WIB.\n"
        "3 pegawai belum mengirim evaluasi diri: Agus <b>& Salim*_, Made Wirya, Yohana Sinaga. "
        "Batasnya Rabu, 15 Juli 2026, pukul 16.00 WIB."
    ]
    await until(house, 30, 10)
    overdue = [message for message in ratna.messages if "masih menunggu penilaian Anda" in message.text]
    assert [message.text for message in overdue] == [
        "Bapak/Ibu Ratna Penilai, 1 pegawai masih menunggu penilaian Anda; batasnya Rabu, 29 Juli 2026, pukul "
        "16.00 WIB.\n\n"
        "Bila belum selesai Senin, 3 Agustus 2026, atasan Anda kami beri tahu."
    ]
    ratna.press("Ada kendala")
    await ratna.wait(lambda screen: screen.text.startswith("Apa kendalanya?"))
    ratna.write("Saya sakit, kembali Selasa")
    await ratna.wait(lambda screen: screen.text.startswith("Terima kasih, kendalanya"))
    await house.deliver()
    await head.wait(lambda screen: "Ratna Penilai menyampaikan kendala" in screen.text)
    house.clock.advance(days=4)
    await house.plan()
    await house.deliver()
    assert [message.text for message in head.messages if "sudah lewat batasnya" in message.text] == [
        "Bapak/Ibu Hasan Kepala, penilaian Tahun 2026 sudah lewat batasnya (Rabu, 29 Juli 2026, pukul 16.00 "
        "WIB) dan belum selesai:\n\n"
        "Ratna Penilai: 1 pegawai. Kendalanya: Saya sakit, kembali Selasa\n\n"
        "Mohon bantu mereka menyelesaikannya; mereka sudah tahu bahwa Bapak/Ibu diberi tahu."
    ]


async def test_more_time_brings_reminders_of_its_own(house: House) -> None:
    """The cycle's last rungs went out; those before the end that HR allowed go out as well, but not at once."""
    await house.employ(*EVERYONE)
    cycle = await a_cycle(house)
    made, siti = await house.link(MADE), await house.link(SITI)
    await until(house, 15, 17)
    before = len(siti.messages)
    await house.core.cycles.allow_late(cycle.id, [MADE.nip], at(20, 16), "Sakit")
    await house.plan()
    await until(house, 15, 18)
    late = [one.text for one in made.messages if "ditutup Senin, 20 Juli 2026" in one.text]
    assert late == []
    await until(house, 20, 15)
    late = [one.text for one in made.messages if "ditutup Senin, 20 Juli 2026" in one.text]
    assert [text.split("WIB, ")[1].split(".")[0] for text in late] == ["3 hari lagi", "hari ini"]
    assert len(siti.messages) == before  # whose time is over hears nothing


async def test_a_superior_who_stands_in_is_not_the_one_who_is_told(house: House) -> None:
    """Siti's named superior rates her because Ratna's place is vacant: the one above that superior hears."""
    above = member(900, "Bupati Contoh")
    head = replace(HEAD, rater=above.nip)
    siti = replace(SITI, rater=head.nip)
    await house.employ(above, head, siti)
    async with house.core.transactions.begin() as session:
        row = (await session.exec(select(Person).where(Person.ref == siti.nip))).one()
        row.superior_id = row.rater_id
        session.add(row)
    await a_cycle(house)
    phone, told = await house.link(siti), await house.link(above)
    phone.write("/evaluasi")
    await phone.wait(lambda screen: "· 1 dari 21" in screen.text)
    await fill(phone)
    phone.press("Kirim")
    await phone.wait(lambda screen: screen.text.startswith("Terkirim"))
    house.clock.advance(days=33)  # Monday, 3 August
    await house.plan()
    await house.deliver()
    assert any("Hasan Kepala: 1 pegawai" in message.text for message in told.messages)


async def test_a_picture_where_words_are_awaited(house: House) -> None:
    await house.employ(*EVERYONE)
    cycle = await a_cycle(house)
    ratna = await house.link(RATNA)
    ratna.press_data(ratna.screen.message_id, f"bo:{cycle.id}")
    await ratna.wait(lambda screen: screen.text.startswith("Apa kendalanya?"))
    ratna.send_photo()
    await ratna.wait(lambda screen: screen.text.startswith("Kami menunggu tulisan."))
    ratna.write("x" * 1001)
    await ratna.wait(lambda screen: "yang muat 1000" in screen.text)
    ratna.write("Saya sakit")
    await ratna.wait(lambda screen: screen.text.startswith("Terima kasih, kendalanya"))
