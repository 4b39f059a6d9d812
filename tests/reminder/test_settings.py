"""`/pengaturan`: an hour, quiet hours and topics, chosen by buttons; and `/tugas`, everything that waits."""

import pytest

from models.preference import QUIETS, Preference, Wishes, is_quiet
from tests.support.house import House
from tests.support.staff import EVERYONE, RATNA, SITI


async def test_an_hour_is_chosen_and_kept(house: House) -> None:
    await house.employ(*EVERYONE)
    siti = await house.link(SITI)
    siti.write("/pengaturan")
    page = await siti.wait(lambda screen: screen.text.startswith("Pengaturan"))
    assert "Jam pengingat: ikut jam kantor" in page.text
    siti.press("Jam pengingat")
    await siti.wait(lambda screen: "13.00" in screen.labels)
    assert "06.00" not in siti.screen.labels  # still quiet
    siti.press("13.00")
    page = await siti.wait(lambda screen: screen.text.startswith("Pengaturan"))
    assert "Jam pengingat: 13.00" in page.text
    (kept,) = await house.rows(Preference)
    assert kept.hour == 13


async def test_an_hour_that_becomes_quiet_goes_back_to_the_offices(house: House) -> None:
    await house.employ(*EVERYONE)
    siti = await house.link(SITI)
    siti.write("/settings")
    await siti.wait(lambda screen: screen.text.startswith("Pengaturan"))
    siti.press("Jam pengingat")
    await siti.wait(lambda screen: "08.00" in screen.labels)
    siti.press("08.00")
    await siti.wait(lambda screen: "Jam pengingat: 08.00" in screen.text)
    siti.press("Jam tenang")
    await siti.wait(lambda screen: "18.00-09.00" in screen.labels)
    siti.press("18.00-09.00")
    page = await siti.wait(lambda screen: screen.text.startswith("Pengaturan"))
    assert "Jam tenang: 18.00-09.00" in page.text
    assert "Jam pengingat: ikut jam kantor" in page.text


async def test_a_topic_goes_off_and_on_again(house: House) -> None:
    await house.employ(*EVERYONE)
    siti = await house.link(SITI)
    siti.write("/pengaturan")
    await siti.wait(lambda screen: "Pengingat evaluasi diri: menyala" in screen.text)
    siti.press("Matikan: Pengingat")
    await siti.wait(lambda screen: "Pengingat evaluasi diri: mati" in screen.text)
    siti.press("Nyalakan: Pengingat")
    await siti.wait(lambda screen: "Pengingat evaluasi diri: menyala" in screen.text)


@pytest.mark.parametrize("data", ["shs:3", "sqs:1:2", "st:everything"])
async def test_what_is_not_offered_changes_nothing(house: House, data: str) -> None:
    await house.employ(*EVERYONE)
    siti = await house.link(SITI)
    siti.press_data(siti.screen.message_id, data)
    await siti.until(lambda p: any("tidak tersedia" in message.text for message in p.messages) or bool(p.toasts))
    assert await house.rows(Preference) == []


async def test_a_stranger_has_no_settings_and_no_tasks(house: House) -> None:
    stranger = house.world.add_person("Warga")
    for said in ("/pengaturan", "/tugas"):
        stranger.write(said)
        await stranger.wait(lambda screen: "belum terhubung" in screen.text)
        stranger.write("/batal")
        await stranger.wait(lambda screen: "Tidak ada yang sedang ditunggu" in screen.text)


async def test_tasks_open_the_exact_step(house: House) -> None:
    await house.employ(*EVERYONE)
    await house.open_cycle()
    siti, ratna = await house.link(SITI), await house.link(RATNA)
    siti.write("/tugas")
    page = await siti.wait(lambda screen: screen.text.startswith("Yang menunggu Anda"))
    assert page.text.endswith(
        "Evaluasi diri Tahun 2026: tinggal 21 pertanyaan. Paling lambat Rabu, 15 Juli 2026, pukul 09.00 WIB."
    )
    siti.press("Lanjutkan evaluasi")
    await siti.wait(lambda screen: "· 1 dari 21" in screen.text)
    ratna.write("/tasks")
    page = await ratna.wait(lambda screen: screen.text.startswith("Yang menunggu Anda"))
    assert "menunggu." not in page.text  # nobody has sent yet


async def test_nothing_to_do_is_said_kindly(house: House) -> None:
    await house.employ(*EVERYONE)
    siti = await house.link(SITI)
    siti.write("/tugas")
    await siti.wait(lambda screen: screen.text.startswith("Tidak ada yang menunggu Anda."))


def test_quiet_hours_span_midnight() -> None:
    assert [hour for hour in range(24) if is_quiet(hour, (20, 7))] == [0, 1, 2, 3, 4, 5, 6, 20, 21, 22, 23]
    assert [hour for hour in range(24) if is_quiet(hour, (1, 3))] == [1, 2]
    assert all(is_quiet(23, quiet) and is_quiet(3, quiet) for quiet in QUIETS)
    assert Wishes(quiet=(18, 9)).hours == tuple(range(9, 18))
