"""A migrated database with a team in it, an open cycle and a telephone for each: what a victim serves."""

from collections.abc import Sequence
from datetime import timedelta

from sqlmodel import select

from bot.assembly.core import Core
from models.conversation import Conversation
from models.evaluation import EvaluationRow
from models.person import Person
from sandbox.people import Person as Phone
from sandbox.world import World
from services.cycles import CycleDates
from tests.support.staff import AGUS, HEAD, MADE, RATNA, SITI, YOHANA, Staff, member, roster_csv

DEWI = member(907, "Dewi O'Brien", RATNA)
FIVE = (SITI, MADE, YOHANA, AGUS, DEWI)


async def settle(core: Core, world: World, employees: Sequence[Staff] = FIVE) -> tuple[Phone, list[tuple[Phone, int]]]:
    """The rater's telephone, and each employee's with the number of their form. All are linked."""
    staff = (HEAD, RATNA, *employees)
    report = await core.roster.import_file(roster_csv(staff), "roster.csv", allow_left=True)
    assert not report.refused, report.refused
    now = core.clock.now()
    dates = CycleDates(now - timedelta(days=1), *(now + timedelta(days=14 * step) for step in (1, 2, 3)))
    await core.cycles.create("Tahun 2026", "berakhlak-2026", dates)
    phones = {one.nip: _phone(world, one) for one in (RATNA, *employees)}
    async with core.transactions.begin() as session:
        people = {person.ref: person.id for person in await session.exec(select(Person))}
        forms = {form.person_id: form.id or 0 for form in await session.exec(select(EvaluationRow))}
        for nip, phone in phones.items():
            session.add(Conversation(channel_user_id=str(phone.id), person_id=people[nip], since=now))
    return phones[RATNA.nip], [(phones[one.nip], forms[people[one.nip] or 0]) for one in employees]


def _phone(world: World, staff: Staff) -> Phone:
    phone = world.add_person(staff.name, key=staff.nip, phone=staff.phone)
    phone.start()
    return phone
