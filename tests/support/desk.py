"""The product without its network, for synchronous tests: raw updates go in at the inbox, a Wire takes what comes out.

A desk has a loop of its own and can be restarted: a new process over the same rows.
"""

import asyncio
import itertools
from collections.abc import Coroutine
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from aiogram import Bot
from aiogram.types import Update
from sqlalchemy import delete, insert, update
from sqlmodel import col, select

from bot.assembly.core import build_core
from bot.assembly.intake import build_apology, build_dispatcher
from bot.intake import Workers, incoming
from bot.settings import Settings
from handlers.screens import Screens
from models.action import Action
from models.clock import ManualClock
from models.complaint_draft import ComplaintDraft
from models.conversation import Conversation
from models.evaluation import AnswerRow, EvaluationRow
from models.evaluation_result import EvaluationResultRow
from models.inbox import InboxUpdate
from models.notice import Notice
from models.person import Person
from services.cycles import CycleDates
from services.inbox import Inbox
from services.transaction import AlreadyHandledError, Handling, connect, current_update
from tests.support.staff import EVERYONE, RATNA, SITI, roster_csv
from tests.support.wire import Shown, Wire

T = TypeVar("T")
Json = dict[str, Any]
TOKEN = "77:desk"
EMPLOYEE, RATER = 501, 502
OPEN_FOR = timedelta(days=14)


class Desk:
    """Siti evaluates herself, Ratna is her rater; both are linked."""

    def __init__(self, url: str, data: Path, start: datetime, zone: Any) -> None:
        self._runner = asyncio.Runner()
        self._settings = Settings(data=data, database_url=url, telegram_token=TOKEN)
        self._start_at, self._zone = start, zone
        self._numbers = itertools.count(1)
        self.run(self._settle_in())

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """In the desk's own loop."""
        return self._runner.run(work)

    def close(self) -> None:
        self.run(self._leave())
        self._runner.close()

    # the process

    async def _enter(self) -> None:
        transactions = connect(self._settings.database, self.clock)
        self.core = build_core(self._settings, self.clock, transactions)
        self.wire = Wire()
        self.bot = Bot(TOKEN, session=self.wire)
        screens = Screens(self.bot)
        self.dispatcher = build_dispatcher(self.core, screens)
        self._apologise = build_apology(self.core.conversations, screens)
        self.inbox = Inbox(transactions, bot_id=77)
        self._go_to_work()

    async def _leave(self) -> None:
        await self._stop_work()
        await self.core.transactions.close()

    def _go_to_work(self) -> None:
        self.news = asyncio.Event()
        self.workers = Workers(self.bot, self.dispatcher, self.inbox, self.news, "desk", self._apologise)
        self._working = asyncio.get_running_loop().create_task(self.workers.run())

    async def _stop_work(self) -> None:
        self.workers.stop()
        await self._working

    async def restart(self) -> None:
        """A new process over the same rows; phones still show what they showed."""
        screens = self.wire.screens
        await self._leave()
        await self._enter()
        self.wire.screens = screens

    # what people do

    def press(self, action: Action, who: int = EMPLOYEE) -> Json:
        """The raw update of a pressed button."""
        chat = {"id": who, "type": "private", "first_name": "X"}
        user = {"id": who, "is_bot": False, "first_name": "X"}
        query = {"id": str(next(self._numbers)), "from": user, "chat_instance": "1", "data": action.pack()}
        message = {"message_id": 1, "date": 1, "chat": chat, "text": "…"}
        return self._update("callback_query", {**query, "message": message})

    def write(self, text: str, who: int = EMPLOYEE) -> Json:
        """The raw update of a written text."""
        chat = {"id": who, "type": "private", "first_name": "X"}
        user = {"id": who, "is_bot": False, "first_name": "X"}
        return self._update("message", {"message_id": 2, "date": 1, "chat": chat, "from": user, "text": text})

    def _update(self, kind: str, content: Json) -> Json:
        return {"update_id": next(self._numbers), kind: content}

    async def deliver(self, *updates: Json) -> None:
        """Through the inbox, in one batch; until all are handled and drawn."""
        await self.inbox.store([incoming(one) for one in updates])
        self.news.set()
        async with asyncio.timeout(20):
            while self.workers.busy or await self.inbox.count_waiting():
                assert not (why := await self.failures()), why
                await asyncio.sleep(0.001)

    async def at_once(self, *updates: Json) -> None:
        """Past the inbox's order: several processes handle these updates in the same moment."""
        await asyncio.gather(*(self._alone(one) for one in updates))

    async def _alone(self, raw: Json) -> None:
        await self.dispatcher.feed_update(self.bot, Update.model_validate(raw, context={"bot": self.bot}))

    async def held_twice(self, raw: Json) -> int:
        """Two workers hold the same update in the same moment; how many of them were sent away."""
        await self._stop_work()
        await self.inbox.store([incoming(raw)])
        (work,) = await self.inbox.claim("one", 1)
        holders = [Handling(work.handling.inbox_id, work.handling.received_at) for _ in range(2)]
        sent_away = await asyncio.gather(*(self._as_holder(raw, handling) for handling in holders))
        await self.inbox.done(work)
        self._go_to_work()
        return sum(sent_away)

    async def _as_holder(self, raw: Json, handling: Handling) -> bool:
        current_update.set(handling)  # each of the gathered tasks has a context of its own
        try:
            await self._alone(raw)
        except AlreadyHandledError:
            return True
        return False

    # what there is

    def screen(self, who: int = EMPLOYEE) -> Shown:
        """What this phone shows."""
        return self.wire.screens[who]

    async def form(self) -> EvaluationRow:
        async with self.core.transactions.read() as session:
            return (await session.exec(select(EvaluationRow).where(EvaluationRow.id == self.evaluation))).one()

    async def answers(self) -> dict[int, tuple[int | None, str]]:
        """As a model keeps them: the level with its example, or None with the reason."""
        async with self.core.transactions.read() as session:
            rows = await session.exec(select(AnswerRow).where(AnswerRow.evaluation_id == self.evaluation))
            return {row.item: (row.level, row.example if row.level else row.reason) for row in rows}

    async def results(self) -> dict[int, tuple[str, int | None, str]]:
        """Work results by row: text, rating, what was achieved."""
        async with self.core.transactions.read() as session:
            rows = await session.exec(select(EvaluationResultRow).order_by(col(EvaluationResultRow.id)))
            return {row.id or 0: (row.text, row.rating, row.note) for row in rows}

    async def conversation(self) -> Conversation:
        async with self.core.transactions.read() as session:
            mine = Conversation.channel_user_id == str(EMPLOYEE)
            return (await session.exec(select(Conversation).where(mine))).one()

    async def failures(self) -> list[str]:
        """Why updates could not be handled; a Refusal is none."""
        async with self.core.transactions.read() as session:
            return [row.reason for row in await session.exec(select(InboxUpdate).where(InboxUpdate.reason != ""))]

    async def waiting_notices(self) -> list[Notice]:
        async with self.core.transactions.read() as session:
            return list(await session.exec(select(Notice).where(Notice.outcome == "waiting")))

    # the scene

    async def _settle_in(self) -> None:
        self.clock = ManualClock(self._start_at, self._zone)
        await self._enter()
        report = await self.core.roster.import_file(roster_csv(EVERYONE), "roster.csv", allow_left=True)
        assert not report.refused, report.refused
        now = self.clock.now()
        dates = CycleDates(now - timedelta(days=1), *(now + OPEN_FOR * step for step in (1, 2, 3)))
        await self.core.cycles.create("Tahun 2026", "berakhlak-2026", dates)
        async with self.core.transactions.begin() as session:
            people = {person.ref: person.id for person in await session.exec(select(Person))}
            for account, staff in ((EMPLOYEE, SITI), (RATER, RATNA)):
                row = {"channel_user_id": str(account), "person_id": people[staff.nip], "since": now}
                session.add(Conversation(**row))
            mine = EvaluationRow.person_id == people[SITI.nip]
            self.evaluation = (await session.exec(select(col(EvaluationRow.id)).where(mine))).one() or 0

    async def begin_again(self, answered: int, level: int) -> None:
        """As on the first day, with the first questions answered already."""
        await self._leave()
        self.clock = ManualClock(self._start_at, self._zone)
        await self._enter()
        position, reviewing = answered + 1, answered == 21
        values = {"state": "draft", "version": answered, "position": position, "reviewing": reviewing}
        nothing = {"submissions": 0, "submitted_at": None, "opened_at": None}
        now = self.clock.now()
        rows = [
            {"evaluation_id": self.evaluation, "item": item, "level": level, "example": "", "reason": ""}
            for item in range(1, answered + 1)
        ]
        async with self.core.transactions.begin() as session:
            for table in (AnswerRow, EvaluationResultRow, ComplaintDraft, Notice, InboxUpdate):
                await session.exec(delete(table))
            mine = col(EvaluationRow.id) == self.evaluation
            await session.exec(update(EvaluationRow).where(mine).values(**values, **nothing))
            await session.exec(update(Conversation).values(awaiting="", language="id", hinted_at=None))
            if rows:
                await session.exec(insert(AnswerRow).values([{**row, "answered_at": now} for row in rows]))
