"""The working calendar of an office: which days it works, from when to when, and what a day limit means there.

Pure and frozen; `services/calendars.py` hands out the calendar in force. Days are dates in the office's zone, instants
are aware and come back in UTC. A day may lie in a year whose holidays nobody knows yet: then its weekday decides, and
`knows(year)` is False.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import overload
from zoneinfo import ZoneInfo

from models.national_holidays import holidays_of, is_decreed

DAY = timedelta(days=1)
LAST_YEAR = 2100  # of the library
MIDNIGHT, LAST_SECOND = time(0), time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Hours:
    """From `start` until before `end`; an `end` at or before `start` lies on the next day."""

    start: time
    end: time

    def hold(self, at: time) -> bool:
        """Is this hour of the clock inside?"""
        if self.start < self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


Week = tuple[Hours | None, ...]
"""Seven, from Monday; None where the office does not work. An office's hours end at midnight at the latest; round the
clock is 00.00 to 00.00."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """What an office works by. `id` is the version's, such as `kalender-2026`."""

    id: str
    zone: ZoneInfo
    week: Week
    ramadan: Week
    ramadan_dates: tuple[tuple[date, date], ...]
    """First and last days."""
    quiet: Hours
    free: Mapping[date, str] = field(default_factory=dict, hash=False)
    """Local free days, with their names."""
    working: Mapping[date, Hours] = field(default_factory=dict, hash=False)
    """Days worked although they would be free, with their hours."""
    works_on_holidays: bool = False
    complete: frozenset[int] = frozenset()
    """Years whose free days `free` completes, before the library knows them."""

    # --- days -------------------------------------------------------------------------------------------------------

    def is_working_day(self, day: date) -> bool:
        """Does the office work on this day?"""
        return self._hours(day) is not None

    def free_name(self, day: date) -> str | None:
        """What makes this day free: a holiday's Indonesian name, or "" for a weekday without work; None if it works."""
        if self.is_working_day(day):
            return None
        return self.free.get(day) or holidays_of(day.year).get(day, "")

    def at_or_before(self, day: date) -> date:
        """The day itself if it is a working day, else the last one before it."""
        while not self.is_working_day(day):
            day -= DAY
        return day

    def at_or_after(self, day: date) -> date:
        """The day itself if it is a working day, else the next one."""
        while not self.is_working_day(day):
            day += DAY
        return day

    @overload
    def add_working_days(self, start: datetime, n: int) -> datetime: ...
    @overload
    def add_working_days(self, start: date, n: int) -> date: ...
    def add_working_days(self, start: date, n: int) -> date:
        """`n` working days after `start`, which does not count itself; before it for a negative `n`.

        Zero gives the day itself or the next working day. An instant keeps its hour of the office's clock.
        """
        if isinstance(start, datetime):
            local = start.astimezone(self.zone)
            return self.at(self.add_working_days(local.date(), n), local.time())
        if n == 0:
            return self.at_or_after(start)
        day, step = start, DAY if n > 0 else -DAY
        for _ in range(abs(n)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days lie after `first` up to and with `last`; negative when `last` is the earlier.

        For every working day: `working_days_between(day, add_working_days(day, n)) == n`.
        """
        if last < first:
            return -self.working_days_between(last, first)
        return sum(map(self.is_working_day, _days(first + DAY, last)))

    def knows(self, year: int) -> bool:
        """Are the free days of this year decreed, or written into this calendar?"""
        return self.works_on_holidays or year in self.complete or is_decreed(year)

    def unknown_years(self, first: date, last: date) -> tuple[int, ...]:
        """The years from `first` to `last` whose free days nobody knows yet: reckon, and say so."""
        return tuple(year for year in range(first.year, last.year + 1) if not self.knows(year))

    def known_until(self, today: date) -> date | None:
        """The last day, from this year on, whose free days are known without a gap; None when this year's are not."""
        if not self.knows(today.year):
            return None
        year = today.year
        while year < LAST_YEAR and self.knows(year + 1):
            year += 1
        return date(year, 12, 31)

    # --- hours ------------------------------------------------------------------------------------------------------

    def at(self, day: date, clock: time) -> datetime:
        """The instant of an hour of the office's clock."""
        return datetime.combine(day, clock, self.zone).astimezone(UTC)

    def day_of(self, instant: datetime) -> date:
        """The office's date at an instant."""
        return instant.astimezone(self.zone).date()

    def office_hours(self, day: date) -> tuple[datetime, datetime] | None:
        """From when until before when the office is open on this day; None when it is not."""
        hours = self._hours(day)
        if hours is None:
            return None
        return self.at(day, hours.start), self.at(day + DAY * (hours.end <= hours.start), hours.end)

    def is_open(self, instant: datetime) -> bool:
        """Is it office hours now?"""
        opened = self.office_hours(self.day_of(instant))
        return opened is not None and opened[0] <= instant < opened[1]

    def is_quiet(self, instant: datetime) -> bool:
        """Is this a time at which nobody is written to?"""
        return self.quiet.hold(instant.astimezone(self.zone).time())

    def after_quiet(self, instant: datetime) -> datetime:
        """The instant itself, or the end of the quiet hours it falls into."""
        if not self.is_quiet(instant):
            return instant
        local = instant.astimezone(self.zone)
        return self.at(local.date() + DAY * (local.time() >= self.quiet.end), self.quiet.end)

    # --- day limits -------------------------------------------------------------------------------------------------

    def counts_from(self, arrival: datetime) -> date:
        """The working day that is the day of arrival: after hours or on a free day, the next working day.

        Source: day limits are working days (PermenPANRB 62/2018, domain.md §3); it does not say when a day ends. This
        reading gives an office the same full days whatever the hour of a message (confirm).
        """
        day = self.day_of(arrival)
        opened = self.office_hours(day)
        if opened and arrival < opened[1]:
            return day
        return self.at_or_after(day + DAY)

    def deadline(self, arrival: datetime, n: int) -> datetime:
        """The end of office hours `n` working days after the day of arrival, which does not count (confirm).

        Friday 10.00, n = 1: Monday. Friday 17.00 or Sunday: as if it came on Monday, so Tuesday. Where the office never
        closes, the last second of the day, so that the instant bears the day's date.
        """
        return self.closing(self.add_working_days(self.counts_from(arrival), n))

    def closing(self, day: date) -> datetime:
        """When the office closes on this day, or on the next working day."""
        day = self.at_or_after(day)
        opened = self.office_hours(day)
        assert opened is not None, "at_or_after gives a working day"
        return min(opened[1], self.at(day, LAST_SECOND))

    # --- working time -----------------------------------------------------------------------------------------------

    def working_time(self, start: datetime, end: datetime) -> timedelta:
        """How long the office was open from `start` to `end`; nothing when `end` is not later."""
        days = _days(self.day_of(start), self.day_of(end))
        spans = [min(end, until) - max(start, since) for since, until in filter(None, map(self.office_hours, days))]
        return sum((span for span in spans if span > timedelta(0)), timedelta(0))

    def add_working_time(self, start: datetime, span: timedelta) -> datetime:
        """The first instant at which the office will have been open for `span` since `start`.

        A clock that stood still from `asked` to `answered` is due at `add_working_time(due, working_time(asked,
        answered))`; half of a limit is over at `add_working_time(arrival, working_time(arrival, due) / 2)`.
        """
        at, day = start, self.day_of(start)
        while span > timedelta(0):
            if opened := self.office_hours(day):
                since = max(start, opened[0])
                part = max(timedelta(0), min(span, opened[1] - since))
                at, span = since + part, span - part
            day += DAY
        return at

    def _hours(self, day: date) -> Hours | None:
        """The hours by the clock: the local exception first, then the national holiday, then the weekday."""
        if day in self.working:
            return self.working[day]
        if day in self.free or (not self.works_on_holidays and day in holidays_of(day.year)):
            return None
        fasting = any(first <= day <= last for first, last in self.ramadan_dates)
        return (self.ramadan if fasting else self.week)[day.weekday()]


def _days(first: date, last: date) -> Iterator[date]:
    return (first + DAY * n for n in range((last - first).days + 1))
