"""`kinerja person`: people without NIP."""

from html import unescape
from typing import Annotated

import typer

from bot.assembly.core import Core
from bot.cli.running import RefusedError, console, language, with_core
from locales.roster import person_added, person_refused
from services.roster import PersonRefused

app = typer.Typer(no_args_is_help=True, help="Orang di luar data SIASN.")


@app.callback()
def person() -> None:
    """Orang di luar data SIASN."""


@app.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    ref: Annotated[str | None, typer.Option(help="Sebutan yang diinginkan, misalnya X-BUPATI")] = None,
) -> None:
    """Tambahkan seseorang tanpa NIP, misalnya Bupati."""
    speaks = language()

    async def work(parts: Core) -> str:
        return await parts.roster.add_without_nip(name, ref)

    try:
        given = with_core(work)
    except PersonRefused as refused:
        raise RefusedError(unescape(person_refused(refused.key, refused.facts, speaks))) from None
    console.print(unescape(person_added(name, given, speaks)), markup=False, soft_wrap=True)
