"""The ladder of days before a deadline, and the steps after it, on the calendar that the program comes with."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar_file import read_calendar
from models.reminder import LADDERS, SELF, ladder, steps_after
from models.reminder_file import check_reminders, read_reminders
from models.rule_file import CALENDAR, REMINDERS
from services.rules import shipped_rules

ZONE = ZoneInfo("Asia/Jakarta")
FILES = {file.kind: file for file in shipped_rules()}
CALENDAR_2026 = read_calendar(FILES[CALENDAR].content, ZONE)
RULES = read_reminders(FILES[REMINDERS].content)


def at(day: date, hour: int = 16) -> datetime:
    return datetime.combine(day, time(hour), ZONE)


def rungs(deadline: datetime, begins: datetime) -> list[tuple[int, date]]:
    made = ladder(RULES.ladders[SELF], RULES, begins, deadline, CALENDAR_2026)
    return [(rung.days, rung.on(CALENDAR_2026)) for rung in made]


@pytest.mark.parametrize(
    ("deadline", "begins", "expected"),
    [
        pytest.param(  # Wednesday, nothing in the way
            at(date(2026, 7, 15)),
            at(date(2026, 7, 1)) - timedelta(hours=10),
            [
                (14, date(2026, 7, 1)),
                (7, date(2026, 7, 8)),
                (3, date(2026, 7, 10)),
                (1, date(2026, 7, 14)),
                (0, date(2026, 7, 15)),
            ],
            id="three days before is a Sunday: the Friday",
        ),
        pytest.param(  # cuti bersama on 24 December, Christmas on the 25th, a Friday
            at(date(2026, 12, 27)),
            at(date(2026, 12, 1)),
            [(14, date(2026, 12, 11)), (7, date(2026, 12, 18)), (0, date(2026, 12, 23))],
            id="Christmas: what falls together stays once, as the latest",
        ),
        pytest.param(
            at(date(2027, 1, 4)),
            at(date(2026, 12, 1)),
            [(14, date(2026, 12, 21)), (7, date(2026, 12, 28)), (1, date(2026, 12, 31)), (0, date(2027, 1, 4))],
            id="the turn of the year",
        ),
        pytest.param(
            at(date(2026, 8, 31)),
            at(date(2026, 8, 20)),
            [(7, date(2026, 8, 24)), (1, date(2026, 8, 28)), (0, date(2026, 8, 31))],
            id="the end of a month",
        ),
    ],
)
def test_rungs_fall_on_working_days(deadline: datetime, begins: datetime, expected: list[tuple[int, date]]) -> None:
    assert rungs(deadline, begins) == expected


def test_around_idul_fitri_everything_comes_before_the_holidays() -> None:
    """20 to 24 March 2026 are free: the deadline is the Wednesday after."""
    deadline = at(date(2026, 3, 25))
    days = [on for _, on in rungs(deadline, at(date(2026, 3, 1)))]
    assert all(CALENDAR_2026.is_working_day(day) for day in days)
    assert not [day for day in days if date(2026, 3, 18) <= day <= date(2026, 3, 24)]


def test_each_rung_is_valid_until_the_day_of_the_next_and_the_last_until_the_deadline() -> None:
    deadline = at(date(2026, 7, 15))
    made = ladder(RULES.ladders[SELF], RULES, at(date(2026, 6, 1)), deadline, CALENDAR_2026)
    ends = [rung.valid_until for rung in made]
    assert ends == [*(CALENDAR_2026.at(rung.on(CALENDAR_2026), time()) for rung in made[1:]), deadline]
    assert {rung.hours[None].astimezone(ZONE).time() for rung in made} == {time(9)}


def test_an_hour_after_the_deadline_cannot_be_wished_for() -> None:
    last = ladder(RULES.ladders[SELF], RULES, at(date(2026, 6, 1)), at(date(2026, 7, 15), 12), CALENDAR_2026)[-1]
    assert 11 in last.hours
    assert 12 not in last.hours


def test_a_rung_is_planned_from_its_day_until_it_is_past() -> None:
    first = ladder(RULES.ladders[SELF], RULES, at(date(2026, 6, 1)), at(date(2026, 7, 15)), CALENDAR_2026)[0]
    midnight = CALENDAR_2026.at(date(2026, 7, 1), time())
    assert not first.current(midnight - timedelta(seconds=1), CALENDAR_2026)
    assert first.current(midnight, CALENDAR_2026)
    assert not first.current(first.valid_until, CALENDAR_2026)


def test_after_the_deadline_first_the_rater_then_level_by_level() -> None:
    """Wednesday 15 July: one working day later the warning, three the superior, eight the next above."""
    made = steps_after(RULES, at(date(2026, 7, 15)), at(date(2026, 8, 30)), CALENDAR_2026)
    assert [(step.days, step.on(CALENDAR_2026)) for step in made] == [
        (0, date(2026, 7, 16)),
        (1, date(2026, 7, 20)),
        (2, date(2026, 7, 27)),
    ]
    assert made[-1].valid_until == at(date(2026, 8, 30))


def test_nothing_follows_once_the_cycle_is_over() -> None:
    made = steps_after(RULES, at(date(2026, 7, 15)), at(date(2026, 7, 17)), CALENDAR_2026)
    assert [(step.days, step.valid_until) for step in made] == [(0, at(date(2026, 7, 17)))]


DAYS = st.dates(date(2025, 6, 1), date(2027, 10, 31))


@given(day=DAYS, hour=st.integers(0, 23), ago=st.integers(0, 60))
def test_every_ladder_rises_on_working_days_between_the_form_and_the_deadline(day: date, hour: int, ago: int) -> None:
    deadline = at(day, hour)
    begins = deadline - timedelta(days=ago)
    for name in LADDERS:
        made = ladder(RULES.ladders[name], RULES, begins, deadline, CALENDAR_2026)
        days = [rung.on(CALENDAR_2026) for rung in made]
        assert sorted(set(days)) == days
        assert all(map(CALENDAR_2026.is_working_day, days))
        for rung in made:
            assert begins < rung.hours[None] < rung.valid_until <= deadline
            assert all(instant < deadline for instant in rung.hours.values())


def test_what_is_wrong_with_a_file_is_said_with_its_place() -> None:
    data = dict(FILES[REMINDERS].content)
    assert check_reminders(data) == []
    bad = data | {
        "hour": "nine",
        "ladders": data["ladders"] | {"self": []},
        "review": {"on": "02-30"},
        "overdue": {"warn": 3, "tell": [3, 2]},
    }
    assert {problem.place for problem in check_reminders(bad)} == {"hour", "ladders.self", "review.on"}
    assert {problem.key for problem in check_reminders(data | {"overdue": {"warn": 3, "tell": [3, 2]}})} == {
        "not_rising"
    }
    assert check_reminders("no table")


def test_the_review_is_not_on_a_day_that_most_years_lack() -> None:
    data = dict(FILES[REMINDERS].content) | {"review": {"on": "02-29"}}
    assert [problem.key for problem in check_reminders(data)] == ["not_month_and_day"]
