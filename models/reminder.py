"""Reminders before a deadline, as a ladder of days, and what follows when it has passed (features E1–E3). Pure.

A rung is due at the office's hour on its day, or on the working day before where that is free. It is valid until the
day of the next rung: after an outage only the latest valid one goes. Which days, which hour and how far up is data:
`models/rules/reminders.toml`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from models.calendar import Calendar

SELF, APPRAISE, TEAM = "self", "appraise", "team"
LADDERS = (SELF, APPRAISE, TEAM)


@dataclass(frozen=True)
class ReminderRules:
    """The ladders in days before a deadline, and in working days after it the warning and each level told."""

    hour: time
    ladders: Mapping[str, tuple[int, ...]]
    warn: int
    tell: tuple[int, ...]
    review_on: tuple[int, int]
    """Month and day on which HR is told that the method's yearly review is due."""


@dataclass(frozen=True)
class Rung:
    """One step of a ladder: `days` before the deadline; due on that day, valid until the next rung's day begins.

    `hours` holds the instant for each hour somebody may prefer, None for the office's own.
    """

    days: int
    hours: Mapping[int | None, datetime]
    valid_until: datetime

    def current(self, now: datetime, calendar: Calendar) -> bool:
        """Is it to be planned now? From the beginning of its day, as long as it is valid."""
        return calendar.at(self.on(calendar), time()) <= now < self.valid_until

    def on(self, calendar: Calendar) -> date:
        """Its day."""
        return calendar.day_of(self.hours[None])


def ladder(
    days: Iterable[int], rules: ReminderRules, begins: datetime, deadline: datetime, calendar: Calendar
) -> tuple[Rung, ...]:
    """The rungs between `begins` and `deadline`, earliest first.

    Nobody is reminded before they had the form, nor after the deadline; of two rungs that a free day moves together
    the later one stays.
    """
    end = calendar.day_of(deadline)
    dates = {calendar.at_or_before(end - timedelta(days=ahead)): ahead for ahead in sorted(days)[::-1]}
    kept = [(on, ahead) for on, ahead in sorted(dates.items()) if begins < calendar.at(on, rules.hour) < deadline]
    ends = [*(calendar.at(on, time()) for on, _ in kept), deadline][1:]
    return tuple(
        Rung(ahead, _hours(on, rules, deadline, calendar), until) for (on, ahead), until in zip(kept, ends, strict=True)
    )


def steps_after(rules: ReminderRules, deadline: datetime, closes: datetime, calendar: Calendar) -> tuple[Rung, ...]:
    """What follows a deadline that passed, until the cycle `closes`: `days` 0 warns who is late, 1 tells the superior
    and 2 the next above, each on its working day."""
    end = calendar.day_of(deadline)
    dates = [calendar.add_working_days(end, days) for days in (rules.warn, *rules.tell)]
    ends = [calendar.at(on, time()) for on in dates[1:]] + [closes]
    return tuple(
        Rung(level, _hours(on, rules, closes, calendar), min(until, closes))
        for level, (on, until) in enumerate(zip(dates, ends, strict=True))
        if calendar.at(on, rules.hour) < closes
    )


def _hours(on: date, rules: ReminderRules, before: datetime, calendar: Calendar) -> dict[int | None, datetime]:
    """The instant for each hour of the day that is before the deadline; the others have the office's."""
    hours: dict[int | None, datetime] = {None: calendar.at(on, rules.hour)}
    hours |= {hour: at for hour in range(24) if (at := calendar.at(on, time(hour))) < before}
    return hours


def next_reminder(calendar: Calendar, now: datetime, clock: time = time(9)) -> datetime:
    """When somebody is reminded who asks for it tomorrow: on the next working day."""
    return calendar.at(calendar.at_or_after(calendar.day_of(now) + timedelta(days=1)), clock)
