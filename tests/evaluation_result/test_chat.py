"""Work results in chat: HR's or one's own, three words, a sentence, change, skip, review, send, recall."""

import pytest

from models.evaluation_result import EvaluationResultRow
from models.work_result import WorkResult
from sandbox.people import Person as Phone
from tests.evaluation_result.scene import ARCHIVE, KTP, REPORT, Scene, answer_all, into, press, shown, write


async def test_the_beginning_tells_of_the_section_and_leads_into_it(scene: Scene, siti: Phone) -> None:
    assert "Ada juga bagian Hasil kerja terisi: 0 dari 3." in siti.screen.text
    assert siti.screen.labels[:4] == ["1 · Belum", "2 · Kadang", "3 · Tetap", "4 · Teladan"]
    siti.press("Hasil kerja terisi: 0 dari 3")
    await shown(siti, "Tulis sendiri paling banyak 3; satu pun boleh.")
    await press(siti, "← Kembali ke formulir", "· 1 dari 21")
    assert (await scene.form()).version == 0, "looking changes nothing"


async def test_what_hr_listed_is_rated_one_after_the_other(scene: Scene, siti: Phone) -> None:
    await scene.listed(KTP, ARCHIVE)
    await into(siti)
    assert siti.screen.text == (
        "Hasil kerja terisi: 0 dari 2\n\n"
        "Nilai setiap hasil dengan satu dari tiga sebutan, lalu ceritakan apa yang tercapai.\n\n"
        "1. Layanan KTP: belum dinilai\n2. Arsip <b>& berkas: belum dinilai"
    )
    assert "Tulis hasil kerja" not in siti.screen.labels
    await press(siti, "1 · Layanan KTP", "Hasil kerja 1 dari 2")
    assert siti.screen.text == (
        "Hasil kerja 1 dari 2\nLayanan KTP\n• Terbit dalam sehari (target 90 %)\n\n"
        "Bagaimana hasilnya dibandingkan dengan yang diharapkan?"
    )
    assert siti.screen.labels[:3] == ["Di Atas Ekspektasi", "Sesuai Ekspektasi", "Di Bawah Ekspektasi"]
    await press(siti, "Di Atas", "Tersimpan: Di Atas Ekspektasi. Apa yang tercapai?")
    await write(siti, "Rata-rata 4 jam <3.", "Hasil kerja 2 dari 2\nArsip <b>& berkas")
    await press(siti, "Sesuai", "Apa yang tercapai?")
    await press(siti, "Lewati →", "1. Layanan KTP: Di Atas Ekspektasi")
    assert "2. Arsip <b>& berkas: Sesuai Ekspektasi (belum ada cerita)" in siti.screen.text
    assert await scene.said() == [(KTP[0], 1, "Rata-rata 4 jam <3."), (ARCHIVE[0], 2, "")]
    (first, _) = await scene.house.rows(EvaluationResultRow)
    assert first.work_result_id in {row.id for row in await scene.house.rows(WorkResult)}
    await press(siti, "← Kembali ke formulir", "Hasil kerja terisi: 2 dari 2\nBelum diceritakan: nomor 2.")


async def test_without_a_list_one_writes_up_to_three(scene: Scene, siti: Phone) -> None:
    await into(siti)
    for number, text in enumerate(("KTP\n selesai", "Arsip rapi", "Laporan"), 1):
        await press(siti, "Tulis hasil kerja", "Apa satu hasil kerja Anda?")
        await write(siti, f"  {text} ", f"Hasil kerja {number} dari 3\n")
        await press(siti, "Sesuai", "Apa yang tercapai?")
        await write(siti, f"Tercapai {number}.", f"Hasil kerja terisi: {number} dari 3")
    assert "Tulis hasil kerja" not in siti.screen.labels
    assert "Semua sudah terisi." in siti.screen.text
    assert await scene.said() == [
        ("KTP selesai", 2, "Tercapai 1."),
        ("Arsip rapi", 2, "Tercapai 2."),
        ("Laporan", 2, "Tercapai 3."),
    ]
    assert {row.work_result_id for row in await scene.house.rows(EvaluationResultRow)} == {None}
    await press(siti, "← Kembali", "Hasil kerja terisi: 3 dari 3\n\nSetelah dikirim")


async def test_ones_own_is_changed_and_removed(scene: Scene, siti: Phone) -> None:
    await into(siti)
    await press(siti, "Tulis hasil kerja", "Apa satu")
    await write(siti, "Arsip", "Hasil kerja 1 dari 3\nArsip")
    await press(siti, "Di Bawah", "Apa yang tercapai?")
    await write(siti, "Baru separuh.", "1. Arsip: Di Bawah Ekspektasi")
    await press(siti, "1 · Arsip", "Penilaian Anda: Di Bawah Ekspektasi\nBaru separuh.")
    await press(siti, "Ubah kalimat", "Yang tertulis sekarang: Arsip")
    await write(siti, "Arsip tertata", "Hasil kerja 1 dari 3\nArsip tertata")
    await press(siti, "Ubah cerita", "Yang tertulis sekarang: Baru separuh.")
    await write(siti, "Sudah semua.", "1. Arsip tertata: Di Bawah Ekspektasi")
    await press(siti, "1 ·", "Sudah semua.")
    assert "✓ Di Bawah Ekspektasi" in siti.screen.labels
    await press(siti, "Sesuai", "Tersimpan: Sesuai Ekspektasi.")
    await press(siti, "Ubah penilaian", "Penilaian Anda: Sesuai Ekspektasi\nSudah semua.")
    assert await scene.said() == [("Arsip tertata", 2, "Sudah semua.")]
    await press(siti, "Hapus", "Hasil kerja terisi: 0 dari 3")
    assert await scene.said() == []


async def test_the_review_tells_both_parts_and_what_is_open_does_not_hold_it_back(scene: Scene, siti: Phone) -> None:
    await scene.listed(KTP, ARCHIVE, REPORT)
    await answer_all(siti)
    text = siti.screen.text
    assert text.startswith("Tinjau jawaban. Semua pertanyaan sudah terjawab.")
    assert "Perilaku terisi: 21 dari 21\nBerorientasi Pelayanan: 3 · 3 · 3" in text
    assert "Hasil kerja terisi: 0 dari 3\nBelum dinilai: nomor 1, 2, 3.\nHasil kerja boleh dikirim begitu" in text
    await press(siti, "Hasil kerja terisi", "1. Layanan KTP")
    await press(siti, "2 ·", "Hasil kerja 2 dari 3")
    await press(siti, "Sesuai", "Apa yang tercapai?")
    await write(siti, "Semua tertata.", "Hasil kerja 3 dari 3")
    await press(siti, "← Semua hasil kerja", "2. Arsip <b>& berkas: Sesuai Ekspektasi")
    await press(siti, "← Kembali", "Belum dinilai: nomor 1, 3.")
    await press(siti, "Kirim", "Terkirim.")
    assert "Hasil kerja terisi: 1 dari 3\nBelum dinilai: nomor 1, 3." in siti.screen.text
    assert "boleh dikirim" not in siti.screen.text
    assert await scene.said() == [(KTP[0], None, ""), (ARCHIVE[0], 2, "Semua tertata."), (REPORT[0], None, "")]
    await press(siti, "Hasil kerja terisi", "1. Layanan KTP: belum dinilai")
    await press(siti, "1 ·", "Belum dinilai.")
    assert siti.screen.labels == ["← Semua hasil kerja", "Lanjut →"], "what was sent can be read, not changed"


@pytest.mark.parametrize("what", ["photo", "sticker", "too long"])
async def test_something_else_than_a_sentence_is_told_and_the_sentence_still_awaited(
    scene: Scene, siti: Phone, what: str
) -> None:
    await into(siti)
    await press(siti, "Tulis hasil kerja", "Apa satu")
    if what == "photo":
        siti.send_photo()
        await shown(siti, "Kami menunggu tulisan.")
    elif what == "sticker":
        siti.send_sticker()
        await shown(siti, "Kami menunggu tulisan.")
    else:
        await write(siti, "x" * 501, "501 karakter; yang muat 500")
    await write(siti, "Arsip", "Hasil kerja 1 dari 3\nArsip")


async def test_cancel_leaves_the_sentence_and_keeps_the_rating(scene: Scene, siti: Phone) -> None:
    await scene.listed(KTP)
    await into(siti)
    await press(siti, "1 ·", "Hasil kerja 1 dari 1")
    await press(siti, "Sesuai", "Apa yang tercapai?")
    await write(siti, "/batal", "Baik, ditinggalkan.")
    siti.write("bukan cerita")
    await scene.house.settled()
    assert await scene.said() == [(KTP[0], 2, "")]


async def test_in_english_the_three_words_stay(scene: Scene, siti: Phone) -> None:
    await scene.listed(KTP)
    await write(siti, "/bahasa", "Choose a language")
    await press(siti, "English", "Hello, Siti Aminah.")
    await press(siti, "Self-evaluation", "There is also the part Work results filled in: 0 of 1.")
    await press(siti, "Work results filled in", "Rate each result with one of three words")
    await press(siti, "1 ·", "How did it turn out compared with what was expected?")
    await press(siti, "Sesuai Ekspektasi", "Saved: Sesuai Ekspektasi. What was achieved?")
    await write(siti, "Within a day.", "All filled in.")


async def test_a_long_list_stays_one_message(scene: Scene, siti: Phone) -> None:
    await scene.listed(*(("😀" * 220 + f" {n}", "i" * 500, "t" * 200) for n in range(25)))
    await into(siti)
    assert "… dan 5 lagi" in siti.screen.text
    await press(siti, "20 ·", "Hasil kerja 20 dari 25")
    assert "… dan 1 indikator lagi" in siti.screen.text
    await press(siti, "Sesuai", "Apa yang tercapai?")
    await write(siti, "😀" * 2000, "Hasil kerja 21 dari 25")
