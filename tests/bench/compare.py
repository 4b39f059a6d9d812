"""Product and floor in turn, several rounds on each engine; medians."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from tests.bench.engines import Engine, postgresql, sqlite
from tests.bench.floor import run_floor
from tests.bench.pace import Pace
from tests.bench.product import open_product

QUESTIONS = 21


@dataclass(frozen=True)
class Size:
    """How many people answer all questions, how often."""

    people: int
    rounds: int


FULL, QUICK = Size(people=100, rounds=5), Size(people=8, rounds=1)


@dataclass(frozen=True)
class Result:
    """One engine: a pace each round, answers in all and how many of them are stored, the statements of one."""

    engine: str
    durability: str
    product: list[Pace]
    floor: list[Pace]
    answers: int
    stored: int
    statements: dict[str, float]

    @property
    def ratio(self) -> float:
        """The median of the rounds' ratios: the two of a round ran under the same conditions."""
        return median(ours.rate / bare.rate for ours, bare in zip(self.product, self.floor, strict=True))


async def compare(size: Size, folder: Path) -> list[Result]:
    """Measure both engines one after the other."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns) as progress:
        return [await _measure(size, folder, open_engine, progress) for open_engine in (postgresql, sqlite)]


async def _measure(
    size: Size,
    folder: Path,
    open_engine: Callable[[Path], AbstractAsyncContextManager[Engine]],
    progress: Progress,
) -> Result:
    product: list[Pace] = []
    bare: list[Pace] = []
    answers = stored = 0
    async with open_engine(folder) as engine, engine.open_floor as insert:
        task = progress.add_task(engine.name, total=size.rounds)
        async with open_product(engine.url, folder, size.people) as ours:
            for _ in range(size.rounds):
                pace, kept = await ours.run()
                product.append(pace)
                bare.append(await run_floor(insert, size.people, QUESTIONS))
                answers, stored = answers + pace.answers, stored + kept
                progress.advance(task)
            assert stored == answers, f"of {answers} answers {stored} are stored"
            statements = await ours.count_statements()
    return Result(engine.name, engine.durability, product, bare, answers, stored, statements)
