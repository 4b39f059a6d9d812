"""When an office is open, and when nobody is written to."""

from datetime import time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.calendar import Calendar
from tests.calendar.test_days import OURS, REGENCY, SHIFT, SIX, calendars, instants, on, wib
from tests.support.calendar_files import SHIPPED, calendar

HOURS = {
    "Monday": (REGENCY, "2026-07-06", ("2026-07-06T07:30", "2026-07-06T16:00")),
    "Friday": (REGENCY, "2026-07-03", ("2026-07-03T07:30", "2026-07-03T16:30")),
    "the day before Ramadan": (REGENCY, "2026-02-18", ("2026-02-18T07:30", "2026-02-18T16:00")),
    "the first of Ramadan": (REGENCY, "2026-02-19", ("2026-02-19T08:00", "2026-02-19T15:00")),
    "a Friday in Ramadan": (REGENCY, "2026-02-20", ("2026-02-20T08:00", "2026-02-20T15:30")),
    "Ramadan 2027": (REGENCY, "2027-02-08", ("2027-02-08T08:00", "2027-02-08T15:00")),
    "after Ramadan": (REGENCY, "2026-03-25", ("2026-03-25T07:30", "2026-03-25T16:00")),
    "a holiday": (REGENCY, "2026-12-25", None),
    "a Sunday": (REGENCY, "2026-07-05", None),
    "a free day worked by order": (OURS, "2026-12-24", ("2026-12-24T07:30", "2026-12-24T12:00")),
    "a Saturday of six days": (SIX, "2026-07-04", ("2026-07-04T07:30", "2026-07-04T14:00")),
    "a Saturday of six days in Ramadan": (SIX, "2026-02-21", ("2026-02-21T08:00", "2026-02-21T12:30")),
    "round the clock": (SHIFT, "2026-07-05", ("2026-07-05T00:00", "2026-07-06T00:00")),
    "round the clock in Ramadan": (SHIFT, "2026-02-21", ("2026-02-21T00:00", "2026-02-22T00:00")),
    "a day of its own": (SHIFT, "2026-07-16", ("2026-07-16T08:00", "2026-07-16T10:00")),
}


@pytest.mark.parametrize("case", list(HOURS))
def test_office_hours(case: str) -> None:
    works_by, day, wanted = HOURS[case]
    assert works_by.office_hours(on(day)) == (wanted and tuple(map(wib, wanted)))


def test_is_the_office_open() -> None:
    for at, is_open in (
        ("2026-07-06T07:29:59", False),
        ("2026-07-06T07:30", True),
        ("2026-07-06T15:59:59", True),
        ("2026-07-06T16:00", False),
        ("2026-07-05T10:00", False),
    ):
        assert REGENCY.is_open(wib(at)) is is_open, at
    assert SHIFT.is_open(wib("2026-03-22T00:00"))
    assert SHIFT.is_open(wib("2026-03-22T23:59:59"))


def test_an_hour_of_the_offices_clock_is_an_instant() -> None:
    nine = REGENCY.at(on("2026-07-06"), time(9))
    assert nine.isoformat() == "2026-07-06T02:00:00+00:00"
    assert REGENCY.day_of(REGENCY.at(on("2026-07-06"), time(0))) == on("2026-07-06")


QUIET = {
    "in the evening": ("20.00-07.00", "2026-07-06T20:00", "2026-07-07T07:00"),
    "before midnight": ("20.00-07.00", "2026-12-31T23:59:59", "2027-01-01T07:00"),
    "after midnight": ("20.00-07.00", "2026-07-07T00:00", "2026-07-07T07:00"),
    "in the last minute": ("20.00-07.00", "2026-07-07T06:59:59", "2026-07-07T07:00"),
    "at its end": ("20.00-07.00", "2026-07-07T07:00", "2026-07-07T07:00"),
    "by day": ("20.00-07.00", "2026-07-07T19:59:59", "2026-07-07T19:59:59"),
    "a window within a day": ("12.00-13.00", "2026-07-07T12:30", "2026-07-07T13:00"),
    "outside of it": ("12.00-13.00", "2026-07-07T20:30", "2026-07-07T20:30"),
    "until midnight": ("20.00-24.00", "2026-07-07T23:30", "2026-07-08T00:00"),
}


@pytest.mark.parametrize("case", list(QUIET))
def test_quiet_hours(case: str) -> None:
    window, at, wanted = QUIET[case]
    works_by = calendar(SHIPPED.replace('quiet = "20.00-07.00"', f'quiet = "{window}"'))
    assert works_by.after_quiet(wib(at)) == wib(wanted)
    assert works_by.is_quiet(wib(at)) is (at != wanted)


def test_quiet_hours_have_a_default() -> None:
    assert calendar(SHIPPED.replace('quiet = "20.00-07.00"', "")).quiet == REGENCY.quiet


@settings(deadline=None)  # never time in a test
@given(instants)
def test_after_quiet_nobody_sleeps_and_nobody_waits_longer_than_a_night(at) -> None:
    after = REGENCY.after_quiet(at)
    assert not REGENCY.is_quiet(after)
    assert timedelta(0) <= after - at <= timedelta(hours=11)


SPANS = {
    "within a day": ("2026-07-06T09:00", "2026-07-06T11:30", timedelta(hours=2.5)),
    "over a night": ("2026-07-06T15:00", "2026-07-07T08:30", timedelta(hours=2)),
    "over a week-end, to after hours": ("2026-07-03T16:00", "2026-07-06T20:00", timedelta(hours=9)),
    "a night alone": ("2026-07-06T18:00", "2026-07-07T06:00", timedelta(0)),
    "Idul Fitri alone": ("2026-03-17T15:00", "2026-03-25T07:30", timedelta(0)),
    "a day in Ramadan": ("2026-02-19T00:00", "2026-02-20T00:00", timedelta(hours=7)),
    "backwards": ("2026-07-07T08:30", "2026-07-06T15:00", timedelta(0)),
}


@pytest.mark.parametrize("case", list(SPANS))
def test_how_long_the_office_was_open(case: str) -> None:
    start, end, span = SPANS[case]
    assert REGENCY.working_time(wib(start), wib(end)) == span


def test_a_clock_that_stood_still_moves_by_the_working_time_of_the_pause() -> None:
    due = REGENCY.deadline(wib("2026-07-01T09:00"), 3)
    assert due == wib("2026-07-06T16:00")
    paused = REGENCY.working_time(wib("2026-07-02T14:00"), wib("2026-07-05T10:00"))
    assert REGENCY.add_working_time(due, paused) == wib("2026-07-08T10:00"), "two hours, then a Friday of nine"
    assert REGENCY.add_working_time(due, timedelta(0)) == due
    assert REGENCY.add_working_time(wib("2026-07-06T15:00"), timedelta(hours=1)) == wib("2026-07-06T16:00")
    assert REGENCY.closing(on("2026-07-04")) == wib("2026-07-06T16:00")


@settings(deadline=None)  # never time in a test
@given(calendars, instants, st.integers(0, 200 * 60))
def test_working_time_there_and_back(works_by: Calendar, start, minutes: int) -> None:
    span = timedelta(minutes=minutes)
    end = works_by.add_working_time(start, span)
    assert works_by.working_time(start, end) == span
    assert end >= start + span
