"""A form on paper at the front door: two operators, and the way from the menu to what is saved."""

from models.conversation import Speaker
from models.person import Person
from sandbox.people import Person as Phone
from tests.support.house import House
from tests.support.staff import EVERYONE, HEAD, RATNA, SITI, Staff, member

DEWI = member(921, "Dewi Operator", HEAD)
JOKO = member(922, "Joko Operator", HEAD)
AWAY = member(923, "Tuti Puskesmas", RATNA, office="Puskesmas Contoh")
STAFF = (*EVERYONE, DEWI, JOKO, AWAY)
PARTS = 7


async def settle(house: House) -> None:
    """Two operators of one office, an open cycle."""
    await house.employ(*STAFF)
    await house.open_cycle()
    for operator in (DEWI, JOKO):
        await house.core.roles.grant(operator.nip, "operator", "Dinas Contoh")


async def ids(house: House) -> dict[str, int]:
    """People by NIP."""
    return {row.ref: row.id or 0 for row in await house.rows(Person)}


async def speaker(house: House, staff: Staff | None) -> Speaker:
    """Somebody as a use case hears them."""
    if staff is None:
        return Speaker("telegram", "1")
    return Speaker("telegram", staff.nip, person=(await ids(house))[staff.nip], name=staff.name)


async def to_card(phone: Phone, who: Staff = SITI) -> None:
    """From the menu to somebody's card."""
    before = phone.screen.message_id
    phone.start()
    await phone.wait(lambda screen: screen.message_id != before and "Sambungan pegawai" in screen.labels)
    phone.press("Sambungan pegawai")
    await phone.wait(lambda screen: "Cari pegawai" in screen.labels)
    phone.press("Cari pegawai")
    await phone.wait(lambda screen: screen.text.startswith("Siapa yang dicari?"))
    phone.write(who.nip[-6:])
    await phone.wait(lambda screen: f"1. {who.name}" in screen.labels)
    phone.press(f"1. {who.name}")
    await phone.wait(lambda screen: "Cari lagi" in screen.labels)


async def begin(phone: Phone, who: Staff = SITI) -> None:
    """To the scan."""
    await to_card(phone, who)
    phone.press("Isi dari formulir kertas")
    await phone.wait(lambda screen: "Pertama, pindaiannya" in screen.text)


async def to_digits(phone: Phone, who: Staff = SITI) -> None:
    """One page sent; the first part is asked for."""
    await begin(phone, who)
    phone.send_photo()
    await phone.wait(lambda screen: "Pindaian tersimpan: 1 halaman" in screen.text)
    phone.press("Lanjut →")
    await phone.wait(lambda screen: "bagian 1 dari 7" in screen.text)


async def to_review(phone: Phone, who: Staff = SITI, said: str = "3 4 3") -> None:
    """Every part typed alike."""
    await to_digits(phone, who)
    for part in range(1, PARTS + 1):
        await phone.wait(lambda screen, part=part: f"bagian {part} dari 7" in screen.text)
        phone.write(said)
    await phone.wait(lambda screen: "Periksa dengan kertasnya." in screen.text)


async def save(phone: Phone, who: Staff = SITI, said: str = "3 4 3") -> None:
    """Entered and sent."""
    await to_review(phone, who, said)
    phone.press("Simpan")
    await phone.wait(lambda screen: "Tersimpan dan terkirim" in screen.text)
