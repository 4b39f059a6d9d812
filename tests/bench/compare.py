"""Product and floor in turn, several rounds on each engine; medians."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from tests.bench.engines import Engine, postgresql, sqlite
from tests.bench.floor import run_floor
from tests.bench.product import open_product

QUESTIONS = 21


@dataclass(frozen=True)
class Size:
    """How many people answer all questions, how often."""

    people: int
    rounds: int


FULL, QUICK = Size(people=100, rounds=3), Size(people=8, rounds=1)


@dataclass(frozen=True)
class Result:
    """One engine: rates in answers a second, a round each, and the statements of an answer."""

    engine: str
    durability: str
    product: list[float]
    floor: list[float]
    answers: int
    stored: int
    statements: dict[str, float]

    @property
    def ratio(self) -> float:
        """The median of the rounds' ratios: the two of a round ran under the same conditions."""
        return median(ours / bare for ours, bare in zip(self.product, self.floor, strict=True))


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
    product, bare, answers, stored = [], [], 0, 0
    async with open_engine(folder) as engine, engine.open_floor as insert:
        task = progress.add_task(engine.name, total=size.rounds)
        async with open_product(engine.url, folder, size.people) as ours:
            for _ in range(size.rounds):
                run = await ours.run()
                bare.append(await run_floor(insert, size.people, QUESTIONS))
                product.append(run.rate)
                answers, stored = answers + run.answers, stored + run.stored
                assert run.stored == run.answers == size.people * QUESTIONS, run
                progress.advance(task)
            statements = await ours.count_statements()
    return Result(engine.name, engine.durability, product, bare, answers, stored, statements)
