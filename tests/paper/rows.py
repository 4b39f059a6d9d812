"""Rows that the tests of a form on paper look at."""

from models.evaluation import AnswerRow, EvaluationRow
from tests.support.house import House
from tests.support.paper import ids
from tests.support.staff import SITI


async def form_of(house: House, staff=SITI) -> EvaluationRow:
    people = await ids(house)
    (form,) = [row for row in await house.rows(EvaluationRow) if row.person_id == people[staff.nip]]
    return form


async def answers(house: House) -> list[tuple[int | None, str]]:
    rows = sorted(await house.rows(AnswerRow), key=lambda row: row.item)
    return [(row.level, row.reason) for row in rows]
