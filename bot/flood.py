"""Flood limits for each person and command: raised as a Refusal, so that it is said in their language."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from aiogram import BaseMiddleware
from aiogram.dispatcher.flags import get_flag
from aiogram.types import Message, TelegramObject

from handlers.filters import COSTLY
from models.conversation import Speaker
from models.flood import Allowance
from models.refusals import TooOften


class Flood(BaseMiddleware):
    """Around the handlers of messages and buttons. Remembers in this process only: of two, each allows as much."""

    def __init__(self, real: Callable[[], datetime]) -> None:
        self._real = real
        self._commands = Allowance(burst=200, every=timedelta(seconds=0.1))
        self._costly = Allowance(burst=5, every=timedelta(seconds=12))

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        speaker: Speaker = data["speaker"]
        text = (event.text or "") if isinstance(event, Message) else ""
        if any(get_flag(data, flag) for flag in COSTLY):
            asked, allowance = data["handler"].callback.__qualname__, self._costly
        elif text.startswith("/"):
            asked, allowance = text.split()[0].casefold(), self._commands
        else:
            return await handler(event, data)
        wait = allowance.take((speaker.channel, speaker.channel_user_id, asked), self._real())
        if wait is None:
            return await handler(event, data)
        if wait.first or not isinstance(event, Message):
            raise TooOften(seconds=wait.seconds)
        return None
