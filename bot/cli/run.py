"""`kinerja run` and `kinerja sandbox`: processes that stay."""

import asyncio
from enum import StrEnum
from typing import Annotated

import typer

from bot.cli.running import RefusedError, console
from bot.logs import set_up_logs
from bot.settings import Settings, load_settings
from models.refusals import Refusal
from services import schema


class Role(StrEnum):
    """What a process may do alone."""

    INTAKE = "intake"
    PLANNER = "planner"
    COURIER = "courier"


def run(
    only: Annotated[Role | None, typer.Option(help="Satu peran saja; perlu PostgreSQL")] = None,
) -> None:
    """Jalankan layanan: menerima, merencanakan, mengantar. SIGTERM mengakhirinya dengan rapi."""
    import uvloop

    settings = load_settings()
    settings.need_token()
    if only and settings.database.startswith("sqlite"):
        raise RefusedError("--only: KINERJA_DATABASE_URL=postgresql+asyncpg://…")
    set_up_logs(settings.log)
    try:
        uvloop.run(_serve(settings, only))
    except* (RefusedError, Refusal) as refused:
        raise _first(refused) from None


async def _serve(settings: Settings, only: Role | None) -> None:
    # The chat libraries take seconds to import: only this process pays, and only for its roles.
    from bot.assembly.core import core
    from bot.assembly.service import EVERYTHING, serve
    from bot.leader import AnotherProcessError

    async with core(settings) as parts:
        if await schema.present(parts.transactions) != schema.expected():
            raise RefusedError("database: kinerja db upgrade")
        try:
            await serve(parts, frozenset({only.value}) if only else EVERYTHING)
        except AnotherProcessError:
            raise RefusedError(f"another process serves {settings.data}") from None


def _first(group: BaseExceptionGroup[Exception]) -> Exception:
    """The one refusal that several tasks' group is about."""
    error: BaseException = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    assert isinstance(error, Exception)
    return error


def sandbox(
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8081,
    no_limits: Annotated[bool, typer.Option("--no-limits", help="Tanpa batas laju Telegram")] = False,
) -> None:
    """Telegram lokal saja: Bot API dan halaman obrolan."""
    from sandbox.server import serve
    from sandbox.world import World

    settings = load_settings()

    async def stay() -> None:
        world = World(settings.data / "sandbox", limits=not no_limits)
        async with serve(world, port) as server:
            console.print(server.base, markup=False)
            console.print(f"KINERJA_TELEGRAM_API={server.base}", markup=False)
            console.print(f"KINERJA_TELEGRAM_TOKEN={world.token}", markup=False)
            await asyncio.Event().wait()

    asyncio.run(stay())
