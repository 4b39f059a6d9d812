"""Three thousand reminders against Telegram's limits while people talk, the same by a peer, and without any limit."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Protocol

import psutil
from rich.progress import Progress, TaskID

from bot.assembly.core import core
from bot.settings import Settings
from bot.shift import NAME, Shift
from sandbox.people import Person as Phone
from sandbox.server import serve
from sandbox.world import World
from services import schema
from tests.bench.engines import Engine
from tests.bench.peer import Peer
from tests.bench.talk import Waits, talk
from tests.bench.town import populate
from tests.support.reminded import BEGINS, MORNINGS
from tests.support.victim import Victim

ALLOWED = 30
"""Messages a second that Telegram, and the local one, take from a bot."""


@dataclass(frozen=True)
class Size:
    """How many reminders, and how many of their people talk meanwhile."""

    notices: int
    talkers: int


MASS, MASS_QUICK = Size(3000, 20), Size(80, 3)


@dataclass
class Sent:
    """One way of sending."""

    name: str
    notices: int = 0
    seconds: float = 0
    """From the first message to the last."""
    messages: int = 0
    """All that Telegram took meanwhile, answers to who talks among them."""
    refused: int = 0
    """429s."""
    lost: int = 0
    busy: float = 0
    """Seconds of the sending process's own work."""
    waits: Waits = field(default_factory=Waits)

    @property
    def share(self) -> float:
        """Of what was allowed."""
        return self.messages / (ALLOWED * self.seconds)


class Sender(Protocol):
    """A process that sends to everybody."""

    @property
    def pid(self) -> int:
        """While it lives."""

    def start(self) -> None:
        """Begin."""

    async def kill(self) -> None:
        """End."""


async def send_limited(size: Size, engine: Engine, folder: Path, progress: Progress) -> Sent:
    """The product, at Telegram's limits, with people who talk."""
    async with _town(size, engine, folder, World(limits=True), rate=ALLOWED) as (world, phones, victim):
        name = f"Kinerja, {engine.name}"
        return await _watch(name, world, phones, victim, size.talkers, progress)


async def send_freely(size: Size, engine: Engine, folder: Path, progress: Progress) -> Sent:
    """The product with no limit but its own work."""
    async with _town(size, engine, folder, World(limits=False), rate=1000) as (world, phones, victim):
        return await _watch(engine.name, world, phones, victim, 0, progress)


async def send_by_peer(size: Size, progress: Progress) -> Sent:
    """AIORateLimiter at Telegram's limits, with people who talk."""
    world = World(limits=True)
    phones = {number: world.add_person("Pegawai", key=f"p{number}") for number in range(1, size.notices + 1)}
    _open_chats(phones)
    async with serve(world) as server:
        peer = Peer(world.token, server.base, [phone.id for phone in phones.values()])
        return await _watch("AIORateLimiter", world, phones, peer, size.talkers, progress)


@asynccontextmanager
async def _town(
    size: Size, engine: Engine, folder: Path, world: World, rate: float
) -> AsyncIterator[tuple[World, dict[int, Phone], Victim]]:
    """Everybody has a form, and it is nine o'clock of the day on which all are reminded."""
    shift = Shift(folder / NAME)
    shift.begin()
    async with serve(world) as server:
        settings = Settings(
            data=folder,
            telegram_token=world.token,
            telegram_api=server.base,
            database_url=engine.url,
            rate_overall=rate,
        )
        async with core(settings) as parts:
            shift.set(BEGINS - parts.clock.real())
            await schema.upgrade(parts.transactions)
            phones = await populate(parts, world, size.notices, days=14)
            _open_chats(phones)
            shift.set(MORNINGS[0] + timedelta(hours=1) - parts.clock.real())
            victim = Victim(settings, folder / "service.log")
            try:
                yield world, phones, victim
            finally:
                await victim.kill()


def _open_chats(phones: dict[int, Phone]) -> None:
    """As if each had spoken to the bot long ago."""
    for phone in phones.values():
        phone._set(started=True)


async def _watch(
    name: str, world: World, phones: dict[int, Phone], sender: Sender, talkers: int, progress: Progress
) -> Sent:
    sent, over = Sent(name, notices=len(phones)), asyncio.Event()
    task = progress.add_task(name, total=len(phones))
    sender.start()
    async with asyncio.TaskGroup() as group:
        for form, phone in list(phones.items())[:talkers]:
            group.create_task(talk(form, phone, sent.waits, over))
        await _all_told(world, len(phones), progress, task)
        times = psutil.Process(sender.pid).cpu_times()
        sent.busy = times.user + times.system
        over.set()
    await sender.kill()
    told = [call for call in world.calls if call.method == "sendMessage" and "ditutup" in str(call.params.get("text"))]
    first, last = (edge(call.time for call in told if call.ok) for edge in (min, max))
    sent.seconds = last - first
    sent.messages = sum(call.ok and call.method == "sendMessage" and first <= call.time <= last for call in world.calls)
    sent.refused = sum(call.error_code == 429 for call in world.calls)
    sent.lost = len(phones) - len({call.params["chat_id"] for call in told if call.ok})
    return sent


async def _all_told(world: World, people: int, progress: Progress, task: TaskID) -> None:
    """Until everybody was told, or nobody is any more."""
    told, since = -1, time.monotonic()
    while told < people and time.monotonic() - since < 30:
        await asyncio.sleep(0.25)
        now = sum(call.ok and "ditutup" in str(call.params.get("text")) for call in list(world.calls))
        if now > told:
            told, since = now, time.monotonic()
            progress.update(task, completed=told)
