"""`kinerja demo`: see everything at work, without Telegram."""

import asyncio
from typing import Annotated

import typer


def demo(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Alamat halaman obrolan")] = 8080,
) -> None:
    """Telegram lokal, layanan, dan kabupaten contoh. Buka alamat yang dicetak."""
    from bot.demo.play import play
    from bot.settings import load_settings

    data = load_settings().data / "demo"
    data.mkdir(parents=True, exist_ok=True)
    asyncio.run(play(data, port))
