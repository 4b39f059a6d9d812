"""The courier carries notices: claim, word, send, settle. At least once, each settled in its own commit."""

import asyncio

import structlog

from locales.notice import notice_letter
from models.notice import Delivery, Outcome, RetryLater, back_off
from scheduler.telegram import BotStoppedError, Telegram
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
        try:
            letter = notice_letter(delivery.kind, delivery.facts, delivery.language)
            outcome: Outcome = await self._telegram.deliver(delivery.address, letter, attempts=delivery.attempts)
        except BotStoppedError:
            raise
        except Exception as error:
            # Its own trouble: left to itself it would take down all that are under way, some of them sent already.
            outcome = RetryLater(back_off(delivery.attempts + 1), type(error).__name__)
            log.error("notice.failed", notice=delivery.notice, kind=delivery.kind, error=outcome.reason)
        await self._outbox.settle(delivery, outcome, self._holder)
        log.info("notice.settled", notice=delivery.notice, kind=delivery.kind, outcome=type(outcome).__name__)
