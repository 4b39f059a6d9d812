"""The floor: bare aiogram and one raw one-row commit by the same driver. It knows nobody and survives no crash."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiosqlite
import asyncpg
from aiogram import Bot, Dispatcher, Router
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup

from bot.intake import AT_ONCE, RawUpdates
from tests.bench.pace import Pace, timed
from tests.bench.people import People

Insert = Callable[[int, str], Awaitable[Any]]
TABLE = "CREATE TABLE floor (id {key}, chat BIGINT NOT NULL, data TEXT NOT NULL)"
ROW = "INSERT INTO floor (chat, data) VALUES ({values})"
TEXT = "\n\n".join(["<b>Berorientasi Pelayanan</b> · 2 dari 21", *["Satu baris dari layar pertanyaan, kira-kira."] * 8])
LABELS = [
    ["1 · Jarang", "2 · Kadang"],
    ["3 · Sering", "4 · Selalu"],
    ["← Kembali", "Lewati →"],
    ["Tinjau", "Berhenti dulu"],
]
BUTTONS = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text=label, callback_data="ea:1:1:1:3") for label in row] for row in LABELS]
)


async def run_floor(insert: Insert, chats: int, presses: int) -> Pace:
    """The same people, the same number of updates in hand at once."""
    people = People(dict.fromkeys(range(100_000, 100_000 + chats), "ea:1:1:1:3"), presses)
    return await timed(people, _serve(people, insert))


async def _serve(people: People, insert: Insert) -> None:
    bot = Bot("1:bench", session=people)
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.include_router(_router(insert))
    updates: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    async with asyncio.TaskGroup() as group:
        running = [group.create_task(_poll(bot, updates))]
        running += [group.create_task(_handle(bot, dispatcher, updates)) for _ in range(AT_ONCE)]
        await people.finished.wait()
        for task in running:
            task.cancel()


def _router(insert: Insert) -> Router:
    router = Router()

    @router.callback_query()
    async def answer(query: CallbackQuery, bot: Bot) -> None:
        await insert(query.from_user.id, query.data or "")
        await bot.answer_callback_query(query.id)
        await bot.edit_message_text(
            TEXT, chat_id=query.from_user.id, message_id=7, reply_markup=BUTTONS, parse_mode="HTML"
        )

    return router


async def _poll(bot: Bot, updates: asyncio.Queue[dict[str, Any]]) -> None:
    while True:
        for update in await bot(RawUpdates()):
            updates.put_nowait(update)


async def _handle(bot: Bot, dispatcher: Dispatcher, updates: asyncio.Queue[dict[str, Any]]) -> None:
    while True:
        await dispatcher.feed_raw_update(bot, await updates.get())


@asynccontextmanager
async def open_sqlite(path: Path) -> AsyncIterator[Insert]:
    """One aiosqlite connection that commits each row, WAL and synchronous=FULL as the product's."""
    async with aiosqlite.connect(path, isolation_level=None) as connection:
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            await connection.execute(f"PRAGMA {pragma}")
        await connection.execute(TABLE.format(key="INTEGER PRIMARY KEY"))
        row = ROW.format(values="?, ?")
        yield lambda chat, data: connection.execute(row, (chat, data))


@asynccontextmanager
async def open_postgresql(address: str) -> AsyncIterator[Insert]:
    """An asyncpg pool as large as the product's writing one, without the query that resets a returned connection."""

    async def keep(_: object) -> None:
        return None

    async with asyncpg.create_pool(address, min_size=10, max_size=10, reset=keep) as pool:
        await pool.execute("DROP TABLE IF EXISTS floor")
        await pool.execute(TABLE.format(key="BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY"))
        row = ROW.format(values="$1, $2")
        yield lambda chat, data: pool.execute(row, chat, data)
