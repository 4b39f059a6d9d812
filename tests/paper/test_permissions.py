"""Who may do what with a form on paper: role × action, on a draft and once it is saved."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from models.conversation import Speaker
from models.evaluation import EvaluationRow
from models.evidence_refusals import EvidenceGone
from models.paper import PaperRow, ScanRow
from models.paper_refusals import PaperGone, PaperNoForm, PaperOwn, PaperRated, PaperSent, PaperTaken
from models.parcel import PHOTO, Sent
from models.refusals import NotAllowed, NotLinked, NotYours, Refusal
from tests.support.house import House
from tests.support.paper import AWAY, DEWI, JOKO, ids, settle, speaker
from tests.support.staff import EVERYONE, HEAD, MADE, RATNA, SITI


@dataclass(frozen=True)
class Scene:
    """Siti's form on paper, begun by Dewi."""

    house: House
    siti: int
    paper: int
    version: int
    scan: int


Act = Callable[[Scene, Speaker], Awaitable[object]]
ENTERING: dict[str, Act] = {
    "open": lambda s, by: s.house.core.papers.open(s.siti, by=by),
    "go_on": lambda s, by: s.house.core.papers.go_on(s.paper, by=by),
    "open_part": lambda s, by: s.house.core.papers.open_part(s.paper, by=by, part=0),
    "open_scan": lambda s, by: s.house.core.papers.open_scan(s.paper, by=by),
    "tell": lambda s, by: s.house.core.papers.tell(s.paper, by=by, part=0, text="3 3 3"),
    "add_page": lambda s, by: s.house.core.papers.add_page(s.paper, by=by, sent=Sent(PHOTO, "f")),
    "clear_scan": lambda s, by: s.house.core.papers.clear_scan(s.paper, by=by, version=-1),
    "save": lambda s, by: s.house.core.papers.save(s.paper, by=by, version=-1),
    "drop": lambda s, by: s.house.core.papers.drop(s.paper, by=by, version=-1),
}
COUNTERSIGNING: dict[str, Act] = {
    "view": lambda s, by: s.house.core.countersigning.view(s.paper, by=by),
    "scan": lambda s, by: s.house.core.countersigning.scan(s.scan, by=by),
    "ask": lambda s, by: s.house.core.countersigning.ask(s.paper, by=by),
    "agree": lambda s, by: s.house.core.countersigning.agree(s.paper, by=by),
    "dispute": lambda s, by: s.house.core.countersigning.dispute(s.paper, by=by, text="x"),
}
ROLES = {
    "operator": DEWI,
    "other operator": JOKO,
    "operator elsewhere": AWAY,
    "hr": HEAD,
    "employee": SITI,
    "rater": RATNA,
    "colleague": MADE,
    "stranger": None,
}
LOOKS_AFTER = {"operator", "other operator", "hr", "operator elsewhere"}


@pytest.fixture
async def scene(house: House) -> Scene:
    await settle(house)
    await house.core.roles.grant(AWAY.nip, "operator", "Puskesmas Contoh")
    await house.core.roles.grant(HEAD.nip, "hr")
    siti, by = (await ids(house))[SITI.nip], await speaker(house, DEWI)
    paper = await house.core.papers.open(siti, by=by)
    paper = await house.core.papers.add_page(paper.id, by=by, sent=Sent(PHOTO, "f"))
    (scan,) = await house.rows(ScanRow)
    return Scene(house, siti, paper.id, paper.version, scan.id or 0)


def entering(role: str, action: str) -> type[Refusal] | None:
    if role == "stranger":
        return NotLinked
    if role not in LOOKS_AFTER:
        return NotAllowed
    if role == "operator":
        return None
    if action == "open":
        return NotYours if role == "operator elsewhere" else PaperTaken
    return NotYours


@pytest.mark.parametrize("role", list(ROLES))
async def test_role_by_action_while_it_is_entered(scene: Scene, role: str) -> None:
    by = await speaker(scene.house, ROLES[role])
    for action, act in ENTERING.items():
        refusal = entering(role, action)
        if refusal is None:
            await act(scene, by)
        else:
            with pytest.raises(refusal):
                await act(scene, by)
    for action, act in COUNTERSIGNING.items():
        hidden = EvidenceGone if action == "scan" and role != "stranger" else NotYours
        with pytest.raises(NotLinked if role == "stranger" else hidden):
            await act(scene, by)
    (paper,) = await scene.house.rows(PaperRow)
    assert (paper.state, paper.digits[:3]) == ("draft", "333" if role == "operator" else "???")


@pytest.mark.parametrize("role", list(ROLES))
async def test_role_by_action_once_it_is_saved(scene: Scene, role: str) -> None:
    papers, dewi = scene.house.core.papers, await speaker(scene.house, DEWI)
    for part in range(7):
        paper = await papers.tell(scene.paper, by=dewi, part=part, text="333")
    await papers.save(scene.paper, by=dewi, version=paper.version)
    by = await speaker(scene.house, ROLES[role])
    for action, act in ENTERING.items():
        refusal = entering(role, action)
        if action == "open" and refusal in (None, PaperTaken):
            refusal = PaperSent
        if refusal is None:
            await act(scene, by)
        else:
            with pytest.raises(refusal):
                await act(scene, by)
    (paper,) = await scene.house.rows(PaperRow)
    assert (paper.state, paper.digits) == ("saved", ""), "nobody changes what is saved"
    for action, act in COUNTERSIGNING.items():
        if role == "employee" and action in ("view", "ask", "agree"):
            await act(scene, by)
        elif role != "employee":
            hidden = EvidenceGone if action == "scan" and role != "stranger" else NotYours
            with pytest.raises(NotLinked if role == "stranger" else hidden):
                await act(scene, by)
    (paper,) = await scene.house.rows(PaperRow)
    assert paper.state == ("agreed" if role == "employee" else "saved")


async def test_the_matrix_names_every_use_case(scene: Scene) -> None:
    for uses, named in ((scene.house.core.papers, ENTERING), (scene.house.core.countersigning, COUNTERSIGNING)):
        assert {name for name in dir(uses) if not name.startswith("_")} == set(named)


async def test_hr_enters_for_everybody_and_nobody_for_themselves(scene: Scene) -> None:
    people, papers = await ids(scene.house), scene.house.core.papers
    assert (await papers.open(people[AWAY.nip], by=await speaker(scene.house, HEAD))).name == AWAY.name
    with pytest.raises(PaperOwn):
        await papers.open(people[DEWI.nip], by=await speaker(scene.house, DEWI))
    with pytest.raises(PaperRated):
        await papers.open(people[DEWI.nip], by=await speaker(scene.house, HEAD))
    with pytest.raises(NotYours):
        await papers.open(10**9, by=await speaker(scene.house, HEAD))
    for act in (papers.go_on, papers.open_scan):
        with pytest.raises(PaperGone):
            await act(10**9, by=await speaker(scene.house, DEWI))
    with pytest.raises(NotYours):
        await scene.house.core.countersigning.view(10**9, by=await speaker(scene.house, SITI))
    with pytest.raises(EvidenceGone):
        await scene.house.core.countersigning.scan(10**9, by=await speaker(scene.house, SITI))


async def test_a_role_that_was_taken_away_enters_nothing_more(scene: Scene) -> None:
    by = await speaker(scene.house, DEWI)
    await scene.house.core.roles.grant(DEWI.nip, "operator", "Puskesmas Contoh")
    await scene.house.core.roles.revoke(DEWI.nip, "operator", "Dinas Contoh")
    with pytest.raises(NotYours):
        await scene.house.core.papers.tell(scene.paper, by=by, part=0, text="333")
    await scene.house.core.roles.revoke(DEWI.nip, "operator", "Puskesmas Contoh")
    with pytest.raises(NotAllowed):
        await scene.house.core.papers.tell(scene.paper, by=by, part=0, text="333")


async def test_who_takes_part_in_no_cycle(house: House) -> None:
    await house.employ(*EVERYONE, DEWI)
    await house.core.roles.grant(DEWI.nip, "operator", "Dinas Contoh")
    with pytest.raises(PaperNoForm):
        await house.core.papers.open((await ids(house))[SITI.nip], by=await speaker(house, DEWI))
    assert await house.rows(EvaluationRow) == []
