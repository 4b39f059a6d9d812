"""Planner and courier apart on PostgreSQL: killed, each is followed within two seconds; at once they double nothing."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from bot.assembly.core import Core, core
from bot.settings import Settings
from bot.shift import NAME, Shift
from models.clock import ManualClock
from models.evaluation import EvaluationRow
from models.notice import LINK_MATCHED, SELF_DUE, Notice
from sandbox.people import Person as Phone
from sandbox.server import serve
from sandbox.world import World
from scheduler.planner import Planner
from services.cycles import CycleDates
from services.outbox import post
from tests.support.staff import member, roster_csv
from tests.support.staffed import FIVE, settle
from tests.support.victim import Victim
from tests.support.waiting import until

TUESDAY = datetime(2026, 6, 30, 1, tzinfo=UTC)
"""08.00 WIB, a fortnight before the self-evaluation ends: a week later at nine it reminds."""
REMINDS = TUESDAY + timedelta(days=7, hours=1)
TWO_SECONDS = 2


@dataclass
class Regency:
    """Five employees with telephones, and the time that all processes share."""

    core: Core
    world: World
    settings: Settings
    shift: Shift
    phones: list[Phone]
    form: int
    """Of the first of them."""

    def process(self, role: str, name: str) -> Victim:
        return Victim(self.settings, self.settings.data / f"{role}-{name}.log", frozenset({role}))

    async def notices(self, kind: str) -> list[Notice]:
        async with self.core.transactions.read() as session:
            return list((await session.exec(select(Notice).where(Notice.kind == kind))).all())


@pytest.fixture
async def regency(postgresql_url_empty: str, tmp_path: Path) -> AsyncIterator[Regency]:
    world, shift = World(limits=False), Shift(tmp_path / NAME)
    shift.begin()
    async with serve(world) as server:
        settings = Settings(
            data=tmp_path, telegram_token=world.token, telegram_api=server.base, database_url=postgresql_url_empty
        )
        async with core(settings) as parts:
            shift.set(TUESDAY - parts.clock.real())
            _, employees = await settle(parts, world)
            yield Regency(parts, world, settings, shift, [phone for phone, _ in employees], employees[0][1])


async def says(victim: Victim, words: str) -> None:
    async def said() -> bool:
        return victim.log.exists() and words in victim.log.read_text()

    await until(said, 30)


async def test_killed_apart_each_is_followed_within_two_seconds(regency: Regency) -> None:
    roles = ("planner", "courier")
    leaders, others = ([regency.process(role, name) for role in roles] for name in ("first", "second"))
    try:
        for one in leaders:
            one.start()
        for one in leaders:
            await says(one, "leader.leads")
        for one in others:
            one.start()
        busy = max([await one.begins(60) for one in others])
        for one in others:
            await says(one, "leader.waits")
        await _tell_in_a_week(regency)
        for one in leaders:
            await one.kill()
        killed = time.monotonic()
        regency.shift.set(REMINDS - regency.core.clock.real())
        planned, delivered = await asyncio.gather(_five_are_planned(regency), _one_is_delivered(regency))
        print(f"planner: {planned - killed:.2f} s, courier: {delivered - killed:.2f} s")  # noqa: T201 - figures
        assert max(planned, delivered) - killed < TWO_SECONDS * busy
        for phone in regency.phones:
            await phone.until(lambda one: [text for text in _texts(one) if "7 hari lagi" in text], 20)
    finally:
        for one in (*leaders, *others):
            await one.kill()
    assert {len([text for text in _texts(phone) if "7 hari lagi" in text]) for phone in regency.phones} == {1}


def _texts(phone: Phone) -> list[str]:
    return [message.text for message in phone.messages]


async def _tell_in_a_week(regency: Regency) -> None:
    """A notice that needs no planner."""
    async with regency.core.transactions.begin() as session:
        form = await session.get_one(EvaluationRow, regency.form)
        await post(
            session,
            LINK_MATCHED,
            to=form.person_id,
            facts={"name": "Siti"},
            dedupe_key="once",
            now=regency.core.clock.now(),
            due_at=REMINDS,
            valid_until=REMINDS + timedelta(days=1),
        )


async def _five_are_planned(regency: Regency) -> float:
    async def planned() -> bool:
        return len([one for one in await regency.notices(SELF_DUE) if one.due_at == REMINDS]) >= len(FIVE)

    await until(planned)
    return time.monotonic()


async def _one_is_delivered(regency: Regency) -> float:
    async def delivered() -> bool:
        (notice,) = await regency.notices(LINK_MATCHED)
        return notice.outcome == "delivered"

    await until(delivered)
    return time.monotonic()


async def test_three_planners_at_once_plan_everything_once(postgresql_url_empty: str, tmp_path: Path) -> None:
    people, clock = 200, ManualClock(TUESDAY, Settings().zone)
    settings = Settings(data=tmp_path, database_url=postgresql_url_empty)
    async with core(settings, clock) as parts:
        boss = member(1, "Pemimpin")
        staff = [boss, *(member(number, f"Pegawai {number}", boss) for number in range(2, people + 1))]
        await parts.roster.import_file(roster_csv(staff), "roster.csv", allow_left=True)
        dates = CycleDates(TUESDAY, *(TUESDAY + timedelta(days=14 * step) for step in (1, 2, 3)))
        await parts.cycles.create("Tahun 2026", "berakhlak-2026", dates)
        clock.advance(days=10)  # three days before: the employees, and a digest to their rater

        async def plan() -> int:
            async with core(settings, clock) as own:
                planner = Planner(own.cycles, own.reminders, own.complaint_clock, own.deliveries, own.clock)
                await planner.tick()
                return await own.reminders.plan_due()

        assert await asyncio.gather(plan(), plan(), plan()) == [0, 0, 0], "by the first tick everything is written"
        async with parts.transactions.read() as session:
            written = Counter((await session.exec(select(Notice.kind, Notice.person_id))).all())
    assert set(written.values()) == {1}
    assert Counter(kind for kind, _ in written) == {SELF_DUE: people, "rater_digest": 1}
