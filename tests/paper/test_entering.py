"""An operator enters a form from paper: scan, digits part by part, review, saving; taken up again, given up."""

from models.notice import Notice
from models.paper import PaperRow, ScanRow
from sandbox.people import Person as Phone
from tests.paper.rows import answers, form_of
from tests.support.house import OPEN_DAYS, House
from tests.support.paper import DEWI, begin, ids, save, to_card, to_digits, to_review
from tests.support.staff import RATNA, SITI


async def refused(house: House, phone: Phone, said: str) -> None:
    """A message came that says so, and the draft is as it was."""
    await phone.wait(lambda screen: screen.text.startswith(said))
    await house.settled()


async def test_from_the_card_to_what_the_rater_is_told(house: House, dewi: Phone) -> None:
    ratna = await house.link(RATNA)
    await save(dewi)
    assert dewi.screen.text == (
        "Formulir kertas Siti Aminah\n\n"
        "Tersimpan dan terkirim kepada penilai, Rabu, 1 Juli 2026, pukul 09.00 WIB.\n\n"
        "Dari kertas, menunggu persetujuan pegawai."
    )
    form = await form_of(house)
    assert (form.state, form.submissions, form.submitted_at) == ("submitted", 1, house.clock.now())
    assert await answers(house) == [(3, ""), (4, ""), (3, "")] * 7
    (paper,) = await house.rows(PaperRow)
    people = await ids(house)
    assert (paper.state, paper.operator_id, paper.digits, paper.submission) == ("saved", people[DEWI.nip], "", 1)
    assert paper.saved_at == house.clock.now()
    assert await house.fetch() == 1
    assert [(row.paper_id, row.kind, row.state) for row in await house.rows(ScanRow)] == [(paper.id, "photo", "kept")]
    assert await house.deliver() == 1, "Siti has no account yet"
    await ratna.wait(lambda screen: screen.text.startswith("Siti Aminah sudah mengirim evaluasi diri"))
    (waiting,) = [row for row in await house.rows(Notice) if row.outcome == "waiting"]
    (cycle,) = await house.core.cycles.list()
    assert (waiting.kind, waiting.person_id) == ("paper_entered", people[SITI.nip])
    assert waiting.valid_until == cycle.cycle.publish_at


async def test_the_operator_sees_completion_only_from_then_on(house: House, dewi: Phone) -> None:
    await save(dewi, said="1 2 1")
    await to_card(dewi)
    card = dewi.screen
    assert "terkirim Rabu, 1 Juli 2026" in card.text
    assert "Dari kertas, menunggu persetujuan pegawai." in card.text
    assert "Isi dari formulir kertas" not in card.labels
    dewi.press("Pindaian formulir kertas")
    await dewi.wait(lambda screen: "Pindaian tersimpan: 1 halaman" in screen.text)
    assert dewi.screen.labels == ["← Kembali"], "a page that got lost can be sent again, nothing else"
    dewi.send_document("halaman2.pdf")
    await dewi.wait(lambda screen: "Pindaian tersimpan: 2 halaman" in screen.text)
    assert (await form_of(house)).submissions == 1


async def test_old_buttons_after_saving_change_nothing(house: House, dewi: Phone) -> None:
    await to_review(dewi)
    review = dewi.screen
    data = {button.text: button.data for row in review.buttons for button in row}
    dewi.press("Simpan")
    await dewi.wait(lambda screen: "Tersimpan dan terkirim" in screen.text)
    for label in ("Simpan", "Batalkan", "Akuntabel"):
        dewi.press_data(review.message_id, data[label] or "")
        await house.settled()
        assert "Tersimpan dan terkirim" in dewi.screen.text
        assert "3 · 4 · 3" not in dewi.screen.text
    assert "Tombol itu dari layar lama." in dewi.toasts[-1].text
    assert len([row for row in await house.rows(Notice) if row.kind == "evaluation_submitted"]) == 1
    assert (await form_of(house)).submissions == 1


async def test_pressed_twice_saves_once(house: House, dewi: Phone) -> None:
    await to_review(dewi)
    dewi.press("Simpan")
    dewi.press("Simpan")
    await house.settled()
    assert (await form_of(house)).submissions == 1
    assert sorted(row.kind for row in await house.rows(Notice)) == ["evaluation_submitted", "paper_entered"]


async def test_what_was_understood_is_shown(house: House, dewi: Phone) -> None:
    await to_digits(dewi)
    assert "1. Memahami dan memenuhi kebutuhan masyarakat" in dewi.screen.text
    assert "Ketik 3 angkanya dari kertas berurutan, misalnya: 3 4 3" in dewi.screen.text
    dewi.write("2,3;4")
    await dewi.wait(lambda screen: "Terbaca, Berorientasi Pelayanan: 2 · 3 · 4" in screen.text)
    for number, said in enumerate(("343", "3.4.3", "3/4/3", " 3\n4\n3 ", "٣ ٤ ٣"), 3):
        dewi.write(said)
        await dewi.wait(lambda screen, number=number: f"bagian {number} dari 7" in screen.text)
        assert ": 3 · 4 · 3" in dewi.screen.text
    assert "Tanda «-» berarti tidak berlaku, hanya untuk nomor 19, 21." in dewi.screen.text
    dewi.write("— 3 -")
    review = await dewi.wait(lambda screen: "Periksa dengan kertasnya." in screen.text)
    assert "Kolaboratif: – · 3 · –" in review.text
    assert "Jawaban 4 tanpa contoh: nomor 3, 5, 8, 11, 14, 17. Penilai melihat tandanya." in review.text
    dewi.press("Simpan")
    await dewi.wait(lambda screen: "Tersimpan dan terkirim" in screen.text)
    assert (await answers(house))[18:] == [(None, "[kertas]"), (3, ""), (None, "[kertas]")]


async def test_another_page_while_digits_are_awaited(house: House, dewi: Phone) -> None:
    await to_digits(dewi)
    dewi.write("3 4 3")
    await dewi.wait(lambda screen: "bagian 2 dari 7" in screen.text)
    dewi.send_photo("halaman dua")
    await dewi.wait(lambda screen: "Pindaian tersimpan: 2 halaman" in screen.text)
    dewi.press("Lanjut →")
    part = await dewi.wait(lambda screen: "bagian 2 dari 7" in screen.text)
    assert "Pindaian (2)" in part.labels
    dewi.press("Pindaian (2)")
    await dewi.wait(lambda screen: "Pindaian tersimpan: 2 halaman" in screen.text)


async def test_a_part_is_changed_from_the_review(house: House, dewi: Phone) -> None:
    await to_review(dewi)
    dewi.press("Harmonis")
    part = await dewi.wait(lambda screen: "bagian 4 dari 7" in screen.text)
    assert "Tercatat sekarang: 3 · 4 · 3" in part.text
    dewi.write("1 2 1")
    review = await dewi.wait(lambda screen: "Periksa dengan kertasnya." in screen.text)
    assert "Terbaca, Harmonis: 1 · 2 · 1" in review.text
    dewi.press("Simpan")
    await dewi.wait(lambda screen: "Tersimpan dan terkirim" in screen.text)
    assert [level for level, _ in (await answers(house))[9:12]] == [1, 2, 1]


async def test_it_is_taken_up_again_where_it_stopped(house: House, dewi: Phone) -> None:
    await to_digits(dewi)
    dewi.write("3 4 3")
    await dewi.wait(lambda screen: "bagian 2 dari 7" in screen.text)
    dewi.press("Berhenti dulu")
    card = await dewi.wait(lambda screen: "Lanjutkan formulir kertas" in screen.labels)
    assert "belum mulai" in card.text
    dewi.write("/batal")
    await dewi.wait(lambda screen: "ditinggalkan" in screen.text)
    dewi.write("/tugas")
    await dewi.wait(lambda screen: "Formulir kertas Siti Aminah: belum selesai dimasukkan." in screen.text)
    dewi.press("Lanjutkan formulir kertas")
    await dewi.wait(lambda screen: "bagian 2 dari 7" in screen.text)
    house.clock.advance(days=OPEN_DAYS + 1)
    dewi.write("/tugas")
    await house.settled()
    assert "Formulir kertas" not in dewi.screen.text, "there is no time left for it"


async def test_given_up_after_asking(house: House, dewi: Phone) -> None:
    await to_digits(dewi)
    await house.fetch()
    dewi.press("Batalkan")
    await dewi.wait(lambda screen: "Batalkan?" in screen.text)
    dewi.press("Tidak, lanjutkan")
    await dewi.wait(lambda screen: "bagian 1 dari 7" in screen.text)
    dewi.press("Batalkan")
    await dewi.wait(lambda screen: "Batalkan?" in screen.text)
    asked = dewi.screen
    dewi.press("Ya, hapus")
    await dewi.wait(lambda screen: "dibatalkan; pindaian dan angkanya dihapus." in screen.text)
    assert await house.rows(PaperRow) == []
    await house.fetch()
    assert await house.rows(ScanRow) == []
    assert not [path for path in (house.core.settings.data / "paper").rglob("*") if path.is_file()]
    old = {button.text: button.data for row in asked.buttons for button in row}
    dewi.press_data(asked.message_id, old["Ya, hapus"] or "")
    await house.settled()
    assert "Formulir kertas itu sudah tidak ada." in dewi.toasts[-1].text
    await begin(dewi)


async def test_in_english(house: House, dewi: Phone) -> None:
    await to_digits(dewi)
    by = await house.core.conversations.who("telegram", str(dewi.id))
    await house.core.conversations.set_language(by, "en")
    dewi.write("3 4")
    await refused(house, dewi, "This part has 3 digits; we read 2.")
    dewi.write("3 4 3")
    part = await dewi.wait(lambda screen: "part 2 of 7" in screen.text)
    assert "Understood, Service orientation: 3 · 4 · 3" in part.text
    assert "Type the 3 digits from the paper in order, for example: 3 4 3" in part.text
