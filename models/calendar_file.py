"""The file a calendar is written in (`models/rules/calendar.toml`): what can be wrong with it, and how it is read."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from models.calendar import MIDNIGHT, Calendar, Hours, Week
from models.check import TEXT, Problem, Problems, Rule, array, flag, identifier, number, string, table

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
QUIET = Hours(time(20), time(7))
_HOURS = re.compile(r"(\d{2})[.:](\d{2}) ?[-–] ?(\d{2})[.:](\d{2})")


# --- what can be wrong ----------------------------------------------------------------------------------------------


def check_calendar(data: object) -> list[Problem]:
    """Everything wrong with the data of a calendar; empty when `read_calendar` may read it."""
    return [*_CALENDAR(data, ""), *_fit(data)]


def _date(value: object, place: str) -> Problems:
    if not isinstance(value, date) or isinstance(value, datetime):
        yield Problem(place, "not_date")


def _hours(*, overnight: bool) -> Rule:
    def rule(value: object, place: str) -> Problems:
        read = _read_hours(value)
        if read is None:
            yield Problem(place, "not_hours")
        elif overnight and read.end == read.start:
            yield Problem(place, "hours_empty")
        elif not overnight and read.end != MIDNIGHT and read.end <= read.start:
            yield Problem(place, "hours_backwards")

    return rule


def _week(value: object, place: str) -> Problems:
    if value == {}:
        yield Problem(place, "no_weekday")
    yield from table({day: _hours(overnight=False) for day in WEEKDAYS})(value, place)


def _range(value: object, place: str) -> Problems:
    yield from table(**{"from": _date, "until": _date})(value, place)
    if (read := _read_range(value)) and read[1] < read[0]:
        yield Problem(place, "range_backwards")


def _list(each: Rule) -> Rule:
    """A list that may be empty."""

    def rule(value: object, place: str) -> Problems:
        if value != []:
            yield from array(each)(value, place)

    return rule


_FREE = _list(table(date=_date, name=string))
_WORKING = _list(table(date=_date, name=string, hours=_hours(overnight=False)))
_OFFICE = table(
    {"ramadan": _week, "works_on_holidays": flag, "free": _FREE, "working": _WORKING}, code=string, hours=_week
)
_CALENDAR = table(
    {
        "quiet": _hours(overnight=True),
        "complete_years": _list(number(1946, 2100)),
        "ramadan": table(dates=_list(_range), hours=_week),
        "free": _FREE,
        "working": _WORKING,
        "office": _list(_OFFICE),
    },
    kind=string,
    id=identifier,
    name=TEXT,
    hours=_week,
)


def _fit(data: object) -> Problems:
    """How the pieces fit, as far as they have their shape."""
    if not isinstance(data, dict):
        return
    offices = _tables(data.get("office"))
    yield from _again((f"office[{index}].code", office.get("code")) for index, office in offices)
    yield from _again(_days(data, ""))
    for index, office in offices:
        yield from _again(_days(office, f"office[{index}]."))
    ramadan = data.get("ramadan")
    dates = _tables(ramadan.get("dates")) if isinstance(ramadan, dict) else []
    ranges = sorted((*read, index) for index, one in dates if (read := _read_range(one)))
    for (_, last, _), (first, _, index) in pairwise(ranges):
        if first <= last:
            yield Problem(f"ramadan.dates[{index}]", "ranges_overlap")


def _days(data: Mapping[str, Any], inside: str) -> Iterator[tuple[str, object]]:
    for key in ("free", "working"):
        for index, one in _tables(data.get(key)):
            yield f"{inside}{key}[{index}].date", one.get("date")


def _again(names: Iterable[tuple[str, object]]) -> Problems:
    seen: set[str] = set()
    for place, name in names:
        if not isinstance(name, str | date):
            continue
        if str(name) in seen:
            yield Problem(place, "twice", {"name": str(name)})
        seen.add(str(name))


def _tables(value: object) -> list[tuple[int, dict[str, Any]]]:
    rows = value if isinstance(value, list) else []
    return [(index, one) for index, one in enumerate(rows) if isinstance(one, dict)]


# --- how it is read -------------------------------------------------------------------------------------------------


def read_calendar(data: Mapping[str, Any], zone: ZoneInfo, office: str | None = None) -> Calendar:
    """The regency's calendar, or that of the `[[office]]` with this code, of data without problems.

    An office has the regency's exceptions too, except the free days where it works on holidays.
    """
    own: Mapping[str, Any] = next((one for one in data.get("office", ()) if one["code"] == office), {})
    holds_on = own.get("works_on_holidays", False)
    ramadan = data.get("ramadan", {"dates": (), "hours": data["hours"]})
    week = own["hours"] if own else data["hours"]
    fasting = own.get("ramadan", week) if own else ramadan["hours"]
    free = [*([] if holds_on else data.get("free", ())), *own.get("free", ())]
    working = [*data.get("working", ()), *own.get("working", ())]
    own_free = {one["date"] for one in own.get("free", ())}
    return Calendar(
        id=data["id"],
        zone=zone,
        week=_read_week(week),
        ramadan=_read_week(fasting),
        ramadan_dates=tuple((one["from"], one["until"]) for one in ramadan["dates"]),
        quiet=_need_hours(data["quiet"]) if "quiet" in data else QUIET,
        free={one["date"]: one["name"] for one in free},
        working={one["date"]: _need_hours(one["hours"]) for one in working if one["date"] not in own_free},
        works_on_holidays=holds_on,
        complete=frozenset(data.get("complete_years", ())),
    )


def _read_week(data: Mapping[str, str]) -> Week:
    return tuple(_need_hours(data[day]) if day in data else None for day in WEEKDAYS)


def _need_hours(value: str) -> Hours:
    hours = _read_hours(value)
    assert hours is not None, value
    return hours


def _read_hours(value: object) -> Hours | None:
    """`07.30-16.00`; 24.00 is the midnight at the day's end."""
    if not isinstance(value, str) or not (found := _HOURS.fullmatch(value)):
        return None
    hour, minute, until_hour, until_minute = map(int, found.groups())
    try:
        end = MIDNIGHT if (until_hour, until_minute) == (24, 0) else time(until_hour, until_minute)
        return Hours(time(hour, minute), end)
    except ValueError:
        return None


def _read_range(value: object) -> tuple[date, date] | None:
    if not isinstance(value, dict):
        return None
    first, last = value.get("from"), value.get("until")
    if type(first) is not date or type(last) is not date:
        return None
    return first, last
