"""A circular: what HR writes to a chosen set of people («Kabar dari Kepegawaian», E21, E14).

States:  draft ──send──▶ sent ──stop──▶ stopped
           └──cancel──▶ (gone)

Invariants: one draft a person of HR; `version` grows with every change of the draft, so that a button drawn before it
is known to be old; what was sent never changes. Used again, it becomes a new row of the same circular with the next
edition, so that every notice (`subject_id`) knows exactly what it said.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import JSON, Column, Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.base import UTCDateTime, Word, words
from models.calendar import DAY, Calendar
from models.circular_refusals import CircularTooLong, PlaceholderUnknown
from models.office import FoundOffice

DRAFT, SENT, STOPPED = "draft", "sent", "stopped"
EVERYBODY, OFFICES, UNSENT, RATERS = "everybody", "offices", "unsent", "raters"
AUDIENCES = (EVERYBODY, UNSENT, RATERS, OFFICES)
WHO, PLACES, WORDS, ENGLISH, REVIEW = "who", "places", "words", "english", "review"
ASKED = (PLACES, WORDS, ENGLISH)
"""Steps that wait for something typed."""
NAME, UNIT = "nama", "unit"
PLACEHOLDERS = (NAME, UNIT)
TEXT_LIMIT = 2800
"""UTF-16 units of a text with the longest name and office filled in: the preview shows it whole, beside its figures."""
VALID_FOR = timedelta(days=7)
"""News is no news after a week: who cannot be reached until then is not told."""
PAGE = 8
PORTIONS = 120
"""At most so many instants at which portions of one circular become due."""
_FIELD = re.compile(r"\{([^{}\n]*)\}")


class CircularRow(SQLModel, table=True):
    """One edition of a circular, or the draft of the next."""

    __tablename__ = "circular"
    __table_args__ = (
        words("state", DRAFT, SENT, STOPPED),
        words("audience", *AUDIENCES),
        UniqueConstraint("first_id", "edition"),
        Index(
            "ix_circular_draft",
            "author_id",
            unique=True,
            sqlite_where=text("state = 'draft'"),
            postgresql_where=text("state = 'draft'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    first_id: int | None = Field(default=None, foreign_key="circular.id", description="its first edition, if not this")
    edition: int | None = Field(default=None, description="1, 2, …; None while it is a draft")
    author_id: int = Field(foreign_key="person.id")
    state: str = Field(default=DRAFT, sa_type=Word)
    version: int = Field(default=1)
    audience: str | None = Field(default=None, sa_type=Word, description="whom it is for; None: not chosen yet")
    offices: list[int] = Field(sa_column=Column(JSON, nullable=False), description="office ids, where it is for some")
    text: str = Field(default="", sa_column=Column(Text, nullable=False), description="Indonesian, with placeholders")
    text_en: str | None = Field(
        default=None, sa_column=Column(Text, nullable=True), description="English; empty: none wanted; None: not asked"
    )
    people: int = Field(default=0, description="how many notices were written when it was sent")
    unlinked: int = Field(default=0, description="chosen, but without an account here")
    muted: int = Field(default=0, description="chosen, but they have switched circulars off")
    created_at: datetime = Field(sa_type=UTCDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    stopped_at: datetime | None = Field(default=None, sa_type=UTCDateTime)

    @property
    def step(self) -> str:
        """What is to be said next."""
        missing = (
            (WHO, self.audience is None),
            (PLACES, self.audience == OFFICES and not self.offices),
            (WORDS, not self.text),
            (ENGLISH, self.text_en is None),
        )
        return next((step for step, is_missing in missing if is_missing), REVIEW)


@dataclass(frozen=True)
class Reach:
    """How many of the chosen people: get it, are blocked for now (it waits for them), have no account, want none."""

    people: int = 0
    away: int = 0
    unlinked: int = 0
    muted: int = 0

    @property
    def notices(self) -> int:
        """How many notices will be written."""
        return self.people + self.away


@dataclass(frozen=True)
class Preview:
    """What sending now would do."""

    reach: Reach
    name: str
    unit: str
    """Somebody who would get it, as an example."""
    begins_at: datetime
    is_later: bool
    """It is quiet now, or a free day: nothing goes before `begins_at`."""
    minutes: int


@dataclass(frozen=True)
class CircularDraft:
    """The draft as it is shown at `step`; `found` fits the words last typed."""

    id: int
    version: int
    step: str
    audience: str | None
    places: tuple[FoundOffice, ...]
    text: str
    text_en: str | None
    found: tuple[FoundOffice, ...] = ()
    preview: Preview | None = None
    stale: bool = False
    tried: bool = False


@dataclass(frozen=True)
class CircularLine:
    """One that was sent, in the list."""

    id: int
    title: str
    edition: int
    state: str
    sent_at: datetime
    people: int


@dataclass(frozen=True)
class CircularBoard:
    """What was sent, newest first, and whether a draft waits."""

    lines: tuple[CircularLine, ...]
    page: int
    pages: int
    has_draft: bool


@dataclass(frozen=True)
class CircularCard:
    """One that was sent, and how far it is."""

    line: CircularLine
    author: str
    audience: str
    places: tuple[FoundOffice, ...]
    unlinked: int
    muted: int
    delivered: int
    waiting: int
    """Still to come; those who cannot be reached now are in `away`."""
    away: int
    lost: int
    """Refused by Telegram, or run out: it did not reach them."""
    cancelled: int
    done_at: datetime | None
    """When the last one can go, if that is still to come."""

    @property
    def runs(self) -> bool:
        """Is there something to stop?"""
        return self.line.state == SENT and self.waiting + self.away > 0


def units(said: str) -> int:
    """UTF-16 units, by which Telegram counts."""
    return len(said.encode("utf-16-le")) // 2


def fill(said: str, name: str, unit: str) -> str:
    """The text as one person reads it: `{nama}` and `{unit}`, in any case, with spaces inside or not."""
    values = {NAME: name, UNIT: unit}
    return _FIELD.sub(lambda found: values.get(_named(found), found[0]), said)


def read_text(typed: str, name: str, unit: str) -> str:
    """What was typed, if every placeholder is known and it fits with this (the longest) name and unit.

    Raises PlaceholderUnknown with all that are not, CircularTooLong.
    """
    said = typed.strip()
    strange = [found[1].strip() for found in _FIELD.finditer(said) if _named(found) not in PLACEHOLDERS]
    if strange:
        raise PlaceholderUnknown(names=tuple(dict.fromkeys(strange)))
    if (length := units(fill(said, name, unit))) > TEXT_LIMIT:
        raise CircularTooLong(length=length, limit=TEXT_LIMIT)
    return said


def title_of(said: str, limit: int = 40) -> str:
    """The first line, short: what it is called in a list."""
    first = said.strip().splitlines()[0] if said.strip() else ""
    return first if len(first) <= limit else first[: limit - 1].rstrip() + "…"


def first_moment(calendar: Calendar, now: datetime) -> datetime:
    """The first instant from `now` on at which people may be written to: neither quiet nor a free day."""
    at = calendar.after_quiet(now)
    day = calendar.day_of(at)
    if calendar.is_working_day(day):
        return at
    return calendar.at(calendar.at_or_after(day + DAY), calendar.quiet.end)


def minutes_for(people: int, rate: float) -> int:
    """Whole minutes that so many messages take at `rate` a second; at least one."""
    return max(1, ceil(people / rate / 60))


def portions(count: int, rate: float, begins_at: datetime) -> tuple[int, tuple[datetime, ...]]:
    """How many notices become due together, and when each such portion does: a minute's worth at `rate` a second.

    So a long circular holds up no reminder that falls due meanwhile, and its tail is not mistaken for a delay.
    """
    size = max(1, int(rate * 60), ceil(count / PORTIONS))
    step = timedelta(seconds=size / rate)
    return size, tuple(begins_at + step * number for number in range(max(1, ceil(count / size))))


def _named(found: re.Match[str]) -> str:
    return found[1].strip().lower()
