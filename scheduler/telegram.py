"""python-telegram-bot delivers: the only module that speaks it."""

import os
from html import unescape
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
    RetryAfter,
    TelegramError,
)
from telegram.request import HTTPXRequest

from locales.letter import Letter
from locales.plain import fits, plain
from models.answer import Answer, SendPlain, StopSending, decide
from models.notice import Delivered, Outcome, RetryLater, back_off
from models.parcel import TOO_BIG, Fetched, Gone
from scheduler.pacer import BULK, PERSON, Pacer

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

    async def deliver(
        self, address: str, letter: Letter, *, attempts: int, bulk: bool = False, silent: bool = False
    ) -> Outcome:
        """Send, at the pace that is allowed. Raises BotStoppedError on a token that is not known.

        A letter that is too long goes out in pieces, one whose markup is not taken as plain text: neither is lost.
        Trouble between two pieces sends all of them again.
        """
        lane = BULK if bulk else PERSON
        if fits(letter):
            outcome = await self._send(address, letter, attempts, lane, silent=silent)
            if not isinstance(outcome, SendPlain):
                return outcome
        outcome = Delivered()
        for piece in plain(letter):
            if isinstance(outcome, Delivered):
                outcome = await self._send(address, piece, attempts, lane, plain=True, silent=silent)
        assert not isinstance(outcome, SendPlain), "plain text is plain already"
        return outcome

    async def _send(
        self, address: str, letter: Letter, attempts: int, lane: int, *, plain: bool = False, silent: bool = False
    ) -> Outcome | SendPlain:
        try:
            async with self._pacer.turn(address, lane):
                await self._message(int(address), letter, plain=plain, silent=silent)
        except TelegramError as error:
            answer = answer_of(error)
            if answer.retry_after is not None:
                self._pacer.pause(answer.retry_after)
            decision = decide(answer, attempts, plain=plain)
            if isinstance(decision, StopSending):
                raise BotStoppedError from error
            return decision
        return Delivered()

    async def _message(self, chat: int, letter: Letter, *, plain: bool, silent: bool) -> None:
        """The text by itself, or as the caption of the file that goes with it."""
        text = unescape(letter.text) if plain else letter.text
        words: Any = {
            "parse_mode": None if plain else "HTML",
            "reply_markup": _keyboard(letter),
            "disable_notification": silent,
        }
        if file := letter.attachment:
            await self._bot.send_document(chat, file.content, filename=file.name, caption=text, **words)
        else:
            await self._bot.send_message(chat, text, **words)

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
        if (seconds := answer_of(error).retry_after) is not None:
            self._pacer.pause(seconds)
            return RetryLater(seconds, "429", counts=False)
        said_no = isinstance(error, BadRequest | Forbidden | InvalidToken)
        if said_no and "too big" in error.message.lower():
            return Gone(TOO_BIG)
        if said_no and attempts + 1 >= ANSWERED_NO:
            return Gone(error.message[:200])
        return RetryLater(back_off(attempts + 1), type(error).__name__)


def answer_of(error: TelegramError) -> Answer:
    """What the library raised, as facts. The order matters: BadRequest is a NetworkError to the library.

    Where nobody answered, or a server in trouble, only the class of the error is kept: its words may hold the address
    with the token, or the message. An answer that cannot be read may have been a yes.
    """
    answer = Answer(0, type(error).__name__)
    if error.__cause__ is not None:
        return answer  # unreadable: somebody between us and Telegram, with a page of its own
    match error:
        case RetryAfter():
            delay: Any = error.retry_after
            answer = Answer(429, retry_after=float(delay.total_seconds()))
        case ChatMigrated():
            answer = Answer(400, error.message, moved_to=error.new_chat_id)
        case InvalidToken():
            answer = Answer(401)
        case Forbidden():
            answer = Answer(403, error.message)
        case BadRequest():
            answer = Answer(400, error.message)
    return answer


def _keyboard(letter: Letter) -> InlineKeyboardMarkup | None:
    if not letter.choices:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(choice.label, callback_data=choice.action.pack()) for choice in row]
            for row in letter.choices
        ]
    )
