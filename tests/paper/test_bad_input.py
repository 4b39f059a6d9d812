"""What does not fit a form on paper: one clear sentence, and nothing is lost."""

from models.action import parse
from models.paper import PaperRow, ScanRow
from models.paper_action import SavePaper
from sandbox.people import Person as Phone
from tests.paper.rows import answers, form_of
from tests.support.house import OPEN_DAYS, House
from tests.support.paper import JOKO, begin, ids, to_card, to_digits, to_review
from tests.support.staff import MADE, SITI


async def refused(house: House, phone: Phone, said: str) -> None:
    """A message came that says so, and the draft is as it was."""
    await phone.wait(lambda screen: screen.text.startswith(said))
    await house.settled()


async def test_digits_that_do_not_fit_are_told_and_nothing_is_lost(house: House, dewi: Phone) -> None:
    await to_digits(dewi)
    dewi.write("3 4 3")
    await dewi.wait(lambda screen: "bagian 2 dari 7" in screen.text)
    for said, answer in (
        ("3 4", "Bagian ini terdiri dari 3 angka; yang terbaca 2."),
        ("3 4 3 3", "Bagian ini terdiri dari 3 angka; yang terbaca 4."),
        ("   . ", "Bagian ini terdiri dari 3 angka; yang terbaca 0."),
        ("3 5 3", "«5» bukan tingkat. Pakai angka 1 sampai 4"),
        ("0 1 2", "«0» bukan tingkat."),
        ("tiga empat <b>", "«tiga» bukan tingkat."),
        ("x" * 4000, f"«{'x' * 20}» bukan tingkat."),
        ("3 - 3", "Tanda «-» tidak bisa untuk nomor 5"),
    ):
        dewi.write(said)
        await refused(house, dewi, answer)
    for act in (dewi.send_sticker, dewi.send_location):
        act()
        await house.settled()
        assert dewi.screen.text.startswith("Kami menunggu tulisan.")
    (paper,) = await house.rows(PaperRow)
    assert paper.digits == "343" + "?" * 18
    dewi.write("1 1 1")
    await dewi.wait(lambda screen: "bagian 3 dari 7" in screen.text)


async def test_what_is_no_scan(house: House, dewi: Phone) -> None:
    await begin(dewi)
    for act, answer in (
        (lambda: dewi.write("3 4 3"), "Kami menunggu pindaian"),
        (dewi.send_sticker, "Kami menunggu pindaian"),
        (dewi.send_voice, "Kami menunggu pindaian"),
        (lambda: dewi.send_video(size=1000), "Kami menunggu pindaian"),
        (dewi.send_location, "Kami menunggu pindaian"),
        (lambda: dewi.send_document("kosong.pdf", b""), "Berkas itu kosong"),
        (dewi.send_program, "Itu program atau skrip"),
    ):
        before = dewi.screen.message_id
        act()
        await house.settled()
        assert dewi.screen.text.startswith(answer)
        assert dewi.screen.message_id != before
    assert await house.rows(ScanRow) == []
    dewi.write("/tim")
    await house.settled()
    assert "menunggu pindaian" not in dewi.screen.text, "a command is heard as ever"


async def test_a_scan_of_many_pages_and_its_limit(house: House, dewi: Phone) -> None:
    await begin(dewi)
    dewi.send_album()
    await dewi.wait(lambda screen: "Album Anda kami terima" in screen.text)
    await house.settled()
    assert sum("Album Anda kami terima" in message.text for message in dewi.messages) == 1
    for _ in range(7):
        dewi.send_document("lagi.pdf")
    await dewi.wait(lambda screen: "Pindaian tersimpan: 10 halaman" in screen.text)
    dewi.send_photo()
    await refused(house, dewi, "Pindaian sudah 10 halaman atau berkas, itu batasnya.")
    dewi.press("Kirim ulang semuanya")
    await dewi.until(lambda phone: any("Pertama, pindaiannya" in message.text for message in phone.messages))
    await house.settled()
    assert await house.fetch() == 10
    assert await house.rows(ScanRow) == [], "deleted with their files"
    dewi.send_photo()
    await dewi.wait(lambda screen: "Pindaian tersimpan: 1 halaman" in screen.text)


async def test_an_old_button_does_not_give_up_what_came_later(house: House, dewi: Phone) -> None:
    await to_digits(dewi)
    dewi.press("Batalkan")
    asked = await dewi.wait(lambda screen: "Batalkan?" in screen.text)
    old = {button.text: button.data for row in asked.buttons for button in row}
    dewi.write("3 4 3")
    await dewi.wait(lambda screen: "bagian 2 dari 7" in screen.text)
    dewi.press_data(asked.message_id, old["Ya, hapus"] or "")
    await house.settled()
    assert "Tombol itu dari layar lama." in dewi.toasts[-1].text
    (paper,) = await house.rows(PaperRow)
    assert paper.digits.startswith("343")


async def test_who_has_begun_in_chat_finishes_there(house: House, dewi: Phone) -> None:
    siti = await house.link(SITI)
    await to_review(dewi)
    siti.write("/evaluasi")
    await siti.wait(lambda screen: "· 1 dari 21" in screen.text)
    siti.press("2")
    await siti.wait(lambda screen: "· 2 dari 21" in screen.text)
    dewi.press("Simpan")
    await house.settled()
    assert "Siti Aminah sudah mulai mengisi sendiri lewat chat" in dewi.toasts[-1].text
    assert (await answers(house)) == [(2, "")]
    assert await house.rows(PaperRow) == []
    await to_card(dewi)
    assert "Isi dari formulir kertas" not in dewi.screen.labels
    assert "terisi 1 dari 21" in dewi.screen.text


async def test_a_draft_that_chat_has_overtaken_ends_when_it_is_taken_up(house: House, dewi: Phone) -> None:
    siti = await house.link(SITI)
    await to_digits(dewi)
    siti.write("/evaluasi")
    await siti.wait(lambda screen: "· 1 dari 21" in screen.text)
    siti.press("2")
    await siti.wait(lambda screen: "· 2 dari 21" in screen.text)
    await to_card(dewi)
    dewi.press("Lanjutkan formulir kertas")
    await house.settled()
    assert "sudah mulai mengisi sendiri" in dewi.toasts[-1].text
    assert await house.rows(PaperRow) == []


async def test_after_the_end_only_with_permission(house: House, dewi: Phone) -> None:
    await to_review(dewi)
    (cycle,) = await house.core.cycles.list()
    house.clock.advance(days=OPEN_DAYS + 1)
    dewi.press("Simpan")
    await house.settled()
    assert dewi.screen.text.startswith("Evaluasi diri sudah ditutup") or "sudah ditutup" in dewi.toasts[-1].text
    assert (await form_of(house)).state == "draft"
    await to_card(dewi, MADE)
    assert "Isi dari formulir kertas" not in dewi.screen.labels
    until = cycle.cycle.appraise_until
    await house.core.cycles.allow_late(cycle.cycle.id, [SITI.nip, MADE.nip], until, "surat terlambat")
    await to_card(dewi, MADE)
    assert "Isi dari formulir kertas" in dewi.screen.labels
    await to_card(dewi)
    dewi.press("Lanjutkan formulir kertas")
    await dewi.wait(lambda screen: "Periksa dengan kertasnya." in screen.text)
    dewi.press("Simpan")
    await dewi.wait(lambda screen: "Tersimpan dan terkirim" in screen.text)


async def test_a_page_that_cannot_be_kept_is_told_and_sent_again(house: House, dewi: Phone) -> None:
    await begin(dewi)
    dewi.send_document("formulir.pdf", b"MZ\x90 a program")
    await dewi.wait(lambda screen: "Pindaian tersimpan: 1 halaman" in screen.text)
    await house.fetch()
    await house.deliver()
    told = await dewi.wait(lambda screen: screen.text.startswith("Satu pindaian formulir kertas Siti Aminah"))
    assert "isinya program" in told.text
    dewi.press("Kirim ulang")
    await dewi.wait(lambda screen: "Pertama, pindaiannya" in screen.text)


async def test_saving_without_a_scan_or_with_gaps_is_refused(house: House, dewi: Phone) -> None:
    await to_digits(dewi)
    (paper,) = await house.rows(PaperRow)
    forged = SavePaper(paper.id or 0, paper.version).pack()
    assert parse(forged)
    dewi.press_data(dewi.screen.message_id, forged)
    await house.settled()
    assert dewi.toasts[-1].text.startswith("Belum bisa disimpan: nomor 1, 2, 3")
    await to_review_from_here(dewi)
    dewi.press("Pindaian (1)")
    await dewi.wait(lambda screen: "Kirim ulang semuanya" in screen.labels)
    dewi.press("Kirim ulang semuanya")
    await dewi.wait(lambda screen: "Pertama, pindaiannya" in screen.text)
    (paper,) = await house.rows(PaperRow)
    dewi.press_data(dewi.screen.message_id, SavePaper(paper.id or 0, paper.version).pack())
    await house.settled()
    assert dewi.toasts[-1].text.startswith("Kami menunggu pindaian")
    assert (await form_of(house)).state == "draft"


async def test_two_operators_at_one_person(house: House, dewi: Phone) -> None:
    await to_digits(dewi)
    joko = await house.link(JOKO)
    await to_card(joko)
    joko.press("Isi dari formulir kertas")
    await house.settled()
    assert "sedang diisi oleh Dewi Operator" in joko.toasts[-1].text
    house.clock.advance(days=1, minutes=1)
    joko.press("Isi dari formulir kertas")
    await joko.wait(lambda screen: "Pertama, pindaiannya" in screen.text)
    (paper,) = await house.rows(PaperRow)
    assert (paper.operator_id, paper.digits) == ((await ids(house))[JOKO.nip], "?" * 21), "nothing of hers is shown"
    dewi.write("3 4 3")
    await refused(house, dewi, "Formulir kertas itu sudah tidak ada.")


async def to_review_from_here(dewi: Phone) -> None:
    for part in range(1, 8):
        await dewi.wait(lambda screen, part=part: f"bagian {part} dari 7" in screen.text)
        dewi.write("333")
    await dewi.wait(lambda screen: "Periksa dengan kertasnya." in screen.text)
