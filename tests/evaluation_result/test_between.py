"""What comes between: HR changes its list, a button is old, the form is sent and recalled, the time is over."""

from datetime import timedelta

from models.conversation import Speaker
from models.evaluation import EvaluationRow
from models.person import Person
from sandbox.people import Person as Phone
from services.cycles import CycleDates
from tests.evaluation_result.scene import ARCHIVE, KTP, REPORT, Scene, answer_all, into, press, write
from tests.support.house import OPEN_DAYS
from tests.support.staff import MADE, RATNA, SITI


async def test_recalled_it_opens_again_and_follows_hr(scene: Scene, siti: Phone) -> None:
    await scene.listed(KTP, ARCHIVE)
    await answer_all(siti)
    await press(siti, "Kirim", "Terkirim.")
    await scene.listed(ARCHIVE, REPORT)
    await press(siti, "Hasil kerja terisi", "1. Layanan KTP: belum dinilai (tidak lagi di daftar kepegawaian)")
    await press(siti, "← Kembali", "Terkirim.")
    await press(siti, "Tarik kembali", "Tinjau jawaban")
    await press(siti, "Hasil kerja terisi", "1. Arsip <b>& berkas: belum dinilai\n2. Laporan bulanan: belum dinilai")
    await press(siti, "2 ·", "Hasil kerja 2 dari 2")
    await press(siti, "Di Atas", "Apa yang tercapai?")
    await write(siti, "Dua belas.", "Hasil kerja 1 dari 2")
    await press(siti, "← Semua", "2. Laporan bulanan: Di Atas Ekspektasi")
    await press(siti, "← Kembali", "Tinjau jawaban")
    await press(siti, "Kirim", "Hasil kerja terisi: 1 dari 2")
    assert await scene.said() == [(ARCHIVE[0], None, ""), (REPORT[0], 1, "Dua belas.")]


async def test_what_was_said_stays_with_the_words_it_was_said_about(scene: Scene, siti: Phone) -> None:
    await scene.listed(KTP, ARCHIVE)
    await into(siti)
    await press(siti, "1 ·", "Hasil kerja 1 dari 2")
    await press(siti, "Sesuai", "Apa yang tercapai?")
    await write(siti, "Dalam sehari.", "Hasil kerja 2 dari 2")
    await scene.listed(("Layanan KTP", "Terbit dalam sejam", "99 %"))
    await press(siti, "← Semua", "1. Layanan KTP: Sesuai Ekspektasi (diubah bagian kepegawaian)")
    assert "Arsip" not in siti.screen.text, "nothing had been said of it"
    await press(siti, "1 ·", "• Terbit dalam sehari (target 90 %)")
    assert "mengubahnya menjadi:\n\nLayanan KTP\n• Terbit dalam sejam (target 99 %)" in siti.screen.text
    await scene.listed(REPORT)
    await press(siti, "← Semua", "1. Laporan bulanan: belum dinilai")
    assert "2. Layanan KTP: Sesuai Ekspektasi (tidak lagi di daftar kepegawaian)" in siti.screen.text
    await press(siti, "2 ·", "Bagian kepegawaian tidak lagi mencantumkannya.")
    await press(siti, "Hapus", "1. Laporan bulanan: belum dinilai")
    assert (await scene.said())[:1] == [(REPORT[0], None, "")]


async def test_rating_again_is_about_the_new_words(scene: Scene, siti: Phone) -> None:
    await scene.listed(KTP)
    await into(siti)
    await press(siti, "1 ·", "Hasil kerja 1 dari 1")
    await press(siti, "Sesuai", "Apa yang tercapai?")
    await write(siti, "Dalam sehari.", "Hasil kerja terisi: 1 dari 1")
    await scene.listed(("LAYANAN KTP", "", ""))
    await press(siti, "1 ·", "mengubahnya menjadi:\n\nLAYANAN KTP")
    await press(siti, "Di Bawah", "Yang tertulis sekarang: Dalam sehari.")
    await press(siti, "Lanjut →", "1. LAYANAN KTP: Di Bawah Ekspektasi")
    assert await scene.said() == [("LAYANAN KTP", 3, "Dalam sehari.")]


async def test_nobody_rates_words_they_have_not_seen(scene: Scene, siti: Phone) -> None:
    await scene.listed(KTP)
    await into(siti)
    await press(siti, "1 ·", "Terbit dalam sehari")
    await scene.listed(("Layanan KTP", "Terbit dalam sejam", ""))
    siti.press("Sesuai")
    await scene.house.settled()
    assert "dari layar lama" in siti.toasts[-1].text
    assert await scene.said() == [(KTP[0], None, "")]


async def test_old_buttons_answer_kindly(scene: Scene, siti: Phone) -> None:
    await scene.listed(KTP, ARCHIVE)
    await into(siti)
    await press(siti, "1 ·", "Hasil kerja 1 dari 2")
    card = siti.screen
    sesuai = next(b.data for row in card.buttons for b in row if b.text == "Sesuai Ekspektasi")
    await press(siti, "Di Atas", "Apa yang tercapai?")
    siti.press_data(card.message_id, sesuai or "")
    await scene.house.settled()
    assert "dari layar lama" in siti.toasts[-1].text
    assert "Apa yang tercapai?" in siti.screen.text, "the sentence is awaited as before"
    await write(siti, "Cepat.", "Hasil kerja 2 dari 2")
    assert (await scene.said())[0] == (KTP[0], 1, "Cepat.")


async def test_a_review_drawn_before_sends_nothing(scene: Scene, siti: Phone) -> None:
    await scene.listed(KTP)
    await answer_all(siti)
    form = await scene.form()
    await press(siti, "Hasil kerja terisi", "1. Layanan KTP")
    await press(siti, "1 ·", "Hasil kerja 1 dari 1")
    await press(siti, "Sesuai", "Apa yang tercapai?")
    siti.press_data(siti.screen.message_id, f"es:{form.id}:{form.version}")
    await scene.house.settled()
    assert (await scene.form()).state == "draft"
    assert "Hasil kerja terisi: 1 dari 1" in siti.screen.text


async def test_the_deadline_shuts_it_and_a_permission_opens_it(scene: Scene, siti: Phone) -> None:
    await scene.listed(KTP)
    await into(siti)
    await press(siti, "1 ·", "Hasil kerja 1 dari 1")
    scene.house.clock.advance(days=OPEN_DAYS, seconds=1)
    siti.press("Sesuai")
    await scene.house.settled()
    assert "sudah ditutup" in siti.toasts[-1].text
    assert (await scene.said())[0][1] is None
    await press(siti, "← Semua", "1. Layanan KTP: belum dinilai")
    await press(siti, "1 ·", "Belum dinilai.")
    assert "Sesuai Ekspektasi" not in siti.screen.labels
    form = await scene.form()
    until = scene.house.clock.now().replace(hour=23)
    await scene.house.core.cycles.allow_late(form.cycle_id, [SITI.nip], until, "sakit")
    await press(siti, "← Semua", "1. Layanan KTP: belum dinilai")
    await press(siti, "1 ·", "Bagaimana hasilnya")
    await press(siti, "Sesuai", "Apa yang tercapai?")


async def test_a_method_without_results_shows_none(scene: Scene) -> None:
    now = scene.house.clock.now()
    until = [now + timedelta(days=days) for days in (5, 6, 7)]
    await scene.house.core.cycles.create("Triwulan", "paruh-waktu-2026", CycleDates(now, *until))
    await scene.listed(KTP, of=MADE)
    made = await scene.house.link(MADE)
    await write(made, "/evaluasi", "· 1 dari 7")
    assert not [label for label in made.screen.labels if "Hasil kerja" in label]
    await press(made, "Tinjau", "Tinjau jawaban")
    assert "Perilaku" not in made.screen.text
    for number in range(1, 8):
        await press(made, "Jawab yang belum" if number == 1 else "3", f"· {number} dari 7")
    await press(made, "3", "Tinjau jawaban")
    await press(made, "Kirim", "Terkirim.")
    assert await scene.said() == []
    people = {row.name: row.id for row in await scene.house.rows(Person)}
    ratna, core = Speaker("telegram", "1", person=people[RATNA.name]), scene.house.core
    (sent,) = [row.id or 0 for row in await scene.house.rows(EvaluationRow) if row.state == "submitted"]
    await core.teams.open(sent, by=ratna)
    assert await core.evaluation_results.for_rater(sent, by=ratna) is None
    made.press_data(made.screen.message_id, "ro:999999")
    await scene.house.settled()
    assert "bukan untuk akun Anda" in made.toasts[-1].text


async def test_the_rater_sees_no_result_in_chat_yet(scene: Scene, siti: Phone) -> None:
    ratna = await scene.house.link(RATNA)
    form = await scene.form()
    ratna.press_data(ratna.screen.message_id, f"ro:{form.id}")
    await scene.house.settled()
    assert "bukan untuk akun Anda" in ratna.toasts[-1].text


async def test_words_that_were_being_typed_when_hr_came_are_kept(scene: Scene, siti: Phone) -> None:
    await into(siti)
    await press(siti, "Tulis hasil kerja", "Apa satu")
    await scene.listed(KTP)
    await write(siti, "Arsip rapi", "Hasil kerja 2 dari 2\nArsip rapi")
    await press(siti, "← Semua", "1. Layanan KTP: belum dinilai\n2. Arsip rapi: belum dinilai")
    assert "Tulis hasil kerja" not in siti.screen.labels
