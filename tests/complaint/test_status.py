"""One's own cases: where they stand; another's is never seen, counted or guessed."""

import pytest

from models.complaint import ComplaintGuess, ComplaintRow
from models.complaint_number import new_number
from sandbox.people import Person as Phone
from tests.support.complaint import file, press, receipt, review, seen
from tests.support.house import House


async def anonymous(house: House, phone: Phone) -> tuple[str, str]:
    """Number and code of an anonymous case."""
    await review(phone, "Petugas kasar")
    await press(phone, "Anonim: tidak", "Anonim: identitas")
    told = await receipt(house, phone)
    number = told.partition("Nomor laporan: ")[2].split("\n")[0]
    return number, told.partition("Kode rahasia: ")[2].split("\n")[0]


@pytest.fixture
def lain(house: House) -> Phone:
    return house.world.add_person("Orang Lain")


async def test_own_cases_with_state_place_since_and_next(house: House, warga: Phone) -> None:
    warga.write("/status")
    await seen(warga, "Belum ada laporan dari akun ini.")
    number = await file(house, warga, "Jalan rusak di Natar")
    warga.write("/status")
    await seen(warga, "Tekan untuk melihat.")
    assert warga.screen.labels[0] == f"Menunggu verifikasi · {number}"
    text = await press(warga, "Menunggu verifikasi", f"Laporan {number}")
    assert text == (
        f"Laporan {number}\nJalan dan jembatan rusak\nJalan rusak di Natar\n\n"
        "Menunggu verifikasi\nDi: Pemkab Lampung Selatan, tim pengaduan\n"
        "Sejak Rabu, 1 Juli 2026, pukul 09.00 WIB.\n\n"
        "Berikutnya: kami periksa, paling lambat Senin, 6 Juli 2026."
    )
    warga.write(f"/status {number.lower().replace('-', ' ')}")
    await house.settled()
    await press(warga, "Semua laporan saya", "Tekan untuk melihat.")


async def test_what_is_late_is_told_as_late(house: House, warga: Phone) -> None:
    number = await file(house, warga, "Jalan rusak di Natar")
    house.clock.advance(days=6)
    warga.write(f"/status {number}")
    text = await seen(warga, f"Laporan {number}")
    assert text.endswith("Batasnya Senin, 6 Juli 2026, jadi kami terlambat. Maaf; laporan ini tetap kami kerjakan.")


async def test_by_number_and_code_from_any_chat(house: House, warga: Phone, lain: Phone) -> None:
    number, code = await anonymous(house, warga)
    lain.write(f"/status {number} {code.lower()}")
    text = await seen(lain, f"Laporan {number}")
    assert "Petugas kasar" not in text, "the story stays with who told it"
    lain.write(f"/status {number}")
    await seen(lain, "Ketik kode rahasianya")
    lain.write(code)
    await seen(lain, f"Laporan {number}")


async def test_whether_there_is_such_a_case_nobody_learns(house: House, warga: Phone, lain: Phone) -> None:
    number = await file(house, warga, "Jalan rusak")
    for asked in (number, new_number()):
        lain.write(f"/status {asked}")
        await seen(lain, f"Nomor {asked} bukan laporan dari akun ini. Ketik kode rahasianya")
        lain.write("AAAAA-AAAAA")
        await seen(lain, "Tidak ada laporan dengan nomor dan kode itu.")


async def test_a_slip_of_the_pen_is_told_kindly_and_is_no_guess(house: House, warga: Phone) -> None:
    for text in ("LS-7K3M9Q-5", "jalan"):
        warga.write(f"/status {text}")
        await seen(warga, "Nomornya belum tepat")
    assert await house.rows(ComplaintGuess) == []


async def test_guessing_ends_after_five(house: House, warga: Phone, lain: Phone) -> None:
    number, code = await anonymous(house, warga)
    for _ in range(5):
        lain.write(f"/status {number} AAAAA-AAAAA")
        await seen(lain, "Tidak ada laporan dengan nomor dan kode itu.")
        lain.write("/bantuan")
        await seen(lain, "Bantuan")
    lain.write(f"/status {number} {code}")
    await seen(lain, "Terlalu banyak percobaan.")
    house.clock.advance(hours=2)
    lain.write(f"/status {number} {code}")
    await seen(lain, f"Laporan {number}")
    assert str(lain.id) not in str([row.model_dump() for row in await house.rows(ComplaintGuess)])


async def test_a_forged_button_opens_nothing_of_anothers(house: House, warga: Phone, lain: Phone) -> None:
    await file(house, warga, "Jalan rusak")
    case = min(row.id or 0 for row in await house.rows(ComplaintRow))
    await file(house, lain, "Air mati")
    for data in (f"cn:{case}", f"cy:{case}:1:1", "cn:99999"):
        lain.press_data(lain.screen.message_id, data)
        await house.settled()
        assert lain.toasts[-1].text.startswith("Tidak ada laporan dengan nomor dan kode itu.")
