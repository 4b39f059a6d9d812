"""A town of employees with telephones, each linked and with a form, under one head."""

from datetime import timedelta

from sqlalchemy import insert
from sqlmodel import select

from bot.assembly.core import Core
from models.conversation import Conversation
from models.evaluation import EvaluationRow
from models.person import Person
from sandbox.people import Person as Phone
from sandbox.world import World
from services.cycles import CycleDates
from tests.support.staff import Staff, member, roster_csv


async def populate(parts: Core, world: World, count: int, days: int = 1) -> dict[int, Phone]:
    """`count` telephones by form, in a cycle whose self-evaluation ends in so many days."""
    boss = Staff("196501011990011001", "Pemimpin", "", "")
    staff = [boss, *(_employee(number, boss) for number in range(count))]
    report = await parts.roster.import_file(roster_csv(staff), "roster.csv", allow_left=True)
    assert not report.refused, report.refused[:3]
    now = parts.clock.now()
    dates = CycleDates(now - timedelta(days=1), *(now + timedelta(days=days * step) for step in (1, 2, 3)))
    await parts.cycles.create("Tahun 2026", "berakhlak-2026", dates)
    phones = {one.nip: world.add_person(one.name, key=one.nip, phone=one.phone) for one in staff[1:]}
    async with parts.transactions.begin() as session:
        people = {person.ref: person.id for person in await session.exec(select(Person))}
        forms = {form.person_id: form.id or 0 for form in await session.exec(select(EvaluationRow))}
        rows = [
            {"channel": "telegram", "channel_user_id": str(phone.id), "person_id": people[nip], "language": "id"}
            for nip, phone in phones.items()
        ]
        common = {"awaiting": "", "since": now}
        await (await session.connection()).execute(insert(Conversation), [row | common for row in rows])
    return {forms[people[nip] or 0]: phone for nip, phone in phones.items()}


def _employee(number: int, boss: Staff) -> Staff:
    one = member(1, f"Pegawai {number:04d}", boss)
    return Staff(
        f"19900101{2000 + number // 999:04d}011{number % 999 + 1:03d}", one.name, boss.nip, f"+62812{number:07d}"
    )
