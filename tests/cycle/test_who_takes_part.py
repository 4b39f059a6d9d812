"""Teachers are left out unless asked for; a cycle may be for one kind of employment and have a light method."""

from datetime import timedelta

import pytest

from models.evaluation import EvaluationRow
from models.person import Person
from models.refusals import EmploymentUnknown
from services.cycles import CycleDates
from tests.support.house import House

HEAD = "NIP BARU;NAMA;JABATAN NAMA;JENIS PEGAWAI NAMA;NOMOR HP"
STAFF = (
    ("Agung", "Guru Ahli Muda", "PNS"),
    ("Budi", "Kepala SMP Negeri 2", "PNS"),
    ("Citra", "Analis", "PNS"),
    ("Dian", "Operator Layanan", "PPPK  Paruh Waktu"),
    ("Eka", "Guru Kelas", "PPPK"),
)
ROSTER = "\n".join(
    [
        HEAD,
        *(
            f"199001012015011{number:03};{name};{post};{kind};+62811000{number:04}"
            for number, (name, post, kind) in enumerate(STAFF, 1)
        ),
    ]
).encode()


def dates(house: House) -> CycleDates:
    now = house.clock.now()
    return CycleDates(*(now + timedelta(days=day) for day in (-1, 14, 28, 42)))


async def taking_part(house: House) -> set[str]:
    names = {person.id: person.name for person in await house.rows(Person)}
    return {names[form.person_id] for form in await house.rows(EvaluationRow)}


@pytest.mark.parametrize(
    ("limits", "who"),
    [
        ({}, {"Citra", "Dian"}),
        ({"include_teachers": True}, {"Agung", "Budi", "Citra", "Dian", "Eka"}),
        ({"employments": ["PPPK Paruh Waktu"]}, {"Dian"}),
        ({"employments": ["pppk  paruh waktu", "PNS"]}, {"Citra", "Dian"}),
        ({"employments": ["PPPK"], "include_teachers": True}, {"Eka"}),
    ],
)
async def test_who_takes_part(house: House, limits: dict[str, object], who: set[str]) -> None:
    await house.core.roster.import_file(ROSTER)
    cycle = await house.core.cycles.create("Tahun 2026", "berakhlak-2026", dates(house), **limits)  # type: ignore[arg-type]
    assert await taking_part(house) == who
    assert await house.core.cycles.populate(cycle.id) == 0


async def test_a_kind_that_nobody_has_is_told_with_those_there_are(house: House) -> None:
    await house.core.roster.import_file(ROSTER)
    with pytest.raises(EmploymentUnknown) as caught:
        await house.core.cycles.create("T", "berakhlak-2026", dates(house), employments=["PNS", "Honorer"])
    assert caught.value.names == ("Honorer",)
    assert caught.value.known == ("PNS", "PPPK", "PPPK Paruh Waktu")
    assert await house.core.cycles.list() == []


async def test_a_teacher_who_becomes_an_analyst_takes_part(house: House) -> None:
    await house.core.roster.import_file(ROSTER)
    cycle = await house.core.cycles.create("Tahun 2026", "berakhlak-2026", dates(house))
    await house.core.roster.import_file(ROSTER.replace(b"Guru Ahli Muda", b"Analis"))
    assert await house.core.cycles.populate(cycle.id) == 1
    assert await taking_part(house) == {"Agung", "Citra", "Dian"}


async def test_the_light_method_in_the_chat(house: House) -> None:
    await house.core.roster.import_file(ROSTER)
    await house.core.cycles.create("Triwulan III", "paruh-waktu-2026", dates(house), employments=["PPPK Paruh Waktu"])
    ref = "199001012015011004"
    phone = house.world.add_person("Dian", key=ref, phone="+628110000004")
    (invited,), _ = await house.core.invitations.invite([ref])
    phone.start(invited.payload)
    await phone.until(lambda p: p.keyboard is not None)
    phone.share_contact()
    await phone.wait(lambda screen: any("Bukan saya" in label for label in screen.labels))
    phone.write("/evaluasi")
    first = await phone.wait(lambda screen: "· 1 dari 7" in screen.text)
    assert "7 pertanyaan dalam 7 bagian" in first.text
    for number in range(1, 8):
        screen = await phone.wait(lambda screen, n=number: f"· {n} dari 7" in screen.text)
        assert "Mau berhenti dulu?" not in screen.text, "one question a part: no offer after each"
        phone.press("3")
    review = await phone.wait(lambda screen: screen.text.startswith("Tinjau jawaban"))
    phone.press("Kirim")
    assert review
    await phone.wait(lambda screen: screen.text.startswith("Terkirim"))
