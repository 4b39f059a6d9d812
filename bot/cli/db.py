"""`kinerja db`: migrations."""

import typer

from bot.assembly.core import Core
from bot.cli.running import RefusedError, console, with_core
from services import schema

app = typer.Typer(no_args_is_help=True, help="Basis data: migrasi.")


@app.command()
def upgrade() -> None:
    """Bawa basis data ke bentuk terbaru."""

    async def work(parts: Core) -> None:
        await schema.upgrade(parts.transactions)

    with_core(work)
    console.print(f"database: {schema.expected()}")


@app.command()
def check() -> None:
    """Apakah basis data berbentuk seperti yang diharapkan program ini?"""

    async def work(parts: Core) -> tuple[str | None, list[str]]:
        present = await schema.present(parts.transactions)
        return present, await schema.drift(parts.transactions) if present == schema.expected() else []

    present, drift = with_core(work)
    if present != schema.expected():
        raise RefusedError(f"database: {present or '-'} → {schema.expected()}: kinerja db upgrade")
    if drift:
        raise RefusedError("\n".join(["database:", *drift]))
    console.print(f"database: {present} ok")
