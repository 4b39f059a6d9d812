"""Who may do what with a piece of evidence: role × action, in each state of the form."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import update
from sqlmodel import col

from models.conversation import Speaker
from models.evaluation import EvaluationRow
from models.evidence import EvidenceRow
from models.evidence_refusals import EvidenceFrozen, EvidenceGone
from models.parcel import PHOTO, Sent
from models.person import Person
from models.refusals import NotLinked, NotYours, Refusal, UnknownChoice
from tests.support.house import House
from tests.support.staff import EVERYONE, HEAD, MADE, RATNA, SITI


@dataclass(frozen=True)
class Scene:
    """A photo beside the first item of Siti's form, kept."""

    house: House
    form: int
    piece: int
    people: dict[str, int]

    def speaker(self, role: str) -> Speaker:
        staff = ROLES[role]
        return Speaker("telegram", "1", person=self.people[staff.name] if staff else None)

    async def becomes(self, state: str) -> None:
        at = self.house.clock.now()
        values = {"draft": {}, "sent": {"state": "submitted", "submitted_at": at}}
        values["opened"] = values["sent"] | {"opened_at": at}
        if values[state]:
            async with self.house.core.transactions.begin() as session:
                mine = col(EvaluationRow.id) == self.form
                await session.exec(update(EvaluationRow).where(mine).values(**values[state]))


Act = Callable[[Scene, Speaker], Awaitable[object]]
ACTS: dict[str, Act] = {
    "open": lambda s, by: s.house.core.evidence.open(s.form, by=by, item=1),
    "add": lambda s, by: s.house.core.evidence.add(s.form, by=by, item=1, sent=Sent(PHOTO, "f")),
    "add_links": lambda s, by: s.house.core.evidence.add_links(s.form, by=by, item=1, found=["a.example"]),
    "finish": lambda s, by: s.house.core.evidence.finish(s.form, by=by),
    "view": lambda s, by: s.house.core.evidence.view(s.piece, by=by),
    "for_rater": lambda s, by: s.house.core.evidence.for_rater(s.form, by=by),
    "remove": lambda s, by: s.house.core.evidence.remove(s.piece, by=by),
}
ROLES = {"owner": SITI, "rater": RATNA, "colleague": MADE, "the rater's superior": HEAD, "stranger": None}
CHANGES = {"add", "add_links", "remove"}
READS = {"open", "finish", "view"}
ALLOWED = {
    ("owner", "draft"): READS | CHANGES,
    ("owner", "sent"): READS,
    ("owner", "opened"): READS,
    ("rater", "opened"): {"for_rater"},
}
"""Everything else is refused, without telling whether it exists."""


@pytest.fixture
async def scene(house: House) -> Scene:
    await house.employ(*EVERYONE)
    await house.open_cycle()
    people = {row.name: row.id or 0 for row in await house.rows(Person)}
    (form,) = [row.id or 0 for row in await house.rows(EvaluationRow) if row.person_id == people[SITI.name]]
    by = Speaker("telegram", "1", person=people[SITI.name])
    folder = await house.core.evidence.add(form, by=by, item=1, sent=Sent(PHOTO, "f"))
    async with house.core.transactions.begin() as session:
        await session.exec(update(EvidenceRow).values(state="kept"))
    return Scene(house, form, folder.pieces[0].id, people)


def refusal(role: str, action: str) -> type[Refusal]:
    if role == "stranger":
        return NotLinked
    if role == "owner":
        return NotYours if action == "for_rater" else EvidenceFrozen
    return EvidenceGone if action in ("view", "remove") else NotYours


@pytest.mark.parametrize("state", ["draft", "sent", "opened"])
@pytest.mark.parametrize("role", list(ROLES))
async def test_role_by_action(scene: Scene, role: str, state: str) -> None:
    await scene.becomes(state)
    by = scene.speaker(role)
    for action, act in ACTS.items():
        if action in ALLOWED.get((role, state), set()):
            await act(scene, by)
        else:
            with pytest.raises(refusal(role, action)):
                await act(scene, by)
    left = await scene.house.rows(EvidenceRow)
    assert len([row for row in left if row.state != "removed"]) == (2 if (role, state) == ("owner", "draft") else 1)


async def test_the_matrix_names_every_use_case(scene: Scene) -> None:
    uses = {name for name in dir(scene.house.core.evidence) if not name.startswith("_")}
    assert uses - {"album"} == set(ACTS), "`album` names no form: it can only find one's own"


async def test_another_persons_album_is_not_found(scene: Scene) -> None:
    evidence, sent = scene.house.core.evidence, Sent(PHOTO, "g", album="7")
    await evidence.add(scene.form, by=scene.speaker("owner"), item=2, sent=sent)
    assert await evidence.album("7", by=scene.speaker("owner")) is not None
    assert await evidence.album("7", by=scene.speaker("colleague")) is None
    assert await evidence.album("7", by=scene.speaker("stranger")) is None


async def test_the_rater_gets_the_file_itself(scene: Scene) -> None:
    await scene.becomes("opened")
    (piece,) = await scene.house.core.evidence.for_rater(scene.form, by=scene.speaker("rater"))
    (row,) = await scene.house.rows(EvidenceRow)
    assert piece.path == scene.house.core.evidence_files.path(row.key)
    assert (piece.item, piece.kind) == (1, PHOTO)


async def test_a_piece_or_a_form_that_is_not_there(scene: Scene) -> None:
    evidence, by = scene.house.core.evidence, scene.speaker("owner")
    with pytest.raises(EvidenceGone):
        await evidence.view(10**9, by=by)
    with pytest.raises(NotYours):
        await evidence.open(10**9, by=by, item=1)
    with pytest.raises(UnknownChoice):
        await evidence.open(scene.form, by=by, item=22)
    await evidence.remove(scene.piece, by=by)
    for again in (evidence.view, evidence.remove):
        with pytest.raises(EvidenceGone):
            await again(scene.piece, by=by)
    with pytest.raises(NotYours):
        await evidence.for_rater(10**9, by=scene.speaker("rater"))
