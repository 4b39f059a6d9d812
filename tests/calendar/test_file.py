"""Every fault of a calendar's file is told at once, each with its place; what passes can be read."""

import tomllib
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locales.problem import CALENDAR, COMMON, problem_text
from models.calendar_file import check_calendar, read_calendar
from models.rule_file import check_rules
from tests.method.test_check import junk
from tests.support.calendar_files import OWN, SHIPPED, ZONE

GOOD = tomllib.loads(OWN)
DAY = {"date": date(2026, 7, 15), "name": "Lagi"}
OVERLAP = {"from": date(2026, 3, 20), "until": date(2026, 3, 21)}
CORRUPTIONS: list[tuple[str, str, Callable[[Any], object]]] = [
    ("hours", "missing", lambda c: c.pop("hours")),
    ("hours", "no_weekday", lambda c: c["hours"].clear()),
    ("hours.senin", "unknown_key", lambda c: c["hours"].update(senin="07.30-16.00")),
    ("hours.monday", "not_hours", lambda c: c["hours"].update(monday="pagi")),
    ("hours.monday", "not_hours", lambda c: c["hours"].update(monday="07.30-25.00")),
    ("hours.monday", "not_hours", lambda c: c["hours"].update(monday=730)),
    ("hours.monday", "hours_backwards", lambda c: c["hours"].update(monday="16.00-07.30")),
    ("quiet", "hours_empty", lambda c: c.update(quiet="20.00-20.00")),
    ("name.en", "missing", lambda c: c["name"].pop("en")),
    ("id", "not_identifier", lambda c: c.update(id="Kalender 2026")),
    ("ramadan.dates", "not_list", lambda c: c["ramadan"].update(dates=3)),
    ("ramadan.dates[0].until", "not_date", lambda c: c["ramadan"]["dates"][0].update(until="2026-03-20")),
    ("ramadan.dates[0].from", "missing", lambda c: c["ramadan"]["dates"][0].pop("from")),
    ("ramadan.dates[1]", "not_table", lambda c: c["ramadan"]["dates"].__setitem__(1, 7)),
    ("ramadan.dates[0]", "range_backwards", lambda c: c["ramadan"]["dates"][0].update(until=date(2026, 2, 18))),
    ("ramadan.dates[2]", "ranges_overlap", lambda c: c["ramadan"]["dates"].append(OVERLAP)),
    ("ramadan", "not_table", lambda c: c.update(ramadan=[])),
    ("complete_years[0]", "not_number", lambda c: c.update(complete_years=["2028"])),
    ("free[0].date", "not_date", lambda c: c["free"][0].update(date=datetime(2026, 7, 15, tzinfo=UTC))),
    ("free[0].name", "empty_text", lambda c: c["free"][0].update(name=" ")),
    ("free[1].date", "twice", lambda c: c["free"].append(DAY)),
    ("working[1].date", "twice", lambda c: c["working"].append({**DAY, "hours": "08.00-09.00"})),
    ("working[0].hours", "missing", lambda c: c["working"][0].pop("hours")),
    ("office[1].code", "twice", lambda c: c["office"][1].update(code="SIX")),
    ("office[1].works_on_holidays", "not_flag", lambda c: c["office"][1].update(works_on_holidays=1)),
    ("office[0].hours", "missing", lambda c: c["office"][0].pop("hours")),
    ("office[0].free[1].date", "twice", lambda c: c["office"][0]["free"].append(c["office"][0]["free"][0])),
    ("office", "not_list", lambda c: c.update(office="SIX")),
]


def found(data: object) -> list[tuple[str, str]]:
    return [(problem.place, problem.key) for problem in check_calendar(data)]


@pytest.mark.parametrize("source", [SHIPPED, OWN, SHIPPED[: SHIPPED.index("[ramadan]")]])
def test_good_files(source: str) -> None:
    assert check_rules(source) == []
    assert read_calendar(tomllib.loads(source), ZONE).is_working_day(date(2026, 7, 6))


@pytest.mark.parametrize(("place", "key", "spoil"), CORRUPTIONS)
def test_a_corruption_is_told_with_its_place(place: str, key: str, spoil: Callable[[Any], object]) -> None:
    data = deepcopy(GOOD)
    spoil(data)
    assert (place, key) in found(data)
    for problem in check_calendar(data):
        assert all("{" not in problem_text(problem, language) for language in ("id", "en"))


def test_all_at_once() -> None:
    data = deepcopy(GOOD)
    data["hours"]["monday"] = "pagi"
    data["free"].append(DAY)
    data["ramadan"]["dates"].append(OVERLAP)
    del data["office"][1]["code"]
    assert found(data) == [
        ("hours.monday", "not_hours"),
        ("office[1].code", "missing"),
        ("free[1].date", "twice"),
        ("ramadan.dates[2]", "ranges_overlap"),
    ]


def test_every_sentence_about_calendars_is_in_use() -> None:
    told = {key for _, key, _ in CORRUPTIONS}
    assert set(CALENDAR) <= told <= set(CALENDAR) | set(COMMON)


@pytest.mark.parametrize(
    ("source", "place", "key"),
    [
        ("id = ", "", "unreadable"),
        ('id = "a"', "kind", "missing"),
        ('kind = "cuaca"', "kind", "unknown_word"),
        ("kind = []", "kind", "unknown_word"),
        ("a = " + "9" * 5000, "", "unreadable"),
    ],
)
def test_what_is_no_rules_file(source: str, place: str, key: str) -> None:
    assert [(problem.place, problem.key) for problem in check_rules(source)] == [(place, key)]


def _places(value: Any) -> list[tuple[Any, Any]]:
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [place for key in keys for place in ((value, key), *_places(value[key]))]


@settings(deadline=None, max_examples=60)  # never time in a test
@given(st.data())
def test_what_is_accepted_can_be_read(data: st.DataObject) -> None:
    changed = deepcopy(GOOD)
    for _ in range(data.draw(st.integers(1, 3))):
        places = _places(changed)
        container, key = places[data.draw(st.integers(0, len(places) - 1))]
        if data.draw(st.booleans()):
            container[key] = data.draw(junk)
        else:
            del container[key]
    if not check_calendar(changed):
        for office in (None, *(one["code"] for one in changed.get("office", ()))):
            read = read_calendar(changed, ZONE, office)
            assert read.is_working_day(read.add_working_days(date(2026, 3, 17), 5))


@settings(deadline=None)
@given(junk)
def test_junk_is_told_and_never_raises(value: object) -> None:
    assert check_calendar(value)
