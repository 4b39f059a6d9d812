"""The long run of the SIGKILL proof over reminders (tests/proofs/test_reminders_sigkill.py), on one engine."""

from dataclasses import dataclass
from pathlib import Path
from random import Random

from rich.progress import Progress

from bot.assembly.core import core
from bot.settings import Settings
from services import schema
from tests.bench.engines import Engine
from tests.support.reminded import MORNINGS, remind
from tests.support.victim import Fate

SEED = 20260701


@dataclass(frozen=True)
class Survived:
    """How often it was killed and where, how many reminders the telephones show, how many of them are doubles."""

    engine: str
    kills: dict[str, int]
    reminders: int
    doubled: int


async def kill_often(a_morning: int, engine: Engine, folder: Path, progress: Progress) -> Survived:
    """Four mornings, each with so many lives that end early. Raises AssertionError where one is lost or too many."""
    random = Random(SEED)
    settings = Settings(data=folder, database_url=engine.url)
    async with core(settings) as parts:
        await schema.upgrade(parts.transactions)
    task = progress.add_task(f"SIGKILL, {engine.name}", total=len(MORNINGS))
    async with remind(engine.url, folder, random) as team:
        for number in range(len(MORNINGS)):
            fates = [Fate(step=random.randrange(20, 300)) for _ in range(a_morning)]
            await team.morning(number, fates)
            progress.advance(task)
        await team.check(len(MORNINGS))
        return Survived(engine.name, dict(team.kills), team.reminders, team.sent_not_recorded.total())
