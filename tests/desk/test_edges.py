"""The desk's lists and old buttons."""

import pytest

from models.complaint import ComplaintRow
from sandbox.people import Person as Phone
from tests.complaint.conftest import warga  # noqa: F401 - a fixture
from tests.support.complaint import OFFICE, Office, answer, file, open_case, press, seen, staffed, verify
from tests.support.house import House


@pytest.fixture
async def office(house: House) -> Office:
    return await staffed(house)


async def test_the_list_turns_its_pages(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    numbers = []
    for number in range(10):
        if number == 5:
            house.clock.advance(hours=1, minutes=1)
        numbers.append(await file(house, warga, f"Jalan rusak {number}"))
    office.ratna.write("/meja")
    await seen(office.ratna, "10 laporan menunggu.")
    first = [label.split(" ")[-1] for label in office.ratna.screen.labels if "LS-" in label]
    assert first == numbers[:8], "what came first is due first"
    office.ratna.press("Berikutnya →")
    await office.ratna.wait(lambda screen: any(label.endswith(numbers[9]) for label in screen.labels))
    office.ratna.press("← Sebelumnya")
    await office.ratna.wait(lambda screen: any(label.endswith(numbers[0]) for label in screen.labels))


async def test_old_buttons_of_a_card_show_what_there_is(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    number = await file(house, warga, "Jalan rusak")
    await verify(office, number)
    await answer(office.siti, number, "Sudah.")
    (row,) = await house.rows(ComplaintRow)
    for phone, data in (
        (office.ratna, f"jv:{row.id}:1"),
        (office.ratna, f"jo:{row.id}:1:{row.office_id}"),
        (office.siti, f"jt:{row.id}:2"),
        (office.siti, f"ja:{row.id}:3"),
    ):
        phone.press_data(phone.screen.message_id, data)
        await house.settled()
        assert phone.toasts[-1].text == "Keadaannya sudah berubah. Ini yang terbaru."
        assert "Dijawab" in phone.screen.text
    office.siti.press_data(office.siti.screen.message_id, f"jt:{row.id}:4")
    await house.settled()
    assert "Laporan ini sekarang “Dijawab”" in office.siti.toasts[-1].text


async def test_an_office_that_is_not_there(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    number = await file(house, warga, "Jalan rusak")
    await open_case(office.ratna, number)
    await press(office.ratna, "Verifikasi", "Kantor mana")
    office.ratna.write("antariksa")
    await seen(office.ratna, "Tidak ada kantor dengan nama “antariksa”.")
    (row,) = await house.rows(ComplaintRow)
    office.ratna.press_data(office.ratna.screen.message_id, f"jo:{row.id}:1:99999")
    await house.settled()
    assert office.ratna.toasts[-1].text.startswith("Pilihan itu tidak ada")
    (row,) = await house.rows(ComplaintRow)
    assert row.version == 1


async def test_the_office_that_was_named_is_offered_first(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    warga.write("Antrean lama")
    await seen(warga, "Masuk: 1 pesan.")
    await press(warga, "Selesai bercerita", "kecamatan")
    await press(warga, "Lewati", "Periksa laporan")
    await press(warga, "Kantor", "Kantor mana?")
    warga.write(OFFICE)
    await warga.wait(lambda screen: OFFICE in screen.labels)
    await press(warga, OFFICE, "Kantor: Dinas Contoh")
    warga.press("Kirim")
    await seen(warga, "Terkirim.")
    (row,) = await house.rows(ComplaintRow)
    await open_case(office.ratna, row.number)
    await press(office.ratna, "Verifikasi", "Kantor mana")
    assert office.ratna.screen.labels[0] == OFFICE


async def test_who_left_has_no_desk(house: House, office: Office) -> None:
    office.ratna.write("/meja")
    await seen(office.ratna, "Tidak ada laporan yang menunggu.")
    for role in ("triage",):
        await house.core.roles.revoke("199001012015011902", role)
    office.ratna.write("/meja")
    await seen(office.ratna, "Laporan ini bukan di meja Anda, atau Anda tidak punya peran")


async def test_a_long_story_in_signs_fits_the_card_and_the_review(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    number = await file(house, warga, "Jalan rusak " + "🙏" * 1900)
    card = await open_case(office.ratna, number)
    assert "🙏…" in card
