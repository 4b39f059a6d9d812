"""Other endings: not for us, not for my office, taken back; and the stars after a good one."""

import pytest

from models.complaint import ComplaintEvent, ComplaintRow
from sandbox.people import Person as Phone
from services.complaint_rows import broken_chain
from tests.complaint.conftest import warga  # noqa: F401 - a fixture
from tests.support.complaint import Office, answer, file, open_case, press, review, seen, staffed, verify
from tests.support.house import House
from tests.support.staff import MADE, SITI


@pytest.fixture
async def office(house: House) -> Office:
    return await staffed(house)


async def case(house: House) -> ComplaintRow:
    (row,) = await house.rows(ComplaintRow)
    return row


async def test_what_is_not_ours_ends_with_a_reason(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    number = await file(house, warga, "Listrik padam terus")
    await open_case(office.ratna, number)
    await press(office.ratna, "Tidak diteruskan", "Mengapa tidak diteruskan?")
    await press(office.ratna, "Bukan wewenang Pemkab", "Tulis alasannya")
    office.ratna.write("a" * 501)
    await seen(office.ratna, "501 karakter")
    office.ratna.write("\u00a0")
    await seen(office.ratna, "Kami menunggu tulisan")
    office.ratna.write("Listrik diurus <PLN>, telepon 123.")
    await seen(office.ratna, "Selesai")
    await house.settled()
    await house.deliver()
    told = await seen(warga, f"Laporan {number}")
    assert "Ini di luar wewenang Pemkab.\n\nAlasannya: Listrik diurus <PLN>, telepon 123." in told
    row = await case(house)
    assert (row.state, row.closed_as) == ("closed", "not_ours")
    for data in (f"jd:{row.id}:1:", f"jd:{row.id}:1:archived", f"jr:{row.id}:1"):
        office.ratna.press_data(office.ratna.screen.message_id, data)
        await house.settled()
        assert office.ratna.toasts[-1].text == "Keadaannya sudah berubah. Ini yang terbaru."
    office.ratna.press_data(office.ratna.screen.message_id, f"jd:{row.id}:2:solved")
    await house.settled()
    assert office.ratna.toasts[-1].text.startswith("Pilihan itu tidak ada")


async def test_an_office_gives_back_what_is_not_its_own(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    number = await file(house, warga, "Jalan rusak")
    await verify(office, number)
    await open_case(office.siti, number)
    await press(office.siti, "Kerjakan", "Diproses")
    await press(office.siti, "Bukan kantor kami", "Tulis sebabnya")
    office.siti.write("Jalan <provinsi>: Dinas BMBK.")
    await seen(office.siti, "kembali ke tim pengaduan")
    row = await case(house)
    assert (row.state, row.assigned_to) == ("received", None)
    assert "Dikembalikan: Jalan <provinsi>: Dinas BMBK." in await open_case(office.ratna, number)
    warga.write(f"/status {number}")
    told = await seen(warga, "Menunggu verifikasi")
    assert "provinsi" not in told, "the reason stays inside"
    await verify(office, number)
    await open_case(office.made, number)
    await press(office.made, "Kerjakan", "Diproses")
    await open_case(office.siti, number)
    assert "Bukan kantor kami" not in office.siti.screen.labels
    office.siti.press_data(office.siti.screen.message_id, f"jr:{row.id}:{(await case(house)).version}")
    await house.settled()
    assert office.siti.toasts[-1].text.startswith("Laporan ini sedang dikerjakan petugas lain.")
    async with house.core.transactions.read() as session:
        assert await broken_chain(session) is None


async def test_an_officer_who_is_triage_too_sees_it_come_back(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    await house.core.roles.grant(SITI.nip, "triage")
    number = await file(house, warga, "Jalan rusak")
    await verify(office, number)
    await open_case(office.siti, number)
    await press(office.siti, "Pindahkan ke kantor lain", "Tulis sebabnya")
    office.siti.write("Bukan kami.")
    await seen(office.siti, "Dikembalikan: Bukan kami.")


async def test_taken_back_by_who_told_it(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    number = await file(house, warga, "Jalan rusak")
    warga.write(f"/status {number}")
    await warga.wait(lambda screen: "Tarik laporan" in screen.labels)
    await press(warga, "Tarik laporan", f"Tarik laporan {number}?")
    await press(warga, "← Kembali", "Menunggu verifikasi")
    await press(warga, "Tarik laporan", f"Tarik laporan {number}?")
    await press(warga, "Ya, tarik laporan", "Anda menarik laporan ini.")
    row = await case(house)
    assert row.closed_as == "withdrawn"
    warga.press_data(warga.screen.message_id, f"cw:{row.id}:1:1")
    await house.settled()
    assert warga.toasts[-1].text == "Keadaannya sudah berubah. Ini yang terbaru."
    office.ratna.write("/meja")
    await seen(office.ratna, "Tidak ada laporan yang menunggu.")


async def test_stars_once_after_it_was_solved(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    number = await file(house, warga, "Jalan rusak")
    await verify(office, number)
    await answer(office.siti, number, "Sudah ditambal.")
    await house.settled()
    await house.deliver()
    await seen(warga, "Sudah ditambal.")
    row = await case(house)
    for stars, said in ((5, "Laporan ini sekarang “Dijawab”"), (4, ""), (1, "Laporan ini sekarang “Selesai”")):
        if stars == 4:
            await press(warga, "Sudah", "Berapa bintang untuk penanganannya?")
            await press(warga, "★★★★", f"Terima kasih, ★★★★ untuk laporan {number}.")
            continue
        warga.press_data(warga.screen.message_id, f"cz:{row.id}:{stars}")
        await house.settled()
        assert said in warga.toasts[-1].text
    warga.press_data(warga.screen.message_id, f"cz:{row.id}:6")
    await house.settled()
    assert warga.toasts[-1].text.startswith("Pilihan itu tidak ada")
    assert (await case(house)).stars == 4
    assert [one.kind for one in await house.rows(ComplaintEvent)][-2:] == ["confirm", "rate"]


async def test_straight_to_the_inspector(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    await review(warga, "Petugas kasar")
    await press(warga, "Langsung ke Inspektorat: tidak", "Hanya Inspektorat yang membaca laporan ini")
    warga.press("Kirim")
    await seen(warga, "Terkirim.")
    assert (await case(house)).to_inspector
    office.ratna.write("/meja")
    await seen(office.ratna, "Tidak ada laporan yang menunggu.")
    await house.core.roles.grant(MADE.nip, "inspector")
    number = (await case(house)).number
    await open_case(office.made, number)
    await press(office.made, "Verifikasi", "Kantor mana")
    office.made.write("contoh")
    await office.made.wait(lambda screen: "Dinas Contoh" in screen.labels)
    await press(office.made, "Dinas Contoh", "Terverifikasi")
    assert "Bukan kantor kami" not in office.made.screen.labels
    office.made.press_data(office.made.screen.message_id, f"jr:{(await case(house)).id}:2")
    await house.settled()
    assert office.made.toasts[-1].text.startswith("Laporan ini bukan di meja Anda")


async def test_triage_takes_back_what_is_stuck_with_somebody(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    number = await file(house, warga, "Jalan rusak")
    await verify(office, number)
    await answer(office.siti, number, "Sudah.")
    await house.settled()
    warga.write(f"/status {number}")
    await warga.wait(lambda screen: "Belum" in screen.labels)
    await press(warga, "Belum", "dibuka lagi untuk petugas lain")
    await open_case(office.made, number)
    await press(office.made, "Kerjakan", "Dikerjakan oleh Made Wirya")
    row = await case(house)
    office.ratna.press_data(office.ratna.screen.message_id, f"jc:{row.id}")
    await seen(office.ratna, "Dikerjakan oleh Made Wirya")
    await press(office.ratna, "Pindahkan ke kantor lain", "Mengapa dipindahkan?")
    office.ratna.write("Made cuti.")
    await seen(office.ratna, "Dikembalikan: Made cuti.")
    row = await case(house)
    assert (row.state, row.assigned_to, row.office_id, row.resolver_id is None) == ("received", None, None, False)
    office.made.press_data(office.made.screen.message_id, f"jc:{row.id}")
    await house.settled()
    assert office.made.toasts[-1].text.startswith("Laporan ini bukan di meja Anda")
