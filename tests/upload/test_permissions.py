"""Who may do what with HR's files: role × action."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from models.conversation import Speaker
from models.parcel import DOCUMENT, MAX_SIZE, Sent
from models.person import Person
from models.refusals import NotAllowed, NotLinked, Refusal
from models.role import HR, OPERATOR
from models.upload import CONFIRMED, UploadRow
from models.upload_refusals import UploadGone, UploadTooBig
from tests.support.house import House
from tests.support.staff import EVERYONE, HEAD, MADE, RATNA, SITI


@dataclass(frozen=True)
class Scene:
    """A file of Ratna's."""

    house: House
    upload: int
    people: dict[str, int]

    def speaker(self, role: str) -> Speaker:
        staff = ROLES[role]
        return Speaker("telegram", "1", person=self.people[staff.name] if staff else None)


Act = Callable[[Scene, Speaker], Awaitable[object]]
ACTS: dict[str, Act] = {
    "open": lambda s, by: s.house.core.uploads.open(by=by),
    "receive": lambda s, by: s.house.core.uploads.receive(Sent(DOCUMENT, "f"), by=by),
    "view": lambda s, by: s.house.core.uploads.view(s.upload, by=by),
    "save": lambda s, by: s.house.core.uploads.save(s.upload, by=by, version=0),
    "cancel": lambda s, by: s.house.core.uploads.cancel(s.upload, by=by),
}
ROLES = {"sender": RATNA, "another hr": HEAD, "operator": MADE, "employee": SITI, "stranger": None}
OWN = {"open", "receive"}
REFUSED: dict[str, type[Refusal]] = {"another hr": UploadGone, "stranger": NotLinked}


@pytest.fixture
async def scene(house: House) -> Scene:
    await house.employ(*EVERYONE)
    for one in (RATNA, HEAD):
        await house.core.roles.grant(one.nip, HR)
    await house.core.roles.grant(MADE.nip, OPERATOR, office=MADE.office)
    people = {row.name: row.id or 0 for row in await house.rows(Person)}
    by = Speaker("telegram", "1", person=people[RATNA.name])
    upload = await house.core.uploads.receive(Sent(DOCUMENT, "f", name="a.xlsx"), by=by)
    return Scene(house, upload.id, people)


@pytest.mark.parametrize("role", list(ROLES))
async def test_role_by_action(scene: Scene, role: str) -> None:
    by = scene.speaker(role)
    assert await scene.house.core.uploads.may(by) is (role in ("sender", "another hr"))
    for action, act in ACTS.items():
        if role == "sender" or (role == "another hr" and action in OWN):
            await act(scene, by)
        else:
            with pytest.raises(REFUSED.get(role, NotAllowed)):
                await act(scene, by)
    assert len(await scene.house.rows(UploadRow)) == (2 if role in ("sender", "another hr") else 1)


async def test_the_matrix_names_every_use_case(scene: Scene) -> None:
    uses = {name for name in dir(scene.house.core.uploads) if not name.startswith("_")}
    assert uses - {"may"} == set(ACTS)


async def test_a_role_that_was_taken_away_decides_nothing(scene: Scene) -> None:
    await scene.house.core.roles.revoke(RATNA.nip, HR)
    for action in ("save", "cancel", "view"):
        with pytest.raises(NotAllowed):
            await ACTS[action](scene, scene.speaker("sender"))
    assert CONFIRMED not in {row.state for row in await scene.house.rows(UploadRow)}


async def test_more_than_a_bot_can_fetch(scene: Scene) -> None:
    with pytest.raises(UploadTooBig):
        await scene.house.core.uploads.receive(Sent(DOCUMENT, "f", size=MAX_SIZE + 1), by=scene.speaker("sender"))
    assert len(await scene.house.rows(UploadRow)) == 1
