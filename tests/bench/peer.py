"""The peer: python-telegram-bot's own AIORateLimiter, as its documentation shows it, in a process of its own.

It knows the words beforehand, writes nothing down, and answers everybody who talks at once: what it takes longer is
the limiter's.
"""

import asyncio
from collections.abc import Sequence
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from models.action import Answer, parse
from scheduler.courier import AT_ONCE
from tests.support.victim import FORKS

TEXT = "Pegawai, evaluasi diri Tahun 2026 ditutup Selasa, 14 Juli 2026, pukul 10.00 WIB, 7 hari lagi."
BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton(str(level), callback_data=str(level)) for level in range(1, 5)]])


class Peer:
    """Sends to these chats and answers those who talk, until it is killed."""

    def __init__(self, token: str, api: str, chats: Sequence[int]) -> None:
        self._process: Any = FORKS.Process(target=_run, args=(token, api, list(chats)), daemon=True)

    def start(self) -> None:
        """From now on."""
        self._process.start()

    @property
    def pid(self) -> int:
        """Its process."""
        return int(self._process.pid)

    async def kill(self) -> None:
        """It has done enough."""
        self._process.kill()
        await asyncio.to_thread(self._process.join, 10)


def _run(token: str, api: str, chats: list[int]) -> None:
    import uvloop

    uvloop.run(_work(token, api, chats))


async def _work(token: str, api: str, chats: list[int]) -> None:
    bot: ExtBot[Any] = ExtBot(
        token,
        base_url=f"{api}/bot",
        request=HTTPXRequest(connection_pool_size=64),
        get_updates_request=HTTPXRequest(),
        rate_limiter=AIORateLimiter(max_retries=5),
    )
    await bot.initialize()
    left = iter(chats)
    async with asyncio.TaskGroup() as group:
        for _ in range(AT_ONCE):
            group.create_task(_send(bot, left))
        offset = 0
        while True:
            for update in await bot.get_updates(offset=offset, timeout=25):
                offset = update.update_id + 1
                group.create_task(_answer(bot, update))


async def _send(bot: ExtBot[Any], left: Any) -> None:
    for chat in left:
        await _said(bot.send_message(chat, TEXT, parse_mode="HTML", reply_markup=BUTTONS))


async def _answer(bot: ExtBot[Any], update: Update) -> None:
    if query := update.callback_query:
        action = parse(query.data or "")
        assert isinstance(action, Answer)
        await _said(query.answer())
        await _said(query.edit_message_text(f"Nilai · {action.item + 1} dari 21", reply_markup=BUTTONS))
    elif update.message:
        text = "Pilih bahasa" if update.message.text == "/bahasa" else "Nilai · 1 dari 21"
        await _said(bot.send_message(update.message.chat_id, text, reply_markup=BUTTONS))


async def _said(call: Any) -> None:
    """What the limiter gave up is lost: the measurement sees that."""
    try:
        await call
    except TelegramError:
        return
