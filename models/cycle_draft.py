"""A cycle that HR is putting together in chat, or new dates for one. A row each for a person of HR.

What is missing is asked in the order of STEPS; of a cycle that is there only new dates are said, the others stay. A
date that does not come after the one before it is asked anew.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zlib import crc32

from sqlalchemy import JSON, Column, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.base import UTCDateTime
from models.cycle import Cycle
from models.cycle_reach import Reach
from models.day import FreeDay
from models.method import Text
from models.office import FoundOffice

NAME, METHOD, OFFICES, KINDS = "name", "method", "offices", "kinds"
OPENS, SELF, APPRAISE, PUBLISH, REVIEW = "opens", "self", "appraise", "publish", "review"
DATES = {OPENS: "opens_at", SELF: "self_until", APPRAISE: "appraise_until", PUBLISH: "publish_at"}
"""The steps that ask for a day, in order, and where it is kept."""
STEPS = (NAME, METHOD, OFFICES, *DATES)
TYPED = (NAME, OFFICES, *DATES)
"""Steps that wait for words; at the others only buttons count."""
NAME_LIMIT = 80
MAX_OFFICES = 20


class CycleDraftRow(SQLModel, table=True):
    """The draft; gone once the cycle is made or changed."""

    __tablename__ = "cycle_draft"
    __table_args__ = (
        UniqueConstraint("person_id", "cycle_id"),
        Index(
            "uq_cycle_draft_new",
            "person_id",
            unique=True,
            sqlite_where=text("cycle_id IS NULL"),
            postgresql_where=text("cycle_id IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", description="who is putting it together")
    cycle_id: int | None = Field(
        default=None, foreign_key="cycle.id", description="whose dates change; None: a new one"
    )
    version: int = Field(default=1)
    name: str = Field(default="", max_length=NAME_LIMIT)
    method: str = Field(default="", max_length=64)
    offices: list[int] | None = Field(
        default=None, sa_column=Column(JSON(none_as_null=True)), description="ids; none: all; None: not said yet"
    )
    employments: list[str] = Field(sa_column=Column(JSON, nullable=False), description="kinds of staff; none: all")
    include_teachers: bool = Field(default=False)
    opens_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    self_until: datetime | None = Field(default=None, sa_type=UTCDateTime)
    appraise_until: datetime | None = Field(default=None, sa_type=UTCDateTime)
    publish_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


def dates_of(row: CycleDraftRow, cycle: Cycle | None) -> dict[str, datetime]:
    """The dates as they would be, by step: those said here, else those of the cycle that changes."""
    said: dict[str, Any] = {step: getattr(row, kept) or getattr(cycle, kept, None) for step, kept in DATES.items()}
    return {step: at for step, at in said.items() if at is not None}


def changed(row: CycleDraftRow, cycle: Cycle | None) -> tuple[str, ...]:
    """The steps whose dates are said here and are not the cycle's already."""
    return tuple(step for step, kept in DATES.items() if getattr(row, kept) not in (None, getattr(cycle, kept, None)))


def next_step(row: CycleDraftRow, cycle: Cycle | None) -> str:
    """What is to be said next."""
    if cycle is None:
        for step in (NAME, METHOD, OFFICES):
            if getattr(row, step) in (None, ""):
                return step
    dates = dates_of(row, cycle)
    latest = None
    for step in DATES:
        if step not in dates or (latest and dates[step] <= latest):
            return step
        latest = dates[step]
    return REVIEW


def mark(employment: str) -> int:
    """A kind of staff on a button: its name is too long for one."""
    return crc32(employment.lower().encode())


@dataclass(frozen=True)
class Offers:
    """What may be chosen at a step: names of periods, methods by id, offices found, days, kinds of staff."""

    names: tuple[str, ...] = ()
    methods: tuple[tuple[str, Text], ...] = ()
    offices: tuple[FoundOffice, ...] = ()
    days: tuple[date, ...] = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class CycleDraft:
    """The draft as it is shown at `step`; `cycle`: whose dates change, None for a new one."""

    id: int
    version: int
    step: str
    cycle: Cycle | None
    name: str
    method: Text
    offices: tuple[FoundOffice, ...] | None
    employments: tuple[str, ...]
    include_teachers: bool
    dates: dict[str, datetime]
    """By step, as far as they are said."""
    changed: tuple[str, ...]
    """Whose dates differ from the cycle's."""
    movable: tuple[str, ...]
    """Whose dates may be changed: what has passed stays."""
    opens_now: bool = False
    first: date | None = None
    """The first day that this step takes."""
    offers: Offers = Offers()
    reach: Reach | None = None
    free: tuple[FreeDay, ...] = ()
    unknown: tuple[int, ...] = ()
    """Years whose holidays are not decreed yet."""
    stale: bool = False


@dataclass(frozen=True)
class CycleDone:
    """It is made, or its dates are changed. `forms`: how many have theirs now; `told`: how many hear of it."""

    cycle: Cycle
    open: bool = False
    forms: int = 0
    moved: bool = False
    told: int = 0
