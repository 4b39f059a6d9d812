"""The life of a case: verified, taken, answered, told, confirmed or disputed; and who may not."""

import asyncio

import pytest

from models.complaint import ComplaintEvent, ComplaintReading, ComplaintRow
from models.complaint_refusals import NotDesk
from models.conversation import Conversation
from models.notice import COMPLAINT_VERIFIED, Notice
from sandbox.people import Person as Phone
from services.complaint_rows import broken_chain
from tests.complaint.conftest import warga  # noqa: F401 - a fixture
from tests.support.complaint import (
    OFFICE,
    Office,
    answer,
    file,
    open_case,
    press,
    receipt,
    review,
    seen,
    staffed,
    verify,
)
from tests.support.house import House


@pytest.fixture
async def office(house: House) -> Office:
    return await staffed(house)


async def the_case(house: House) -> ComplaintRow:
    (row,) = await house.rows(ComplaintRow)
    return row


async def answered(house: House, office: Office, warga: Phone) -> str:  # noqa: F811
    """A case whose answer has reached the citizen; its number."""
    number = await file(house, warga, "Jalan rusak di Natar")
    await verify(office, number)
    await answer(office.siti, number, "Sudah ditambal <hari ini>.")
    await house.settled()
    await house.deliver()
    await seen(warga, f"Laporan {number} sudah dijawab:")
    return number


async def test_from_the_story_to_the_end(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    number = await file(house, warga, "Jalan rusak di Natar")
    card = await open_case(office.ratna, number)
    assert "Jalan rusak di Natar" in card
    assert "Tentang: Jalan dan jembatan rusak\nKecamatan: Natar" in card
    assert "Batas berikutnya Senin, 6 Juli 2026." in card
    await verify(office, number)
    await house.settled()
    await house.deliver()
    await seen(warga, f"Laporan {number} sudah terverifikasi dan kami teruskan ke {OFFICE}.")
    await answer(office.siti, number, "Sudah ditambal.")
    await house.settled()
    await house.deliver()
    text = await seen(warga, f"Laporan {number} sudah dijawab:")
    assert "Sudah ditambal.\n\nMenurut Anda, sudah beres? Tanpa balasan sampai Rabu, 15 Juli 2026" in text
    await press(warga, "Sudah", f"Terima kasih. Laporan {number} selesai.")
    row = await the_case(house)
    assert (row.state, row.closed_as) == ("closed", "solved")
    events = sorted((one.seq, one.kind) for one in await house.rows(ComplaintEvent))
    assert events == [(1, "filed"), (2, "verify"), (3, "take"), (4, "answer"), (5, "confirm")]
    async with house.core.transactions.read() as session:
        assert await broken_chain(session) is None
    warga.write(f"/status {number}")
    assert "Selesai\nDi: Dinas Contoh" in await seen(warga, "Anda menyatakan sudah beres.")
    office.siti.write("/meja")
    await seen(office.siti, "Tidak ada laporan yang menunggu.")


async def test_every_opening_of_a_card_is_recorded(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    number = await file(house, warga, "Jalan rusak")
    await open_case(office.ratna, number)
    await open_case(office.ratna, number)
    assert len(await house.rows(ComplaintReading)) == 2


async def test_a_dispute_opens_it_again_for_somebody_else(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    number = await answered(house, office, warga)
    await press(warga, "Belum", "dibuka lagi untuk petugas lain")
    row = await the_case(house)
    assert (row.state, row.reopened, row.assigned_to) == ("working", 1, None)
    card = await open_case(office.siti, number)
    assert "Dibuka lagi: belum beres menurut pelapor" in card
    assert "Kerjakan" not in office.siti.screen.labels
    await answer(office.made, number, "Ditambal ulang dengan aspal.")
    await house.settled()
    await house.deliver()
    await seen(warga, "Ditambal ulang dengan aspal.")
    await press(warga, "Sudah", "selesai")


async def test_the_answers_buttons_count_once(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    await answered(house, office, warga)
    message = warga.screen.message_id
    yes, no = (button.data for button in warga.screen.buttons[0])
    warga.press_data(message, yes)
    warga.press_data(message, no)
    await house.settled()
    assert (await the_case(house)).closed_as == "solved"
    assert warga.toasts[-1].text == "Keadaannya sudah berubah. Ini yang terbaru."


async def test_an_answer_may_be_disputed_for_ten_working_days(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    await answered(house, office, warga)
    house.clock.advance(days=20)
    warga.press("Belum")
    await house.settled()
    assert "Masa membalas jawaban itu berakhir Rabu, 15 Juli 2026." in warga.toasts[-1].text


async def test_two_officers_at_one_case(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    number = await file(house, warga, "Jalan rusak")
    await verify(office, number)
    await open_case(office.siti, number)
    await open_case(office.made, number)
    office.siti.press("Kerjakan")
    office.made.press("Kerjakan")
    await house.settled()
    takes = [one for one in await house.rows(ComplaintEvent) if one.kind == "take"]
    assert len(takes) == 1
    first, second = (office.siti, office.made) if "Jawab" in office.siti.screen.labels else (office.made, office.siti)
    assert second.toasts[-1].text == "Keadaannya sudah berubah. Ini yang terbaru."
    assert "Jawab" not in second.screen.labels
    assert "Jawab" in first.screen.labels


async def test_past_the_buttons_two_at_once_are_one(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    number = await file(house, warga, "Jalan rusak")
    await verify(office, number)
    row = await the_case(house)
    desk, who = house.core.desk, house.core.conversations.who
    officers = [await who("telegram", str(phone.id)) for phone in (office.siti, office.made)]
    cards = await asyncio.gather(*(desk.take(row.id or 0, row.version, by=one) for one in officers))
    assert sorted(card.stale for card in cards) == [False, True]


@pytest.mark.parametrize("who", ["stranger", "employee", "other desk"])
async def test_others_see_nothing(house: House, office: Office, warga: Phone, who: str) -> None:  # noqa: F811
    number = await file(house, warga, "Jalan rusak")
    if who == "other desk":
        phone = office.siti  # not verified yet: no office has it
    elif who == "employee":
        phone = office.made
        await house.core.roles.revoke((await _ref(house, "Made")), "desk", OFFICE)
    else:
        phone = warga
    phone.write("/meja")
    await house.settled()
    assert number not in str(phone.screen.labels)
    case = (await the_case(house)).id
    for data in (f"jc:{case}", f"jv:{case}:1", f"jo:{case}:1:1", f"jt:{case}:1", f"ja:{case}:1"):
        phone.press_data(phone.screen.message_id, data)
        await house.settled()
        assert phone.toasts[-1].alert
    assert (await the_case(house)).version == 1
    assert await house.rows(ComplaintReading) == []


async def _ref(house: House, name: str) -> str:
    from models.person import Person

    return next(one.ref for one in await house.rows(Person) if one.name.startswith(name))


async def test_misconduct_lies_with_the_inspector_only(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    number = await file(house, warga, "Pungli dan suap")
    office.ratna.write("/meja")
    await seen(office.ratna, "Tidak ada laporan yang menunggu.")
    await house.core.roles.grant(await _ref(house, "Made"), "inspector")
    assert "Pengaduan berkadar pengawasan" in await open_case(office.made, number)
    await press(office.made, "Verifikasi", "Kantor mana")
    office.made.write("contoh")
    await office.made.wait(lambda screen: OFFICE in screen.labels)
    await press(office.made, OFFICE, "Terverifikasi")
    office.siti.write("/meja")
    await seen(office.siti, "Tidak ada laporan yang menunggu.")


async def test_the_card_shows_no_reporter_unless_they_signed(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    number = await file(house, warga, "Jalan rusak")
    card = await open_case(office.ratna, number)
    assert "Warga Kalianda" not in card
    assert str(warga.id) not in card
    office.made.write("/lapor")
    await seen(office.made, "Silakan cerita.")
    await review(office.made, "AC mati")
    await press(office.made, "Nama saya sebagai pegawai: tidak", "Nama Anda")
    number = (await receipt(house, office.made)).partition("Nomor laporan: ")[2].split("\n")[0]
    assert "Pelapor menyebut diri: Made Wirya" in await open_case(office.ratna, number)


async def test_a_receipt_waits_for_who_blocked_us_and_comes_when_they_are_back(
    house: House,
    office: Office,
    warga: Phone,  # noqa: F811
) -> None:
    number = await file(house, warga, "Jalan rusak")
    warga.block()
    await verify(office, number)
    await house.settled()
    assert await house.deliver() == 2, "the two officers hear of the case"
    assert [one.outcome for one in await house.rows(Notice) if one.kind == COMPLAINT_VERIFIED] == ["waiting"]
    warga.unblock()
    await house.settled()
    assert await house.deliver() == 1
    await seen(warga, "sudah terverifikasi")


async def test_a_403_holds_back_what_is_for_a_reporter(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    number = await file(house, warga, "Jalan rusak")
    await verify(office, number)
    await house.settled()
    with house.world.change():
        house.world.store.put("people", warga.id, {**warga.row, "blocked": True})  # without the word of it
    assert await house.deliver() == 3, "and the two officers hear of the case"
    assert await house.deliver() == 0, "nothing more is tried"
    with house.world.change():
        house.world.store.put("people", warga.id, {**warga.row, "blocked": False})
    warga.write("/bantuan")
    await house.settled()
    assert await house.deliver() == 1
    await seen(warga, "sudah terverifikasi")


async def test_a_citizens_notice_obeys_no_quiet_hours_and_the_language_of_the_moment(
    house: House,
    office: Office,
    warga: Phone,  # noqa: F811
) -> None:
    number = await file(house, warga, "Jalan rusak")
    warga.write("/language")
    await seen(warga, "Choose a language")
    await press(warga, "English", "Hello!")
    house.clock.advance(hours=14)  # 23.00
    await verify(office, number)
    await house.settled()
    await house.deliver()
    await seen(warga, f"Report {number} has been verified")


async def test_an_answer_that_is_overtaken_is_not_sent(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    number = await file(house, warga, "Jalan rusak")
    await verify(office, number)
    await answer(office.siti, number, "Sudah ditambal.")
    await house.settled()
    warga.write(f"/status {number}")
    await seen(warga, "Jawaban: Sudah ditambal.")
    await press(warga, "Belum", "dibuka lagi")
    await house.deliver()
    assert not any("sudah dijawab" in message.text for message in warga.messages)


async def test_a_text_too_long_or_empty_is_no_answer(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    number = await file(house, warga, "Jalan rusak")
    await verify(office, number)
    await open_case(office.siti, number)
    await press(office.siti, "Kerjakan", "Diproses")
    await press(office.siti, "Jawab", "Jawaban untuk")
    office.siti.write("a" * 1801)
    await seen(office.siti, "1801 karakter")
    office.siti.write("\u00a0")
    await seen(office.siti, "Kami menunggu tulisan")
    office.siti.write("Sudah.")
    await seen(office.siti, "Dijawab")


async def test_a_desk_without_a_case(house: House, office: Office) -> None:
    speaker = await house.core.conversations.who("telegram", str(office.ratna.id))
    with pytest.raises(NotDesk):
        await house.core.desk.answer(99, 1, "x", by=speaker)
    assert all(one.awaiting == "" for one in await house.rows(Conversation))
