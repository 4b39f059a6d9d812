"""A question to the citizen: the clock stands still, the reply comes in their own way, several cases never mix."""

import pytest

from models.complaint import ComplaintEvent, ComplaintPart, ComplaintReading, ComplaintRow
from models.complaint_draft import ComplaintDraft
from sandbox.people import Person as Phone
from services.complaint_rows import broken_chain
from tests.complaint.conftest import warga  # noqa: F401 - a fixture
from tests.support.complaint import Office, file, open_case, press, receipt, review, seen, staffed, verify
from tests.support.house import House

QUESTION = "Di <dekat> apa?"


@pytest.fixture
async def office(house: House) -> Office:
    return await staffed(house)


async def taken(house: House, office: Office, warga: Phone, story: str = "Jalan rusak") -> str:  # noqa: F811
    """A case that Siti works on; its number."""
    number = await file(house, warga, story)
    await verify(office, number)
    await open_case(office.siti, number)
    await press(office.siti, "Kerjakan", "Diproses")
    return number


async def asked(house: House, office: Office, warga: Phone, story: str = "Jalan rusak") -> str:  # noqa: F811
    """A case about which the citizen is asked; its number."""
    number = await taken(house, office, warga, story)
    text = await press(office.siti, "Tanya pelapor", "Pertanyaan untuk")
    assert "Pelapor bisa membalas sampai Rabu, 15 Juli 2026" in text
    office.siti.write(QUESTION)
    await seen(office.siti, "Menunggu Anda")
    await house.settled()
    await house.deliver()
    await seen(warga, QUESTION)
    return number


async def the_case(house: House, number: str) -> ComplaintRow:
    return next(row for row in await house.rows(ComplaintRow) if row.number == number)


async def test_asked_and_replied_while_the_clock_stands_still(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    number = await asked(house, office, warga)
    before = await the_case(house, number)
    assert warga.screen.text == (
        f"Laporan {number}\n{QUESTION}\n\nBalas di sini sampai Rabu, 15 Juli 2026; suara atau foto boleh. "
        "Batas waktu kami berhenti dulu sampai Anda menjawab."
    )
    warga.write(f"/status {number}")
    assert "Kami menunggu balasan Anda sampai Rabu, 15 Juli 2026." in await seen(warga, f"Pertanyaan: {QUESTION}")
    house.clock.advance(days=7)
    await press(warga, "Balas", "Silakan balas")
    warga.write("Dekat <pasar>")
    await seen(warga, f"sudah masuk ke laporan {number}")
    row = await the_case(house, number)
    assert (row.state, row.paused_at, row.asked_until) == ("working", None, None)
    assert (row.answer_due - before.answer_due).days == 7
    await house.settled()
    await house.deliver()
    await seen(office.siti, f"Pelapor sudah membalas laporan {number}.")
    card = await press(office.siti, "Buka laporan", "Petugas: ")
    assert f"Petugas: {QUESTION}\nPelapor: Dekat <pasar>" in card
    warga.send_voice()
    await house.settled()
    await press(warga, "Selesai membalas", "Diproses")
    assert [part.kind for part in await house.rows(ComplaintPart)][-2:] == ["text", "voice"]
    assert [one.kind for one in await house.rows(ComplaintEvent)][-3:] == ["ask", "reply", "tell"]
    async with house.core.transactions.read() as session:
        assert await broken_chain(session) is None


async def test_a_reply_out_of_the_blue_is_no_new_report(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    number = await asked(house, office, warga)
    warga.write("halo")
    await seen(warga, "Halo! Ini bot Pemkab")
    warga.write("Dekat pasar")
    await seen(warga, f"sudah masuk ke laporan {number}")
    assert (await the_case(house, number)).state == "working"
    assert await house.rows(ComplaintDraft) == []
    warga.send_sticker()
    await seen(warga, "Yang ini tidak bisa masuk ke laporan.")
    warga.write("/batal")
    await house.settled()
    warga.write("Air mati")
    await seen(warga, "Masuk: 1 pesan.")


async def test_of_several_cases_it_must_be_said_which(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    first = await asked(house, office, warga)
    second = await asked(house, office, warga, "Lampu jalan mati")
    warga.write("Dekat pasar")
    await seen(warga, "Ada 2 laporan yang menunggu balasan Anda.")
    warga.write("/status")
    await seen(warga, "Tekan untuk melihat.")
    warga.press(next(label for label in warga.screen.labels if label.endswith(first)))
    await seen(warga, f"Laporan {first}")
    await press(warga, "Tidak tahu", f"sudah masuk ke laporan {first}")
    assert (await the_case(house, first)).state == "working"
    assert (await the_case(house, second)).state == "asked"
    assert [part.text for part in await house.rows(ComplaintPart)][-1] == "Tidak tahu."


async def test_old_and_anothers_buttons_reply_to_nothing(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    number = await asked(house, office, warga)
    row = await the_case(house, number)
    await press(warga, "Tidak tahu", "sudah masuk")
    warga.press_data(warga.screen.message_id, f"cu:{row.id}:{row.version}")
    await house.settled()
    assert warga.toasts[-1].text == "Keadaannya sudah berubah. Ini yang terbaru."
    warga.press_data(warga.screen.message_id, f"cf:{row.id}")
    warga.press_data(warga.screen.message_id, f"cb:{row.id}")
    await house.settled()
    assert "Laporan ini sekarang “Diproses”" in warga.toasts[-1].text
    other = house.world.add_person("Orang Lain")
    other.start()
    await seen(other, "Halo!")
    for data in (f"cb:{row.id}", f"cu:{row.id}:{row.version}", f"cf:{row.id}"):
        other.press_data(other.screen.message_id, data)
        await house.settled()
        assert other.toasts[-1].text.startswith("Tidak ada laporan dengan nomor dan kode itu.")
    assert len([one for one in await house.rows(ComplaintEvent) if one.kind == "reply"]) == 1


async def test_a_question_too_long_or_of_somebody_elses_case(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    number = await taken(house, office, warga)
    row = await the_case(house, number)
    await press(office.siti, "Tanya pelapor", "Pertanyaan untuk")
    office.siti.write("a" * 1001)
    await seen(office.siti, "1001 karakter")
    office.siti.write("\u00a0")
    await seen(office.siti, "Kami menunggu tulisan")
    await open_case(office.made, number)
    assert "Tanya pelapor" not in office.made.screen.labels
    for phone, data, said in (
        (office.made, f"jq:{row.id}:{row.version}", "Laporan ini sedang dikerjakan petugas lain."),
        (office.siti, f"jq:{row.id}:1", "Keadaannya sudah berubah."),
    ):
        phone.press_data(phone.screen.message_id, data)
        await house.settled()
        assert phone.toasts[-1].text.startswith(said)


async def test_what_the_citizen_sent_is_looked_at_and_that_is_recorded(
    house: House,
    office: Office,
    warga: Phone,  # noqa: F811
) -> None:
    warga.write("Jalan rusak")
    await seen(warga, "Masuk: 1 pesan.")
    warga.send_voice()
    await seen(warga, "Masuk: 2 pesan.")
    await review(warga)
    number = (await receipt(house, warga)).partition("Nomor laporan: ")[2].split("\n")[0]
    await open_case(office.ratna, number)
    office.ratna.press("1 · Suara")
    await house.settled()
    assert office.ratna.toasts[-1].text.startswith("Lampiran itu sedang kami ambil")
    await house.fetch()
    office.ratna.press("1 · Suara")
    shown = await office.ratna.wait(lambda screen: "voice" in screen.raw)
    assert shown.text == f"Lampiran laporan {number}"
    assert len(await house.rows(ComplaintReading)) == 2
    part = next(one for one in await house.rows(ComplaintPart) if one.kind == "voice")
    text = next(one for one in await house.rows(ComplaintPart) if one.kind == "text")
    for phone, data, said in (
        (office.siti, f"jp:{part.id}", "Laporan ini bukan di meja Anda"),
        (office.ratna, "jp:999", "Laporan ini bukan di meja Anda"),
        (office.ratna, f"jp:{text.id}", "Lampiran itu tidak tersimpan"),
    ):
        phone.start()
        await house.settled()
        phone.press_data(phone.screen.message_id, data)
        await house.settled()
        assert phone.toasts[-1].text.startswith(said)


async def test_a_note_is_for_officers_only(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    number = await taken(house, office, warga)
    version = (await the_case(house, number)).version
    await press(office.siti, "Tulis catatan", "Hanya petugas yang membacanya.")
    office.siti.write("a" * 201)
    await seen(office.siti, "201 karakter")
    office.siti.write("\u00a0")
    await seen(office.siti, "Kami menunggu tulisan")
    office.siti.write("Tunggu <alat>.")
    await seen(office.siti, "Catatan: Tunggu <alat>.")
    assert "Catatan: Tunggu <alat>." in await open_case(office.made, number)
    warga.write(f"/status {number}")
    assert "alat" not in await seen(warga, f"Laporan {number}")
    assert (await the_case(house, number)).version == version, "nobody's half-written answer is lost"
    async with house.core.transactions.read() as session:
        assert await broken_chain(session) is None
