"""Two processes on PostgreSQL: both work, one leads; when it is killed the other leads within two seconds."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.assembly.core import core
from bot.leader import AnotherProcessError, presence
from bot.settings import Settings
from models.inbox import InboxUpdate
from sandbox.server import serve
from sandbox.world import World
from services.inbox import Incoming
from tests.support.victim import Victim


@pytest.fixture
async def world() -> AsyncIterator[World]:
    made = World(limits=False)
    async with serve(made) as server:
        made.base = server.base  # type: ignore[attr-defined]
        yield made


@pytest.fixture
def settings(world: World, postgresql_url_empty: str, tmp_path: Path) -> Settings:
    return Settings(
        data=tmp_path,
        telegram_token=world.token,
        telegram_api=world.base,
        database_url=postgresql_url_empty,  # type: ignore[attr-defined]
    )


@pytest.fixture
def two(settings: Settings, tmp_path: Path) -> tuple[Victim, Victim]:
    return Victim(settings, tmp_path / "one.log"), Victim(settings, tmp_path / "two.log")


async def says(victim: Victim, words: str) -> None:
    async with asyncio.timeout(30):
        while not victim.log.exists() or words not in victim.log.read_text():
            await asyncio.sleep(0.02)


async def test_a_killed_leader_is_followed_within_two_seconds(world: World, two: tuple[Victim, Victim]) -> None:
    first, second = two
    first.start()
    await says(first, '"role": "poller"')
    second.start()
    await says(second, "leader.waits")
    guest = world.add_person("Orang Lain")
    guest.start()
    await guest.wait(lambda screen: "bot Pemkab" in screen.text)
    await first.kill()
    before = time.monotonic()
    guest.write("/bahasa")
    await guest.wait(lambda screen: "Pilih bahasa" in screen.text)
    took = time.monotonic() - before
    print(f"takeover: {took:.2f} s")  # noqa: T201 - a figure, not a check of speed
    assert '"role": "courier"' in second.log.read_text() or await _led(second, "courier")
    await second.kill()


async def _led(victim: Victim, role: str) -> bool:
    await says(victim, f'"role": "{role}", "event": "leader.leads"')
    return True


async def test_rows_held_by_a_dead_process_are_freed_and_those_of_a_living_one_are_not(
    settings: Settings,
) -> None:
    from bot.assembly.service import Service, free_the_dead
    from scheduler.pacer import Limits, Pacer

    async with (
        core(settings) as parts,
        presence(settings.database, settings.data) as here,
        presence(settings.database, settings.data) as there,
    ):
        assert {here.holder, there.holder} <= await here.alive()
        inbox = parts.inbox()
        await inbox.store([Incoming(number, str(number), "{}") for number in (1, 2, 3)])
        await inbox.claim(here.holder, 1)
        await inbox.claim(there.holder, 1)
        await inbox.claim("12345", 1)
        await free_the_dead(Service(parts, Pacer(Limits(), time.monotonic), None, None, None), here)
        async with parts.transactions.read() as session:
            from sqlmodel import select

            rows = {row.update_id: row.holder for row in await session.exec(select(InboxUpdate))}
        assert rows == {1: here.holder, 2: there.holder, 3: None}


async def test_sqlite_is_one_process(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/x.db"
    async with presence(url, tmp_path) as here:
        assert await here.alive() == {here.holder}
        with pytest.raises(AnotherProcessError):
            async with presence(url, tmp_path):
                pass
    async with presence(url, tmp_path):
        pass
