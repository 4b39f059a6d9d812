"""The file reminders are written in (`models/rules/reminders.toml`): what can be wrong with it, and how it is read."""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from models.check import TEXT, Problem, Problems, array, identifier, number, string, table
from models.reminder import LADDERS, ReminderRules

DAYS = number(0, 366)


def check_reminders(data: object) -> list[Problem]:
    """Everything wrong with the data of reminders; empty when `read_reminders` may read it."""
    problems = list(_REMINDERS(data, ""))
    if problems or not isinstance(data, dict):
        return problems
    after = [data["overdue"]["warn"], *data["overdue"]["tell"]]
    if sorted(set(after)) != after:
        problems.append(Problem("overdue.tell", "not_rising"))
    return problems


def _hour(value: object, place: str) -> Problems:
    if _read_hour(value) is None:
        yield Problem(place, "not_hour")


def _month_and_day(value: object, place: str) -> Problems:
    if _read_month_and_day(value) is None:
        yield Problem(place, "not_month_and_day")


_REMINDERS = table(
    kind=string,
    id=identifier,
    name=TEXT,
    hour=_hour,
    ladders=table(**{name: array(DAYS) for name in LADDERS}),
    overdue=table(warn=number(1, 60), tell=array(number(1, 60))),
    review=table(on=_month_and_day),
)


def read_reminders(data: Mapping[str, Any]) -> ReminderRules:
    """The rules, of data without problems."""
    hour, review_on = _read_hour(data["hour"]), _read_month_and_day(data["review"]["on"])
    assert hour
    assert review_on
    return ReminderRules(
        hour=hour,
        ladders={name: tuple(data["ladders"][name]) for name in LADDERS},
        warn=data["overdue"]["warn"],
        tell=tuple(data["overdue"]["tell"]),
        review_on=review_on,
    )


def _read_hour(value: object) -> time | None:
    """`09:00` or `09.00`."""
    found = re.fullmatch(r"([01]\d|2[0-3])[.:]([0-5]\d)", value) if isinstance(value, str) else None
    return time(int(found[1]), int(found[2])) if found else None


def _read_month_and_day(value: object) -> tuple[int, int] | None:
    """`12-01`. Not 29 February: it must come every year."""
    found = re.fullmatch(r"(\d{2})-(\d{2})", value) if isinstance(value, str) else None
    try:
        day = date(2027, int(found[1]), int(found[2])) if found else None
    except ValueError:
        day = None
    return (day.month, day.day) if day else None
