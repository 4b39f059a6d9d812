"""Intake: the raw update becomes a row, then is acknowledged; workers handle the rows, one at a time a chat."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from typing import Any
from weakref import WeakValueDictionary

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramConflictError, TelegramUnauthorizedError
from aiogram.methods import TelegramMethod
from aiogram.types import Update
from pydantic import ValidationError

from models.refusals import UnknownToken
from services.inbox import Inbox, Incoming, Work
from services.transaction import AlreadyHandledError, current_update

log = structlog.get_logger()
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
AT_ONCE = 16
"""Updates being handled at the same time."""
IN_HAND = 64
"""Updates claimed and not finished yet: one claim, a commit of its own, serves many answers."""
BATCH = 100
Apologise = Callable[[Update], Awaitable[None]]


class RawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates without decoding: one undecodable update must not fail its batch."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int = BATCH
    timeout: int = 25
    allowed_updates: tuple[str, ...] = ALLOWED


class Poller:
    """Asks Telegram, stores, and only then asks for what follows: that is the acknowledgement."""

    def __init__(self, bot: Bot, inbox: Inbox, news: asyncio.Event) -> None:
        self._bot = bot
        self._inbox = inbox
        self._news = news

    async def _take_over(self) -> None:
        """A webhook that is still set would get everything; what it has not delivered comes to us."""
        try:
            await self._bot.delete_webhook(drop_pending_updates=False)
        except TelegramUnauthorizedError:
            raise _stopped() from None
        except (TelegramAPIError, ClientDecodeError) as error:
            log.warning("intake.webhook", error=type(error).__name__)

    async def run(self) -> None:
        """Until cancelled. Trouble with the network waits and tries again; an unknown token ends it."""
        offset, wait = None, 1.0
        await self._take_over()
        while True:
            try:
                updates = await self._bot(RawUpdates(offset=offset), request_timeout=40)
            except TelegramUnauthorizedError:
                raise _stopped() from None
            # What cannot be decoded at all is no answer of Telegram: the error page of a proxy, say.
            except (TelegramAPIError, ClientDecodeError) as error:
                log.warning("intake.waits", error=type(error).__name__, seconds=wait)
                await asyncio.sleep(wait)
                wait = min(wait * 2, 5.0 if isinstance(error, TelegramConflictError) else 30.0)
                continue
            wait = 1.0
            if updates:
                await self.take(updates)
                offset = max(int(update["update_id"]) for update in updates) + 1

    async def take(self, updates: list[dict[str, Any]]) -> None:
        """Store them in one commit; only then may they be acknowledged."""
        await self._inbox.store([incoming(update) for update in updates])
        self._news.set()

    async def announce(self, url: str, secret: str) -> None:
        """Tell Telegram where to send; again and again until it has heard."""
        wait = 1.0
        while True:
            try:
                await self._bot.set_webhook(url, secret_token=secret, allowed_updates=list(ALLOWED))
            except TelegramUnauthorizedError:
                raise _stopped() from None
            except (TelegramAPIError, ClientDecodeError) as error:
                log.warning("intake.webhook", error=type(error).__name__, seconds=wait)
                await asyncio.sleep(wait)
                wait = min(wait * 2, 30.0)
            else:
                log.info("intake.webhook_set")
                return


class Workers:
    """Handle stored updates: the oldest of a chat, several chats at once."""

    def __init__(
        self, bot: Bot, dispatcher: Dispatcher, inbox: Inbox, news: asyncio.Event, holder: str, apologise: Apologise
    ) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._inbox = inbox
        self._news = news
        self._holder = holder
        self._apologise = apologise
        self._places = asyncio.Semaphore(AT_ONCE)
        self._in_hand = 0
        self._chats: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._stopping = False
        self._handled: Callable[[datetime], object] = lambda _: None

    async def run(self) -> None:
        """Until `stop`; then what is in hand is finished first."""
        async with asyncio.TaskGroup() as group:
            while not self._stopping:
                self._news.clear()
                if self._wants_more:
                    for work in await self._inbox.claim(self._holder, IN_HAND - self._in_hand):
                        self._in_hand += 1
                        group.create_task(self._work(work))
                # A second at most: retries come due by the clock, and another process may have stored something.
                with suppress(TimeoutError):
                    async with asyncio.timeout(1):
                        await self._news.wait()

    @property
    def busy(self) -> bool:
        """Is an update, or its screen, still in hand?"""
        return self._in_hand > 0

    @property
    def _wants_more(self) -> bool:
        return self._in_hand <= IN_HAND // 2

    def observe(self, handled: Callable[[datetime], object]) -> None:
        """Tell `handled` when each update that is done now was received."""
        self._handled = handled

    def stop(self) -> None:
        """Take nothing new."""
        self._stopping = True
        self._news.set()

    async def _work(self, work: Work) -> None:
        # Handled is not finished: the screen of a chat's last update goes out before its next update begins.
        chat = self._chats.setdefault(work.chat, asyncio.Lock())
        try:
            async with chat, self._places:
                await self._handle(work)
        except Exception as error:
            log.error("update.left", inbox=work.handling.inbox_id, error=type(error).__name__)
        finally:
            self._handled(work.handling.received_at)
            self._in_hand -= 1
            if self._wants_more:
                self._news.set()

    async def _handle(self, work: Work) -> None:
        try:
            update = Update.model_validate(json.loads(work.body), context={"bot": self._bot})
        except (ValidationError, ValueError) as error:
            await self._inbox.failed(work, type(error).__name__, hopeless=True)
            log.error("update.set_aside", inbox=work.handling.inbox_id, error=type(error).__name__)
            return
        token = current_update.set(work.handling)
        failure: Exception | None = None
        try:
            await self._dispatcher.feed_update(self._bot, update)
        except AlreadyHandledError:
            log.info("update.handled_elsewhere", inbox=work.handling.inbox_id)
            return
        except Exception as error:
            failure = error
        finally:
            current_update.reset(token)
        await self._settle(work, update, failure)

    async def _settle(self, work: Work, update: Update, failure: Exception | None) -> None:
        if work.handling.spent:
            if failure:
                log.error("screen.failed", inbox=work.handling.inbox_id, error=type(failure).__name__)
            return
        if failure is None:
            await self._inbox.done(work)
            return
        aside = await self._inbox.failed(work, type(failure).__name__)
        log.error("update.failed", inbox=work.handling.inbox_id, error=type(failure).__name__, set_aside=aside)
        if aside:
            await self._apologise(update)


def _stopped() -> UnknownToken:
    """Nobody can be heard before an administrator changes the token: the alarm that a machine watches for."""
    log.error("intake.stopped", reason="unknown token")
    return UnknownToken()


def incoming(update: dict[str, Any]) -> Incoming:
    """A raw update with the chat in whose order it belongs (the sender's where there is no chat)."""
    content: Any = next((value for key, value in update.items() if key != "update_id" and isinstance(value, dict)), {})
    chat = content.get("chat") or (content.get("message") or {}).get("chat") or content.get("from") or {}
    # In ASCII: half of a surrogate pair or a NUL, which no database takes, stays an escape and cannot fail its batch.
    return Incoming(int(update["update_id"]), str(chat.get("id", "")), json.dumps(update))
