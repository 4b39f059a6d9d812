"""A late permission that HR is putting together in chat: for whom, until when, why. One for each person of HR."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, Column, Text
from sqlmodel import Field, SQLModel

from models.base import UTCDateTime
from models.calendar import Calendar
from models.cycle import Cycle
from models.day import FreeDay

PEOPLE, UNTIL, REASON, REVIEW = "people", "until", "reason", "review"
ASKED = (PEOPLE, UNTIL, REASON)
REASON_LIMIT = 500
OFFERED = (2, 5, 10)
"""Working days after the self-evaluation's end, or after today."""
NIP = 18


class LateDraftRow(SQLModel, table=True):
    """The draft; gone once the permission is given."""

    __tablename__ = "late_draft"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", unique=True, description="who is putting it together")
    cycle_id: int = Field(foreign_key="cycle.id")
    version: int = Field(default=1)
    forms: list[int] = Field(sa_column=Column(JSON, nullable=False), description="evaluation ids, in order of choice")
    until: datetime | None = Field(default=None, sa_type=UTCDateTime)
    reason: str = Field(default="", sa_column=Column(Text, nullable=False))

    @property
    def step(self) -> str:
        """What is to be said next."""
        missing: tuple[tuple[str, Any], ...] = ((PEOPLE, self.forms), (UNTIL, self.until), (REASON, self.reason))
        return next((step for step, said in missing if not said), REVIEW)


@dataclass(frozen=True)
class LatePerson:
    """Somebody with a form in the cycle."""

    form: int
    name: str
    office: str
    ref: str


@dataclass(frozen=True)
class LateDraft:
    """The draft as it is shown at `step`; `found` fits the words last typed, `days` are offered."""

    id: int
    version: int
    cycle: Cycle
    step: str
    people: tuple[LatePerson, ...]
    until: datetime | None
    reason: str
    days: tuple[date, ...] = ()
    found: tuple[LatePerson, ...] = ()
    free: tuple[FreeDay, ...] = ()
    """The last day, where nobody works on it."""
    stale: bool = False


@dataclass(frozen=True)
class LateGiven:
    """The permission was given to so many."""

    cycle: int
    people: int
    until: datetime


def read_refs(text: str) -> tuple[str, ...]:
    """The NIPs in a text, spaced or not, apart by comma, semicolon or line; none where it is a name or a NIP's end."""
    pieces = [re.sub(r"[\s.'’]+", "", piece) for piece in re.split(r"[,;\n]+", text)]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) == 1 and pieces[0].isdigit() and len(pieces[0]) < NIP:
        return ()
    if not any(piece[-1].isdigit() or piece[:2].upper() == "X-" for piece in pieces):
        return ()
    return tuple(ref for piece in pieces for ref in _apart(piece))


def _apart(piece: str) -> list[str]:
    """NIPs that stood one beside the other with only spaces between."""
    if piece.isdigit() and len(piece) % NIP == 0:
        return [piece[at : at + NIP] for at in range(0, len(piece), NIP)]
    return [piece]


def last_instant(day: date, cycle: Cycle, zone: ZoneInfo) -> datetime:
    """The end of this day; of the rater's last day, the rater's end."""
    end = datetime.combine(day, time(23, 59, 59), zone)
    return cycle.appraise_until if day == cycle.appraise_until.astimezone(zone).date() else end


def offered_days(cycle: Cycle, now: datetime, calendar: Calendar) -> tuple[date, ...]:
    """Sensible last days, the rater's last one among them; only working days, and such as may be allowed."""
    begin, end = calendar.day_of(max(now, cycle.self_until)), calendar.day_of(cycle.appraise_until)
    days = {calendar.add_working_days(begin, n) for n in OFFERED} | {calendar.at_or_before(end)}
    return tuple(sorted(day for day in days if cycle.may_allow_until(last_instant(day, cycle, calendar.zone), now)))
