"""Delivery: python-telegram-bot, the courier that sends by it, the keeper that fetches by it; what reads HR's files."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.assembly.core import Core
from scheduler.courier import Courier
from scheduler.importer import Importer
from scheduler.keeper import Keeper
from scheduler.pacer import Pacer
from scheduler.telegram import Telegram


@dataclass(frozen=True)
class Delivery:
    """The parts that bring what must arrive, in both directions."""

    telegram: Telegram
    courier: Courier
    keeper: Keeper
    importer: Importer


@asynccontextmanager
async def build_delivery(core: Core, pacer: Pacer, holder: str) -> AsyncIterator[Delivery]:
    """Construct them; the connection to Telegram is closed at the end."""
    async with Telegram(core.settings.need_token(), core.settings.telegram_api, pacer) as telegram:
        courier = Courier(core.outbox, telegram, holder, core.clock.real)
        queues = [core.upload_queue, core.evidence_queue, core.scan_queue, core.complaint_queue]
        keeper = Keeper(queues, telegram, holder)
        yield Delivery(telegram, courier, keeper, Importer(core.upload_work, holder))
