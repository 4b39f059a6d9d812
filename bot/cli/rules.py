"""`kinerja rules`: list, show, check and add the files that say by which rules an office works."""

from html import unescape
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text as Plain
from sqlalchemy.exc import SQLAlchemyError

from bot.assembly.core import Core
from bot.cli.checked import checked
from bot.cli.running import console, errors, language, with_core
from locales import rule as words
from models.rule_file import CALENDAR, ListedRules, RuleFile, check_rules, read_rules
from models.rule_refusals import UnknownRules
from services.rules import Rules

app = typer.Typer(no_args_is_help=True, help="Aturan: kalender kerja, pengingat.")
File = Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False)]


@app.command("list")
def list_rules() -> None:
    """Berkas aturan yang ada, dan mana yang berlaku."""
    speaks = language()
    table = Table(*map(unescape, words.headings(speaks)))
    for listed in _all():
        table.add_row(*map(Plain, map(unescape, words.row(listed, speaks))))
    console.print(table)


@app.command()
def show(code: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Isi sebuah berkas aturan, apa adanya; bisa disimpan, diubah, lalu ditambahkan dengan id lain."""
    found = next((listed.file for listed in _all() if listed.file.id == code), None)
    if found is None:
        raise UnknownRules(id=code)
    typer.echo(found.source, nl=False)


@app.command()
def check(file: File) -> None:
    """Periksa berkas aturan (TOML) sebelum dipakai."""
    speaks = language()
    found = read_rules(checked(file, check_rules, speaks))
    console.print(unescape(words.rules_are_fine(found, speaks)), markup=False)


@app.command()
def add(file: File) -> None:
    """Simpan berkas aturan yang sudah baik; sejak itu ia berlaku."""
    speaks = language()
    source = checked(file, check_rules, speaks)

    async def work(parts: Core) -> tuple[RuleFile, list[str]]:
        file = await parts.rules.add(source)
        return file, await parts.calendars.strangers(file) if file.kind == CALENDAR else []

    file_added, strangers = with_core(work)
    console.print(unescape(words.rules_added(file_added, speaks)), markup=False)
    if strangers:
        console.print(unescape(words.strangers(strangers, speaks)), markup=False)


def _all() -> list[ListedRules]:
    """Without a database, those that are shipped: they can be seen, copied and changed all the same."""

    async def work(parts: Core) -> list[ListedRules]:
        return await parts.rules.list()

    try:
        return with_core(work)
    except (SQLAlchemyError, OSError) as error:
        errors.print(f"database: {type(error).__name__}. `kinerja doctor`", markup=False)
        return Rules.shipped()
