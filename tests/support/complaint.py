"""Citizens who report, and the desk that answers them."""

import re
from dataclasses import dataclass, field

from sandbox.people import Person as Phone
from tests.support.house import House
from tests.support.staff import EVERYONE, MADE, RATNA, SITI, Staff

OFFICE, REVIEW = "Dinas Contoh", "Periksa laporan"
NUMBER = re.compile(r"LS-[0-9A-Z]{6}-[0-9A-Z]")


async def seen(phone: Phone, text: str) -> str:
    """Wait until the newest screen has it; the screen's text."""
    screen = await phone.wait(lambda screen: text in screen.text)
    return str(screen.text)


async def press(phone: Phone, label: str, text: str) -> str:
    """Press, and wait for what it shows."""
    phone.press(label)
    return await seen(phone, text)


async def review(phone: Phone, *story: str) -> str:
    """Tell it, skip the questions, stand before the review."""
    for part in story:
        phone.write(part)
        await seen(phone, "Selesai bercerita")
    phone.press("Selesai bercerita")
    await phone.wait(lambda screen: any(one in screen.text for one in ("Tentang apa", "kecamatan mana", REVIEW)))
    if "Tentang apa" in phone.screen.text:
        phone.press("Tidak tahu")
        await phone.wait(lambda screen: "kecamatan mana" in screen.text or REVIEW in screen.text)
    if "kecamatan mana" in phone.screen.text:
        phone.press("Lewati")
    return await seen(phone, REVIEW)


async def receipt(house: House, phone: Phone) -> str:
    """Send what is reviewed; the text of the receipt."""
    phone.press("Kirim")
    await seen(phone, "Terkirim.")
    await house.settled()
    await house.deliver()
    return await seen(phone, "Nomor laporan:")


async def file(house: House, phone: Phone, *story: str) -> str:
    """A whole report; its number."""
    phone.write("/lapor")
    await seen(phone, "Silakan cerita")
    await review(phone, *story)
    found = NUMBER.search(await receipt(house, phone))
    assert found
    return found[0]


@dataclass
class Office:
    """Ratna does the triage, Siti and Made have the desk of one office."""

    house: House
    ratna: Phone
    siti: Phone
    made: Phone
    staff: dict[str, Staff] = field(default_factory=dict)


async def staffed(house: House) -> Office:
    """Employ, link and grant."""
    await house.employ(*EVERYONE)
    roles = house.core.roles
    await roles.grant(RATNA.nip, "triage")
    for one in (SITI, MADE):
        await roles.grant(one.nip, "desk", OFFICE)
    return Office(house, await house.link(RATNA), await house.link(SITI), await house.link(MADE))


async def open_case(phone: Phone, number: str) -> str:
    """By the desk's list, whose button ends in the number."""
    phone.write("/meja")
    await phone.wait(lambda screen: any(label.endswith(number) for label in screen.labels))
    phone.press(next(label for label in phone.screen.labels if label.endswith(number)))
    return await seen(phone, f"Laporan {number}")


async def verify(office: Office, number: str) -> None:
    """Triage says: this office."""
    await open_case(office.ratna, number)
    await press(office.ratna, "Verifikasi", "Kantor mana")
    office.ratna.write("contoh")
    await office.ratna.wait(lambda screen: OFFICE in screen.labels)
    await press(office.ratna, OFFICE, "Terverifikasi")


async def answer(phone: Phone, number: str, text: str, *, takes: bool = True) -> None:
    """An officer takes the case and answers."""
    await open_case(phone, number)
    if takes:
        phone.press("Kerjakan")
        await phone.wait(lambda screen: "Jawab" in screen.labels)
    await press(phone, "Jawab", "Jawaban untuk")
    phone.write(text)
    await seen(phone, "Dijawab")
