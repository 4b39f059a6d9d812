"""The product's side: real poller, inbox, workers, dispatcher, use case and screens over a prepared database."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path

from aiogram import Bot
from sqlalchemy import func, insert
from sqlmodel import col, select

from bot.assembly.core import Core, build_core
from bot.assembly.intake import build_dispatcher
from bot.intake import Poller, Workers
from bot.middlewares import Paced
from bot.settings import Settings
from handlers.screens import Screens
from models.action import Answer
from models.clock import SystemClock
from models.conversation import Conversation
from models.evaluation import AnswerRow, EvaluationRow
from models.inbox import InboxUpdate
from models.person import Person
from scheduler.pacer import Limits, Pacer
from services import schema
from services.cycles import CycleDates
from services.inbox import Inbox
from services.transaction import connect
from tests.bench.pace import Pace, timed
from tests.bench.people import People
from tests.bench.statements import Statements
from tests.support.staff import Staff, member, roster_csv

METHOD = "berakhlak-2026"
_bots = count(1)


class Product:
    """A regency whose people all have their form before them. Each run is a new cycle."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def run(self) -> tuple[Pace, int]:
        """Everybody answers every question once; the pace, and how many answers the database has of it."""
        cycle, people = await self._gather()
        pace = await timed(people, self._serve(people))
        return pace, await self._stored(cycle)

    async def count_statements(self) -> dict[str, float]:
        """The same once more, not timed: how often each statement is sent for one answer."""
        _, people = await self._gather()
        with Statements(self._core.transactions) as statements:
            await self._serve(people)
        return statements.an_answer(people.drawn)

    async def _gather(self) -> tuple[int, People]:
        """A new cycle, and its people with the first question before them."""
        cycle = await self._open_cycle()
        return cycle, People(await self._first_buttons(cycle), self._core.methods.find(METHOD).count)

    async def _serve(self, people: People) -> None:
        number = next(_bots)
        bot = Bot(f"{number}:bench", session=people)
        people.middleware(Paced(Pacer(Limits(), time.monotonic)))
        news, inbox = asyncio.Event(), Inbox(self._core.transactions, number)
        screens = Screens(bot)
        dispatcher = build_dispatcher(self._core, screens)
        workers = Workers(bot, dispatcher, inbox, news, "bench", _set_aside)
        async with asyncio.TaskGroup() as group:
            polling = group.create_task(Poller(bot, inbox, news).run())
            group.create_task(workers.run())
            await people.finished.wait()
            polling.cancel()
            workers.stop()

    async def _open_cycle(self) -> int:
        now, day = self._core.clock.now(), timedelta(days=1)
        dates = CycleDates(now - day, now + day, now + 2 * day, now + 3 * day)
        return (await self._core.cycles.create(f"Tahun {now.isoformat()}", METHOD, dates)).id

    async def _first_buttons(self, cycle: int) -> dict[int, str]:
        async with self._core.transactions.read() as session:
            forms = await session.exec(
                select(EvaluationRow.id, EvaluationRow.person_id).where(EvaluationRow.cycle_id == cycle)
            )
            return {_chat(person): Answer(form or 0, 0, 1, 3).pack() for form, person in forms}

    async def _stored(self, cycle: int) -> int:
        """Answers of this cycle at level 3; nothing may be left in the inbox."""
        async with self._core.transactions.read() as session:
            waiting = await session.exec(select(func.count()).where(col(InboxUpdate.handled_at).is_(None)))
            assert waiting.one() == 0, "an update was not handled"
            found = await session.exec(
                select(func.count())
                .select_from(AnswerRow)
                .join(EvaluationRow, col(EvaluationRow.id) == col(AnswerRow.evaluation_id))
                .where(col(EvaluationRow.cycle_id) == cycle, col(AnswerRow.level) == 3)
            )
            return found.one()


@asynccontextmanager
async def open_product(url: str, data: Path, people: int) -> AsyncIterator[Product]:
    """Migrate, employ `people` and link each to a chat."""
    settings = Settings(data=data, telegram_token="1:bench", database_url=url)
    clock = SystemClock(settings.zone)
    transactions = connect(url, clock)
    try:
        await schema.upgrade(transactions)
        core = build_core(settings, clock, transactions)
        report = await core.roster.import_file(roster_csv(_staff(people)), "roster.csv", allow_left=True)
        assert not report.refused, report.refused
        async with transactions.begin() as session:
            persons = await session.exec(select(Person.id))
            rows = [{"channel_user_id": str(_chat(person or 0)), "person_id": person} for person in persons]
            now = {"channel": "telegram", "language": "id", "awaiting": "", "since": clock.now()}
            await (await session.connection()).execute(insert(Conversation), [row | now for row in rows])
        yield Product(core)
    finally:
        await transactions.close()


async def _set_aside(*_: object) -> None:
    raise AssertionError("an update failed three times")


def _staff(people: int) -> list[Staff]:
    return [member(number, f"Pegawai {number}") for number in range(1, people + 1)]


def _chat(person: int) -> int:
    return 100_000 + person
