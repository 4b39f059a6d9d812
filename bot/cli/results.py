"""`kinerja results`: work results from HR's file."""

from html import unescape
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from bot.assembly.core import Core
from bot.cli.roster import read_file
from bot.cli.running import RefusedError, console, language, with_core
from locales.roster import file_refused
from locales.work_result import result_counts, result_outcome, result_row_text
from models.sheet import FileRefused
from models.work_result_file import ResultReport

app = typer.Typer(no_args_is_help=True, help="Hasil kerja pegawai.")


@app.callback()
def results() -> None:
    """Hasil kerja pegawai."""


@app.command("import")
def import_results(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="XLSX atau CSV: NIP, HASIL KERJA, INDIKATOR, TARGET")],
) -> None:
    """Impor hasil kerja: semua baris, atau tidak sama sekali. Yang hilang dari daftar seorang pegawai ditarik."""
    speaks = language()
    content = read_file(file, speaks)

    async def work(parts: Core) -> ResultReport:
        return await parts.work_results.import_file(content)

    try:
        report = with_core(work)
    except FileRefused as refused:
        raise RefusedError(unescape(file_refused(refused.key, refused.facts, speaks))) from None
    for row in report.refused:
        _say(result_row_text(row, speaks))
    table = Table(show_header=False)
    for name, count in result_counts(report, speaks):
        table.add_row(name, str(count))
    console.print(table)
    _say(result_outcome(report, speaks))
    if report.refused:
        raise typer.Exit(1)


def _say(text: str) -> None:
    console.print(unescape(text), markup=False, soft_wrap=True)
