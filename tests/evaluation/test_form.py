"""The form in everyday use: back, skip, not applicable, pause, review, recall, the deadline, the language."""

import pytest

from models.evaluation import AnswerRow, EvaluationRow
from models.notice import Notice
from sandbox.people import Person as Phone
from tests.support.house import OPEN_DAYS, House
from tests.support.staff import EVERYONE, RATNA, SITI

NA = 19
"""The first behaviour that a job may do without: kolaboratif-1."""


@pytest.fixture
async def siti(house: House) -> Phone:
    await house.employ(*EVERYONE)
    await house.open_cycle()
    phone = await house.link(SITI)
    phone.write("/evaluasi")
    await phone.wait(lambda screen: "· 1 dari 21" in screen.text)
    return phone


async def answer(phone: Phone, *levels: str) -> None:
    """Press one level after the other, each on the question it belongs to."""
    for level in levels:
        before = phone.screen.text
        phone.press(level)
        await phone.wait(lambda screen, before=before: screen.text != before)


async def fill(phone: Phone) -> None:
    """All 21 with a 3, to the review."""
    await answer(phone, *["3"] * 21)
    assert phone.screen.text.startswith("Tinjau jawaban")


async def form_of(house: House) -> EvaluationRow:
    (row,) = [row for row in await house.rows(EvaluationRow) if row.version]
    return row


async def test_the_first_screen_says_how_much_and_until_when(siti: Phone) -> None:
    text = siti.screen.text
    assert text.startswith("Evaluasi diri Tahun 2026\n\n21 pertanyaan dalam 7 bagian, sekitar 9 menit.")
    assert "Paling lambat Rabu, 15 Juli 2026, pukul 09.00 WIB." in text
    assert "Jawaban 3 sudah baik. 1 atau 2 berarti perlu dukungan." in text
    assert "Selama Tahun 2026, bagaimana saya menerapkan hal ini?" in text
    assert "1 Belum · Belum tahu caranya dalam tugas saya, atau baru bila diingatkan." in text
    assert [label[0] for label in siti.screen.labels[:4]] == ["1", "2", "3", "4"]


async def test_back_shows_the_answer_and_next_keeps_it(house: House, siti: Phone) -> None:
    await answer(siti, "2", "3")
    siti.press("← Kembali")
    screen = await siti.wait(lambda screen: "· 2 dari 21" in screen.text)
    assert "Jawaban Anda sekarang: 3 · Tetap" in screen.text
    siti.press("Lanjut →")
    await siti.wait(lambda screen: "· 3 dari 21" in screen.text)
    assert {row.item: row.level for row in await house.rows(AnswerRow)} == {1: 2, 2: 3}


async def test_skipped_questions_are_missing_at_the_review_and_lead_back(house: House, siti: Phone) -> None:
    await answer(siti, "3", "Lewati", "3", "Lewati", *["3"] * 17)
    screen = await siti.wait(lambda screen: screen.text.startswith("Tinjau jawaban"))
    assert "Belum dijawab: nomor 2, 4." in screen.text
    assert "Berorientasi Pelayanan: 3 · ? · 3" in screen.text
    siti.press("Kirim")
    await house.settled()
    assert "nomor 2, 4 belum dijawab" in siti.toasts[-1].text
    assert siti.toasts[-1].alert
    siti.press("Jawab yang belum (2)")
    await siti.wait(lambda screen: "· 2 dari 21" in screen.text)
    await answer(siti, "3")
    assert "· 4 dari 21" in siti.screen.text, "the next gap"
    await answer(siti, "3")
    assert "Semua pertanyaan sudah terjawab" in siti.screen.text


async def test_a_pause_is_offered_after_each_part_and_the_way_back_is_open(siti: Phone) -> None:
    await answer(siti, "3", "3", "3")
    assert siti.screen.text.startswith("Bagian 1 dari 7 selesai. Mau berhenti dulu?")
    siti.press("Berhenti dulu")
    paused = await siti.wait(lambda screen: screen.text.startswith("Tersimpan: 3 dari 21. Sisanya sekitar 8 menit."))
    assert "/evaluasi" in paused.text
    siti.press("Lanjutkan")
    await siti.wait(lambda screen: "· 4 dari 21" in screen.text)


async def test_progress_grows(siti: Phone) -> None:
    await answer(siti, *["3"] * 6)
    assert "▰▰▰▱▱▱▱▱▱▱ Tersimpan: 6 dari 21. Sisanya sekitar 7 menit." in siti.screen.text


async def test_not_applicable_asks_for_a_reason_and_only_where_the_method_allows(house: House, siti: Phone) -> None:
    assert "Tidak berlaku" not in siti.screen.labels
    await answer(siti, *["3"] * (NA - 1))
    siti.press("Tidak berlaku")
    await siti.wait(lambda screen: "Mengapa ini tidak berlaku" in screen.text)
    assert len(await house.rows(AnswerRow)) == NA - 1, "nothing is stored before the reason"
    siti.write("Tugas saya tidak melibatkan pihak luar.")
    await siti.wait(lambda screen: f"· {NA + 1} dari 21" in screen.text)
    (row,) = [row for row in await house.rows(AnswerRow) if row.item == NA]
    assert (row.level, row.reason) == (None, "Tugas saya tidak melibatkan pihak luar.")
    await answer(siti, "3", "3")
    assert "Kolaboratif: – · 3 · 3" in siti.screen.text


async def test_not_applicable_can_be_thought_over(siti: Phone) -> None:
    await answer(siti, *["3"] * (NA - 1))
    siti.press("Tidak berlaku")
    await siti.wait(lambda screen: "Mengapa ini tidak berlaku" in screen.text)
    siti.press("← Kembali ke pertanyaan")
    await siti.wait(lambda screen: f"· {NA} dari 21" in screen.text)
    siti.write("Tidak jadi")
    await siti.wait(lambda screen: "Ini laporan warga?" in screen.text)


async def test_a_four_without_an_example_is_marked_and_may_be_sent(house: House, siti: Phone) -> None:
    await answer(siti, "4")
    siti.press("Lanjut tanpa contoh")
    await siti.wait(lambda screen: "· 2 dari 21" in screen.text)
    await answer(siti, *["3"] * 20)
    assert "Jawaban 4 tanpa contoh: nomor 1." in siti.screen.text
    siti.press("Kirim")
    await siti.wait(lambda screen: screen.text.startswith("Terkirim"))


async def test_lowering_a_four_drops_its_example(house: House, siti: Phone) -> None:
    await answer(siti, "4")
    siti.write("Contoh nyata")
    await siti.wait(lambda screen: "· 2 dari 21" in screen.text)
    siti.press("← Kembali")
    await siti.wait(lambda screen: "· 1 dari 21" in screen.text)
    siti.press("3")
    await siti.wait(lambda screen: "· 2 dari 21" in screen.text)
    assert [(row.level, row.example) for row in await house.rows(AnswerRow)] == [(3, "")]


async def test_cancel_leaves_the_example_and_keeps_the_answer(house: House, siti: Phone) -> None:
    await answer(siti, "4")
    siti.write("/batal")
    await siti.wait(lambda screen: screen.text.startswith("Baik, ditinggalkan"))
    siti.write("bukan contoh")
    await house.settled()
    assert [(row.level, row.example) for row in await house.rows(AnswerRow)] == [(4, "")]
    siti.write("/evaluate")
    await siti.wait(lambda screen: "Jawaban Anda sekarang: 4 · Teladan (tanpa contoh)" in screen.text)


async def test_sent_is_shown_and_can_be_recalled_until_the_rater_opens_it(house: House, siti: Phone) -> None:
    await fill(siti)
    siti.press("Kirim")
    await siti.wait(lambda screen: screen.text.startswith("Terkirim"))
    siti.write("/evaluasi")
    again = await siti.wait(lambda screen: screen.text.startswith("Terkirim") and not screen.edited)
    assert "Ratna Penilai sudah kami beri tahu." in again.text
    assert "Kolaboratif: 3 · 3 · 3" in again.text
    siti.press("Tarik kembali")
    await siti.wait(lambda screen: screen.text.startswith("Tinjau jawaban"))
    assert (await form_of(house)).state == "draft"
    assert [row.outcome for row in await house.rows(Notice)] == ["cancelled"]
    assert await house.deliver() == 0
    siti.press("Kirim")
    await siti.wait(lambda screen: screen.text.startswith("Terkirim"))
    ratna = await house.link(RATNA)
    assert await house.deliver() == 1, "the notice has waited for her chat"
    await ratna.wait(lambda screen: "menunggu penilaian Anda" in screen.text)


async def test_after_the_date_nothing_changes_and_nothing_is_lost(house: House, siti: Phone) -> None:
    await answer(siti, "3", "3")
    house.clock.advance(days=OPEN_DAYS, seconds=1)
    siti.press("3")
    await house.settled()
    assert "sudah ditutup Rabu, 15 Juli 2026, pukul 09.00 WIB" in siti.toasts[-1].text
    siti.write("/evaluasi")
    await siti.wait(lambda screen: "Jawaban Anda tersimpan (2 dari 21), tetapi belum terkirim" in screen.text)
    assert len(await house.rows(AnswerRow)) == 2


async def test_the_last_second_still_counts(house: House, siti: Phone) -> None:
    house.clock.advance(days=OPEN_DAYS)
    await answer(siti, "3")
    assert len(await house.rows(AnswerRow)) == 1


async def test_sent_stays_sent_after_the_date(house: House, siti: Phone) -> None:
    await fill(siti)
    siti.press("Kirim")
    await siti.wait(lambda screen: screen.text.startswith("Terkirim"))
    house.clock.advance(days=OPEN_DAYS, seconds=1)
    siti.press("Tarik kembali")
    await house.settled()
    assert "sudah ditutup" in siti.toasts[-1].text
    siti.write("/evaluasi")
    screen = await siti.wait(lambda screen: screen.text.startswith("Terkirim") and not screen.edited)
    assert "Tarik kembali" not in screen.labels


async def test_the_language_changes_in_the_middle(house: House, siti: Phone) -> None:
    await answer(siti, "3")
    siti.write("/bahasa")
    await siti.wait(lambda screen: "English" in screen.labels)
    siti.press("English")
    await siti.wait(lambda screen: screen.text.startswith("Hello, Siti Aminah."))
    siti.press("Self-evaluation")
    screen = await siti.wait(lambda screen: "2 of 21" in screen.text)
    assert "During Tahun 2026, how have I applied this?" in screen.text
    assert "3 Steady · Consistently, unprompted." in screen.text
    await answer(siti, *["3"] * 20)
    assert siti.screen.text.startswith("Review your answers.")
    siti.press("Send")
    await siti.wait(lambda screen: screen.text.startswith("Sent."))
    assert (await form_of(house)).state == "submitted"


async def test_examples_are_read_in_the_review_but_never_by_another(house: House, siti: Phone) -> None:
    await answer(siti, "4")
    siti.write("Hanya untuk penilai")
    await siti.wait(lambda screen: "· 2 dari 21" in screen.text)
    siti.press("Tinjau")
    await siti.wait(lambda screen: screen.text.startswith("Tinjau jawaban"))
    siti.press("Berorientasi")
    part = await siti.wait(lambda screen: "Ubah nomor 1" in screen.labels)
    assert "Hanya untuk penilai" in part.text
    form = await form_of(house)
    ratna = await house.link(RATNA)
    for data in (f"ev:{form.id}:0", f"ep:{form.id}", f"es:{form.id}:{form.version}", f"er:{form.id}:{form.version}"):
        ratna.press_data(ratna.screen.message_id, data)
    await house.settled()
    assert not any("Hanya untuk penilai" in message.text for message in ratna.messages)
    assert (await form_of(house)).state == "draft"
