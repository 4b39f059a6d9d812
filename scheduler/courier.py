"""The courier carries notices: claim, word, send, settle. At least once, each settled in its own commit."""

import asyncio

import structlog

from locales.notice import notice_letter
from models.notice import Delivery
from scheduler.telegram import Telegram
from services.outbox import Outbox

log = structlog.get_logger()
AT_ONCE = 16
"""Sends under way together; more only wait in line for the pacer."""


class Courier:
    """One tick empties what is due."""

    def __init__(self, outbox: Outbox, telegram: Telegram, holder: str) -> None:
        self._outbox = outbox
        self._telegram = telegram
        self._holder = holder

    async def tick(self) -> int:
        """Carry notices until none is due; how many were carried."""
        carried = 0
        while deliveries := await self._outbox.claim(self._holder, AT_ONCE):
            async with asyncio.TaskGroup() as group:
                for delivery in deliveries:
                    group.create_task(self._carry(delivery))
            carried += len(deliveries)
        return carried

    async def _carry(self, delivery: Delivery) -> None:
        letter = notice_letter(delivery.kind, delivery.facts, delivery.language)
        outcome = await self._telegram.deliver(delivery.address, letter, attempts=delivery.attempts)
        await self._outbox.settle(delivery, outcome, self._holder)
        log.info("notice.settled", notice=delivery.notice, kind=delivery.kind, outcome=type(outcome).__name__)
