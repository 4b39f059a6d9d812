"""The service dies at a named place of one update's way, or of one notice's, and lives again: what happened, happened
once. A person who then asks for the screen gets it.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from bot.assembly.core import Core, core
from bot.settings import Settings
from models.action import Answer, Submit, parse
from models.evaluation import AnswerRow, EvaluationRow
from models.inbox import InboxUpdate
from models.notice import DELIVERED, Notice
from sandbox.people import Person as Phone
from sandbox.server import serve
from sandbox.world import World
from tests.support.staffed import settle
from tests.support.victim import OLD_AGE, Fate, Victim


@dataclass
class Stage:
    """One employee and their rater, in front of a service that can be killed."""

    core: Core
    world: World
    victim: Victim
    rater: Phone
    siti: Phone
    evaluation: int

    async def form(self) -> EvaluationRow:
        async with self.core.transactions.read() as session:
            return await session.get_one(EvaluationRow, self.evaluation)

    async def dies(self, place: str) -> None:
        """A life that ends there."""
        self.victim.start(Fate(place=place))
        assert await self.victim.gone(15), f"nothing came by at: {place}"

    async def lives(self) -> None:
        """A life that ends when everything is handled and delivered."""
        self.victim.start(OLD_AGE)
        async with asyncio.timeout(20):
            while await self._waits():
                await asyncio.sleep(0.02)

    async def _waits(self) -> bool:
        if self.world.updates:  # first: what is acknowledged after this look is stored by then
            return True
        async with self.core.transactions.read() as session:
            inbox = await session.exec(select(InboxUpdate.id).where(col(InboxUpdate.handled_at).is_(None)))
            notices = await session.exec(select(Notice.id).where(Notice.outcome == "waiting"))
            return bool(inbox.all() or notices.all())

    async def all_handled(self) -> bool:
        """Every update that is stored."""
        async with self.core.transactions.read() as session:
            return not (await session.exec(select(InboxUpdate.id).where(col(InboxUpdate.handled_at).is_(None)))).all()

    async def all_answered(self) -> None:
        """Everything but the sending is done."""
        async with self.core.transactions.begin() as session:
            now = self.core.clock.now()
            for item in range(1, 22):
                session.add(AnswerRow(evaluation_id=self.evaluation, item=item, level=3, answered_at=now))
            await session.exec(
                update(EvaluationRow)
                .where(col(EvaluationRow.id) == self.evaluation)
                .values(position=22, reviewing=True)
            )


@pytest.fixture
async def stage(database_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    world = World(limits=False)
    async with serve(world) as server:
        settings = Settings(
            data=tmp_path, telegram_token=world.token, telegram_api=server.base, database_url=database_url
        )
        async with core(settings) as parts:
            rater, [(siti, evaluation), *_] = await settle(parts, world)
            stage = Stage(parts, world, Victim(settings, tmp_path / "service.log"), rater, siti, evaluation)
            await stage.lives()
            await stage.victim.kill()
            yield stage
            await stage.victim.kill()


@pytest.mark.parametrize(
    "place",
    ["received, not stored", "stored, not acknowledged", "claimed", "written, not committed", "committed, no screen"],
)
async def test_an_answer_counts_once_wherever_the_service_dies(stage: Stage, place: str) -> None:
    stage.siti.press_data(1, Answer(stage.evaluation, 0, 1, 3).pack())
    await stage.dies(place)
    if place.endswith(("not stored", "not acknowledged")):
        assert stage.world.updates, "Telegram gives the same update again"
    written = (await stage.form()).version == 1
    assert written == (place == "committed, no screen")
    assert await stage.all_handled() == (written or place == "received, not stored"), "in one commit"

    await stage.lives()

    form = await stage.form()
    assert (form.version, form.position) == (1, 2)
    async with stage.core.transactions.read() as session:
        answers = (await session.exec(select(AnswerRow))).all()
        inbox = (await session.exec(select(InboxUpdate).order_by(col(InboxUpdate.update_id).desc()))).all()
    assert [(row.item, row.level) for row in answers] == [(1, 3)]
    assert len({row.update_id for row in inbox}) == len(inbox), "one row an update, however often it came"
    assert (inbox[0].attempts, inbox[0].set_aside_at) == (0, None)
    stage.siti.write("/evaluasi")
    await stage.siti.wait(lambda screen: "2 dari 21" in screen.text)


@pytest.mark.parametrize(
    ("place", "messages"), [("notice claimed", 1), ("notice sent, not settled", 2)], ids=["before", "after sending"]
)
async def test_a_notice_arrives_and_is_doubled_only_between_sending_and_settling(
    stage: Stage, place: str, messages: int
) -> None:
    await stage.all_answered()
    stage.siti.press_data(1, Submit(stage.evaluation, 0).pack())
    await stage.dies(place)
    await stage.lives()
    async with stage.core.transactions.read() as session:
        (notice,) = (await session.exec(select(Notice))).all()
    assert (notice.outcome, notice.attempts) == (DELIVERED, 0)
    told = [message for message in stage.rater.messages if message.text.startswith("Siti Aminah sudah mengirim")]
    assert len(told) == messages


async def test_a_screen_never_runs_ahead_of_its_commit(stage: Stage) -> None:
    stage.siti.write("/evaluasi")
    await stage.lives()
    first = await stage.siti.wait(lambda screen: "1 dari 21" in screen.text)
    await stage.victim.kill()
    stage.siti.press("3")
    await stage.dies("written, not committed")
    assert stage.siti.screen == first
    assert [toast.text for toast in stage.siti.toasts] == []
    buttons = [parse(button.data or "") for button in first.buttons[0]]
    assert buttons == [Answer(stage.evaluation, 0, 1, level) for level in (1, 2)], "what is shown can still be pressed"
