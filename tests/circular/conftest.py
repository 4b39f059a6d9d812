"""People of two offices, one below the other; Hasan writes for HR."""

from dataclasses import dataclass

import pytest

from models.conversation import Speaker
from models.person import Person
from models.role import HR
from sandbox.people import Person as Phone
from tests.support.house import House
from tests.support.staff import member

TREE = b"ID;NAMA_UNOR;ID_ATASAN\ndinas;Dinas Sosial;\nbidang;Bidang Bantuan;dinas\nrsud;RSUD;"
HASAN = member(931, "Hasan Kepala", office="dinas")
ANI = member(932, "Ani", HASAN, office="dinas")
BENI = member(933, "Beni & Co", HASAN, office="bidang")
CICI = member(934, "Cici", HASAN, office="rsud")
EVERYONE = (HASAN, ANI, BENI, CICI)


@dataclass
class Regency:
    """The house, its people's phones and ids."""

    house: House
    hasan: Phone
    ani: Phone
    beni: Phone
    ids: dict[str, int]

    def speaker(self, name: str = HASAN.name) -> Speaker:
        """Somebody, without the chat."""
        return Speaker("telegram", str(self.hasan.id), person=self.ids[name], name=name)


@pytest.fixture
async def regency(house: House) -> Regency:
    """Hasan, Ani and Beni are linked, Cici is not."""
    head = "NIP BARU;NAMA;UNOR ID;NOMOR HP;NIP PEJABAT PENILAI"
    rows = [f"{one.nip};{one.name};{one.office};{one.phone};{one.rater}" for one in EVERYONE]
    report = await house.core.roster.import_file("\n".join([head, *rows]).encode(), offices=TREE)
    assert report.written
    await house.core.roles.grant(HASAN.nip, HR)
    phones = [await house.link(one) for one in (HASAN, ANI, BENI)]
    return Regency(house, *phones, {row.name: row.id or 0 for row in await house.rows(Person)})


async def told(phone: Phone, text: str, then: str) -> str:
    """Type something; the screen that follows."""
    phone.write(text)
    return (await phone.wait(lambda screen: then in screen.text)).text


async def pressed(phone: Phone, label: str, then: str) -> str:
    """Press something; the screen that follows."""
    phone.press(label)
    return (await phone.wait(lambda screen: then in screen.text)).text


async def begun(phone: Phone) -> None:
    """The first question of a new one."""
    await told(phone, "/kabar", "Kabar dari Kepegawaian")
    await pressed(phone, "Tulis kabar baru", "Untuk siapa kabar ini?")


async def reviewed(phone: Phone, text: str = "Halo {nama} di {unit}.", audience: str = "Semua pegawai") -> str:
    """Written for everybody, without English: the review."""
    await begun(phone)
    await pressed(phone, audience, "Tulis kabarnya di sini")
    await told(phone, text, "Ada versi bahasa Inggrisnya?")
    return await pressed(phone, "Tanpa bahasa Inggris", "Contoh untuk")
