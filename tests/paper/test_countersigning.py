"""The employee countersigns what was entered for them from paper, or says what is wrong."""

import pytest

from models.evaluation import AnswerRow, EvaluationRow
from models.notice import Notice
from models.paper import PaperRow, ScanRow
from sandbox.people import Person as Phone
from tests.support.house import OPEN_DAYS, House
from tests.support.paper import ids, save, to_card, to_digits
from tests.support.staff import RATNA, SITI


async def paper(house: House) -> PaperRow:
    (row,) = await house.rows(PaperRow)
    return row


async def form(house: House) -> EvaluationRow:
    siti = (await ids(house))[SITI.nip]
    (row,) = [row for row in await house.rows(EvaluationRow) if row.person_id == siti]
    return row


async def told(house: House) -> Phone:
    """Siti links her account afterwards, and is asked."""
    siti = await house.link(SITI)
    await house.deliver()
    asked = await siti.wait(lambda screen: "dimasukkan dari formulir kertas" in screen.text)
    assert asked.text == (
        "Evaluasi diri Tahun 2026 Anda dimasukkan dari formulir kertas oleh Dewi Operator, "
        "Rabu, 1 Juli 2026, pukul 09.00 WIB.\n\nMohon diperiksa: sudah sesuai dengan kertas Anda?"
    )
    assert asked.labels == ["Lihat", "Benar", "Ada yang keliru"]
    return siti


@pytest.fixture
async def siti(house: House, dewi: Phone) -> Phone:
    await save(dewi)
    return await told(house)


async def say(siti: Phone, words: str) -> None:
    siti.press("Ada yang keliru")
    await siti.wait(lambda screen: screen.text.startswith("Apa yang keliru?"))
    siti.write(words)


async def test_seen_and_right(house: House, siti: Phone, dewi: Phone) -> None:
    (cycle,) = await house.core.cycles.list()
    assert (cycle.submitted, cycle.paper_waiting, cycle.paper_agreed) == (1, 1, 0)
    await house.fetch()
    siti.press("Lihat")
    seen = await siti.wait(lambda screen: screen.text.startswith("Terkirim."))
    assert "Akuntabel: 3 · 4 · 3" in seen.text
    assert "Dimasukkan dari formulir kertas oleh Dewi Operator, Rabu, 1 Juli 2026, pukul 09.00 WIB." in seen.text
    assert seen.labels[:2] == ["Benar", "Ada yang keliru"]
    assert "Pindaian 1" in seen.labels
    siti.press("Akuntabel")
    part = await siti.wait(lambda screen: "4 · Teladan (tanpa contoh)" in screen.text)
    assert "Ubah nomor 4" not in part.labels
    siti.press("← Semua jawaban")
    await siti.wait(lambda screen: "Dari formulir kertas" in screen.labels)
    siti.press("Dari formulir kertas")
    await siti.wait(lambda screen: "Benar" in screen.labels)
    house.clock.advance(hours=2)
    siti.press("Benar")
    await siti.wait(lambda screen: screen.text.startswith("Terima kasih. Formulir kertas Anda tercatat disetujui"))
    row = await paper(house)
    assert (row.state, row.countersigned_at) == ("agreed", house.clock.now())
    (cycle,) = await house.core.cycles.list()
    assert (cycle.submitted, cycle.paper_waiting, cycle.paper_agreed) == (1, 0, 1)
    await to_card(dewi)
    assert "Dari kertas, disetujui pegawai." in dewi.screen.text
    siti.press("Evaluasi diri")
    await siti.wait(lambda screen: "Dari formulir kertas" in screen.labels)
    siti.press("Dari formulir kertas")
    seen = await siti.wait(lambda screen: "Anda menyetujuinya Rabu, 1 Juli 2026, pukul 11.00 WIB." in screen.text)
    assert "Benar" not in seen.labels


async def test_it_waits_among_the_tasks_until_it_is_decided(house: House, siti: Phone) -> None:
    siti.write("/tugas")
    await siti.wait(lambda screen: "Formulir kertas Tahun 2026: menunggu persetujuan Anda." in screen.text)
    siti.press("Periksa formulir kertas")
    await siti.wait(lambda screen: "Dimasukkan dari formulir kertas" in screen.text)
    siti.press("Benar")
    await siti.wait(lambda screen: screen.text.startswith("Terima kasih."))
    siti.write("/tugas")
    await siti.wait(lambda screen: screen.text.startswith("Tidak ada yang menunggu Anda."))


async def test_the_scan_is_sent_back(house: House, siti: Phone) -> None:
    siti.press("Lihat")
    await siti.wait(lambda screen: "Pindaian 1" in screen.labels)
    siti.press("Pindaian 1")
    await house.settled()
    assert "sedang kami ambil dari Telegram" in siti.toasts[-1].text
    await house.fetch()
    siti.press("Pindaian 1")
    page = await siti.wait(lambda screen: "photo" in screen.raw)
    assert page.raw["caption"] == "Pindaian formulir kertas Anda."


async def test_right_twice_is_right_once(house: House, siti: Phone) -> None:
    siti.press("Benar")
    await siti.wait(lambda screen: screen.text.startswith("Terima kasih."))
    at = (await paper(house)).countersigned_at
    house.clock.advance(hours=1)
    siti.press_data(siti.screen.message_id, f"fy:{(await paper(house)).id}")
    await house.settled()
    assert (await paper(house)).countersigned_at == at
    siti.press_data(siti.screen.message_id, f"fn:{(await paper(house)).id}")
    await house.settled()
    assert "sudah Anda putuskan" in siti.toasts[-1].text
    assert (await paper(house)).state == "agreed"


async def test_something_is_wrong_and_the_form_is_open_again(house: House, siti: Phone, dewi: Phone) -> None:
    await say(siti, "nomor 3 seharusnya 4 <b>")
    kept = await siti.wait(lambda screen: screen.text.startswith("Catatan Anda tersimpan"))
    assert "dan Dewi Operator kami beri tahu" in kept.text
    assert "Formulirnya dibuka lagi untuk Anda" in kept.text
    row, evaluation = await paper(house), await form(house)
    assert (row.state, row.remark, row.remarked_at) == ("disputed", "nomor 3 seharusnya 4 <b>", house.clock.now())
    assert (evaluation.state, evaluation.submitted_at) == ("draft", None)
    assert len(await house.rows(AnswerRow)) == 21, "what is right need not be answered again"
    await house.deliver()
    notice = await dewi.wait(lambda screen: screen.text.startswith("Siti Aminah menyatakan ada yang keliru"))
    assert "seharusnya" not in notice.text, "an operator sees no contents"
    dewi.press("Buka pegawai ini")
    card = await dewi.wait(lambda screen: "terisi 21 dari 21" in screen.text)
    assert "Formulir kertasnya dinyatakan keliru; pegawainya memperbaikinya sendiri." in card.text
    assert not {"Isi dari formulir kertas", "Lanjutkan formulir kertas"} & set(card.labels)
    siti.press("Lanjutkan")
    await siti.wait(lambda screen: screen.text.startswith("Tinjau jawaban"))
    siti.press("Kirim ke penilai")
    again = await siti.wait(lambda screen: screen.text.startswith("Terkirim."))
    assert "Dari formulir kertas" not in again.labels, "it is her own now"
    await to_card(dewi)
    assert "terkirim" in dewi.screen.text
    assert "kertas" not in dewi.screen.text
    assert (await form(house)).submissions == 2


async def test_a_dispute_before_the_rater_heard_takes_the_notice_back(house: House, dewi: Phone) -> None:
    siti = await house.link(SITI)
    await save(dewi)
    await house.deliver()
    await siti.wait(lambda screen: "dimasukkan dari formulir kertas" in screen.text)
    await say(siti, "keliru")
    await siti.wait(lambda screen: screen.text.startswith("Catatan Anda tersimpan"))
    (about,) = [row for row in await house.rows(Notice) if row.kind == "evaluation_submitted"]
    assert about.outcome == "cancelled"


async def test_too_late_to_open_again_the_rater_reads_the_remark(house: House, siti: Phone, dewi: Phone) -> None:
    ratna = await house.link(RATNA)
    ratna.write("/tim")
    await ratna.wait(lambda screen: "● Siti Aminah" in screen.labels)
    ratna.press("● Siti Aminah")
    card = await ratna.wait(lambda screen: "Dari kertas, menunggu persetujuan pegawai." in screen.text)
    siti.press("Ada yang keliru")
    asked = await siti.wait(lambda screen: screen.text.startswith("Apa yang keliru?"))
    assert "Formulirnya tidak bisa dibuka lagi; catatan Anda terbaca oleh penilai." in asked.text
    siti.write("salah salin <i>")
    await siti.wait(lambda screen: screen.text.startswith("Catatan Anda tersimpan"))
    assert (await form(house)).state == "submitted"
    await house.deliver()
    await dewi.wait(lambda screen: "Formulirnya tidak bisa dibuka lagi" in screen.text)
    ratna.press("← Semua pegawai")
    await ratna.wait(lambda screen: "○ Siti Aminah" in screen.labels)
    ratna.press("○ Siti Aminah")
    card = await ratna.wait(lambda screen: "Catatan pegawai" in screen.text)
    assert "Catatan pegawai: salah salin <i>" in card.text
    assert "Dari kertas; pegawai menyatakan ada yang keliru." in card.text
    await to_card(dewi)
    assert "Dari kertas; pegawai menyatakan ada yang keliru." in dewi.screen.text
    assert "salah salin" not in dewi.screen.text
    siti.press("Evaluasi diri")
    await siti.wait(lambda screen: "Dari formulir kertas" in screen.labels)
    siti.press("Dari formulir kertas")
    await siti.wait(lambda screen: "Anda menyatakan ada yang keliru; catatan Anda terbaca" in screen.text)


async def test_after_the_phase_has_ended_it_is_not_opened_again(house: House, siti: Phone) -> None:
    house.clock.advance(days=OPEN_DAYS + 1)
    await say(siti, "keliru")
    await siti.wait(lambda screen: "Formulirnya tidak bisa dibuka lagi" in screen.text)
    await house.settled()
    assert (await form(house)).state == "submitted"
    assert (await paper(house)).remark == "keliru"


async def test_whoever_recalls_by_themselves_need_not_countersign(house: House, siti: Phone, dewi: Phone) -> None:
    siti.press("Lihat")
    await siti.wait(lambda screen: "Tarik kembali" in screen.labels)
    siti.press("Tarik kembali")
    await siti.wait(lambda screen: screen.text.startswith("Tinjau jawaban"))
    number = (await paper(house)).id
    for button in ("fy", "fn"):
        siti.press_data(siti.screen.message_id, f"{button}:{number}")
        await house.settled()
        assert "sudah Anda ubah sendiri" in siti.toasts[-1].text
    siti.press_data(siti.screen.message_id, f"fv:{number}")
    await siti.wait(lambda screen: screen.text.startswith("Formulir ini sudah tidak sama dengan kertasnya."))
    await to_card(dewi)
    assert "kertas" not in dewi.screen.text
    assert (await paper(house)).state == "saved"


async def test_a_form_recalled_before_the_notice_went_out_asks_for_nothing(house: House, dewi: Phone) -> None:
    siti = await house.link(SITI)
    await save(dewi)
    siti.write("/evaluasi")
    await siti.wait(lambda screen: "Tarik kembali" in screen.labels)
    siti.press("Tarik kembali")
    await siti.wait(lambda screen: screen.text.startswith("Tinjau jawaban"))
    await house.deliver()
    (asked,) = [row for row in await house.rows(Notice) if row.kind == "paper_entered"]
    assert asked.outcome == "cancelled"


async def test_no_account_until_the_results_are_out(house: House, dewi: Phone) -> None:
    await save(dewi)
    (cycle,) = await house.core.cycles.list()
    house.clock.advance(seconds=(cycle.cycle.publish_at - house.clock.now()).total_seconds() + 1)
    await house.link(SITI)
    await house.deliver()
    (asked,) = [row for row in await house.rows(Notice) if row.kind == "paper_entered"]
    assert asked.outcome == "expired"


async def test_what_is_no_remark(house: House, siti: Phone) -> None:
    siti.press("Ada yang keliru")
    await siti.wait(lambda screen: screen.text.startswith("Apa yang keliru?"))
    for act in (siti.send_sticker, siti.send_photo, siti.send_voice, lambda: siti.write("   ")):
        act()
        await house.settled()
        assert siti.screen.text.startswith("Kami menunggu tulisan.")
    assert (await paper(house)).state == "saved"
    siti.write("/batal")
    await siti.wait(lambda screen: "ditinggalkan" in screen.text)
    siti.press("← Kembali")
    await house.settled()
    assert (await paper(house)).remark == ""


async def test_what_does_not_apply_says_where_the_reason_is(house: House, dewi: Phone) -> None:
    await to_digits(dewi)
    for part in range(1, 7):
        await dewi.wait(lambda screen, part=part: f"bagian {part} dari 7" in screen.text)
        dewi.write("333")
    await dewi.wait(lambda screen: "bagian 7 dari 7" in screen.text)
    dewi.write("- 3 3")
    await dewi.wait(lambda screen: "Simpan" in screen.labels)
    dewi.press("Simpan")
    await dewi.wait(lambda screen: "Tersimpan dan terkirim" in screen.text)
    siti = await told(house)
    siti.press("Lihat")
    await siti.wait(lambda screen: "Kolaboratif: – · 3 · 3" in screen.text)
    siti.press("Kolaboratif")
    part = await siti.wait(lambda screen: "Alasannya ada di formulir kertas." in screen.text)
    assert "[kertas]" not in part.text


async def test_in_english(house: House, siti: Phone) -> None:
    by = await house.core.conversations.who("telegram", str(siti.id))
    await house.core.conversations.set_language(by, "en")
    siti.press("Lihat")
    seen = await siti.wait(lambda screen: "Entered from a paper form by Dewi Operator" in screen.text)
    assert seen.labels[:2] == ["Correct", "Something is wrong"]
    siti.press("Something is wrong")
    await siti.wait(lambda screen: screen.text.startswith("What is wrong? Type it here."))
    siti.write("no. 3")
    await siti.wait(lambda screen: screen.text.startswith("Your remark is kept, and we let Dewi Operator know."))
    assert [row.paper_id for row in await house.rows(ScanRow)] == [(await paper(house)).id], "the scan stays"
