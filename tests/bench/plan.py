"""Planning for a whole regency against a raw `INSERT … SELECT` of the same rows into the same table."""

import time
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from statistics import median

import sqlalchemy as sa
from rich.progress import Progress

from bot.assembly.core import Core, core
from bot.settings import Settings
from models.clock import ManualClock
from models.cycle import CycleRow
from models.evaluation import EvaluationRow
from models.notice import Notice
from models.person import Person
from services import schema
from services.cycles import CycleDates
from tests.bench.engines import Engine
from tests.support.reminded import BEGINS, MORNINGS

PEOPLE, ROUNDS = (15_000, 100_000), 3
TEAM = 12
"""People of a rater, who gets a digest the same day."""
TABLE = Notice.__table__  # type: ignore[attr-defined]
SAVED = sa.table("saved", *(sa.column(column.name) for column in TABLE.columns))


@dataclass
class Planned:
    """Seconds of each round: planning, the raw copy of the same rows, planning again, which adds nothing."""

    engine: str
    people: int
    notices: int = 0
    plan: list[float] = field(default_factory=list)
    raw: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """The median of the rounds' ratios."""
        return median(plan / raw for plan, raw in zip(self.plan, self.raw, strict=True))


async def plan_for(people: int, rounds: int, engine: Engine, folder: Path, progress: Progress) -> Planned:
    """Everybody is a draft three days before the end, and every rater gets a digest."""
    done = Planned(engine.name, people)
    task = progress.add_task(f"planning, {engine.name}, {people}", total=rounds)
    async with core(Settings(data=folder, database_url=engine.url), ManualClock(BEGINS, Settings().zone)) as parts:
        await schema.upgrade(parts.transactions)
        await _employ(parts, people)
        parts.clock.advance(seconds=(MORNINGS[1] - BEGINS).total_seconds())  # type: ignore[attr-defined]
        for _ in range(rounds):
            await _round(parts, done)
            progress.advance(task)
    return done


async def _round(parts: Core, done: Planned) -> None:
    await _write(parts, TABLE.delete())
    await _settle_down(parts)
    begun = time.perf_counter()
    done.notices = await parts.reminders.plan_due()
    done.plan.append(time.perf_counter() - begun)
    begun = time.perf_counter()
    assert await parts.reminders.plan_due() == 0
    done.again.append(time.perf_counter() - begun)
    await _write(parts, sa.text("DROP TABLE IF EXISTS saved"), sa.text("CREATE TABLE saved AS SELECT * FROM notice"))
    await _write(parts, TABLE.delete())
    await _settle_down(parts)
    copy = TABLE.insert().from_select([column.name for column in TABLE.columns], sa.select(SAVED))
    begun = time.perf_counter()
    await _write(parts, copy)
    done.raw.append(time.perf_counter() - begun)


async def _write(parts: Core, *statements: sa.Executable) -> None:
    async with parts.transactions.begin() as session:
        connection = await session.connection()
        for statement in statements:
            await connection.execute(statement)


async def _settle_down(parts: Core) -> None:
    """Both begin with what a night without work leaves: on PostgreSQL no dead rows, and statistics of today."""
    if parts.transactions.dialect == "postgresql":
        async with parts.transactions.writer.connect() as connection:
            plain = await connection.execution_options(isolation_level="AUTOCOMMIT")
            await plain.exec_driver_sql("VACUUM ANALYZE")
            await plain.exec_driver_sql("CHECKPOINT")


async def _employ(parts: Core, people: int) -> None:
    """Rows as the roster and the cycle leave them, written at once."""
    now = parts.clock.now()
    dates = CycleDates(now - timedelta(days=1), *(now + timedelta(days=14 * step) for step in (1, 2, 3)))
    cycle = (await parts.cycles.create("Tahun 2026", "berakhlak-2026", dates)).id
    async with parts.transactions.begin() as session:
        connection = await session.connection()
        raters = [max(1, number // TEAM) if number > 1 else None for number in range(1, people + 1)]
        staff = [
            Person(id=number, ref=f"X-{number}", name=f"Pegawai {number}", changed_at=now).model_dump()
            for number in range(1, people + 1)
        ]
        await connection.execute(sa.insert(Person), staff)
        forms = [
            EvaluationRow(id=number, cycle_id=cycle, person_id=number, rater_id=rater, created_at=now).model_dump()
            for number, rater in enumerate(raters, 1)
        ]
        await connection.execute(sa.insert(EvaluationRow), forms)
        await connection.execute(sa.update(CycleRow).values(populated_at=now))
