"""Delivery: python-telegram-bot and the courier that uses it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.assembly.core import Core
from scheduler.courier import Courier
from scheduler.pacer import Pacer
from scheduler.telegram import Telegram


@dataclass(frozen=True)
class Delivery:
    """The parts that bring what must arrive."""

    telegram: Telegram
    courier: Courier


@asynccontextmanager
async def build_delivery(core: Core, pacer: Pacer, holder: str) -> AsyncIterator[Delivery]:
    """Construct them; the connection to Telegram is closed at the end."""
    async with Telegram(core.settings.need_token(), core.settings.telegram_api, pacer) as telegram:
        yield Delivery(telegram, Courier(core.outbox, telegram, holder))
