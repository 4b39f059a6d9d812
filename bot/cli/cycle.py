"""`kinerja cycle`: cycles of appraisal."""

from datetime import datetime, time
from html import unescape
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.table import Table

from bot.assembly.core import Core
from bot.cli.running import RefusedError, console, language, with_core
from locales import cycle as words
from models.cycle import Cycle, CycleDates, CycleStatus

app = typer.Typer(no_args_is_help=True, help="Siklus penilaian.")
Day = Annotated[str, typer.Option(metavar="D", help="YYYY-MM-DD atau YYYY-MM-DDTHH:MM, waktu kantor")]


@app.command()
def create(
    name: Annotated[str, typer.Option(help="Nama periode, misalnya «Tahun 2026»")],
    method: Annotated[str, typer.Option(help="Lihat: kinerja method list")],
    opens: Day,
    self_until: Day,
    appraise_until: Day,
    publish: Day,
    office: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="Hanya kantor ini dan semua di bawahnya (UNOR ID)")
    ] = None,
    employment: Annotated[
        list[str] | None, typer.Option(metavar="JENIS", help="Hanya jenis pegawai ini, misalnya «PPPK Paruh Waktu»")
    ] = None,
    include_teachers: Annotated[
        bool, typer.Option("--include-teachers", help="Juga guru dan kepala sekolah, yang biasanya di Ruang GTK")
    ] = False,
) -> None:
    """Buat siklus. Dibuka dan berjalan menurut tanggalnya."""

    async def work(parts: Core) -> Cycle:
        zone = parts.settings.zone
        dates = CycleDates(
            instant(opens, zone, time.min),
            instant(self_until, zone, time(23, 59, 59)),
            instant(appraise_until, zone, time(23, 59, 59)),
            instant(publish, zone, time.min),
        )
        return await parts.cycles.create(
            name.strip(),
            method,
            dates,
            office or (),
            employments=employment or (),
            include_teachers=include_teachers,
        )

    made = with_core(work)
    console.print(unescape(words.created(made, language())), markup=False)


@app.command("list")
def list_cycles() -> None:
    """Semua siklus."""
    speaks = language()
    table = Table(*words.headings(speaks))

    async def work(parts: Core) -> list[CycleStatus]:
        return await parts.cycles.list()

    for status in with_core(work):
        table.add_row(*map(unescape, words.row(status, speaks)))
    console.print(table)


@app.command()
def status(cycle: Annotated[int, typer.Argument(metavar="ID")]) -> None:
    """Tanggal dan kemajuan satu siklus."""
    speaks = language()

    async def work(parts: Core) -> CycleStatus:
        return await parts.cycles.status(cycle)

    table = Table(show_header=False)
    for label, value in words.details(with_core(work), speaks):
        table.add_row(unescape(label), unescape(value))
    console.print(table)


@app.command()
def populate(cycle: Annotated[int, typer.Argument(metavar="ID")]) -> None:
    """Buat formulir yang belum ada; aman diulang."""

    async def work(parts: Core) -> int:
        return await parts.cycles.populate(cycle)

    console.print(unescape(words.populated(with_core(work), language())), markup=False)


@app.command("allow-late")
def allow_late(
    cycle: Annotated[int, typer.Argument(metavar="ID")],
    refs: Annotated[list[str], typer.Argument(metavar="REF…", help="NIP/NI PPPK")],
    until: Day,
    reason: Annotated[str, typer.Option(help="Alasan; dicatat")],
) -> None:
    """Izinkan pegawai mengirim evaluasi diri setelah batasnya. Semua, atau tidak seorang pun."""
    if not reason.strip():
        raise typer.BadParameter("--reason")

    async def work(parts: Core) -> tuple[int, datetime]:
        end = instant(until, parts.settings.zone, time(23, 59, 59))
        return await parts.cycles.allow_late(cycle, refs, end, reason.strip()), end

    allowed, end = with_core(work)
    console.print(unescape(words.late_allowed(allowed, end, language())), markup=False)


def instant(day: str, zone: ZoneInfo, without_time: time) -> datetime:
    """A date or an instant as people type it, at `without_time` of that day if it has no time."""
    try:
        at = datetime.fromisoformat(day)
    except ValueError:
        raise RefusedError(unescape(words.bad_date(day, language()))) from None
    if len(day) == len("2026-01-31"):
        at = datetime.combine(at.date(), without_time)
    return at if at.tzinfo else at.replace(tzinfo=zone)
