"""`kinerja notices`: what waits, what failed, who cannot be reached, who would get what and when."""

from collections.abc import Sequence
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from bot.assembly.core import Core
from bot.cli.running import RefusedError, console, language, with_core
from bot.listing import Listing, written
from locales import delivery as words
from locales.moment import day, moment
from models.delivery import Failed, Planned, Unreachable, Waiting

LATELY = timedelta(days=7)


def notices(
    failed: Annotated[bool, typer.Option("--failed", help="Yang gagal dalam tujuh hari, dengan alasannya")] = False,
    dry_run: Annotated[str, typer.Option("--dry-run", metavar="KIND", help="Siapa akan menerima apa, kapan")] = "",
    unreachable: Annotated[bool, typer.Option("--unreachable", help="Pegawai yang belum bisa dihubungi")] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Daftar --unreachable ke .csv, .xlsx, atau .pdf")
    ] = None,
) -> None:
    """Pesan keluar: yang menunggu, yang gagal, yang direncanakan."""
    if failed + bool(dry_run) + unreachable > 1 or (out and not unreachable):
        raise typer.BadParameter("--failed | --dry-run KIND | --unreachable [--out FILE]")
    if failed:
        _show("failed", with_core(_failed))
    elif dry_run:
        _show("planned", with_core(lambda parts: _planned(parts, dry_run)))
    elif unreachable:
        _people(with_core(_unreachable), out)
    else:
        _show("waiting", with_core(_waiting))


Row = tuple[str, ...]


async def _waiting(parts: Core) -> list[Row]:
    def row(one: Waiting) -> Row:
        lane = words.lane(one.lane, language())
        return words.kind(one.kind, language()), lane, str(one.count), str(one.held), moment(one.oldest, language())

    return [row(one) for one in await parts.deliveries.waiting()]


async def _failed(parts: Core) -> list[Row]:
    def row(one: Failed) -> Row:
        return words.kind(one.kind, language()), one.outcome, one.reason, str(one.count)

    return [row(one) for one in await parts.deliveries.failed(LATELY)]


async def _planned(parts: Core, kind: str) -> list[Row]:
    def row(one: Planned) -> Row:
        return one.ref, one.name, moment(one.due_at, language()), moment(one.valid_until, language())

    preview = parts.previews.get(kind)
    if preview is None:
        raise RefusedError(unescape(words.plannable(kind, sorted(parts.previews), language())))
    return [row(one) for one in await preview(kind)]


async def _unreachable(parts: Core) -> list[Row]:
    def row(one: Unreachable) -> Row:
        return one.name, one.office, day(one.since, language()), unescape(words.waits(one, language()))

    return [row(one) for one in await parts.deliveries.all_unreachable()]


def _people(rows: list[Row], out: Path | None) -> None:
    if out is None:
        _show("unreachable", rows)
        return
    speaks = language()
    head = [unescape(word) for word in words.heads(speaks)["unreachable"]]
    listing = Listing(unescape(words.unreachable_title(speaks)), str(len(rows)), head, rows)
    try:
        content = written(listing, out.suffix, speaks)
    except KeyError:
        raise RefusedError(unescape(words.wrong_format(str(out), speaks))) from None
    out.touch(mode=0o600)
    out.write_bytes(content)
    console.print(unescape(words.printed(str(out), len(rows), speaks)), markup=False)


def _show(name: str, rows: Sequence[Row]) -> None:
    if not rows:
        console.print(unescape(words.nothing(language())), markup=False)
        return
    table = Table(*(unescape(word) for word in words.heads(language())[name]))
    for row in rows:
        table.add_row(*(unescape(cell).replace("[", r"\[") for cell in row))
    console.print(table)
