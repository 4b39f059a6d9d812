"""The figures as a person reads them."""

from statistics import median

from rich.console import Console
from rich.table import Table

from bot.intake import AT_ONCE
from tests.bench.compare import QUICK, Result, Size
from tests.bench.pace import Pace

TELEGRAM = 30
"""Messages a second that Telegram carries for one bot."""


def print_results(size: Size, results: list[Result]) -> None:
    """The rates, then the statements of one answer."""
    console = Console()
    rates = Table(title=f"{size.people} people, {AT_ONCE} updates at once, {size.rounds} rounds: median (least–most)")
    for heading in ("", "answers/s", "floor/s", "of the floor", "of Telegram's 30/s", "Python, ms", "a commit is"):
        rates.add_column(heading)
    for result in results:
        times = f"{median(pace.rate for pace in result.product) / TELEGRAM:.1f} ×"
        costs = " / ".join(f"{median(pace.cost for pace in side):.1f}" for side in (result.product, result.floor))
        speeds = _spread(result.product), _spread(result.floor), f"{result.ratio:.2f}"
        rates.add_row(result.engine, *speeds, times, costs, result.durability)
    console.print(rates)
    if size is QUICK:
        console.print("[yellow]--quick shows that it runs; with so few people the figures mean nothing.[/]")
    for result in results:
        sent = Table("statement", "an answer", title=f"{result.engine}: what one answer costs")
        for statement, often in result.statements.items():
            sent.add_row(statement, f"{often:.2f}")
        console.print(sent)


def _spread(paces: list[Pace]) -> str:
    rates = [pace.rate for pace in paces]
    return f"{median(rates):.0f} ({min(rates):.0f}–{max(rates):.0f})"
