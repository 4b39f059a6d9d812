"""python-telegram-bot delivers: the only module that speaks it."""

import os
from collections.abc import Awaitable, Callable, Coroutine
from types import TracebackType
from typing import Any, Self

# Asked for before the library is loaded: it gives durations as timedelta from its next version on, and warns till then.
os.environ.setdefault("PTB_TIMEDELTA", "true")

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.request import HTTPXRequest

from locales.letter import Letter
from models.notice import REFUSED, UNREACHABLE, Delivered, Outcome, RetryLater, Undeliverable, back_off
from models.parcel import TOO_BIG, Fetched, Gone
from scheduler.pacer import BULK, PERSON, Pacer

Answer = Awaitable[Any]
ANSWERED_NO = 6
"""A file that Telegram refuses so many times, over a minute, is gone: once may be its own trouble."""


class BotStoppedError(Exception):
    """Telegram does not know this token (401): nothing can be delivered until an administrator changes it."""


class UnreachableError(Exception):
    """Telegram did not answer, or not kindly."""


class Telegram:
    """Sends Letters to chats and says what became of them."""

    def __init__(self, token: str, api: str, pacer: Pacer) -> None:
        self._request = HTTPXRequest(connection_pool_size=24, read_timeout=20, write_timeout=20, connect_timeout=10)
        self._bot = Bot(
            token,
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=self._request,
            get_updates_request=self._request,
        )
        self._pacer = pacer

    async def __aenter__(self) -> Self:
        # Not the bot's own initialize(): it calls getMe, and a courier starts while Telegram is away, too.
        await self._request.initialize()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._request.shutdown()

    async def username(self) -> str:
        """The bot's name, for links. Raises UnreachableError, which says only the class of the trouble."""
        try:
            return str((await self._bot.get_me()).username)
        except TelegramError as error:
            raise UnreachableError(type(error).__name__) from None

    async def deliver(self, address: str, letter: Letter, *, attempts: int, bulk: bool = False) -> Outcome:
        """Send, at the pace that is allowed. Raises BotStoppedError on a token that is not known."""
        await self._pacer.turn(address, BULK if bulk else PERSON)
        return await outcome_of(
            lambda: self._bot.send_message(
                int(address), letter.text, parse_mode="HTML", reply_markup=_keyboard(letter)
            ),
            attempts,
            self._pacer,
        )

    async def fetch(self, file_id: str, *, attempts: int) -> Fetched | Gone | RetryLater:
        """The bytes of what somebody sent, or why not. Raises BotStoppedError on a token that is not known."""
        await self._pacer.pass_pause()
        try:
            file = await self._bot.get_file(file_id)
        except InvalidToken as error:
            raise BotStoppedError from error
        except TelegramError as error:
            return self._not_fetched(error, attempts)
        try:
            return Fetched(bytes(await file.download_as_bytearray()))
        except TelegramError as error:  # here a 404, which the library calls InvalidToken, means the file
            return self._not_fetched(error, attempts)

    def _not_fetched(self, error: TelegramError, attempts: int) -> Gone | RetryLater:
        if isinstance(error, RetryAfter):
            delay: Any = error.retry_after
            self._pacer.pause(float(delay.total_seconds()))
            return RetryLater(float(delay.total_seconds()), "429", counts=False)
        said_no = isinstance(error, BadRequest | Forbidden | InvalidToken)
        if said_no and "too big" in error.message.lower():
            return Gone(TOO_BIG)
        if said_no and attempts + 1 >= ANSWERED_NO:
            return Gone(error.message[:200])
        return RetryLater(back_off(attempts + 1), type(error).__name__)


async def outcome_of(send: Callable[[], Coroutine[Any, Any, Any]], attempts: int, pacer: Pacer) -> Outcome:
    """What an attempt to send means for its notice. The order matters: BadRequest is a NetworkError to the library."""
    try:
        await send()
    except RetryAfter as error:
        delay: Any = error.retry_after
        seconds = float(delay.total_seconds())
        pacer.pause(seconds)
        return RetryLater(seconds, "429", counts=False)
    except Forbidden:
        return Undeliverable(UNREACHABLE, "403")
    except InvalidToken as error:
        raise BotStoppedError from error
    except (BadRequest, ChatMigrated) as error:
        return _refused(error)
    except NetworkError as error:
        return RetryLater(back_off(attempts + 1), type(error).__name__)
    except TelegramError as error:
        return Undeliverable(REFUSED, type(error).__name__)
    return Delivered()


def _refused(error: TelegramError) -> Undeliverable:
    gone = "chat not found" in error.message.lower()
    return Undeliverable(UNREACHABLE if gone else REFUSED, error.message[:200])


def _keyboard(letter: Letter) -> InlineKeyboardMarkup | None:
    if not letter.choices:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(choice.label, callback_data=choice.action.pack()) for choice in row]
            for row in letter.choices
        ]
    )
