"""A circular and the service that is killed under it: while HR writes, while HR sends, while it is delivered.

The draft goes on where it stopped, it is sent once however often HR presses, and everybody gets it; twice only where a
kill fell between sending and recording.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from sqlmodel import select

from bot.assembly.core import Core, core
from bot.settings import Settings
from bot.shift import NAME, Shift
from models.circular import SENT, CircularRow
from models.notice import CIRCULAR, DELIVERED, Notice
from models.role import HR
from sandbox.people import Person as Phone
from sandbox.server import serve
from sandbox.world import World
from tests.support.slow import slow_telegram
from tests.support.staff import RATNA, member
from tests.support.staffed import settle
from tests.support.victim import OLD_AGE, Fate, Victim
from tests.support.waiting import until

TEN = datetime(2026, 6, 30, 3, tzinfo=UTC)
"""Tuesday, 10.00 WIB."""
TEAM = 11


@dataclass
class Scene:
    """Ratna writes for HR, to herself and to her team."""

    parts: Core
    victim: Victim
    ratna: Phone
    team: list[Phone]

    async def says(self, label: str, then: str) -> None:
        """Press or type; the screen that follows."""
        if label.startswith("/") or "{" in label:
            self.ratna.write(label)
        else:
            self.ratna.press(label)
        await self.ratna.wait(lambda screen: then in screen.text, 30)

    async def dies(self, place: str) -> None:
        """A life that ends there."""
        self.victim.start(Fate(place=place))
        assert await self.victim.gone(60), f"nothing came by at: {place}"

    async def outcomes(self) -> list[str]:
        """Of its notices."""
        async with self.parts.transactions.read() as session:
            return list(await session.exec(select(Notice.outcome).where(Notice.kind == CIRCULAR)))

    async def is_over(self) -> bool:
        """Has everybody got it?"""
        return set(await self.outcomes()) == {DELIVERED}


@asynccontextmanager
async def scene(database_url: str, folder: Path) -> AsyncIterator[Scene]:
    world, shift = World(limits=False), Shift(folder / NAME)
    with slow_telegram(Random(20260701)):
        async with serve(world) as server:
            addresses = {"telegram_api": server.base, "database_url": database_url}
            settings = Settings(data=folder, telegram_token=world.token, **addresses)
            shift.begin()
            async with core(settings) as parts:
                shift.set(TEN - parts.clock.real())
                staff = [member(number, f"Pegawai {number}", RATNA) for number in range(101, 101 + TEAM)]
                ratna, team = await settle(parts, world, staff)
                await parts.roles.grant(RATNA.nip, HR)
                victim = Victim(settings, folder / "service.log")
                try:
                    yield Scene(parts, victim, ratna, [phone for phone, _ in team])
                finally:
                    await victim.kill()


async def test_it_is_sent_once_and_reaches_everybody(database_url: str, tmp_path: Path) -> None:
    async with scene(database_url, tmp_path) as s:
        s.victim.start(OLD_AGE)
        await s.says("/kabar", "Kabar dari Kepegawaian")
        await s.says("Tulis kabar baru", "Untuk siapa kabar ini?")
        await s.says("Semua pegawai", "Tulis kabarnya di sini")
        await s.victim.kill()
        s.victim.start(OLD_AGE)
        await s.says("Halo {nama}", "Ada versi bahasa Inggrisnya?")
        await s.says("Tanpa bahasa Inggris", "Contoh untuk")
        await s.victim.kill()
        for _ in range(2):
            s.ratna.press(f"Kirim ke {TEAM + 1} orang")
        await s.dies("written, not committed")
        assert await s.outcomes() == []
        await s.dies("committed, no screen")
        await s.dies("notice sent, not settled")
        s.victim.start(OLD_AGE)
        await until(s.is_over, 60)
        assert len(await s.outcomes()) == TEAM + 1
        async with s.parts.transactions.read() as session:
            (row,) = (await session.exec(select(CircularRow))).all()
        assert (row.state, row.people) == (SENT, TEAM + 1)
        got = [sum("Halo Pegawai" in one.text for one in phone.messages) for phone in s.team]
        # The kill between sending and recording, and the one before it, each hit those whose message was under way.
        assert all(1 <= count <= 3 for count in got), got
