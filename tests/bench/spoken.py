"""Everything the bot says by itself: the measurements of sending, planning and dying, one after another."""

from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from tests.bench.engines import postgresql, sqlite
from tests.bench.kills import Survived, kill_often
from tests.bench.mass import MASS, MASS_QUICK, Sent, Size, send_by_peer, send_freely, send_limited
from tests.bench.numbers import middle, spread
from tests.bench.plan import PEOPLE, ROUNDS, Planned, plan_for


@dataclass(frozen=True)
class Measure:
    """How much of each."""

    mass: Size
    people: tuple[int, ...]
    rounds: int
    kills: int
    """Of a morning; there are four."""


SPOKEN, SPOKEN_QUICK = Measure(MASS, PEOPLE, ROUNDS, 8), Measure(MASS_QUICK, (500,), 1, 1)


@dataclass
class Spoken:
    """What was seen."""

    limited: list[Sent]
    free: list[Sent]
    planned: list[Planned]
    survived: list[Survived]


async def measure_spoken(size: Measure, folder: Path) -> Spoken:
    """Each part on both engines; only the runs at Telegram's limits, which take minutes, on SQLite alone."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    seen = Spoken([], [], [], [])
    with Progress(*columns) as progress:
        async with sqlite(_place(folder, "limited")) as engine:
            seen.limited.append(await send_limited(size.mass, engine, _place(folder, "limited"), progress))
        seen.limited.append(await send_by_peer(size.mass, progress))
        for open_engine in (sqlite, postgresql):
            name = open_engine.__name__
            place = _place(folder, f"free-{name}")
            async with open_engine(place) as engine:
                seen.free.append(await send_freely(size.mass, engine, place, progress))
            for people in size.people:
                place = _place(folder, f"plan-{name}-{people}")
                async with open_engine(place) as engine:
                    seen.planned.append(await plan_for(people, size.rounds, engine, place, progress))
            place = _place(folder, f"kills-{name}")
            async with open_engine(place) as engine:
                seen.survived.append(await kill_often(size.kills, engine, place, progress))
    return seen


def _place(folder: Path, name: str) -> Path:
    place = folder / name
    place.mkdir(exist_ok=True)
    return place


def print_spoken(seen: Spoken) -> None:
    """The figures as a person reads them."""
    console = Console()
    for table in (_limited(seen.limited), _free(seen.free), _planned(seen.planned), _survived(seen.survived)):
        console.print(table)


def _limited(results: list[Sent]) -> Table:
    table = Table(title=f"{results[0].notices} reminders at Telegram's limits, while people talk")
    waits = "median / 95 % / longest, ms; within 250 ms"
    headings = ("", "of the allowed rate", "429s", "lost", f"a screen redrawn: {waits}", f"a new message: {waits}")
    for heading in headings:
        table.add_column(heading)
    for one in results:
        cells = f"{one.share:.1%}", str(one.refused), str(one.lost), spread(one.waits.drawn), spread(one.waits.sent)
        table.add_row(one.name, *cells)
    return table


def _free(results: list[Sent]) -> Table:
    table = Table(title="Without a limit: one process over HTTP to a local Telegram")
    for heading in ("", "reminders a second", "its own work, ms a reminder", "lost"):
        table.add_column(heading)
    for one in results:
        table.add_row(
            one.name,
            f"{one.notices / one.seconds:.0f}",
            f"{one.busy / one.notices * 1000:.1f}",
            str(one.lost),
        )
    return table


def _planned(results: list[Planned]) -> Table:
    table = Table(title="Planning a morning against a raw INSERT … SELECT of the same rows (medians)")
    for heading in ("", "people", "rows", "plan, s", "raw, s", "plan / raw", "µs a row", "again, s"):
        table.add_column(heading)
    for one in results:
        seconds = middle(one.plan), middle(one.raw)
        cells = [str(one.people), str(one.notices), *(f"{each:.2f}" for each in seconds), f"{one.ratio:.2f}"]
        table.add_row(one.engine, *cells, f"{seconds[0] / one.notices * 1e6:.0f}", f"{middle(one.again):.2f}")
    return table


def _survived(results: list[Survived]) -> Table:
    table = Table(title="SIGKILL over reminders: each arrives once, doubled only between sending and recording")
    for heading in ("", "kills", "reminders shown", "doubled, all in the one window"):
        table.add_column(heading)
    for one in results:
        table.add_row(one.engine, str(one.kills["kills"]), str(one.reminders), str(one.doubled))
    return table
