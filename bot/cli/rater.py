"""`kinerja rater`: who rates whom, from when to when."""

from datetime import datetime, time, timedelta
from html import unescape
from typing import Annotated, Literal

import typer
from rich.table import Table

from bot.assembly.core import Core
from bot.cli.cycle import instant
from bot.cli.running import console, language, with_core
from locales import rater as words
from models.rater_term import DEFINITIVE, Term
from models.vacancy import RaterToday

app = typer.Typer(no_args_is_help=True, help="Pejabat penilai.")
DAY = "YYYY-MM-DD atau YYYY-MM-DDTHH:MM, waktu kantor"


@app.command("set")
def set_rater(
    ref: Annotated[str, typer.Argument(metavar="REF", help="Yang dinilai")],
    rater: Annotated[str, typer.Argument(metavar="RATER", help="Penilainya: NIP/NI PPPK atau X-…")],
    from_: Annotated[str, typer.Option("--from", metavar="D", help=DAY)],
    until: Annotated[str | None, typer.Option(metavar="D", help=f"Hari terakhir. {DAY}")] = None,
    acting: Annotated[Literal["plt", "plh"] | None, typer.Option(help="Pelaksana tugas atau harian")] = None,
) -> None:
    """Tetapkan penilai. Selama Plt./Plh. berlaku, dialah yang menilai."""

    async def work(parts: Core) -> None:
        zone = parts.settings.zone
        end = instant(until, zone, time.min) if until else None
        if until and end and len(until) == len("2026-01-31"):
            end += timedelta(days=1)  # the whole day still belongs to the term
        begin = instant(from_, zone, time.min)
        await parts.raters.set(ref, rater, kind=acting or DEFINITIVE, from_at=begin, until_at=end)

    with_core(work)
    console.print(unescape(words.rater_set(language())), markup=False)


@app.command()
def show(ref: Annotated[str, typer.Argument(metavar="REF")]) -> None:
    """Semua penilai seorang pegawai, dari yang pertama, dan siapa yang menilai sekarang."""
    speaks = language()

    async def work(parts: Core) -> tuple[list[tuple[str, Term]], RaterToday, datetime]:
        return await parts.raters.history(ref), await parts.raters.today(ref), parts.clock.now()

    history, today, now = with_core(work)
    table = Table(*words.headings(speaks))
    for name, term in history:
        table.add_row(*map(unescape, words.row(name, term, now, speaks)))
    console.print(table)
    console.print(unescape(words.today(today, speaks)), markup=False)
