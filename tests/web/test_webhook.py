"""The webhook for real: a process of its own, the local Telegram posting to it, SIGTERM with work in flight."""

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from sqlmodel import select

from bot.assembly.core import core
from bot.settings import Settings
from models.inbox import InboxUpdate
from sandbox.server import serve
from sandbox.world import World
from tests.support.victim import Victim

SECRET = "a-secret-of-telegrams-alphabet"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
async def scene(database_url: str, tmp_path: Path) -> AsyncIterator[tuple[World, Settings, Victim]]:
    world, port = World(limits=False), free_port()
    async with serve(world) as server:
        settings = Settings(
            data=tmp_path,
            telegram_token=world.token,
            telegram_api=server.base,
            database_url=database_url,
            listen=f"127.0.0.1:{port}",
            public_url=f"http://127.0.0.1:{port}",
            webhook_secret=SECRET,
        )
        victim = Victim(settings, tmp_path / "service.log")
        victim.start()
        yield world, settings, victim
        await victim.kill()


async def until(holds: object, seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while not holds():  # type: ignore[operator]
            await asyncio.sleep(0.02)


async def test_updates_come_by_the_webhook_and_survive_a_term_and_a_kill(
    scene: tuple[World, Settings, Victim],
) -> None:
    world, settings, victim = scene
    await until(lambda: world.setting("webhook"))
    guests = [world.add_person(f"Tamu {number}") for number in range(8)]
    for guest in guests:
        guest.start()
    for guest in guests:
        await guest.wait(lambda screen: "bot Pemkab" in screen.text)
    async with httpx.AsyncClient(verify=False) as http:
        assert (await http.get(f"http://{settings.listen}/health")).json()["status"] == "ok"
        assert "kinerja_intake_lag_seconds_bucket" in (await http.get(f"http://{settings.listen}/metrics")).text

    for guest in guests:
        guest.write("/bahasa")
    os.kill(victim.pid, signal.SIGTERM)
    assert await victim.ends(20) == 0
    assert "service.ended" in victim.log.read_text()
    victim.start()
    for guest in guests:
        await guest.wait(lambda screen: "Pilih bahasa" in screen.text, timeout=30)

    for guest in guests:
        guest.write("/bantuan")
    await victim.kill()
    victim.start()
    for guest in guests:
        await guest.wait(lambda screen: screen.text.startswith("Bantuan"), timeout=30)
    async with core(settings) as parts, asyncio.timeout(10):
        while await parts.inbox().count_waiting():
            await asyncio.sleep(0.02)
        async with parts.transactions.read() as session:
            rows = list(await session.exec(select(InboxUpdate)))
    assert all(row.handled_at and not row.attempts for row in rows)
    assert len({row.update_id for row in rows}) == len(rows) == 3 * len(guests)
