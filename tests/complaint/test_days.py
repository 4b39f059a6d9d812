"""How near a limit is, who should know, and for whom a case waits."""

from datetime import timedelta

import pytest

from models.complaint_days import level_due, spent
from models.desk_staff import DeskStaff
from tests.complaint.test_rules import CALENDAR, RULES, case
from tests.conftest import START

STAFF = DeskStaff((1,), (4,), {7: (2, 3), 5: (6,)}, {7: 5, 5: None, 8: 5})


@pytest.mark.parametrize(
    ("days", "part", "level"), [(0, 0, 0), (1, 20, 0), (2, 50, 0), (6, 100, 1), (7, 100, 2), (9, 100, 3), (40, 100, 3)]
)
def test_how_much_of_a_limit_is_over(days: int, part: int, level: int) -> None:
    row = case()
    now = START + timedelta(days=days)
    assert part <= spent(row, RULES, CALENDAR, now) < part + 10
    assert level_due(row, RULES, CALENDAR, now) == level


def test_no_clock_of_the_office_runs() -> None:
    late = START + timedelta(days=60)
    for state in ("asked", "answered", "closed"):
        assert spent(case(state), RULES, CALENDAR, late) == 0
        assert level_due(case(state), RULES, CALENDAR, late) == 0
    assert level_due(case(to_inspector=True), RULES, CALENDAR, late) == 0, "an accused's superior is not warned"
    assert spent(case(verify_due=START), RULES, CALENDAR, START) == 99, "this very moment"


@pytest.mark.parametrize(
    ("facts", "people"),
    [
        ({}, (1,)),
        ({"state": "verified"}, (2, 3)),
        ({"state": "working", "assigned_to": 3}, (3,)),
        ({"state": "working", "resolver_id": 2}, (3,)),
        ({"state": "verified", "office_id": 8}, (6,)),
        ({"state": "working", "office_id": 5, "resolver_id": 6}, (1,)),
        ({"state": "verified", "office_id": None}, (1,)),
        ({"to_inspector": True}, (4,)),
    ],
)
def test_for_whom_a_case_waits(facts: dict[str, object], people: tuple[int, ...]) -> None:
    assert STAFF.of(case(**facts)) == people  # type: ignore[arg-type]  # of every kind
