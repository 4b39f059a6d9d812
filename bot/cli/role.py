"""`kinerja role`: who may do what."""

from collections.abc import Awaitable, Callable
from html import unescape
from typing import Annotated

import typer
from rich.table import Table

from bot.assembly.core import Core
from bot.cli.running import console, language, with_core
from locales import role as words
from models.nip import mask_nip
from models.role import Granted

app = typer.Typer(no_args_is_help=True, help="Peran.")
Ref = Annotated[str, typer.Argument(metavar="REF", help="NIP/NI PPPK atau X-…")]
Role = Annotated[str, typer.Argument(metavar="ROLE", help="hr, operator, desk, triage, inspector, leader")]
Office = Annotated[str | None, typer.Option("--office", metavar="CODE", help="UNOR ID; perlu untuk operator dan desk")]


@app.command()
def grant(ref: Ref, role: Role, office: Office = None) -> None:
    """Berikan peran."""
    _change(role, lambda parts: parts.roles.grant(ref.strip(), role, office), granted=True)


@app.command()
def revoke(ref: Ref, role: Role, office: Office = None) -> None:
    """Cabut peran."""
    _change(role, lambda parts: parts.roles.revoke(ref.strip(), role, office), granted=False)


@app.command("list")
def list_roles() -> None:
    """Semua peran."""
    speaks = language()

    async def work(parts: Core) -> list[Granted]:
        return await parts.roles.list()

    table = Table(*map(unescape, words.headings(speaks)))
    for one in with_core(work):
        table.add_row(mask_nip(one.ref), one.name, unescape(words.role_name(one.role, speaks)), one.office)
    console.print(table)


def _change(role: str, change: Callable[[Core], Awaitable[None]], *, granted: bool) -> None:
    with_core(change)
    console.print(unescape(words.changed(role, language(), granted=granted)), markup=False)
