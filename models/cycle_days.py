"""The days of a cycle: which instant a day means, which are allowed, and which are proposed. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.calendar import Calendar
from models.cycle import PLANNED, PUBLISHED, Cycle
from models.cycle_draft import APPRAISE, DATES, OPENS, PUBLISH, SELF
from models.cycle_refusals import CycleDatePassed, DayTooEarly
from models.day import FreeDay

DAY = timedelta(days=1)
UNTIL = (SELF, APPRAISE)
"""Belong to their phase up to the last second, as on the command line; the other dates begin one."""
BEFORE = {SELF: OPENS, APPRAISE: SELF, PUBLISH: APPRAISE}
AFTER = {SELF: (5, 10, 15), APPRAISE: (5, 10, 15), PUBLISH: (1, 3, 5)}
"""Working days after the date before: one, two or three weeks to fill in, and as many to appraise."""


def instant(step: str, day: date, zone: ZoneInfo) -> datetime:
    """The end of an `until`'s day, the beginning of any other's."""
    return datetime.combine(day, time(23, 59, 59) if step in UNTIL else time.min, zone)


def movable(cycle: Cycle | None, now: datetime) -> tuple[str, ...]:
    """The dates that may be changed. What has passed stays; once results are published, all of it."""
    if cycle is None:
        return tuple(DATES)
    if cycle.phase(now) == PUBLISHED:
        return ()
    return tuple(step for step, kept in DATES.items() if getattr(cycle, kept) > now)


def first_day(step: str, dates: Mapping[str, datetime], cycle: Cycle | None, now: datetime, zone: ZoneInfo) -> date:
    """The first day that a step takes: not in the past, in order; of a cycle that runs nobody loses time."""
    days = [now.astimezone(zone).date()]
    if before := dates.get(BEFORE.get(step, "")):
        days.append(before.astimezone(zone).date() + (DAY if step != SELF else timedelta(0)))
    if cycle and cycle.phase(now) != PLANNED:
        days.append(getattr(cycle, DATES[step]).astimezone(zone).date())
    return max(days)


def check_day(
    step: str, at: datetime, dates: Mapping[str, datetime], cycle: Cycle | None, now: datetime, zone: ZoneInfo
) -> None:
    """May this step have this instant? Raises CycleDatePassed, DayTooEarly."""
    if step not in movable(cycle, now):
        assert cycle
        raise CycleDatePassed(at=getattr(cycle, DATES[step]))
    first = first_day(step, dates, cycle, now, zone)
    if at.astimezone(zone).date() < first:
        raise DayTooEarly(first=first)


def proposed(step: str, first: date, dates: Mapping[str, datetime], calendar: Calendar) -> tuple[date, ...]:
    """Working days that HR is likely to mean, `first` being the first that is allowed."""
    if step == OPENS:
        monday = first + DAY * (7 - first.weekday())
        month = (first.replace(day=28) + 4 * DAY).replace(day=1)
        days = {calendar.at_or_after(day) for day in (first, monday, month)}
    else:
        begin = max(first, dates[BEFORE[step]].astimezone(calendar.zone).date())
        days = {calendar.add_working_days(begin, n) for n in AFTER[step]}
    return tuple(sorted(days))


def free_days(dates: Iterable[datetime], calendar: Calendar) -> tuple[FreeDay, ...]:
    """Those of them on which nobody works."""
    days = sorted({at.astimezone(calendar.zone).date() for at in dates})
    return tuple(FreeDay(day, name) for day in days if (name := calendar.free_name(day)) is not None)
