"""Who may do what with work results: role × action, in each state of the form; two at once; what the database holds."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from models.conversation import Speaker
from models.evaluation import EvaluationRow
from models.evaluation_result import EvaluationResultRow
from models.evaluation_result_actions import AwaitNote
from models.person import Person
from models.refusals import NotLinked, NotYours, UnknownChoice
from services.evaluation_results import EvaluationResults
from tests.evaluation_result.scene import KTP, Scene
from tests.support.staff import HEAD, MADE, RATNA, SITI


@dataclass
class Around:
    """Siti's form with one listed result, and the people around it."""

    scene: Scene
    form: int
    result: int
    edition: int
    people: dict[str, int] = field(default_factory=dict)

    @property
    def use(self) -> EvaluationResults:
        return self.scene.house.core.evaluation_results

    def speaker(self, role: str) -> Speaker:
        staff = ROLES[role]
        waits = AwaitNote(self.form, self.result).pack()
        return Speaker("telegram", "1", person=self.people[staff.name] if staff else None, awaiting=waits)

    async def version(self) -> int:
        return (await self.scene.form()).version

    async def becomes(self, state: str) -> None:
        at = self.scene.house.clock.now()
        values = {"sent": {"state": "submitted", "submitted_at": at}}
        values["opened"] = values["sent"] | {"opened_at": at}
        if state in values:
            async with self.scene.house.core.transactions.begin() as session:
                mine = col(EvaluationRow.id) == self.form
                await session.exec(update(EvaluationRow).where(mine).values(**values[state]))


async def rate(s: Around, by: Speaker, rating: int = 2) -> object:
    version = await s.version()
    return await s.use.rate(s.form, by=by, result=s.result, rating=rating, edition=s.edition, version=version)


Act = Callable[[Around, Speaker], Awaitable[object]]
ACTS: dict[str, Act] = {
    "open": lambda s, by: s.use.open(s.form, by=by),
    "rate": rate,
    "ask_note": lambda s, by: s.use.ask_note(s.form, by=by, result=s.result, version=0),
    "ask_words": lambda s, by: s.use.ask_words(s.form, by=by, result=0, version=0),
    "tell": lambda s, by: s.use.tell(s.form, by=by, text="x"),
    "remove": lambda s, by: s.use.remove(s.form, by=by, result=s.result, version=0),
    "leave": lambda s, by: s.use.leave(s.form, by=by),
    "for_rater": lambda s, by: s.use.for_rater(s.form, by=by),
}
ROLES = {"owner": SITI, "rater": RATNA, "colleague": MADE, "the rater's superior": HEAD, "stranger": None}
OWN = set(ACTS) - {"for_rater"}
ALLOWED = {("rater", "opened"): {"for_rater"}} | {("owner", state): OWN for state in ("draft", "sent", "opened")}
"""Everything else is refused, without telling whether it exists."""


@pytest.fixture
async def around(scene: Scene) -> Around:
    await scene.listed(KTP)
    people = {row.name: row.id or 0 for row in await scene.house.rows(Person)}
    form = (await scene.form()).id or 0
    by = Speaker("telegram", "1", person=people[SITI.name])
    (said,) = (await scene.house.core.evaluation_results.open(form, by=by)).results.entries
    return Around(scene, form, said.id or 0, said.asked.edition, people)


@pytest.mark.parametrize("state", ["draft", "sent", "opened"])
@pytest.mark.parametrize("role", list(ROLES))
async def test_role_by_action(around: Around, role: str, state: str) -> None:
    await around.becomes(state)
    by = around.speaker(role)
    for action, act in ACTS.items():
        if action in ALLOWED.get((role, state), set()):
            await act(around, by)
        else:
            with pytest.raises(NotLinked if role == "stranger" else NotYours):
                await act(around, by)
    changed = [(KTP[0], 2, "x")] if (role, state) == ("owner", "draft") else [(KTP[0], None, "")]
    assert await around.scene.said() == changed, "what was sent, and what is another's, is never changed"


def test_the_matrix_names_every_use_case() -> None:
    assert {name for name in dir(EvaluationResults) if not name.startswith("_")} == set(ACTS)


async def test_the_rater_reads_what_was_said_and_what_was_left_open(around: Around) -> None:
    await rate(around, around.speaker("owner"))
    await around.use.tell(around.form, by=around.speaker("owner"), text="Tercapai.")
    await around.becomes("opened")
    read = await around.use.for_rater(around.form, by=around.speaker("rater"))
    assert read is not None
    (said,) = read.entries
    assert (said.wording.text, said.wording.indicators) == (KTP[0], ((KTP[1], KTP[2]),))
    assert (said.rating, said.note, said.own, said.withdrawn) == (2, "Tercapai.", False, False)
    assert (read.done, read.count, read.unrated, read.complete) == (1, 1, (), True)


@pytest.mark.parametrize("rating", [0, 4, -1, 10**9])
async def test_a_forged_rating_is_refused(around: Around, rating: int) -> None:
    with pytest.raises(UnknownChoice):
        await rate(around, around.speaker("owner"), rating)


async def test_a_forged_or_foreign_row_changes_nothing(around: Around) -> None:
    by = around.speaker("owner")
    for act in (around.use.ask_note, around.use.ask_words, around.use.remove):
        page = await act(around.form, by=by, result=10**9, version=await around.version())
        assert page.stale
    assert (await around.use.open(around.form, by=by, result=10**9)).stale
    page = await around.use.ask_words(around.form, by=by, result=around.result, version=await around.version())
    assert page.stale, "HR's words are not one's own"
    page = await around.use.remove(around.form, by=by, result=around.result, version=await around.version())
    assert page.stale, "what HR lists cannot be removed"
    page = await around.use.ask_note(around.form, by=by, result=around.result, version=await around.version())
    assert page.stale, "nothing is told of what is not rated"


async def test_two_at_once_rate_once(around: Around) -> None:
    by = around.speaker("owner")
    both = await asyncio.gather(
        *(
            around.use.rate(around.form, by=by, result=around.result, rating=rating, edition=around.edition, version=0)
            for rating in (1, 3)
        )
    )
    assert sorted(page.stale for page in both) == [False, True]
    assert await around.version() == 1


async def test_only_what_is_awaited_is_taken(around: Around) -> None:
    by = Speaker("telegram", "1", person=around.people[SITI.name])
    assert (await around.use.tell(around.form, by=by, text="x")).stale
    await rate(around, around.speaker("owner"))
    other = Speaker("telegram", "1", person=by.person, awaiting=AwaitNote(around.form, 10**9).pack())
    assert (await around.use.tell(around.form, by=other, text="x")).stale


BAD = (
    {"text": ""},
    {"rating": 0},
    {"rating": 10},
    {"rating": None, "note": "x"},
    {"rating": None, "said_at": "now"},
    {"said_at": None},
    {"evaluation_id": 10**9},
    {"work_result_id": 10**9},
)


@pytest.mark.parametrize("bad", BAD, ids=str)
async def test_the_database_refuses_what_cannot_be(around: Around, bad: dict[str, object]) -> None:
    at = around.scene.house.clock.now()
    good = {"evaluation_id": around.form, "text": "x", "indicators": [], "position": 1, "rating": 1, "said_at": at}
    row = good | {name: at if value == "now" else value for name, value in bad.items()}
    row = row | ({"said_at": None} if bad.get("note") else {})
    with pytest.raises(IntegrityError):
        async with around.scene.house.core.transactions.begin() as session:
            session.add(EvaluationResultRow(**row))


async def test_one_row_for_each_of_hrs(around: Around) -> None:
    (row,) = await around.scene.house.rows(EvaluationResultRow)
    with pytest.raises(IntegrityError):
        async with around.scene.house.core.transactions.begin() as session:
            session.add(EvaluationResultRow(**row.model_dump(exclude={"id"})))
