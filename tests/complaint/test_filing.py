"""Filing at the front door: the story first, at most two questions, the review, the receipt."""

import json
from collections.abc import Callable

import pytest
from sqlmodel import select

from models.complaint import ComplaintEvent, ComplaintPart, ComplaintRow
from models.complaint_draft import ComplaintDraft
from models.complaint_number import read_number
from models.inbox import InboxUpdate
from models.notice import Notice
from models.reporter import Reporter
from sandbox.people import Person as Phone
from services.complaint_rows import broken_chain
from tests.support.complaint import NUMBER, file, press, receipt, review, seen
from tests.support.house import House
from tests.support.staff import EVERYONE, SITI


async def the_case(house: House) -> ComplaintRow:
    (row,) = await house.rows(ComplaintRow)
    return row


async def test_three_words_are_enough(house: House, warga: Phone) -> None:
    warga.start()
    greeting = await warga.wait(lambda screen: screen.text.startswith("Halo! Ini bot Pemkab Lampung Selatan."))
    assert greeting.labels[:2] == ["Lapor", "Laporan saya"]
    warga.write("KTP lama sekali")
    await seen(warga, "Masuk: 1 pesan.")
    await press(warga, "Selesai bercerita", "Di kecamatan mana?")
    text = await press(warga, "Lewati", "Periksa laporan")
    assert text.startswith("Periksa laporan\n\nKTP lama sekali\n\nTentang: KTP elektronik\n")
    told = await receipt(house, warga)
    assert "Jawaban paling lambat Rabu, 8 Juli 2026." in told
    row = await the_case(house)
    assert f"Nomor laporan: {row.number}" in told
    assert read_number(row.number) == row.number
    assert (row.state, row.kind, row.category, row.title) == ("received", "complaint", "ktp", "KTP lama sekali")
    assert await house.rows(ComplaintDraft) == []
    (event,) = await house.rows(ComplaintEvent)
    assert (event.seq, event.kind, event.facts) == (1, "filed", {"class": "complaint", "category": "ktp"})


async def test_words_decide_both_questions(house: House, warga: Phone) -> None:
    warga.write("Lampu jalan mati di Way Urang")
    await seen(warga, "Masuk: 1 pesan.")
    text = await press(warga, "Selesai bercerita", "Periksa laporan")
    assert "Tentang: Penerangan jalan\nKecamatan: Kalianda" in text


async def test_the_topic_is_found_by_a_button_or_by_a_word(house: House, warga: Phone) -> None:
    warga.write("Tolong dibantu segera")
    await seen(warga, "Masuk: 1 pesan.")
    await press(warga, "Selesai bercerita", "Tentang apa?")
    assert "KTP elektronik" in warga.screen.labels, "without a word the frequent ones"
    await press(warga, "Pilihan lain", "Tentang apa?")
    await warga.wait(lambda screen: "Kesehatan" in screen.labels)
    warga.press("Kesehatan")
    await warga.wait(lambda screen: "BPJS, jaminan kesehatan" in screen.labels)
    warga.press("← Kembali")
    await warga.wait(lambda screen: "Pendidikan" in screen.labels)
    warga.press("← Kembali")
    await warga.wait(lambda screen: "Pilihan lain" in screen.labels)
    warga.write("zonasi sekolah anak saya, di Sidomulyo")
    await warga.wait(lambda screen: screen.labels[0].startswith("Sekolah") or "Periksa" in screen.text)
    if "Tentang apa" in warga.screen.text:
        warga.press("Penerimaan murid baru")
    text = await seen(warga, "Periksa laporan")
    assert "Kecamatan: Sidomulyo" in text


async def test_a_voice_note_a_photo_an_album_and_a_pin_are_a_story(house: House, warga: Phone) -> None:
    warga.send_voice()
    await seen(warga, "Masuk: 1 pesan.")
    warga.send_album("Jalan berlubang")
    await seen(warga, "Masuk: 2 pesan.")
    await house.settled()
    assert "Masuk: 2 pesan." in warga.screen.text, "an album gets one answer"
    warga.send_location(-5.73, 105.59)
    await seen(warga, "Masuk: 5 pesan.")
    warga.send_document("surat.pdf")
    await seen(warga, "Masuk: 6 pesan.")
    text = await press(warga, "Selesai bercerita", "Periksa laporan")
    assert "Lampiran: 3 foto, 1 berkas, 1 suara, 1 lokasi" in text
    await receipt(house, warga)
    assert await house.fetch() == 5
    parts = sorted(await house.rows(ComplaintPart), key=lambda part: part.id or 0)
    assert [part.kind for part in parts] == ["voice", "photo", "photo", "photo", "location", "document"]
    assert {part.state for part in parts} == {"kept"}
    row = await the_case(house)
    assert (row.latitude, row.longitude, row.kecamatan) == (-5.73, 105.59, "")


async def test_everything_can_be_changed_before_sending(house: House, warga: Phone) -> None:
    await house.employ(*EVERYONE)
    await review(warga, "Antrean loket panjang")
    await press(warga, "Kapan", "Kapan kejadiannya?")
    warga.write("kemarin   pagi")
    await seen(warga, "Waktu: kemarin pagi")
    await press(warga, "Tempat persisnya", "Di mana persisnya?")
    warga.write("Pasar Inpres, lantai 2")
    await seen(warga, "Tempat: Pasar Inpres, lantai 2")
    await press(warga, "Tempat persisnya", "Di mana persisnya?")
    warga.send_location()
    await seen(warga, "Lampiran: 1 lokasi")
    await press(warga, "Kantor", "Kantor mana?")
    warga.write("antariksa")
    await seen(warga, "Belum ketemu")
    warga.write("contoh")
    await warga.wait(lambda screen: "Dinas Contoh" in screen.labels)
    await press(warga, "Dinas Contoh", "Kantor: Dinas Contoh")
    await press(warga, "Ubah topik", "Tentang apa?")
    warga.press("Kesehatan")
    await warga.wait(lambda screen: "Puskesmas, posyandu" in screen.labels)
    await press(warga, "Puskesmas", "Tentang: Puskesmas, posyandu")
    await press(warga, "Ubah kecamatan", "Di kecamatan mana?")
    await press(warga, "Sragi", "Kecamatan: Sragi")
    await press(warga, "Tambah cerita", "Ada lagi?")
    warga.write("Sudah tiga hari.")
    await seen(warga, "Masuk: 3 pesan.")
    assert "Sudah tiga hari." in await press(warga, "Selesai bercerita", "Periksa laporan")
    await receipt(house, warga)
    row = await the_case(house)
    assert (row.category, row.kecamatan, row.occurred_text) == ("puskesmas", "sragi", "kemarin pagi")
    assert (row.place_text, row.office_id is None) == ("Pasar Inpres, lantai 2", False)


async def test_anonymous_and_confidential_say_what_they_do_and_what_they_cannot(house: House, warga: Phone) -> None:
    await review(warga, "Petugas kasar")
    text = await press(warga, "Anonim: tidak", "Anonim: identitas Anda disembunyikan")
    assert "hal yang hanya Anda tahu bisa menunjukkan siapa Anda" in text
    await press(warga, "Rahasia: tidak", "Rahasia: isi laporan tidak dibuka untuk umum.")
    assert "Nama saya sebagai pegawai: tidak" not in warga.screen.labels
    told = await receipt(house, warga)
    assert "Kode rahasia: " in told
    row = await the_case(house)
    assert row.anonymous
    assert row.confidential
    code = told.partition("Kode rahasia: ")[2].split("\n")[0]
    assert len(code) == 11
    assert code not in json.dumps([notice.facts for notice in await house.rows(Notice)])
    assert code.replace("-", "") not in row.code_hash


@pytest.mark.parametrize(
    ("story", "number"),
    [("rumah tetangga terbakar", "113"), ("motor saya dicuri", "110"), ("ada yang pingsan", "119"), ("KDRT", "129")],
)
async def test_what_must_not_wait_gets_its_number_at_once_and_is_kept(
    house: House, warga: Phone, story: str, number: str
) -> None:
    warga.write(story)
    text = await seen(warga, number)
    assert "Cerita Anda tetap kami simpan; boleh diteruskan sebagai laporan." in text
    warga.write("tolong")
    await seen(warga, "Masuk: 2 pesan.")
    assert number not in warga.screen.text, "once"
    await review(warga)
    await receipt(house, warga)


async def test_misconduct_goes_to_the_inspector(house: House, warga: Phone) -> None:
    await file(house, warga, "Dimintai uang pelicin di Palas")
    row = await the_case(house)
    assert (row.kind, row.to_inspector, row.kecamatan) == ("misconduct", True, "palas")


ODD: dict[str, tuple[Callable[[Phone], object], str]] = {
    "only signs": (lambda phone: phone.write("👍👍"), "Kami belum menangkap ceritanya"),
    "a sticker": (lambda phone: phone.send_sticker(), "Yang ini tidak bisa masuk ke laporan"),
    "25 MB": (lambda phone: phone.send_video(), "Berkas ini 25 MB"),
    "a program": (lambda phone: phone.send_program(), "Itu program atau skrip"),
    "nothing": (lambda phone: phone.send_document("kosong.pdf", b""), "Berkas itu kosong"),
}


@pytest.mark.parametrize("case", list(ODD))
async def test_what_cannot_be_a_story_is_told_exactly(house: House, warga: Phone, case: str) -> None:
    act, answer = ODD[case]
    warga.write("/lapor")
    await seen(warga, "Silakan cerita.")
    act(warga)
    await seen(warga, answer)
    assert not [row for row in await house.rows(InboxUpdate) if row.attempts]
    warga.write("Air mati di Palas")
    await seen(warga, "Masuk: 1 pesan.")


async def test_an_empty_story_is_not_sent(house: House, warga: Phone) -> None:
    warga.send_location()
    await seen(warga, "Silakan cerita.")
    warga.write("/lapor")
    await seen(warga, "Silakan cerita.")
    warga.write("/batal")
    await seen(warga, "Baik, dibatalkan. Tidak ada yang kami simpan.")
    assert await house.rows(ComplaintDraft) == []


async def test_twenty_forwarded_messages_get_one_answer_and_all_join(house: House, warga: Phone) -> None:
    warga.write("/lapor")
    await seen(warga, "Silakan cerita.")
    before = len(warga.messages)
    for number in range(20):
        warga.forward(f"pesan berantai {number}")
    await house.settled()
    assert len([message for message in warga.messages[before:] if message.from_bot]) == 1
    (draft,) = await house.rows(ComplaintDraft)
    assert len(draft.told["pieces"]) == 20
    assert "Seseorang" not in json.dumps(draft.told), "who wrote it first is not kept"


async def test_fifty_photos_fill_a_report_and_that_is_said_once(house: House, warga: Phone) -> None:
    for _ in range(50):
        warga.send_photo()
    await house.settled()
    full = [message for message in warga.messages if "Sudah 30 kiriman" in message.text]
    assert len(full) == 1
    warga.write("/lapor")
    await seen(warga, "Masuk: 30 pesan.")
    await review(warga)
    await receipt(house, warga)
    assert len(await house.rows(ComplaintPart)) == 30


async def test_a_greeting_is_no_report(house: House, warga: Phone) -> None:
    warga.write("Assalamualaikum!")
    await seen(warga, "Halo! Ini bot Pemkab")
    assert await house.rows(ComplaintDraft) == []


async def test_an_employee_is_asked_first(house: House) -> None:
    await house.employ(*EVERYONE)
    siti = await house.link(SITI)
    siti.write("Jalan depan kantor rusak")
    await seen(siti, "Ini laporan warga?")
    siti.write("Sudah sebulan")
    await house.settled()
    assert "Ini laporan warga?" in siti.screen.text
    await press(siti, "Ya, ini laporan", "Masuk: 2 pesan.")
    await review(siti)
    await press(siti, "Nama saya sebagai pegawai: tidak", "Nama Anda sebagai pegawai ikut terlihat")
    await press(siti, "Anonim: tidak", "Anonim: identitas")
    assert "Nama saya sebagai pegawai: tidak" in siti.screen.labels, "one or the other"
    siti.press("Anonim: ya")
    await siti.wait(lambda screen: "Anonim: tidak" in screen.labels)
    await receipt(house, siti)
    assert (await the_case(house)).signed_by is None


async def test_an_employee_may_sign(house: House) -> None:
    await house.employ(*EVERYONE)
    siti = await house.link(SITI)
    siti.write("/lapor")
    await seen(siti, "Silakan cerita.")
    await review(siti, "AC ruang rapat mati")
    await press(siti, "Nama saya sebagai pegawai: tidak", "Nama Anda sebagai pegawai")
    await receipt(house, siti)
    assert (await the_case(house)).signed_by is not None


async def test_an_unanswered_offer_is_forgotten_after_an_hour(house: House) -> None:
    await house.employ(*EVERYONE)
    siti = await house.link(SITI)
    siti.write("salah kirim")
    await seen(siti, "Ini laporan warga?")
    house.clock.advance(hours=2)
    siti.write("Air mati")
    await house.settled()
    (draft,) = await house.rows(ComplaintDraft)
    assert [piece["text"] for piece in draft.told["pieces"]] == ["Air mati"]


async def test_sending_twice_files_once(house: House, warga: Phone) -> None:
    await review(warga, "Sampah menumpuk")
    message = warga.screen.message_id
    data = next(one.data for row in warga.screen.buttons for one in row if one.text.startswith("Kirim"))
    warga.press_data(message, data)
    warga.press_data(message, data)
    await house.settled()
    assert len(await house.rows(ComplaintRow)) == 1
    assert "sudah terkirim atau dibatalkan" in warga.toasts[-1].text


async def test_an_old_button_changes_nothing_and_shows_what_there_is(house: House, warga: Phone) -> None:
    await review(warga, "Sampah menumpuk")
    message = warga.screen.message_id
    buttons = {one.text: one.data for row in warga.screen.buttons for one in row}
    await press(warga, "Rahasia: tidak", "Rahasia: isi laporan")
    for label in ("Anonim: tidak", "Kirim laporan", "Kapan"):
        warga.press_data(message, buttons[label])
        await house.settled()
        assert warga.toasts[-1].text == "Tombol itu dari layar lama. Ini keadaan yang sekarang."
        assert warga.screen.text.startswith("Periksa laporan")
    assert await house.rows(ComplaintRow) == []


async def test_too_many_reports_wait_and_are_kept(house: House, warga: Phone) -> None:
    for number in range(5):
        await file(house, warga, f"Sampah menumpuk {number}")
    warga.write("/lapor")
    await seen(warga, "Silakan cerita")
    await review(warga, "Sampah lagi")
    warga.press("Kirim")
    await house.settled()
    assert "Sudah 5 laporan dari akun ini. Laporan ini kami simpan" in warga.toasts[-1].text
    house.clock.advance(hours=1, minutes=1)
    await receipt(house, warga)
    assert len(await house.rows(ComplaintRow)) == 6


async def test_a_draft_outlives_a_look_elsewhere(house: House, warga: Phone) -> None:
    warga.write("Puskesmas tutup")
    await seen(warga, "Masuk: 1 pesan.")
    warga.write("/bantuan")
    await seen(warga, "/lapor")
    warga.write("/lapor")
    await seen(warga, "Masuk: 1 pesan.")


async def test_no_table_of_complaints_names_the_account(house: House, warga: Phone) -> None:
    await file(house, warga, "Jalan rusak")
    (reporter,) = await house.rows(Reporter)
    account = str(warga.id)
    assert account not in reporter.sealed
    for table in (Reporter, ComplaintRow, ComplaintPart, ComplaintEvent, Notice):
        for row in await house.rows(table):
            assert account not in str({**row.model_dump(), "sealed": ""})
    assert warga.row["name"] not in str([row.model_dump() for row in await house.rows(ComplaintPart)])


async def test_events_are_a_chain_and_a_change_shows(house: House, warga: Phone) -> None:
    number = await file(house, warga, "Jalan rusak")
    transactions = house.core.transactions
    async with transactions.read() as session:
        assert await broken_chain(session) is None
    async with transactions.begin() as session:
        (event,) = await session.exec(select(ComplaintEvent))
        event.facts = {"class": "information"}
        session.add(event)
    async with transactions.read() as session:
        assert await broken_chain(session) == (number, 1)


async def test_english(house: House, warga: Phone) -> None:
    warga.write("/language")
    await seen(warga, "Choose a language")
    await press(warga, "English", "Hello! This is the Lampung Selatan government bot.")
    warga.write("/report")
    await seen(warga, "Tell us.")
    warga.write("pothole in Natar")
    await seen(warga, "In: 1 message.")
    text = await press(warga, "That is my story", "Check your report")
    assert "About: Damaged roads and bridges\nDistrict: Natar" in text
    warga.press("Send")
    await seen(warga, "Sent.")
    await house.settled()
    await house.deliver()
    assert NUMBER.search(await seen(warga, "Report number: "))
