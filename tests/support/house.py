"""The house with people around it: a local Telegram, the real service, a clock in hand."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from sqlmodel import SQLModel, select

from bot.assembly.core import Core, build_core
from bot.assembly.intake import Intake
from bot.assembly.service import Service, build_service
from bot.settings import Settings
from models.clock import ManualClock
from models.cycle import Cycle
from sandbox.people import Person as Phone
from sandbox.server import serve
from sandbox.world import World
from scheduler.pacer import Limits
from services.cycles import CycleDates
from services.transaction import connect
from tests.support.staff import Staff, roster_csv

OPEN_DAYS = 14
UNHURRIED = Limits(overall=1000, burst=1000, group=1000)
Row = TypeVar("Row", bound=SQLModel)


@dataclass
class House:
    """Everything a test needs at the front door."""

    world: World
    core: Core
    service: Service
    clock: ManualClock

    @property
    def intake(self) -> Intake:
        """The parts that hear people."""
        assert self.service.intake
        return self.service.intake

    async def employ(self, *staff: Staff) -> None:
        """Import a roster with these people."""
        report = await self.core.roster.import_file(roster_csv(staff), "roster.csv", allow_left=True)
        assert not report.refused, report.refused

    async def open_cycle(self, name: str = "Tahun 2026", days: int = OPEN_DAYS) -> Cycle:
        """A cycle that opened yesterday and takes self-evaluations for `days` more."""
        now = self.clock.now()
        until = [now + timedelta(days=days * step) for step in (1, 2, 3)]
        return await self.core.cycles.create(name, "berakhlak-2026", CycleDates(now - timedelta(days=1), *until))

    def phone(self, staff: Staff, **particulars: Any) -> Phone:
        """The telephone of one of them."""
        return self.world.add_person(staff.name, key=staff.nip, phone=staff.phone, **particulars)

    async def link(self, staff: Staff) -> Phone:
        """Invite and link them the way people do it."""
        phone = self.phone(staff)
        await self.invite(staff, phone)
        await phone.until(lambda p: p.keyboard is not None)
        phone.share_contact()
        await phone.wait(lambda screen: any("Bukan saya" in label for label in screen.labels))
        return phone

    async def invite(self, staff: Staff, phone: Phone) -> str:
        """Open a fresh invitation of `staff` on this phone; its payload."""
        (invited,), _ = await self.core.invitations.invite([staff.nip])
        phone.start(invited.payload)
        return invited.payload

    async def settled(self) -> None:
        """Wait until every update is handled and every screen has been sent."""
        await self.world.drained(20)
        async with asyncio.timeout(20):
            while await self.core.inbox().count_waiting() or self.intake.workers.busy:
                await asyncio.sleep(0.01)

    async def deliver(self) -> int:
        """One tick of the courier."""
        assert self.service.delivery
        return await self.service.delivery.courier.tick()

    async def fetch(self) -> int:
        """One tick of the keeper of evidence."""
        assert self.service.delivery
        return await self.service.delivery.keeper.tick()

    async def read_files(self) -> int:
        """One tick of the keeper, then one of the importer."""
        assert self.service.delivery
        await self.fetch()
        return await self.service.delivery.importer.tick()

    async def plan(self) -> None:
        """One tick of the planner."""
        assert self.service.planner
        await self.service.planner.tick()

    async def rows(self, table: type[Row]) -> Sequence[Row]:
        """All rows of a table, in the order in which they were made: PostgreSQL has none of its own."""
        async with self.core.transactions.read() as session:
            return (await session.exec(select(table).order_by(*table.__table__.primary_key.columns))).all()  # type: ignore[attr-defined]


@asynccontextmanager
async def open_house(
    database_url: str, data: Path, clock: ManualClock, world: World | None = None
) -> AsyncIterator[House]:
    """Build it from the product's own assembly; intake runs, the beats are turned by hand.

    Given the `world` of an earlier house, it is that house after a restart.
    """
    world = world or World(limits=False)
    transactions = connect(database_url, clock)
    async with serve(world) as server:
        settings = Settings(data=data, telegram_token=world.token, telegram_api=server.base, database_url=database_url)
        async with build_service(build_core(settings, clock, transactions), "house", limits=UNHURRIED) as service:
            assert service.intake
            running = [
                asyncio.get_running_loop().create_task(service.intake.poller.run()),
                asyncio.get_running_loop().create_task(service.intake.workers.run()),
            ]
            try:
                yield House(world, service.core, service, clock)
            finally:
                for task in running:
                    task.cancel()
                await asyncio.gather(*running, return_exceptions=True)
    await transactions.close()
