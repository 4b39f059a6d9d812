"""A crowd at the front door: the real process, the local Telegram over HTTP, 1,400 people with a question before each.

First everybody answers at the pace of people (a question takes about 25 seconds) and the wait for the next screen is
measured; then a backlog that was pressed while the service was away is worked off. Every press names the version it was
drawn with, so one handled out of order would be refused as old, and be missing in the end.
"""

import asyncio
import random
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

import psutil
from rich.console import Console
from rich.table import Table
from sqlalchemy import func
from sqlmodel import select

from bot.assembly.core import Core, core
from bot.settings import Settings
from models.action import Answer
from models.evaluation import AnswerRow, EvaluationRow
from models.inbox import InboxUpdate
from sandbox.people import Person as Phone
from sandbox.server import serve
from sandbox.world import World
from services import schema
from tests.bench import engines
from tests.bench.town import populate
from tests.support.victim import Victim


@dataclass(frozen=True)
class Crowd:
    """How many, how long they think and are watched (seconds), how many presses each in the backlog."""

    people: int
    thinks: tuple[float, float]
    seconds: float
    backlog: int


CROWD = Crowd(people=1400, thinks=(10, 40), seconds=60, backlog=4)
CROWD_QUICK = Crowd(people=20, thinks=(0.2, 0.6), seconds=3, backlog=3)


@dataclass
class Seen:
    """What was seen on one engine."""

    engine: str
    waits: list[float] = field(default_factory=list)
    memory: tuple[int, int] = (0, 0)
    backlog: int = 0
    backlog_seconds: float = 0
    lost: int = 0


async def crowds(size: Crowd, folder: Path) -> list[Seen]:
    """On both engines, one after the other."""
    seen = []
    for open_engine in (engines.sqlite, engines.postgresql):
        place = folder / f"crowd-{open_engine.__name__}"
        place.mkdir()
        async with open_engine(place) as engine:
            seen.append(await _crowd(size, engine, place))
    return seen


async def _crowd(size: Crowd, engine: engines.Engine, folder: Path) -> Seen:
    seen, world = Seen(engine.name), World(limits=False)
    async with serve(world) as server:
        settings = Settings(
            data=folder,
            telegram_token=world.token,
            telegram_api=server.base,
            database_url=engine.url,
            rate_overall=1000,
        )
        async with core(settings) as parts:
            await schema.upgrade(parts.transactions)
            phones = await _settle(parts, world, size.people)
            victim = Victim(settings, folder / "service.log")
            victim.start()
            try:
                answers = await _answer_at_the_pace_of_people(size, phones, victim, seen)
                await victim.kill()
                answers += await _work_off_a_backlog(size, parts, phones, victim, seen)
            finally:
                await victim.kill()
            seen.lost = answers - await _count(parts)
    return seen


async def _answer_at_the_pace_of_people(size: Crowd, phones: dict[int, Phone], victim: Victim, seen: Seen) -> int:
    process = psutil.Process(victim.pid)
    seen.memory = (process.memory_info().rss, 0)
    # All have their question before them first: else the wait of the first answers is that of everybody's opening.
    for phone in phones.values():
        await phone.wait(lambda screen: "· 1 dari 21" in screen.text, timeout=300)
    until = time.monotonic() + size.seconds
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(_one(form, phone, size, until, seen)) for form, phone in phones.items()]
    seen.memory = (seen.memory[0], process.memory_info().rss)
    return sum(task.result() for task in tasks)


async def _one(form: int, phone: Phone, size: Crowd, until: float, seen: Seen) -> int:
    given = 0
    await asyncio.sleep(random.uniform(0, size.thinks[1]))
    while time.monotonic() < until and given < 10:
        pressed = time.monotonic()
        phone.press_data(phone.screen.message_id, Answer(form, given, given + 1, 3).pack())
        given += 1
        await phone.wait(lambda screen, n=given + 1: f"· {n} dari 21" in screen.text, timeout=60)
        seen.waits.append(time.monotonic() - pressed)
        await asyncio.sleep(random.uniform(*size.thinks))
    return given


async def _work_off_a_backlog(size: Crowd, parts: Core, phones: dict[int, Phone], victim: Victim, seen: Seen) -> int:
    async with parts.transactions.read() as session:
        versions = {form.id or 0: form.version for form in await session.exec(select(EvaluationRow))}
    for step in range(size.backlog):
        for form, phone in phones.items():
            version = versions[form] + step
            phone.press_data(phone.screen.message_id, Answer(form, version, version + 1, 3).pack())
    seen.backlog = size.backlog * len(phones)
    begun = time.monotonic()
    victim.start()
    await phones[next(iter(phones))].world.drained(600)
    while await parts.inbox().count_waiting():
        await asyncio.sleep(0.05)
    seen.backlog_seconds = time.monotonic() - begun
    return seen.backlog


async def _count(parts: Core) -> int:
    async with parts.transactions.read() as session:
        left = (await session.exec(select(func.count()).where(InboxUpdate.handled_at == None))).one()  # noqa: E711
        assert not left, "an update was not handled"
        return (await session.exec(select(func.count()).select_from(AnswerRow))).one()


async def _settle(parts: Core, world: World, count: int) -> dict[int, Phone]:
    """Linked people with the first question before them, by form."""
    phones = await populate(parts, world, count)
    for phone in phones.values():
        phone.write("/evaluasi")
    return phones


def print_crowds(results: list[Seen]) -> None:
    """The figures as a person reads them."""
    table = Table(title="A crowd at the front door (local Telegram over HTTP, one process)")
    for heading in ("", "answers", "wait: median / 95 % / longest, s", "memory before → after", "backlog", "lost"):
        table.add_column(heading)
    for seen in results:
        late = quantiles(seen.waits, n=20)[18] if len(seen.waits) > 1 else float("nan")
        table.add_row(
            seen.engine,
            str(len(seen.waits)),
            f"{median(seen.waits):.2f} / {late:.2f} / {max(seen.waits):.2f}",
            " → ".join(f"{size / 2**20:.0f} MiB" for size in seen.memory),
            f"{seen.backlog} in {seen.backlog_seconds:.0f} s ({seen.backlog / seen.backlog_seconds:.0f}/s)",
            str(seen.lost),
        )
    Console().print(table)
