"""A cycle of an office is a cycle of everything below it; whoever looks after an office looks after that too."""

from datetime import timedelta

from models.cycle import Cycle
from models.evaluation import EvaluationRow
from models.person import Person
from services.cycles import CycleDates
from tests.support.house import House
from tests.support.staff import HEAD, Staff, member

TREE = "ID;NAMA_UNOR;ID_ATASAN"
DINAS = ["dinas;Dinas;", "bidang;Bidang;dinas", "seksi;Seksi;bidang", "rsud;RSUD;"]
ANI = member(911, "Ani", office="dinas")
BENI = member(912, "Beni", office="seksi")
CICI = member(913, "Cici", office="rsud")
DEDI = member(914, "Dedi", office="upt")
HEADERS = "NIP BARU;NAMA;UNOR ID;NOMOR HP"


async def bring(house: House, *staff: Staff, offices: list[str]) -> None:
    rows = [f"{one.nip};{one.name};{one.office};{one.phone}" for one in staff]
    tree = "\n".join([TREE, *offices]).encode()
    report = await house.core.roster.import_file("\n".join([HEADERS, *rows]).encode(), offices=tree)
    assert report.written


async def cycle_of(house: House, *offices: str) -> Cycle:
    now = house.clock.now()
    dates = CycleDates(*(now + timedelta(days=day) for day in (-1, 14, 28, 42)))
    return await house.core.cycles.create("Tahun 2026", "berakhlak-2026", dates, offices)


async def taking_part(house: House) -> set[str]:
    names = {person.id: person.name for person in await house.rows(Person)}
    return {names[form.person_id] for form in await house.rows(EvaluationRow)}


async def test_the_offices_below_take_part_too(house: House) -> None:
    await bring(house, ANI, BENI, CICI, offices=DINAS)
    await cycle_of(house, "dinas")
    assert await taking_part(house) == {"Ani", "Beni"}


async def test_an_office_that_is_added_below_later_takes_part(house: House) -> None:
    await bring(house, ANI, BENI, CICI, offices=DINAS)
    cycle = await cycle_of(house, "bidang")
    assert await taking_part(house) == {"Beni"}
    await bring(house, ANI, BENI, CICI, DEDI, offices=[*DINAS, "upt;UPT;seksi"])
    assert await house.core.cycles.populate(cycle.id) == 1
    assert await taking_part(house) == {"Beni", "Dedi"}
    assert await house.core.cycles.populate(cycle.id) == 0


async def test_an_operator_looks_after_the_offices_below(house: House) -> None:
    await bring(house, ANI, BENI, CICI, HEAD, offices=DINAS)
    await house.core.roles.grant(ANI.nip, "operator", "dinas")
    ani = await house.link(ANI)
    ani.press("Sambungan pegawai")
    board = await ani.wait(lambda screen: screen.text.startswith("Sudah terhubung: 1 dari 2"))
    assert "Beni" in board.text
    assert "Cici" not in board.text
