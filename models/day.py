"""A day as people type it: `15 Jan 2027`, `15 Januari`, `15/1/2027`, `2027-01-15`; and one on which nobody works."""

import re
from dataclasses import dataclass
from datetime import date

from models.cycle_refusals import DayUnreadable

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_NUMBERS = re.compile(r"(?P<day>\d{1,2})\s*[-./]\s*(?P<month>\d{1,2})\s*[-./]\s*(?P<year>\d{4})")
_NAMED = re.compile(r"(?P<day>\d{1,2})[\s.-]*(?P<month>[a-z]{3,})[\s.,-]*(?P<year>\d{4})?")
_WEEKDAY = re.compile(r"^[a-z']+\s*,\s*")
MONTHS = (
    ("januari", "january"),
    ("februari", "february", "pebruari"),
    ("maret", "march"),
    ("april",),
    ("mei", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("agustus", "august", "agt", "ags"),
    ("september",),
    ("oktober", "october"),
    ("november", "nopember"),
    ("desember", "december"),
)


@dataclass(frozen=True)
class FreeDay:
    """Nobody works on it; `name` is the holiday's, "" for a weekend."""

    day: date
    name: str


def read_day(text: str, today: date) -> date:
    """The day that is meant; without a year the next one there is. Raises DayUnreadable."""
    said = _WEEKDAY.sub("", text.strip().lower())
    found = next((match for shape in (_ISO, _NUMBERS, _NAMED) if (match := shape.fullmatch(said))), None)
    if found is None:
        raise DayUnreadable(text=text.strip())
    month = found["month"]
    number = int(month) if month.isdigit() else _month(month)
    try:
        if found["year"]:
            return date(int(found["year"]), number, int(found["day"]))
        this_year = date(today.year, number, int(found["day"]))
        return this_year if this_year >= today else this_year.replace(year=today.year + 1)
    except ValueError:
        raise DayUnreadable(text=text.strip()) from None


def _month(word: str) -> int:
    """Its number, or 0, which no month has."""
    return next((n for n, names in enumerate(MONTHS, 1) if any(name.startswith(word) for name in names)), 0)
