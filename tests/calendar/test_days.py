"""Which days an office works, and what a day limit means there."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.calendar import Calendar
from tests.support.calendar_files import OWN, ZONE, calendar

REGENCY, OURS, SIX, SHIFT = calendar(), calendar(OWN), calendar(OWN, "SIX"), calendar(OWN, "SHIFT")


def on(text: str) -> date:
    return date.fromisoformat(text)


def wib(text: str) -> datetime:
    """An instant of the office's clock, in UTC as the calendar gives it."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


WORKS = {
    "an ordinary Monday": ("2026-07-06", True),
    "a Saturday": ("2026-07-04", False),
    "a Sunday": ("2026-07-05", False),
    "before Nyepi 2026, cuti bersama": ("2026-03-18", False),
    "Nyepi 2026": ("2026-03-19", False),
    "before Idul Fitri 2026, cuti bersama": ("2026-03-20", False),
    "after Idul Fitri 2026, the last cuti bersama": ("2026-03-24", False),
    "the first day back in 2026": ("2026-03-25", True),
    "the last day before Nyepi and Idul Fitri 2027": ("2027-03-05", True),
    "Idul Fitri 2027": ("2027-03-10", False),
    "the last cuti bersama of Idul Fitri 2027": ("2027-03-15", False),
    "the first day back in 2027": ("2027-03-16", True),
    "23 December 2026": ("2026-12-23", True),
    "24 December 2026, cuti bersama": ("2026-12-24", False),
    "Christmas 2026": ("2026-12-25", False),
    "26 December 2026, a Saturday": ("2026-12-26", False),
    "28 December 2026": ("2026-12-28", True),
    "24 December 2027, cuti bersama": ("2027-12-24", False),
    "27 December 2027": ("2027-12-27", True),
    "New Year's Eve": ("2026-12-31", True),
    "New Year 2027": ("2027-01-01", False),
    "Independence Day": ("2026-08-17", False),
    "Independence Day of a year not decreed yet": ("2028-08-17", False),
    "an ordinary Wednesday of 2028": ("2028-09-06", True),
}


@pytest.mark.parametrize("case", list(WORKS))
def test_days_of_the_regency(case: str) -> None:
    day, works = WORKS[case]
    assert REGENCY.is_working_day(on(day)) is works


OFFICES = {
    "a local free day": (OURS, "2026-07-15", False),
    "of which the plain calendar knows nothing": (REGENCY, "2026-07-15", True),
    "is free in a six-day office too": (SIX, "2026-07-15", False),
    "but not where shifts go on": (SHIFT, "2026-07-15", True),
    "cuti bersama worked by order": (OURS, "2026-12-24", True),
    "unless an office has that day free by itself": (SIX, "2026-12-24", False),
    "the Saturday of a six-day office": (SIX, "2026-07-04", True),
    "its Sunday": (SIX, "2026-07-05", False),
    "a holiday on its Saturday": (SIX, "2026-12-26", True),
    "its Idul Fitri, a Saturday": (SIX, "2026-03-21", False),
    "shifts on a Sunday": (SHIFT, "2026-07-05", True),
    "shifts at Idul Fitri": (SHIFT, "2026-03-21", True),
}


@pytest.mark.parametrize("case", list(OFFICES))
def test_days_of_offices(case: str) -> None:
    works_by, day, works = OFFICES[case]
    assert works_by.is_working_day(on(day)) is works


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        ("2026-07-06", "2026-07-06", "2026-07-06"),
        ("2026-07-05", "2026-07-03", "2026-07-06"),
        ("2026-03-21", "2026-03-17", "2026-03-25"),
        ("2027-03-10", "2027-03-05", "2027-03-16"),
        ("2026-12-25", "2026-12-23", "2026-12-28"),
        ("2027-01-01", "2026-12-31", "2027-01-04"),
        ("2026-05-31", "2026-05-29", "2026-06-02"),  # Waisak on a Sunday, Pancasila on the Monday
    ],
)
def test_the_working_day_at_or_around_a_date(day: str, before: str, after: str) -> None:
    assert (REGENCY.at_or_before(on(day)), REGENCY.at_or_after(on(day))) == (on(before), on(after))


@pytest.mark.parametrize(
    ("start", "n", "wanted"),
    [
        ("2026-07-01", 1, "2026-07-02"),
        ("2026-07-03", 1, "2026-07-06"),
        ("2026-07-04", 1, "2026-07-06"),
        ("2026-07-01", 0, "2026-07-01"),
        ("2026-07-04", 0, "2026-07-06"),
        ("2026-07-06", -1, "2026-07-03"),
        ("2026-07-05", -1, "2026-07-03"),
        ("2026-03-17", 1, "2026-03-25"),
        ("2026-03-13", 5, "2026-03-27"),
        ("2026-07-29", 3, "2026-08-03"),
        ("2026-12-22", 5, "2026-12-31"),
        ("2026-12-30", 2, "2027-01-04"),
        ("2027-03-05", 3, "2027-03-18"),
        ("2026-07-01", 60, "2026-09-25"),
    ],
)
def test_adding_working_days(start: str, n: int, wanted: str) -> None:
    assert REGENCY.add_working_days(on(start), n) == on(wanted)


def test_an_instant_keeps_its_hour() -> None:
    assert REGENCY.add_working_days(wib("2026-07-03T09:00"), 2) == wib("2026-07-07T09:00")
    assert REGENCY.add_working_days(wib("2026-07-03T06:30"), 1) == wib("2026-07-06T06:30"), "the day before in UTC"


def test_working_days_between() -> None:
    assert REGENCY.working_days_between(on("2026-03-17"), on("2026-03-25")) == 1
    assert REGENCY.working_days_between(on("2026-03-25"), on("2026-03-17")) == -1
    assert REGENCY.working_days_between(on("2026-07-01"), on("2026-07-01")) == 0


def test_a_year_without_a_decree_is_known_to_be_unknown() -> None:
    assert [year for year in range(2024, 2030) if REGENCY.knows(year)] == [2024, 2025, 2026, 2027]
    assert REGENCY.unknown_years(on("2027-12-31"), on("2028-01-01")) == (2028,)
    assert REGENCY.known_until(on("2026-11-24")) == on("2027-12-31")
    assert REGENCY.known_until(on("2028-01-01")) is None
    written = calendar(OWN.replace("complete_years = []", "complete_years = [2028]"))
    assert written.known_until(on("2026-11-24")) == on("2028-12-31")
    assert SHIFT.known_until(on("2026-11-24")) == on("2100-12-31"), "holidays mean nothing there"


CLOCK = {
    "in the morning": ("2026-07-01T09:00", 1, "2026-07-02T16:00"),
    "before the office opens": ("2026-07-01T05:00", 1, "2026-07-02T16:00"),
    "in the last minute": ("2026-07-01T15:59:59", 1, "2026-07-02T16:00"),
    "when the office closes": ("2026-07-01T16:00", 1, "2026-07-03T16:30"),
    "on Friday morning": ("2026-07-03T10:00", 1, "2026-07-06T16:00"),
    "on Friday, half past four": ("2026-07-03T16:30", 1, "2026-07-07T16:00"),
    "on Saturday": ("2026-07-04T10:00", 1, "2026-07-07T16:00"),
    "on Sunday night": ("2026-07-05T23:59", 1, "2026-07-07T16:00"),
    "verification, 3": ("2026-12-22T09:00", 3, "2026-12-29T16:00"),
    "before a long holiday": ("2026-03-17T14:59", 1, "2026-03-25T16:00"),
    "after hours in Ramadan": ("2026-03-17T15:00", 1, "2026-03-26T16:00"),
    "due in Ramadan": ("2026-02-18T09:00", 2, "2026-02-20T15:30"),
    "over the turn of the year": ("2026-12-31T09:00", 5, "2027-01-11T16:00"),
    "an oversight case, 60": ("2026-07-01T09:00", 60, "2026-09-25T16:30"),
}


@pytest.mark.parametrize("case", list(CLOCK))
def test_the_clock_of_a_complaint(case: str) -> None:
    arrival, n, due = CLOCK[case]
    assert REGENCY.deadline(wib(arrival), n) == wib(due)


def test_the_clock_where_the_office_never_closes_bears_the_days_own_date() -> None:
    due = SHIFT.deadline(wib("2026-07-04T23:30"), 3)
    assert due == wib("2026-07-07T23:59:59")
    assert SHIFT.day_of(due) == on("2026-07-07")


days = st.dates(date(2025, 1, 1), date(2028, 12, 31))
calendars = st.sampled_from([REGENCY, OURS, SIX, SHIFT])
counts = st.integers(-90, 90)


@settings(deadline=None)  # never time in a test
@given(calendars, days, counts)
def test_the_result_is_always_a_working_day(works_by: Calendar, day: date, n: int) -> None:
    assert works_by.is_working_day(works_by.add_working_days(day, n))


@settings(deadline=None)  # never time in a test
@given(calendars, days, counts)
def test_adding_and_counting_back_agree(works_by: Calendar, day: date, n: int) -> None:
    start = works_by.at_or_after(day)
    there = works_by.add_working_days(start, n)
    assert works_by.working_days_between(start, there) == n
    assert works_by.add_working_days(there, -n) == start


@settings(deadline=None)  # never time in a test
@given(calendars, days, st.integers(1, 90))
def test_a_free_start_counts_like_the_working_day_before_it(works_by: Calendar, day: date, n: int) -> None:
    assert works_by.add_working_days(day, n) == works_by.add_working_days(works_by.at_or_before(day), n)
    assert works_by.working_days_between(day, works_by.add_working_days(day, n)) == n


@settings(deadline=None)  # never time in a test
@given(calendars, days, days, st.integers(0, 60))
def test_later_starts_never_end_earlier(works_by: Calendar, first: date, second: date, n: int) -> None:
    assume(first <= second)
    assert works_by.add_working_days(first, n) <= works_by.add_working_days(second, n)
    assert works_by.add_working_days(first, n) < works_by.add_working_days(first, n + 1) or not n


instants = st.integers(0, 4 * 366 * 86_400).map(lambda seconds: wib("2025-01-01") + timedelta(seconds=seconds))


@settings(deadline=None)  # never time in a test
@given(calendars, instants, instants, st.integers(1, 60))
def test_who_comes_later_is_never_due_earlier(works_by: Calendar, one: datetime, other: datetime, n: int) -> None:
    first, second = sorted((one, other))
    assert first < works_by.deadline(first, n) <= works_by.deadline(second, n)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 8, 17), "Hari Kemerdekaan Republik Indonesia"),
        (date(2026, 7, 15), "Pemilihan kepala desa"),
        (date(2026, 7, 18), ""),
        (date(2026, 7, 16), None),
        (date(2026, 12, 24), None),
    ],
)
def test_what_makes_a_day_free_has_a_name(day: date, name: str | None) -> None:
    assert calendar(OWN).free_name(day) == name
