"""SIGKILL at random, while five people answer: nothing is lost, nothing counts twice, nobody sees what is not written.

The seed is printed; KINERJA_PROOF_SEED sets it. The service is the real one, in a process of its own; Telegram is as
slow as the real one, so that a kill finds something under way.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from bot.assembly.core import core
from bot.settings import Settings
from models.evaluation import EvaluationRow
from models.inbox import InboxUpdate
from models.notice import CANCELLED, DELIVERED, Notice
from sandbox.server import serve
from sandbox.world import World
from tests.support.careless import Careless
from tests.support.scene import Scene
from tests.support.slow import slow_telegram
from tests.support.staffed import settle
from tests.support.victim import Fate, Victim

SEED = int(os.environ.get("KINERJA_PROOF_SEED", "20260701"))
ACTS = 40
"""Of each person, at least."""


@pytest.fixture
def random() -> Random:
    print(f"KINERJA_PROOF_SEED={SEED}")  # noqa: T201 - shown when the test fails
    return Random(SEED)


@pytest.fixture
def slowly() -> Iterator[None]:
    with slow_telegram(Random(SEED)):
        yield


@pytest.fixture
async def scene(database_url: str, tmp_path: Path, random: Random, slowly: None) -> AsyncIterator[tuple[Scene, Victim]]:
    world = World(limits=False)
    async with serve(world) as server:
        settings = Settings(
            data=tmp_path,
            telegram_token=world.token,
            telegram_api=server.base,
            database_url=database_url,
            rate_overall=900,
        )
        async with core(settings) as parts:
            rater, employees = await settle(parts, world)
            people = [Careless(phone, form, Random(random.random()), ACTS) for phone, form in employees]
            victim = Victim(settings, tmp_path / "service.log")
            yield Scene(parts, world, rater, people), victim
            await victim.kill()


async def test_five_people_answer_while_the_service_is_killed(scene: tuple[Scene, Victim], random: Random) -> None:
    five, victim = scene
    async with asyncio.TaskGroup() as group:
        killer = group.create_task(_kill_again_and_again(five, victim, random))
        async with asyncio.TaskGroup() as people:
            for one in five.people:
                people.create_task(one.evaluate_myself(lambda one: _rater_knows(five, one)))
        killer.cancel()
    await _let_it_finish(five, victim)

    await _every_update_is_handled_once_and_in_order(five)
    await _every_form_is_as_its_owner_made_it(five)
    await _the_rater_heard_of_every_submission(five)
    five.kills["updates"] = len(await five.rows(InboxUpdate))
    print(dict(five.kills))  # noqa: T201 - the figures of the proof
    assert five.kills["kills"] >= 10
    assert five.kills["while an update was claimed"]
    assert five.kills["between commit and screen"]


async def _kill_again_and_again(five: Scene, victim: Victim, random: Random) -> None:
    """By a clock from outside, at a random step from inside, and around the notices, which are few."""
    while True:
        how = random.choice(["clock", "step", "step", "notice claimed", "notice sent, not settled"])
        step = random.randrange(1, 500) if how == "step" else 0
        victim.start(Fate(step, how if how.startswith("notice") else ""))
        busy = await victim.begins(60)  # what an idle machine does in a second may take a busy one five
        if not await victim.gone(random.uniform(0.3, 2.4) * busy):
            await victim.kill()
        await five.after_a_kill()


async def _rater_knows(five: Scene, one: Careless) -> None:
    await five.rater.until(lambda _: five.told(one) >= one.form.submissions, 30)


async def _let_it_finish(five: Scene, victim: Victim) -> None:
    """The last life is long enough."""
    await victim.kill()
    victim.start()
    async with asyncio.timeout(30):
        while not await five.quiet():
            await asyncio.sleep(0.05)


async def _every_update_is_handled_once_and_in_order(five: Scene) -> None:
    inbox = await five.rows(InboxUpdate)
    last = five.world.next("update") - 1
    assert sorted(row.update_id for row in inbox) == list(range(last - len(inbox) + 1, last + 1))
    assert len(inbox) == sum(one.acts for one in five.people) + len(five.people) + 1, "each act and each /start"
    assert len(inbox) >= 200
    assert {(row.attempts, row.set_aside_at, row.body) for row in inbox} == {(0, None, "")}
    for chat in {row.chat for row in inbox}:
        mine = [row for row in inbox if row.chat == chat]
        assert all(
            one.update_id < two.update_id and one.handled_at <= two.handled_at  # type: ignore[operator]
            for one, two in pairwise(mine)
        )


async def _every_form_is_as_its_owner_made_it(five: Scene) -> None:
    forms = {form.id: form for form in await five.rows(EvaluationRow)}
    for one in five.people:
        form, meant = forms[one.evaluation], one.form
        assert await five.answers(one) == meant.answers
        assert (form.version, form.position, form.reviewing) == (meant.steps, meant.position, meant.reviewed)
        assert (form.state == "submitted", form.submissions) == (meant.sent, meant.submissions)


async def _the_rater_heard_of_every_submission(five: Scene) -> None:
    notices = await five.rows(Notice)
    keys = [f"evaluation_submitted:{o.evaluation}:{n}" for o in five.people for n in range(1, o.form.submissions + 1)]
    assert sorted(notice.dedupe_key for notice in notices) == sorted(keys)
    # Recalled after it was sent, and the courier died before it could write that down: cancelled, yet heard.
    assert {notice.outcome for notice in notices} <= {DELIVERED, CANCELLED}
    assert all(five.told(one) >= one.form.submissions for one in five.people)
    five.kills["doubled"] = sum(five.told(one) - one.form.submissions for one in five.people)
    assert five.kills["doubled"] <= five.kills["between send and settle"], "doubled outside the one window"
