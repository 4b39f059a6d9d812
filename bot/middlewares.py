"""What every update passes: who speaks, and at which pace we answer. Middlewares only read.

One exception, rare: somebody marked as unreachable who writes is reachable, which no handler should have to know.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.methods import Response, SendDocument, SendMessage, SendPhoto, SendVideo, SendVoice, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Chat, Message, TelegramObject, Update, User

from scheduler.pacer import Pacer
from services.conversations import Conversations

TRIES = 3
BREATH = 0.3
SENDS = (SendMessage, SendPhoto, SendDocument, SendVoice, SendVideo)
"""What Telegram counts."""
# aiogram decodes a reply as Response[…]: a class that takes milliseconds to make and that pydantic holds only weakly.
# Held here, it is made once instead of after every collection of garbage.
REPLIES = (Response[bool], Response[Message], Response[Message | bool])


class WhoSpeaks(BaseMiddleware):
    """Hands on `speaker`: in private the account, in a group the group."""

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        user: User | None = data.get("event_from_user")
        chat: Chat | None = data.get("event_chat")
        if user is None:
            return None
        account = chat.id if chat is not None and chat.type != "private" else user.id
        speaker = data["speaker"] = await self._conversations.who("telegram", str(account))
        if speaker.blocked and not (isinstance(event, Update) and event.my_chat_member):
            await self._conversations.back(speaker)
        return await handler(event, data)


class Paced(BaseRequestMiddleware):
    """Sends wait for their turn; a 429 pauses everyone; a passing trouble is tried again while the person waits."""

    def __init__(self, pacer: Pacer) -> None:
        self._pacer = pacer

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        for left in reversed(range(TRIES)):
            await self._pacer.pass_pause()
            turn = self._pacer.turn(str(method.chat_id)) if isinstance(method, SENDS) else nullcontext()
            try:
                async with turn:
                    return await make_request(bot, method)
            except TelegramRetryAfter as error:
                self._pacer.pause(error.retry_after)
                if not left:
                    raise
            except (TelegramNetworkError, TelegramServerError, ClientDecodeError):
                if not left or method.__api_method__ == "getUpdates":
                    raise
                await asyncio.sleep(BREATH)
        raise AssertionError("the last try returns or raises")
