"""Telegram's end of the line, with a memory: takes every call of aiogram's bot and keeps what a chat sees last."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendMessage, TelegramMethod
from aiogram.types import Chat, InlineKeyboardMarkup, Message

from models.action import Action, parse

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Shown:
    """A screen: its words and what its buttons mean, in reading order."""

    text: str
    actions: tuple[Action, ...]


class Wire(BaseSession):
    """Answers as Telegram would when nothing goes wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.screens: dict[int, Shown] = {}
        self.toasts: list[str] = []

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:  # noqa: ASYNC109 (the library's signature)
        match method:
            case AnswerCallbackQuery():
                self.toasts.append(method.text or "")
                return True
            case SendMessage() | EditMessageText():
                chat = int(method.chat_id or 0)
                self.screens[chat] = Shown(method.text, _actions(method.reply_markup))
                return Message(message_id=1, date=LONG_AGO, chat=Chat(id=chat, type="private"))
        return True

    async def close(self) -> None:
        """Nothing is open."""

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        """No file is asked for here."""
        raise NotImplementedError
        yield b""


def _actions(markup: object) -> tuple[Action, ...]:
    if not isinstance(markup, InlineKeyboardMarkup):
        return ()
    found = [parse(button.callback_data or "") for row in markup.inline_keyboard for button in row]
    assert None not in found, "a button that means nothing"
    return tuple(action for action in found if action is not None)
