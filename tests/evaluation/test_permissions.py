"""Who may do what with a form: role × action, each cell tried on the real use case."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from models.conversation import Speaker
from models.evaluation import EvaluationRow
from models.parcel import PHOTO, VOICE, Sent
from models.person import Person
from models.refusals import NotLinked, NotYours, Refusal
from tests.support.house import House
from tests.support.staff import EVERYONE, HEAD, MADE, RATNA, SITI


@dataclass(frozen=True)
class Scene:
    """A form of Siti, as a draft or sent, and the people around it."""

    house: House
    form: int
    version: int


Act = Callable[[Scene, Speaker], Awaitable[object]]
DRAFT_ACTS: dict[str, Act] = {
    "view": lambda s, by: s.house.core.evaluations.view(s.form, by=by),
    "answer": lambda s, by: s.house.core.evaluations.answer(s.form, by=by, item=1, level=3, version=s.version),
    "go to": lambda s, by: s.house.core.evaluations.go_to(s.form, by=by, item=2, version=s.version),
    "not applicable": lambda s, by: s.house.core.evaluations.not_applicable(s.form, by=by, item=19, version=s.version),
    "review": lambda s, by: s.house.core.evaluations.review(s.form, by=by, version=s.version),
    "tell": lambda s, by: s.house.core.evaluations.tell(s.form, by=by, text="x"),
    "tell beside": lambda s, by: s.house.core.evaluations.tell_beside(s.form, by=by, text="x", sent=Sent(PHOTO, "f")),
    "speak": lambda s, by: s.house.core.evaluations.speak(s.form, by=by, sent=Sent(VOICE, "f")),
    "submit": lambda s, by: s.house.core.evaluations.submit(s.form, by=by, version=s.version),
    "recall": lambda s, by: s.house.core.evaluations.recall(s.form, by=by, version=s.version),
    "open the card": lambda s, by: s.house.core.teams.open(s.form, by=by),
}
ROLES = {"owner": SITI, "rater": RATNA, "colleague": MADE, "the rater's superior": HEAD, "stranger": None}
OWN = set(DRAFT_ACTS) - {"open the card"}
ALLOWED = {"owner": OWN, "rater": {"open the card"}}
"""Everything else is refused: a stranger as not linked, everyone else without learning whether the form exists."""


@pytest.fixture
async def scene(house: House) -> Scene:
    await house.employ(*EVERYONE)
    await house.open_cycle()
    people = {row.name: row.id for row in await house.rows(Person)}
    (form,) = [row for row in await house.rows(EvaluationRow) if row.person_id == people[SITI.name]]
    return Scene(house, form.id or 0, form.version)


@pytest.mark.parametrize("role", list(ROLES))
async def test_role_by_action(scene: Scene, role: str) -> None:
    people = {row.name: row.id for row in await scene.house.rows(Person)}
    staff = ROLES[role]
    by = Speaker("telegram", "1", person=people[staff.name] if staff else None, name=staff.name if staff else "")
    for action, act in DRAFT_ACTS.items():
        if action in ALLOWED.get(role, set()):
            await _allowed(act(scene, by))
        else:
            with pytest.raises(NotLinked if staff is None else NotYours):
                await act(scene, by)


async def _allowed(done: Awaitable[object]) -> None:
    """Not refused for who it is; the state may still say no."""
    try:
        await done
    except (NotLinked, NotYours):
        raise
    except Refusal:
        pass


async def test_the_matrix_names_every_use_case(scene: Scene) -> None:
    uses = {name for name in dir(scene.house.core.evaluations) if not name.startswith("_")}
    tried = {action.replace(" ", "_") for action in DRAFT_ACTS} - {"open_the_card"}
    assert uses - {"present"} == tried, "`present` has no form to name: it can only find one's own"
