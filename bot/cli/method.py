"""`kinerja method`: list, show, check and add methods of appraisal."""

from pathlib import Path
from tomllib import loads
from typing import Annotated, Any

import typer
from rich.table import Column, Table
from rich.text import Text as Plain
from sqlalchemy.exc import SQLAlchemyError

from bot.assembly.core import Core
from bot.cli.checked import checked
from bot.cli.running import console, errors, language, with_core
from locales.method import headings, method_added, method_is_fine, method_results
from models.method import Matrix, Method, read_method
from models.method_check import check_text
from models.refusals import UnknownMethod
from services.methods import Methods

app = typer.Typer(no_args_is_help=True, help="Metode penilaian.")


@app.command("list")
def list_methods() -> None:
    """Metode yang tersedia."""
    speaks = language()
    words = headings(speaks)
    table = Table(words["method"], words["name"], words["parts"], words["items"], words["origin"])
    shipped, added = Methods.shipped(), _added()
    for method in (*shipped, *added):
        origin = words["shipped"] if method in shipped else words["added"]
        table.add_row(method.id, Plain(method.name.of(speaks)), str(len(method.parts)), str(method.count), origin)
    console.print(table)


@app.command()
def show(code: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Butir, tingkat, dan matriks sebuah metode."""
    speaks = language()
    method = next((one for one in Methods.shipped() if one.id == code), None)
    if method is None:
        method = next((one for one in _added() if one.id == code), None)
    if method is None:
        raise UnknownMethod(id=code)
    for table in (_items(method, speaks), _levels(method, speaks), _matrix(method.matrix, speaks)):
        console.print(table)
    console.print(method_results(method, speaks), markup=False)


@app.command()
def check(file: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False)]) -> None:
    """Periksa berkas metode (TOML) sebelum dipakai."""
    speaks = language()
    console.print(method_is_fine(read_method(_checked(file, speaks)), speaks), markup=False)


@app.command()
def add(file: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False)]) -> None:
    """Simpan metode yang sudah baik, agar bisa dipakai siklus."""
    speaks = language()
    content = _checked(file, speaks)

    async def work(parts: Core) -> Method:
        return await parts.methods.add(content)

    console.print(method_added(with_core(work), speaks), markup=False)


def _checked(file: Path, speaks: str) -> dict[str, Any]:
    return loads(checked(file, check_text, speaks))


def _added() -> list[Method]:
    """Those in the database; without one there are none, and what is shipped can be seen all the same."""

    async def work(parts: Core) -> list[Method]:
        return await parts.methods.added()

    try:
        return with_core(work)
    except (SQLAlchemyError, OSError) as error:
        errors.print(f"database: {type(error).__name__}. `kinerja doctor`", markup=False)
        return []


def _items(method: Method, speaks: str) -> Table:
    words = headings(speaks)
    table = Table("#", words["parts"], words["item"], words["na"], title=Plain(method.name.of(speaks)))
    for part in method.parts:
        table.add_section()
        for item in part.items:
            name = part.name.of(speaks) if item is part.items[0] else ""
            table.add_row(str(item.number), Plain(name), Plain(item.text.of(speaks)), words["yes"] * item.allow_na)
    return table


def _levels(method: Method, speaks: str) -> Table:
    words = headings(speaks)
    table = Table(words["level"], words["word"], words["meaning"])
    for level in method.levels:
        table.add_row(str(level.digit), Plain(level.word.of(speaks)), Plain(level.text.of(speaks)))
    return table


def _matrix(matrix: Matrix, speaks: str) -> Table:
    words = headings(speaks)
    # As the regulation prints it: behaviour from low to high, results from high to low.
    columns = matrix.ratings[::-1]
    table = Table(words["matrix"], *(Column(Plain(rating.word)) for rating in columns))
    for results in matrix.ratings:
        cells = [matrix.look_up(results.code, behaviour.code) for behaviour in columns]
        shown = [cell.predikat.word + f" ({words['misconduct']})" * cell.misconduct for cell in cells]
        table.add_row(Plain(results.word), *map(Plain, shown))
    return table
