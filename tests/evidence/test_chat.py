"""Evidence at the front door: sent in every way, listed, looked at, removed; beside an example, in albums, too late."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from models.evaluation import AnswerRow, EvaluationRow
from models.evidence import EvidenceRow
from models.inbox import InboxUpdate
from models.parcel import KEPT, WAITING
from sandbox import samples
from sandbox.people import Person as Phone
from tests.support.house import OPEN_DAYS, House


async def send(phone: Phone, act: Callable[[Phone], object], seen: str) -> None:
    """Send it, and wait for the list that shows it."""
    act(phone)
    await phone.wait(lambda screen: screen.text.startswith("Bukti nomor") and seen in screen.text)


async def kinds(house: House) -> list[tuple[int, str, str]]:
    return [(row.item, row.kind, row.state) for row in await house.rows(EvidenceRow)]


async def look_at(phone: Phone, label: str) -> dict:
    """Press a piece; Telegram's object of the message that comes back."""
    before = phone.screen.message_id
    phone.press(label)
    return (await phone.wait(lambda screen: screen.message_id != before)).raw


async def test_everything_that_may_be_evidence(house: House, collecting: Phone) -> None:
    siti = collecting
    await send(siti, lambda phone: phone.send_photo("antrean loket"), "1. Foto: antrean loket (sedang disimpan)")
    await send(siti, lambda phone: phone.send_document("surat tugas.pdf"), "2. Berkas: surat tugas.pdf")
    await send(siti, lambda phone: phone.send_voice(), "3. Suara")
    await send(siti, lambda phone: phone.send_video(size=2_000_000), "4. Video: video.mp4")
    await send(
        siti, lambda phone: phone.write("lihat https://kalianda.example/a?b=1"), "5. Tautan: https://kalianda.ex"
    )
    assert await house.fetch() == 4
    assert {state for _, _, state in await kinds(house)} == {KEPT}

    siti.press("Selesai")
    question = await siti.wait(lambda screen: "· 1 dari 21" in screen.text)
    assert "Bukti (5)" in question.labels
    siti.press("Bukti (5)")
    shown = await siti.wait(lambda screen: screen.text.startswith("Bukti nomor 1"))
    assert "sedang disimpan" not in shown.text


async def test_what_was_sent_comes_back_to_be_seen_played_and_opened(house: House, collecting: Phone) -> None:
    siti = collecting
    await send(siti, lambda phone: phone.send_photo(), "1. Foto")
    await send(siti, lambda phone: phone.send_voice(), "2. Suara")
    await send(siti, lambda phone: phone.send_document("surat.pdf"), "3. Berkas")
    await send(siti, lambda phone: phone.write("https://kalianda.example"), "4. Tautan")
    siti.press("1 · Foto")
    await house.settled()
    assert "sedang kami ambil dari Telegram" in siti.toasts[-1].text
    await house.fetch()

    photo = await look_at(siti, "1 · Foto")
    content, _ = samples.content_of(house.world, photo["photo"][-1]["file_id"]) or (b"", "")
    assert not Image.open(BytesIO(content)).getexif(), "the place is gone"
    assert photo["caption"] == "Bukti nomor 1"
    voice = await look_at(siti, "2 · Suara")
    assert samples.content_of(house.world, voice["voice"]["file_id"])[0] == samples.VOICE
    document = await look_at(siti, "3 · surat.pdf")
    assert document["document"]["file_name"] == "surat.pdf"
    siti.press("4 · Tautan")
    await siti.until(lambda phone: any(one.text.endswith("1\n\nhttps://kalianda.example") for one in phone.messages))


async def test_removing_takes_the_row_and_the_file(house: House, collecting: Phone) -> None:
    siti = collecting
    await send(siti, lambda phone: phone.send_photo(), "1. Foto")
    await send(siti, lambda phone: phone.write("https://kalianda.example"), "2. Tautan")
    await house.fetch()
    (file,) = _files(house)
    await look_at(siti, "1 · Foto")
    siti.press("Hapus")
    await siti.wait(lambda screen: screen.text.startswith("Bukti nomor 1") and "1. Tautan" in screen.text)
    assert siti.toasts[-1].text == "Bukti dihapus."
    assert file.exists(), "only after the commit"
    await house.fetch()
    assert _files(house) == []
    siti.press("1 · Tautan")
    await siti.wait(lambda screen: "Hapus" in screen.labels)
    siti.press("Hapus")
    await siti.wait(lambda screen: "Belum ada bukti di sini" in screen.text)
    assert await house.rows(EvidenceRow) == []


def _files(house: House) -> list:
    return [path for path in (house.core.settings.data / "evidence").rglob("*") if path.is_file()]


async def test_the_review_counts_it_and_leads_to_it(siti: Phone, house: House) -> None:
    siti.press("3")
    await siti.wait(lambda screen: "· 2 dari 21" in screen.text)
    siti.press("Tambah bukti")
    await siti.wait(lambda screen: screen.text.startswith("Bukti nomor 2"))
    await send(siti, lambda phone: phone.send_photo(), "1. Foto")
    await send(siti, lambda phone: phone.send_document("surat.pdf"), "2. Berkas")
    siti.press("Selesai")
    await siti.wait(lambda screen: "· 2 dari 21" in screen.text)
    siti.press("Tinjau")
    await siti.wait(lambda screen: screen.text.startswith("Tinjau jawaban"))
    siti.press("Berorientasi Pelayanan")
    part = await siti.wait(lambda screen: "Ubah nomor 1" in screen.labels)
    assert "Belum dijawab\n2 bukti" in part.text
    siti.press("Bukti nomor 2 (2)")
    await siti.wait(lambda screen: screen.text.startswith("Bukti nomor 2") and "2. Berkas" in screen.text)


async def test_a_caption_is_the_example_and_its_photo_the_evidence(house: House, siti: Phone) -> None:
    await _ask_for_an_example(siti)
    siti.send_photo("Warga berterima kasih di loket.")
    await siti.wait(lambda screen: "· 2 dari 21" in screen.text)
    (answer,) = await house.rows(AnswerRow)
    assert answer.example == "Warga berterima kasih di loket."
    assert await kinds(house) == [(1, "photo", WAITING)]


async def test_a_caption_counts_even_if_its_file_does_not(house: House, siti: Phone) -> None:
    await _ask_for_an_example(siti)
    before = len(siti.messages)
    siti.send_video(caption="Warga berterima kasih di loket.")
    await siti.wait(lambda screen: "· 2 dari 21" in screen.text)
    (answer,) = await house.rows(AnswerRow)
    assert answer.example == "Warga berterima kasih di loket."
    assert "Berkas ini 25 MB" in siti.messages[before + 1].text
    assert await kinds(house) == []


async def test_a_voice_note_is_the_example(house: House, siti: Phone) -> None:
    await _ask_for_an_example(siti)
    siti.send_voice()
    await siti.wait(lambda screen: "· 2 dari 21" in screen.text)
    siti.press("← Kembali")
    question = await siti.wait(lambda screen: "· 1 dari 21" in screen.text)
    assert "4 · Teladan (contoh: pesan suara)" in question.text
    siti.press("4")
    await siti.wait(lambda screen: "· 2 dari 21" in screen.text)
    siti.press("Tinjau")
    review = await siti.wait(lambda screen: screen.text.startswith("Tinjau jawaban"))
    assert "tanpa contoh" not in review.text
    (row,) = await house.rows(EvidenceRow)
    assert (row.spoken, row.kind, row.item) == (True, "voice", 1)


async def test_without_its_voice_note_a_four_has_no_example(house: House, siti: Phone) -> None:
    await _ask_for_an_example(siti)
    siti.send_voice()
    await siti.wait(lambda screen: "· 2 dari 21" in screen.text)
    await house.fetch()
    siti.press("← Kembali")
    await siti.wait(lambda screen: "· 1 dari 21" in screen.text)
    siti.press("Bukti (1)")
    await siti.wait(lambda screen: "1. Suara (contoh Anda)" in screen.text)
    await look_at(siti, "1 · Suara")
    siti.press("Hapus")
    await siti.wait(lambda screen: "Belum ada bukti" in screen.text)
    siti.press("Selesai")
    await siti.wait(lambda screen: "4 · Teladan (tanpa contoh)" in screen.text)


async def _ask_for_an_example(siti: Phone) -> None:
    siti.press("4")
    await siti.wait(lambda screen: "Ceritakan satu kejadian" in screen.text)


async def test_an_album_goes_where_its_first_part_went(house: House, collecting: Phone) -> None:
    siti = collecting
    first, *rest = _album(siti)
    siti.world.push("message", first)
    await siti.wait(lambda screen: "Album Anda kami terima" in screen.text)
    siti.press("Selesai")
    await siti.wait(lambda screen: "· 1 dari 21" in screen.text)
    siti.press("3")
    await siti.wait(lambda screen: "· 2 dari 21" in screen.text)
    siti.press("Tambah bukti")
    await siti.wait(lambda screen: screen.text.startswith("Bukti nomor 2"))
    seen = len(siti.messages)
    for part in rest:
        siti.world.push("message", part)
    await house.settled()
    assert await kinds(house) == [(1, "photo", WAITING)] * 3
    assert len(siti.messages) == seen, "an album gets one answer"


async def test_an_album_whose_first_part_is_refused_still_finds_its_item(house: House, collecting: Phone) -> None:
    siti = collecting
    first, *rest = _album(siti)
    large = [{**size, "file_size": 25 * 1024 * 1024} for size in first["photo"]]
    siti.world.push("message", {**first, "photo": large})
    await siti.wait(lambda screen: "Berkas ini 25 MB" in screen.text)
    siti.write("/batal")
    await siti.wait(lambda screen: "ditinggalkan" in screen.text)
    for part in rest:
        siti.world.push("message", part)
    await house.settled()
    assert await kinds(house) == [(1, "photo", "refused"), (1, "photo", WAITING), (1, "photo", WAITING)]


def _album(phone: Phone) -> list[dict]:
    """Three messages of one album, not sent yet."""
    with phone.world.change():
        numbers = phone.send_album()
        parts = [phone.world.messages(phone.id)[number]["message"] for number in numbers]
        for number in list(phone.world.updates)[-3:]:
            phone.world.store.drop("updates", number)
    return parts


async def test_an_album_with_a_caption_while_an_example_is_awaited(house: House, siti: Phone) -> None:
    await _ask_for_an_example(siti)
    siti.send_album("Antrean kami urai.")
    await siti.wait(lambda screen: "· 2 dari 21" in screen.text)
    await house.settled()
    assert await kinds(house) == [(1, "photo", WAITING)] * 3
    (answer,) = await house.rows(AnswerRow)
    assert answer.example == "Antrean kami urai."


ODD: dict[str, tuple[Callable[[Phone], object], str]] = {
    "25 MB": (lambda phone: phone.send_video(), "Berkas ini 25 MB; Telegram hanya memberi kami sampai 20 MB"),
    "nothing": (lambda phone: phone.send_document("kosong.pdf", b""), "Berkas itu kosong"),
    "a program": (lambda phone: phone.send_program(), "Itu program atau skrip"),
    "a program that hides its name": (lambda phone: phone.send_document("foto\u202egpj.exe"), "Itu program"),
    "a sticker": (lambda phone: phone.send_sticker(), "Yang ini tidak bisa menjadi bukti"),
    "a place": (lambda phone: phone.send_location(), "Yang ini tidak bisa menjadi bukti"),
    "words": (lambda phone: phone.write("nanti saya kirim"), "Kami menunggu bukti: foto, berkas"),
}


@pytest.mark.parametrize("case", list(ODD))
async def test_what_cannot_be_evidence_is_told_exactly(house: House, collecting: Phone, case: str) -> None:
    act, answer = ODD[case]
    act(collecting)
    await collecting.wait(lambda screen: answer in screen.text)
    assert await kinds(house) == []
    assert not [row for row in await house.rows(InboxUpdate) if row.attempts]
    await send(collecting, lambda phone: phone.send_photo(), "1. Foto")


async def test_ten_pieces_are_enough(house: House, collecting: Phone) -> None:
    for number in range(1, 11):
        await send(collecting, lambda phone: phone.send_photo(), f"{number}. Foto")
    collecting.send_photo()
    await collecting.wait(lambda screen: "Nomor 1 sudah punya 10 bukti" in screen.text)
    collecting.write("https://kalianda.example")
    await house.settled()
    assert len(await kinds(house)) == 10


async def test_what_was_sent_with_the_form_stays_as_it_was(house: House, siti: Phone) -> None:
    siti.press("Tambah bukti")
    await siti.wait(lambda screen: screen.text.startswith("Bukti nomor 1"))
    await send(siti, lambda phone: phone.send_photo(), "1. Foto")
    await house.fetch()
    siti.press("Selesai")
    for number in range(1, 22):
        await siti.wait(lambda screen, n=number: f"· {n} dari 21" in screen.text)
        siti.press("3")
    await siti.wait(lambda screen: screen.text.startswith("Tinjau jawaban"))
    siti.press("Kirim")
    await siti.wait(lambda screen: screen.text.startswith("Terkirim"))
    siti.press("Berorientasi Pelayanan")
    await siti.wait(lambda screen: "Bukti nomor 1 (1)" in screen.labels)
    siti.press("Bukti nomor 1 (1)")
    shown = await siti.wait(lambda screen: screen.text.startswith("Bukti nomor 1"))
    assert "Selesai" not in shown.labels
    await look_at(siti, "1 · Foto")
    siti.press("Hapus")
    await house.settled()
    assert "buktinya ikut terkirim" in siti.toasts[-1].text
    assert await kinds(house) == [(1, "photo", KEPT)]


async def test_too_late_for_evidence(house: House, collecting: Phone) -> None:
    house.clock.advance(days=OPEN_DAYS + 1)
    collecting.send_photo()
    await collecting.wait(lambda screen: "Evaluasi diri sudah ditutup" in screen.text)
    assert await kinds(house) == []


async def test_a_stranger_and_a_file_nobody_waits_for(house: House, siti: Phone) -> None:
    stranger = house.world.add_person("Orang Lain")
    stranger.send_album()
    await stranger.wait(lambda screen: "Masuk: 1 pesan" in screen.text)
    siti.send_album()
    await siti.wait(lambda screen: "tekan Tambah bukti" in screen.text)
    assert await kinds(house) == []


async def test_evidence_changes_no_answer(house: House, collecting: Phone) -> None:
    await send(collecting, lambda phone: phone.send_photo(), "1. Foto")
    form = next(row for row in await house.rows(EvaluationRow) if row.person_id)
    assert form.version == 0
    assert await house.rows(AnswerRow) == []
