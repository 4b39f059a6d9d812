"""`kinerja invite`: one-time invitations, printed or written to a CSV for the operators."""

import csv
import time
from html import unescape
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from bot.assembly.core import Core
from bot.cli.running import RefusedError, console, errors, language, with_core
from locales import invitation as words
from models.invitation import Invited, Slip


def invite(
    refs: Annotated[list[str] | None, typer.Argument(metavar="REF…", help="NIP/NI PPPK atau X-…")] = None,
    everyone: Annotated[bool, typer.Option("--all", help="Semua pegawai yang belum terhubung")] = False,
    move: Annotated[bool, typer.Option("--move", help="Untuk HP baru: akun yang lama dilepas")] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Ke .csv, atau ke .pdf: slip ber-QR")
    ] = None,
) -> None:
    """Buat undangan sekali pakai: NIP, nama, tautan."""
    if bool(refs) == everyone:
        raise typer.BadParameter("REF… | --all")
    if move and everyone:
        raise typer.BadParameter("--move REF…")

    async def work(parts: Core) -> tuple[list[Invited], list[str], str]:
        username = await _username(parts)
        made, unknown = await parts.invitations.invite(
            None if everyone else [ref.strip() for ref in refs or []], moves=move
        )
        return made, unknown, username

    with Progress(console=errors, transient=True, disable=not errors.is_terminal) as progress:
        progress.add_task(unescape(words.making(language())), total=None)
        made, unknown, username = with_core(work)
    slips = [Slip(one.ref, one.name, one.office, f"https://t.me/{username}?start={one.payload}") for one in made]
    if out is None:
        for one in slips:
            console.print(",".join((one.ref, one.name, one.link)), markup=False, soft_wrap=True)
    else:
        _write(out, slips)
        console.print(unescape(words.written(len(slips), str(out), language())), markup=False)
    if unknown:
        raise RefusedError("\n".join(unescape(words.unknown_ref(ref, language())) for ref in unknown))


def _write(out: Path, slips: list[Slip]) -> None:
    try:
        out.touch(mode=0o600)
        out.chmod(0o600)
        if out.suffix.lower() == ".pdf":
            from locales.slips import slips_pdf

            out.write_bytes(slips_pdf(slips, language()))
            return
        with out.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("NIP", "NAMA", "TAUTAN"))
            # Excel would round an 18-digit number: the apostrophe keeps it text.
            writer.writerows((f"'{one.ref}", one.name, one.link) for one in slips)
    except OSError as error:
        raise RefusedError(f"{out}: {error.strerror}") from None


async def _username(parts: Core) -> str:
    """The bot's name, asked of Telegram; python-telegram-bot is loaded only for this."""
    from scheduler.pacer import Limits, Pacer
    from scheduler.telegram import Telegram, UnreachableError

    pacer = Pacer(Limits(), time.monotonic)
    try:
        async with Telegram(parts.settings.need_token(), parts.settings.telegram_api, pacer) as telegram:
            return await telegram.username()
    except UnreachableError as error:
        raise RefusedError(unescape(words.no_telegram(str(error), language()))) from None
