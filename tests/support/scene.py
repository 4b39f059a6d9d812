"""What a killed service leaves behind, read from its rows and from the telephones."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from sqlmodel import SQLModel, col, select

from bot.assembly.core import Core
from models.action import parse
from models.evaluation import AnswerRow, EvaluationRow
from models.inbox import InboxUpdate
from models.notice import CANCELLED, DELIVERED, WAITING, Notice
from sandbox.people import Person as Phone
from sandbox.world import World
from tests.support.careless import Careless

Row = TypeVar("Row", bound=SQLModel)


class Scene:
    """Five people, their rater, and the database between them."""

    def __init__(self, core: Core, world: World, rater: Phone, people: Sequence[Careless]) -> None:
        self.core = core
        self.world = world
        self.rater = rater
        self.people = people
        self.kills: Counter[str] = Counter()

    async def rows(self, table: type[Row]) -> Sequence[Row]:
        """All rows, in the order in which they were made."""
        async with self.core.transactions.read() as session:
            return (await session.exec(select(table).order_by(*table.__table__.primary_key.columns))).all()  # type: ignore[attr-defined]

    async def answers(self, one: Careless) -> dict[int, tuple[int | None, str]]:
        """As a model keeps them."""
        async with self.core.transactions.read() as session:
            rows = await session.exec(select(AnswerRow).where(col(AnswerRow.evaluation_id) == one.evaluation))
            return {row.item: (row.level, row.example if row.level else row.reason) for row in rows}

    def told(self, one: Careless) -> int:
        """How many messages the rater has got about this person."""
        return sum(message.text.startswith(one.phone.row["name"]) for message in self.rater.messages)

    async def after_a_kill(self) -> None:
        """Count what the kill hit. What is written is what is marked handled; nobody has seen what is not written."""
        await asyncio.sleep(0.1)  # what was on its way when the process died still arrives
        inbox, forms, notices = await self.rows(InboxUpdate), await self.rows(EvaluationRow), await self.rows(Notice)
        versions = {form.id: form.version for form in forms}
        for one in self.people:
            handled = [row.handled_at is not None for row in inbox if row.chat == str(one.phone.id)]
            assert handled == sorted(handled, reverse=True), "handled out of order"
            assert versions[one.evaluation] == one.steps[max(sum(handled) - 1, 0)], "written and handled are one commit"
        behind = [versions[one.evaluation] - _seen(one) for one in self.people]
        assert min(behind) >= 0, "a screen went out before its commit"
        delivered = Counter(
            notice.facts["evaluation"] for notice in notices if notice.outcome in (DELIVERED, CANCELLED)
        )
        claimed = [notice.facts["evaluation"] for notice in notices if notice.holder and notice.outcome == WAITING]
        sent = [one for one in self.people if one.evaluation in claimed and self.told(one) > delivered[one.evaluation]]
        self.kills += Counter(
            {
                "kills": 1,
                "while an update was claimed": any(row.holder and not row.handled_at for row in inbox),
                "stored, not acknowledged": any(row.update_id in self.world.updates for row in inbox),
                "between commit and screen": max(behind) > 0,
                "while a notice was claimed": bool(claimed),
                "between send and settle": len(sent),
            }
        )

    async def quiet(self) -> bool:
        """Is everything handled and delivered?"""
        if self.world.updates:  # first: what is acknowledged after this look is stored by then
            return False
        waits = any(row.handled_at is None for row in await self.rows(InboxUpdate))
        return not (waits or any(notice.outcome == WAITING for notice in await self.rows(Notice)))


def _seen(one: Careless) -> int:
    """The newest version of the form on any button in this chat; a report's buttons have versions of their own."""
    data = [button.data or "" for message in one.phone.messages for row in message.buttons for button in row]
    actions = [action for action in map(parse, data) if hasattr(action, "evaluation")]
    return max((getattr(action, "version", 0) for action in actions), default=0)
