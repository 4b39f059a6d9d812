"""Who may do what with circulars: role × action."""

from collections.abc import Awaitable, Callable

import pytest

from models.circular import CircularRow
from models.conversation import Speaker
from models.cycle_refusals import OnlyHr
from models.refusals import NotLinked, Refusal
from models.role import LEADER, OPERATOR
from tests.circular.conftest import ANI, BENI, CICI, HASAN, Regency, reviewed

Act = Callable[[Regency, CircularRow, Speaker], Awaitable[object]]
ACTS: dict[str, Act] = {
    "board": lambda r, row, by: r.house.core.circulars.board(by=by),
    "start": lambda r, row, by: r.house.core.circular_drafts.start(by=by),
    "go": lambda r, row, by: r.house.core.circular_drafts.go(_id(row), 0, "words", by=by),
    "choose": lambda r, row, by: r.house.core.circular_drafts.choose(_id(row), 0, "raters", by=by),
    "add": lambda r, row, by: r.house.core.circular_drafts.add(_id(row), 0, 1, by=by),
    "clear": lambda r, row, by: r.house.core.circular_drafts.clear(_id(row), 0, by=by),
    "skip_english": lambda r, row, by: r.house.core.circular_drafts.skip_english(_id(row), 0, by=by),
    "tell": lambda r, row, by: r.house.core.circular_drafts.tell("words", "Halo", by=by),
    "try_out": lambda r, row, by: r.house.core.circular_sending.try_out(_id(row), row.version + 1, by=by),
    "send": lambda r, row, by: r.house.core.circular_sending.send(_id(row), row.version + 2, by=by),
    "card": lambda r, row, by: r.house.core.circulars.card(_id(row), by=by),
    "stop": lambda r, row, by: r.house.core.circulars.stop(_id(row), by=by),
    "reuse": lambda r, row, by: r.house.core.circular_drafts.reuse(_id(row), by=by),
    "cancel": lambda r, row, by: r.house.core.circular_drafts.cancel(_id(row), by=by),
}
ROLES = {"hr": HASAN, "operator": ANI, "leader": BENI, "employee": CICI, "stranger": None}


def _id(row: CircularRow) -> int:
    return row.id or 0


@pytest.mark.parametrize("role", list(ROLES))
async def test_role_by_action(regency: Regency, role: str) -> None:
    await regency.house.core.roles.grant(ANI.nip, OPERATOR, office="dinas")
    await regency.house.core.roles.grant(BENI.nip, LEADER)
    await reviewed(regency.hasan)
    (row,) = await regency.house.rows(CircularRow)
    staff = ROLES[role]
    by = regency.speaker(staff.name) if staff else Speaker("telegram", "1")
    refused: type[Refusal] = NotLinked if staff is None else OnlyHr
    for act in ACTS.values():
        if role == "hr":
            await act(regency, row, by)
        else:
            with pytest.raises(refused):
                await act(regency, row, by)
    assert [one.state for one in await regency.house.rows(CircularRow)] == (
        ["stopped", "draft"] if role == "hr" else ["draft"]
    )


async def test_the_matrix_names_every_use_case(regency: Regency) -> None:
    core = regency.house.core
    parts = (core.circulars, core.circular_drafts, core.circular_sending)
    assert {name for part in parts for name in dir(part) if not name.startswith("_")} == set(ACTS)


async def test_only_hr_sees_the_button_and_the_command(regency: Regency) -> None:
    for phone, seen in ((regency.hasan, True), (regency.ani, False)):
        phone.write("/start")
        await phone.wait(lambda screen: "Mau mengerjakan apa?" in screen.text)
        assert ("Kirim kabar" in phone.screen.labels) is seen
        phone.write("/bantuan")
        page = await phone.wait(lambda screen: screen.text.startswith("Bantuan"))
        assert ("/kabar" in page.text) is seen
    regency.ani.write("/kabar")
    await regency.ani.wait(lambda screen: screen.text.startswith("Bagian ini dikerjakan kepegawaian"))


async def test_a_draft_is_its_authors(regency: Regency) -> None:
    await regency.house.core.roles.grant(ANI.nip, "hr")
    await reviewed(regency.hasan)
    (row,) = await regency.house.rows(CircularRow)
    by = regency.speaker(ANI.name)
    assert await regency.house.core.circular_sending.send(_id(row), row.version, by=by) is None
    assert await regency.house.core.circular_drafts.clear(_id(row), row.version, by=by) is None
