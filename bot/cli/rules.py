"""`kinerja rules`: list, show, check and add the files that say by which rules an office works."""

from html import unescape
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text as Plain

from bot.assembly.core import Core
from bot.cli.checked import checked
from bot.cli.running import console, language, with_core
from locales import rule as words
from models.rule_file import ListedRules, RuleFile, check_rules, read_rules

app = typer.Typer(no_args_is_help=True, help="Aturan: kalender kerja.")
File = Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False)]


@app.command("list")
def list_rules() -> None:
    """Berkas aturan yang ada, dan mana yang berlaku."""
    speaks = language()

    async def work(parts: Core) -> list[ListedRules]:
        return await parts.rules.list()

    table = Table(*map(unescape, words.headings(speaks)))
    for listed in with_core(work):
        table.add_row(*map(Plain, map(unescape, words.row(listed, speaks))))
    console.print(table)


@app.command()
def show(code: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Isi sebuah berkas aturan, apa adanya; bisa disimpan, diubah, lalu ditambahkan dengan id lain."""

    async def work(parts: Core) -> RuleFile:
        return await parts.rules.find(code)

    typer.echo(with_core(work).source, nl=False)


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

    async def work(parts: Core) -> RuleFile:
        return await parts.rules.add(source)

    console.print(unescape(words.rules_added(with_core(work), speaks)), markup=False)
