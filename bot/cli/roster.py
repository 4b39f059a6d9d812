"""`kinerja roster`: HR's file into the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from bot.assembly.core import Core
from bot.cli.running import RefusedError, console, errors, language, with_core
from locales.roster import counts, file_refused, more_warnings, office_row_text, outcome, phase, row_text
from models.roster_plan import ImportReport
from models.sheet import FileRefused
from services.roster_rows import Progress as Tell

app = typer.Typer(no_args_is_help=True, help="Data pegawai.")
WARNINGS_SHOWN = 20


@app.callback()
def roster() -> None:
    """Data pegawai."""


@app.command("import")
def import_roster(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="XLSX atau CSV dari SIASN")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Periksa saja, tanpa menyimpan")] = False,
    allow_left: Annotated[bool, typer.Option("--allow-left", help="Terima bila banyak pegawai keluar")] = False,
    offices: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Susunan kantor: ID, NAMA_UNOR, ID_ATASAN")
    ] = None,
    skip_refused: Annotated[
        bool,
        typer.Option("--skip-refused", help="Simpan baris yang baik; kode keluar 0 hanya bila tak ada yang ditolak"),
    ] = False,
) -> None:
    """Impor data pegawai: semua baris, atau tidak sama sekali (kecuali --skip-refused)."""
    speaks = language()
    content = read_file(file, speaks)
    tree = read_file(offices, speaks) if offices else None

    async def work(parts: Core) -> ImportReport:
        with _bar(speaks) as tell:
            return await parts.roster.import_file(
                content,
                file.name,
                dry_run=dry_run,
                allow_left=allow_left,
                skip_refused=skip_refused,
                offices=tree,
                progress=tell,
            )

    try:
        report = with_core(work)
    except FileRefused as refused:
        which = f"{offices.name}: " if offices and refused.file else ""
        raise RefusedError(which + _plain(file_refused(refused.key, refused.facts, speaks))) from None
    _print(report, speaks)
    if report.refuses:
        raise typer.Exit(1)


def read_file(file: Path, speaks: str) -> bytes:
    """Its bytes, or one clear line."""
    try:
        return file.read_bytes()
    except OSError:
        raise RefusedError(_plain(file_refused("missing_file", {"name": file.name}, speaks))) from None


@contextmanager
def _bar(speaks: str) -> Iterator[Tell]:
    """A progress bar on stderr; nothing at all where nobody watches."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as progress:
        tasks = {}

        def tell(done: int, total: int, key: str) -> None:
            if key not in tasks:
                tasks[key] = progress.add_task(phase(key, speaks), total=total)
            progress.update(tasks[key], completed=done)

        yield tell


def _print(report: ImportReport, speaks: str) -> None:
    for row in report.offices.refused if report.offices else ():
        _say(office_row_text(row, speaks))
    for row in report.refused:
        _say(row_text(row, speaks))
    for warning in report.warnings[:WARNINGS_SHOWN]:
        _say(row_text(warning, speaks))
    if len(report.warnings) > WARNINGS_SHOWN:
        _say(more_warnings(len(report.warnings) - WARNINGS_SHOWN, speaks))
    table = Table(show_header=False)
    for name, count in counts(report, speaks):
        table.add_row(name, str(count))
    console.print(table)
    _say(outcome(report, speaks))


def _say(text: str) -> None:
    console.print(_plain(text), markup=False, soft_wrap=True)


def _plain(text: str) -> str:
    """Our words are HTML for the chat; a terminal shows what they mean."""
    return unescape(text)
