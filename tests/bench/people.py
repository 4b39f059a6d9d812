"""People at their phones without a network: each presses a button of the screen before them as soon as it is drawn."""

import asyncio
import json
from collections import deque
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.methods import AnswerCallbackQuery, DeleteWebhook, EditMessageText, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InlineKeyboardMarkup

from bot.intake import BATCH, RawUpdates

ROUND_TRIP = 0.05
"""Seconds of one getUpdates, which hands over what was pressed meanwhile. From Indonesia it takes longer."""
ME = {"id": 1, "is_bot": True, "first_name": "Kinerja", "username": "kinerja_bot"}


class People(AiohttpSession):
    """aiogram's own session, only the socket is missing: requests are composed and replies decoded as ever."""

    def __init__(self, first_buttons: dict[int, str], presses: int) -> None:
        """`first_buttons`: by chat, the data of the button in front of its person, who presses `presses` times."""
        super().__init__()
        self.finished = asyncio.Event()
        self.drawn = 0
        self._left = dict.fromkeys(first_buttons, presses)
        self._pressed: deque[dict[str, Any]] = deque()
        self._updates = 0
        for chat, data in first_buttons.items():
            self._press(chat, data)

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's own signature
    ) -> TelegramType:
        """Compose the body, let the people look, decode the reply."""
        self.build_form_data(bot, method)()
        reply = json.dumps({"ok": True, "result": await self._reply(method)}, ensure_ascii=False)
        return self.check_response(bot, method, 200, reply).result  # type: ignore[return-value]

    async def _reply(self, method: TelegramMethod[Any]) -> Any:
        if isinstance(method, RawUpdates):
            await asyncio.sleep(ROUND_TRIP)
            return [self._pressed.popleft() for _ in range(min(BATCH, len(self._pressed)))]
        if isinstance(method, EditMessageText):
            assert isinstance(method.chat_id, int)
            self._look(method.chat_id, method.reply_markup)
            return _message(method.chat_id, method.text)
        assert isinstance(method, AnswerCallbackQuery | DeleteWebhook), f"nobody here expects {method.__api_method__}"
        return True

    def _look(self, chat: int, markup: InlineKeyboardMarkup | None) -> None:
        self.drawn += 1
        self._left[chat] -= 1
        if self._left[chat]:
            assert markup is not None
            self._press(chat, _third_level(markup))
        elif not any(self._left.values()):
            self.finished.set()

    def _press(self, chat: int, data: str) -> None:
        self._updates += 1
        query = {
            "id": f"{chat}{self._left[chat]:03d}",
            "from": {"id": chat, "is_bot": False, "first_name": "Pegawai", "language_code": "id"},
            "message": _message(chat, "Pertanyaan"),
            "chat_instance": str(chat),
            "data": data,
        }
        self._pressed.append({"update_id": self._updates, "callback_query": query})


def _third_level(markup: InlineKeyboardMarkup) -> str:
    """A question shows levels 1 and 2 in its first row, 3 and 4 in its second."""
    data = markup.inline_keyboard[1][0].callback_data
    assert data is not None
    return data


def _message(chat: int, text: str) -> dict[str, Any]:
    return {
        "message_id": 7,
        "from": ME,
        "date": 1782900000,
        "chat": {"id": chat, "type": "private", "first_name": "Pegawai"},
        "text": text,
    }
