"""`kinerja stuck`: whose work is held up, and by what."""

from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from bot.assembly.core import Core
from bot.cli.running import RefusedError, console, language, with_core
from locales import stuck as words
from locales.delivery import printed
from locales.stuck_book import stuck_book
from models.stuck import REASONS, StuckBoard, StuckList


def stuck(
    xlsx: Annotated[Path | None, typer.Option("--xlsx", metavar="FILE", help="Semua orangnya ke berkas .xlsx")] = None,
) -> None:
    """Yang tersendat: berapa orang menurut sebabnya, atau semuanya sebagai Excel."""
    if xlsx and xlsx.suffix.lower() != ".xlsx":
        raise RefusedError(unescape(words.wrong_ending(str(xlsx), language())))

    async def work(parts: Core) -> tuple[StuckList, datetime]:
        return await parts.stuck.everybody()

    found, at = with_core(work)
    if xlsx is None:
        console.print(_table(found.board))
        return
    content = stuck_book(found, at, language())
    xlsx.touch(mode=0o600)
    xlsx.write_bytes(content)
    rows = sum(found.board.counts.values())
    console.print(unescape(printed(str(xlsx), rows, language())), markup=False)


def _table(board: StuckBoard) -> Table:
    speaks = language()
    table = Table(*map(unescape, words.headings(speaks)))
    for reason in REASONS:
        name, advice = words.reason_name(reason, speaks), words.advice(reason, speaks)
        table.add_row(unescape(name), str(board.counts[reason]), unescape(advice))
    table.add_section()
    table.add_row(unescape(words.total(speaks)), str(board.people), "")
    return table
