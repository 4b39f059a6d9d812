"""`kinerja run` and `kinerja sandbox`: processes that stay."""

import asyncio
from typing import Annotated

import typer

from bot.cli.running import RefusedError, console
from bot.logs import set_up_logs
from bot.settings import load_settings
from services import schema


def run() -> None:
    """Jalankan layanan: menerima, merencanakan, mengantar. SIGTERM mengakhirinya dengan rapi."""
    import uvloop

    settings = load_settings()
    settings.need_token()
    set_up_logs(settings.log)

    async def service() -> None:
        # aiogram takes seconds to import: only this process pays for it.
        from aiogram.exceptions import TelegramUnauthorizedError

        from bot.assembly.core import core
        from bot.assembly.service import serve
        from bot.leader import AnotherProcessError

        async with core(settings) as parts:
            if await schema.present(parts.transactions) != schema.expected():
                raise RefusedError("database: kinerja db upgrade")
            try:
                await serve(parts)
            except* TelegramUnauthorizedError:
                raise RefusedError("KINERJA_TELEGRAM_TOKEN: Telegram does not know this token") from None
            except* AnotherProcessError:
                raise RefusedError(f"another process serves {settings.data}") from None

    try:
        uvloop.run(service())
    except* RefusedError as refused:
        raise RefusedError(str(refused.exceptions[0])) from None


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
