"""The figures as a person reads them."""

from statistics import median

from rich.console import Console
from rich.table import Table

from bot.intake import AT_ONCE
from tests.bench.compare import Result, Size

TELEGRAM = 30
"""Messages a second that Telegram carries for one bot."""


def print_results(size: Size, results: list[Result]) -> None:
    """The rates, then the statements of one answer."""
    console = Console()
    rates = Table(title=f"{size.people} people, {AT_ONCE} updates at once, {size.rounds} rounds: medians (least–most)")
    for heading in ("", "answers/s", "floor/s", "of the floor", "of Telegram's 30/s", "a commit is"):
        rates.add_column(heading)
    for result in results:
        times = f"{median(result.product) / TELEGRAM:.1f} ×"
        rates.add_row(
            result.engine,
            _spread(result.product),
            _spread(result.floor),
            f"{result.ratio:.2f}",
            times,
            result.durability,
        )
    console.print(rates)
    for result in results:
        costs = Table("statement", "an answer", title=f"{result.engine}: what one answer costs")
        for statement, times in result.statements.items():
            costs.add_row(statement, f"{times:.2f}")
        console.print(costs)


def _spread(rates: list[float]) -> str:
    return f"{median(rates):.0f} ({min(rates):.0f}–{max(rates):.0f})"
