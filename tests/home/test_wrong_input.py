"""What a person may do wrong, each with its outcome. Nothing is lost, nothing is doubled, the answer is kind."""

from collections.abc import Callable

import pytest

from models.conversation import Conversation
from models.evaluation import AnswerRow
from models.inbox import InboxUpdate
from sandbox.commands import commands_for
from sandbox.people import Person as Phone
from tests.support.house import House
from tests.support.staff import AGUS, EVERYONE, HEAD, MADE, RATNA, SITI, member


@pytest.fixture
async def siti(house: House) -> Phone:
    await house.employ(*EVERYONE)
    await house.open_cycle()
    phone = await house.link(SITI)
    phone.write("/evaluasi")
    await phone.wait(lambda screen: "· 1 dari 21" in screen.text)
    return phone


async def levels(house: House) -> dict[int, int | None]:
    return {row.item: row.level for row in await house.rows(AnswerRow)}


def data(phone: Phone, label: str) -> tuple[int, str]:
    """The button as it is drawn now: its message and what it carries."""
    screen = phone.screen
    button = next(button for row in screen.buttons for button in row if button.text.startswith(label))
    return screen.message_id, button.data


async def test_an_old_button_answers_kindly_and_opens_the_present_screen(house: House, siti: Phone) -> None:
    message, old = data(siti, "1")
    siti.press("3")
    await siti.wait(lambda screen: "· 2 dari 21" in screen.text)
    siti.press_data(message, old)
    await house.settled()
    assert siti.toasts[-1].text.startswith("Tombol itu dari layar lama")
    assert "· 2 dari 21" in siti.screen.text
    assert await levels(house) == {1: 3}


async def test_a_double_tap_counts_once(house: House, siti: Phone) -> None:
    message, button = data(siti, "3")
    siti.press_data(message, button)
    siti.press_data(message, button)
    await house.settled()
    assert await levels(house) == {1: 3}
    assert "· 2 dari 21" in siti.screen.text


async def test_two_devices_at_once_keep_one_answer(house: House, siti: Phone) -> None:
    message, three = data(siti, "3")
    _, two = data(siti, "2")
    siti.write("/evaluasi")
    await siti.until(lambda phone: phone.screen.message_id != message)
    siti.press_data(message, three)
    siti.press_data(siti.screen.message_id, two)
    await house.settled()
    assert await levels(house) == {1: 3}, "the first to arrive counts, the second was drawn before it"


async def test_twenty_messages_in_a_second_get_one_hint(house: House, siti: Phone) -> None:
    before = len(siti.messages)
    for number in range(20):
        siti.write(f"halo {number}")
    await house.settled()
    hints = [message for message in siti.messages[before:] if message.from_bot]
    assert len(hints) == 1
    assert hints[0].text.startswith("Ini laporan warga?")
    assert all(row.handled_at for row in await house.rows(InboxUpdate))
    house.clock.advance(minutes=1)
    siti.write("halo lagi")
    await house.settled()
    assert len([message for message in siti.messages[before:] if message.from_bot]) == 2


ODD: dict[str, tuple[Callable[[Phone], object], str]] = {
    "a sticker": (lambda phone: phone.send_sticker(), "tidak kami simpan"),
    "a photo": (lambda phone: phone.send_photo(), "Untuk bukti evaluasi: buka pertanyaannya"),
    "a voice note": (lambda phone: phone.send_voice(), "Untuk bukti evaluasi: buka pertanyaannya"),
    "a document": (lambda phone: phone.send_document(), "Untuk bukti evaluasi: buka pertanyaannya"),
    "a pin": (lambda phone: phone.send_location(), "tidak kami simpan"),
    "a forward": (lambda phone: phone.forward("pesan berantai"), "Ini laporan warga?"),
    "an unknown command": (lambda phone: phone.write("/hasilnya"), "tidak kami simpan"),
    "a digit in words": (lambda phone: phone.write("3"), "tekan tombolnya"),
    "right-to-left text": (lambda phone: phone.write("مرحبا <b>&_*"), "Ini laporan warga?"),
    "an edited message": (lambda phone: phone.edit(phone.write("/bahasa"), "/batal"), "Pesan yang diubah"),
}


@pytest.mark.parametrize("case", list(ODD))
async def test_what_nobody_asked_for_is_answered_kindly(house: House, siti: Phone, case: str) -> None:
    act, wanted = ODD[case]
    act(siti)
    await house.settled()
    assert wanted in siti.screen.text
    assert await levels(house) == {}


ODD_EXAMPLES: dict[str, tuple[Callable[[Phone], object], str, str]] = {
    "a sticker": (lambda phone: phone.send_sticker(), "Kami menunggu tulisan", ""),
    "a photo": (lambda phone: phone.send_photo(), "Tersimpan sebagai bukti nomor 1. Tinggal tulisannya", ""),
    "a caption": (lambda phone: phone.send_photo("Antre 40 warga"), "2 dari 21", "Antre 40 warga"),
    "markup": (lambda phone: phone.write("<b>&_*"), "2 dari 21", "<b>&_*"),
    "right to left": (lambda phone: phone.write("\u202eمرحبا"), "2 dari 21", "\u202eمرحبا"),
    "5,000 characters": (lambda phone: phone.write("a" * 5000), "Ceritanya 5000 karakter; yang muat 4096", ""),
    "blanks": (lambda phone: phone.write("\u00a0 \n "), "Kami menunggu tulisan", ""),
    "4,096 characters": (lambda phone: phone.write("b" * 4096), "2 dari 21", "b" * 4096),
}


@pytest.mark.parametrize("case", list(ODD_EXAMPLES))
async def test_what_may_come_instead_of_an_example(house: House, siti: Phone, case: str) -> None:
    act, wanted, kept = ODD_EXAMPLES[case]
    siti.press("4")
    await siti.wait(lambda screen: "Ceritakan satu kejadian" in screen.text)
    act(siti)
    await house.settled()
    assert wanted in siti.screen.text
    (answer,) = await house.rows(AnswerRow)
    assert (answer.level, answer.example) == (4, kept)
    if not kept:
        siti.write("Sekarang contohnya")
        await siti.wait(lambda screen: "· 2 dari 21" in screen.text)


async def test_a_long_example_does_not_break_the_list(house: House, siti: Phone) -> None:
    siti.press("4")
    await siti.wait(lambda screen: "Ceritakan satu kejadian" in screen.text)
    siti.write("&" * 4096)
    await siti.wait(lambda screen: "· 2 dari 21" in screen.text)
    siti.press("Tinjau")
    await siti.wait(lambda screen: screen.text.startswith("Tinjau jawaban"))
    siti.press("Berorientasi Pelayanan")
    await siti.wait(lambda screen: "Ubah nomor 1" in screen.labels)
    assert "&&&…" in siti.screen.text


async def test_a_name_with_markup_is_shown_as_it_is(house: House, siti: Phone) -> None:
    agus = await house.link(AGUS)
    assert any("Selamat datang, Agus <b>& Salim*_." in message.text for message in agus.messages)


async def test_block_and_unblock(house: House, siti: Phone) -> None:
    siti.block()
    await house.settled()
    (row,) = await house.rows(Conversation)
    assert row.blocked_at is not None
    siti.unblock()
    siti.write("/evaluasi")
    await house.settled()
    (row,) = await house.rows(Conversation)
    assert row.blocked_at is None
    assert "· 1 dari 21" in siti.screen.text


async def test_a_press_before_a_block_is_kept(house: House, siti: Phone) -> None:
    siti.press("3")
    siti.block()
    await house.settled()
    assert await levels(house) == {1: 3}


async def test_a_group_is_told_to_write_privately(house: House, siti: Phone) -> None:
    group = house.world.add_group("Kantor")
    for _ in range(3):
        siti.write_in_group(group, "/evaluasi")
    await house.settled()
    said = [row["message"]["text"] for row in house.world.messages(group).values() if row["bot"]]
    assert said == ["Demi kerahasiaan, silakan tulis kepada saya langsung, bukan di grup."]


async def test_another_persons_button_data(house: House, siti: Phone) -> None:
    made = await house.link(MADE)
    _, hers = data(siti, "4")
    made.press_data(made.screen.message_id, hers)
    await house.settled()
    assert made.toasts[-1].text.startswith("Tombol ini bukan untuk akun Anda")
    assert await levels(house) == {}


FORGED = ["", "x", "ea", "ea:1:0:1", "ea:1:0:99:3", "ea:1:0:1:9", "ea:1:0:1:-1", "ea:1:0:1:" + "9" * 40, "eg:1:0:0"]
FORGED += ["eg:1:0:23", "en:1:0:1", "es:999999:0", "tm:999999", "ls:fr", "nm:999", "ev:1:-5", "t:-4", "eo:1", "🙂"]


async def test_forged_button_data_changes_nothing(house: House, siti: Phone) -> None:
    form = int(data(siti, "1")[1].split(":")[1])
    for forged in FORGED:
        siti.press_data(siti.screen.message_id, forged.replace("ea:1:", f"ea:{form}:"))
    await house.settled()
    assert len(siti.toasts) == len(FORGED), "every press is answered"
    assert await levels(house) == {}
    assert not [row for row in await house.rows(InboxUpdate) if row.set_aside_at or row.attempts]


async def test_a_strangers_evaluation(house: House, siti: Phone) -> None:
    stranger = house.world.add_person("Orang Lain")
    stranger.write("/evaluasi")
    await stranger.wait(lambda screen: "belum terhubung dengan data pegawai" in screen.text)


async def test_the_command_menu_fits_the_person_and_the_language(house: House, siti: Phone) -> None:
    def menu(phone: Phone) -> list[str]:
        return [command["command"] for command in commands_for(house.world, phone.id)]

    ratna = await house.link(RATNA)
    await house.settled()
    citizens = ["lapor", "status", "pengaturan"]
    assert menu(siti) == ["evaluasi", "tugas", *citizens, "bahasa", "bantuan", "batal"]
    assert menu(ratna) == ["evaluasi", "tugas", "tim", *citizens, "bahasa", "bantuan", "batal"]
    siti.write("/bahasa")
    await siti.wait(lambda screen: "English" in screen.labels)
    siti.press("English")
    await house.settled()
    assert menu(siti) == ["evaluate", "tasks", "report", "status", "settings", "language", "help", "cancel"]


async def test_the_greeting_of_a_stranger_speaks_to_employees(house: House) -> None:
    stranger = house.world.add_person("Orang Lain", language_code="en")
    stranger.start()
    screen = await stranger.wait(lambda screen: "Pegawai? Mulai dari tautan undangan" in screen.text)
    assert screen.text.startswith("Halo! Ini bot Pemkab Lampung Selatan. Anda bisa melapor")


async def test_the_team_of_someone_who_rates_nobody(house: House, siti: Phone) -> None:
    siti.write("/tim")
    await siti.wait(lambda screen: "tidak ada pegawai yang menunggu" in screen.text)


async def test_an_employee_who_is_in_no_cycle(house: House) -> None:
    await house.employ(HEAD, RATNA, SITI)
    siti = await house.link(SITI)
    siti.write("/evaluasi")
    await siti.wait(lambda screen: "tidak ada evaluasi diri untuk Anda" in screen.text)


async def test_a_newcomer_after_the_freeze_waits_for_populate(house: House, siti: Phone) -> None:
    new = member(908, "Baru Datang", RATNA)
    await house.employ(*EVERYONE, new)
    phone = await house.link(new)
    phone.write("/evaluasi")
    await phone.wait(lambda screen: "tidak ada evaluasi diri untuk Anda" in screen.text)
    (status,) = await house.core.cycles.list()
    assert await house.core.cycles.populate(status.cycle.id) == 1
    phone.write("/evaluasi")
    await phone.wait(lambda screen: "· 1 dari 21" in screen.text)
