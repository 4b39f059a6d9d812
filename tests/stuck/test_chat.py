"""What is stuck, in chat: the board, the people under a reason with their cards, the spreadsheet."""

import base64
import io
import zipfile
from datetime import UTC, datetime

import pytest
import python_calamine

from locales.letter import MAX_UNITS
from locales.stuck import stuck_page
from locales.stuck_book import stuck_book
from models.stuck import PAGE, REASONS, UNLINKED, VACANT, Held, Stuck, sorted_out
from models.stuck_action import OpenStuckReason
from sandbox.people import Person as Phone
from sandbox.screen import Message
from tests.support.house import House
from tests.support.staff import EVERYONE, HEAD, MADE, RATNA, Staff, member

CROWD = [member(920 + number, f"Orang {number:02}", RATNA) for number in range(PAGE)]
ELSEWHERE = member(910, "Dari Puskesmas", office="Puskesmas Contoh")


@pytest.fixture(autouse=True)
async def regency(house: House) -> None:
    await house.employ(*EVERYONE, *CROWD, ELSEWHERE)
    await house.open_cycle()
    await house.core.roles.grant(RATNA.nip, "operator", "Dinas Contoh")
    await house.core.roles.grant(HEAD.nip, "hr")


async def board(house: House, staff: Staff = RATNA) -> tuple[Phone, Message]:
    phone = await house.link(staff)
    phone.press("Yang tersendat")
    return phone, await phone.wait(lambda screen: screen.text.startswith("Yang tersendat:"))


def book_of(house: House, message: Message) -> dict[str, list[list[object]]]:
    raw = base64.b64decode(house.world.store.table("files")[message.raw["document"]["file_id"]]["data"])
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


async def test_the_board_and_the_people_under_a_reason(house: House) -> None:
    ratna, shown = await board(house)
    assert shown.text == (
        "Yang tersendat: 14 orang\n\n"
        "1 · Belum ada penilai\n1 · Atasan penilai belum ada\n13 · Akun belum terhubung\n\n"
        "Setiap orang dihitung sekali di jumlah atas, walau sebabnya lebih dari satu. "
        "Tekan sebabnya untuk melihat siapa saja."
    )
    assert shown.labels == [
        "Belum ada penilai (1)",
        "Atasan penilai belum ada (1)",
        "Akun belum terhubung (13)",
        "Kirim sebagai Excel",
        "Menu",
    ]
    ratna.press("Akun belum terhubung")
    page = await ratna.wait(lambda screen: screen.text.startswith("Akun belum terhubung: 13"))
    assert "1. Agus <b>& Salim*_, Dinas Contoh" in page.text
    assert "Dari Puskesmas" not in page.text
    ratna.press("Berikutnya →")
    page = await ratna.wait(lambda screen: "13. Yohana Sinaga" in screen.text)
    ratna.press("13. Yohana")
    card = await ratna.wait(lambda screen: "Undangan" in screen.labels)
    assert card.text.startswith("Yohana Sinaga\n")
    ratna.press("Yang tersendat")
    await ratna.wait(lambda screen: screen.text.startswith("Yang tersendat: 14 orang"))


async def test_everything_as_a_spreadsheet(house: House) -> None:
    ratna, _ = await board(house)
    ratna.press("Kirim sebagai Excel")
    sent = await ratna.wait(lambda screen: "document" in screen.raw)
    assert sent.raw["document"]["file_name"] == "yang-tersendat.xlsx"
    assert sent.text == (
        "Yang tersendat per Rabu, 1 Juli 2026, pukul 09.00 WIB: 14 orang. "
        "Satu lembar untuk setiap sebab. Berisi data pegawai, mohon dijaga."
    )
    book = book_of(house, sent)
    assert len(book) == 1 + len(REASONS)
    assert list(book)[:2] == ["Ringkasan", "Belum ada penilai"]
    assert [row[:2] for row in book["Ringkasan"][2:5]] == [
        ["Sebab", "Orang"],
        ["Belum ada penilai", 1],
        ["Tempat penilai kosong", 0],
    ]
    assert book["Ringkasan"][-1][:2] == ["Semua, setiap orang sekali", 14]
    head, *rows = book["Akun belum terhubung"]
    assert head == ["Nama", "NIP/NI PPPK", "Jabatan", "Kantor", "Penilai", "Siklus", "Batas atau sejak", "Keterangan"]
    assert rows[0][:4] == ["Agus <b>& Salim*_", "1990••••••••••1906", "Analis", "Dinas Contoh"]
    assert len(rows) == 13


async def test_in_english_by_command(house: House) -> None:
    hasan = await house.link(HEAD)
    hasan.write("/bahasa")
    await hasan.wait(lambda screen: "English" in screen.labels)
    hasan.press("English")
    await hasan.wait(lambda screen: "Held up" in screen.labels)
    hasan.write("/stuck")
    shown = await hasan.wait(lambda screen: screen.text.startswith("People held up: 15"))
    assert "2 · No rater" in shown.text
    hasan.press("Nobody above")
    page = await hasan.wait(lambda screen: screen.text.startswith("Nobody above the rater: 1"))
    assert "1. Ratna Penilai, Dinas Contoh\nRater: Hasan Kepala." in page.text
    hasan.press("← Held up")
    await hasan.wait(lambda screen: screen.text.startswith("People held up: 15"))
    hasan.press("Send as Excel")
    sent = await hasan.wait(lambda screen: "document" in screen.raw)
    assert sent.raw["document"]["file_name"] == "held-up.xlsx"
    assert list(book_of(house, sent))[:3] == ["Summary", "No rater", "Rater's place vacant"]


async def test_who_looks_after_nobody(house: House) -> None:
    made = await house.link(MADE)
    assert not any("tersendat" in label for label in made.screen.labels)
    made.write("/macet")
    await house.settled()
    assert "Yang tersendat:" not in made.screen.text


async def test_forged_and_old_buttons_open_the_present_screen(house: House) -> None:
    ratna, shown = await board(house)
    ratna.press_data(shown.message_id, OpenStuckReason("nonsense").pack())
    await house.settled()
    assert ratna.screen.text.startswith("Yang tersendat: 14")
    ratna.press_data(shown.message_id, OpenStuckReason(VACANT, 7).pack())
    none = await ratna.wait(lambda screen: screen.text.startswith("Tempat penilai kosong: 0"))
    assert none.text.endswith("Sudah tidak ada lagi. Terima kasih.")


async def test_nothing_is_held_up(house: House) -> None:
    small = member(931, "Dewi Sendiri", HEAD, office="Kantor Kecil")
    upper = Staff(HEAD.nip, HEAD.name, "X-BUPATI", HEAD.phone)
    await house.core.roster.add_without_nip("Bupati Contoh", "X-BUPATI")
    await house.employ(upper, *EVERYONE[1:], small)
    (status,) = await house.core.cycles.list()
    await house.core.cycles.populate(status.cycle.id)
    await house.core.roles.grant(small.nip, "operator", "Kantor Kecil")
    dewi = await house.link(small)
    dewi.write("/macet")
    await dewi.wait(lambda screen: screen.text == "Tidak ada yang tersendat. Semua yang Anda urus berjalan.")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_longest_page_is_one_message(language: str) -> None:
    long = "W" * 255
    people = {one: Stuck(one, long, "1" * 18, long, long) for one in range(PAGE)}
    found = sorted_out(people, [Held(VACANT, one, long, "W" * 80) for one in people])
    letter = stuck_page(found.page(VACANT, 0), language)
    assert len(letter.text) < MAX_UNITS
    assert all(len(choice.label) <= 64 for row in letter.choices for choice in row)


def test_what_begins_like_a_formula_stays_text() -> None:
    evil = '=HYPERLINK("http://x","y")'
    people = {1: Stuck(1, evil, "+1", "@SUM(1)", "-1", left=True), 2: Stuck(2, "Siti &amp; Co", "2", "", "http://x")}
    found = sorted_out(people, [Held(UNLINKED, 1), Held(UNLINKED, 2)])
    raw = stuck_book(found, datetime(2026, 7, 1, tzinfo=UTC), "id")
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_name("Akun belum terhubung")
    rows = sheet.to_python()
    assert [rows[1][0], rows[1][2], rows[1][3], rows[1][7]] == [evil, "@SUM(1)", "-1", "Sudah tidak di sini."]
    assert [rows[2][0], rows[2][3]] == ["Siti &amp; Co", "http://x"]
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
        assert not any("<f>" in sheet for sheet in sheets)
        assert 'quotePrefix="1"' in archive.read("xl/styles.xml").decode()
