"""The courier carries notices: claim, word, send, settle. At least once, each settled in its own commit."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from locales.notice import notice_letter
from models.answer import STOPPED_FOR
from models.notice import BULK, LEASE, Delivery, Outcome, RetryLater, back_off
from scheduler.telegram import BotStoppedError, Telegram
from services.outbox import Outbox

log = structlog.get_logger()
AT_ONCE = 20
"""Notices in hand together; more only wait in line for the pacer."""


class Courier:
    """One tick empties what is due. `real` is the machine's time.

    With a token that Telegram does not know it stops, says so, and tries one notice a minute; nothing is lost.
    """

    def __init__(
        self,
        outbox: Outbox,
        telegram: Telegram,
        holder: str,
        real: Callable[[], datetime],
        renew_every: timedelta = LEASE / 3,
    ) -> None:
        self._outbox = outbox
        self._telegram = telegram
        self._holder = holder
        self._real = real
        self._renew_every = renew_every.total_seconds()
        self._carrying: set[int] = set()
        self._again_at: datetime | None = None

    @property
    def stopped(self) -> bool:
        """Did Telegram not know the token the last time?"""
        return self._again_at is not None

    async def tick(self) -> int:
        """Carry notices until none is due; how many were carried.

        The next are claimed while half of the last are still on their way: Telegram is far, and would wait for us.
        """
        carried, in_hand = 0, set[asyncio.Task[None]]()
        async with asyncio.TaskGroup() as group:
            renewing = group.create_task(self._renew())
            while self._may_try():
                room = 1 if self.stopped else AT_ONCE - len(in_hand)
                deliveries = await self._outbox.claim(self._holder, room)
                in_hand |= {group.create_task(self._carry(delivery)) for delivery in deliveries}
                if not in_hand:
                    break
                carried += len(deliveries)
                there_is_more = len(deliveries) == room and not self.stopped
                while len(in_hand) > (AT_ONCE // 2 if there_is_more else 0):
                    _, in_hand = await asyncio.wait(in_hand, return_when=asyncio.FIRST_COMPLETED)
            renewing.cancel()
        return carried

    async def _renew(self) -> None:
        """What waits for its turn stays ours, however long that takes; else it would be claimed and sent again."""
        while True:
            await asyncio.sleep(self._renew_every)
            if self._carrying:
                await self._outbox.renew(self._holder, self._carrying)

    def _may_try(self) -> bool:
        return self._again_at is None or self._real() >= self._again_at

    async def _carry(self, delivery: Delivery) -> None:
        self._carrying.add(delivery.notice)
        try:
            await self._send_and_settle(delivery)
        finally:
            self._carrying.discard(delivery.notice)

    async def _send_and_settle(self, delivery: Delivery) -> None:
        try:
            outcome = await self._send(delivery)
            self._again_at = None
        except BotStoppedError:
            outcome = self._stop()
        except Exception as error:
            # Its own trouble: left to itself it would take down all that are under way, some of them sent already.
            outcome = RetryLater(back_off(delivery.attempts + 1), type(error).__name__)
            log.error("notice.failed", notice=delivery.notice, kind=delivery.kind, error=outcome.reason)
        await self._outbox.settle(delivery, outcome, self._holder)
        log.info("notice.settled", notice=delivery.notice, kind=delivery.kind, outcome=type(outcome).__name__)

    async def _send(self, delivery: Delivery) -> Outcome:
        letter = notice_letter(delivery.kind, delivery.facts, delivery.language)
        return await self._telegram.deliver(
            delivery.address,
            letter,
            attempts=delivery.attempts,
            bulk=delivery.lane >= BULK,
            silent=delivery.silent,
        )

    def _stop(self) -> Outcome:
        self._again_at = self._real() + timedelta(seconds=STOPPED_FOR)
        log.error("courier.stopped", reason="unknown token", seconds=STOPPED_FOR)
        return RetryLater(STOPPED_FOR, "unknown token", counts=False)
