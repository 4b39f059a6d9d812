"""A complaint (the case): what a citizen told, where it stands, and everything that was done with it.

States:  received ──verify──▶ verified ──take──▶ working ◀──reply── asked
            │                                      │  └────ask──────▲
            │                                      └─answer─▶ answered ──confirm / silence──▶ closed
            │                                          ▲         │
            ├─ archive, not ours, duplicate ──▶ closed └─dispute─┘ (reopened)
            └─ withdraw: from everything before answered ──▶ closed

Invariants: every change is one event in the same transaction, in a chain of hashes (`models/complaint_chain.py`);
`version` grows with each; no table here names an account (`models/reporter.py`); a case keeps the rules it began with.
What may be done when is in `models/complaint_rules.py`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.base import UTCDateTime, Word, words
from models.complaint_policy import CLASSES, ComplaintRules
from models.parcel import DOCUMENT, KEPT, LOST, PHOTO, REFUSED, VIDEO, VOICE, WAITING, Parcel

RECEIVED, VERIFIED, WORKING, ASKED = "received", "verified", "working", "asked"
ANSWERED, CLOSED = "answered", "closed"
STATES = (RECEIVED, VERIFIED, WORKING, ASKED, ANSWERED, CLOSED)
OPEN = (RECEIVED, VERIFIED, WORKING, ASKED)

SOLVED, UNCONFIRMED, NOT_SOLVED = "solved", "unconfirmed", "not_solved"
NOT_OURS, ARCHIVED, DUPLICATE, WITHDRAWN = "not_ours", "archived", "duplicate", "withdrawn"
CLOSED_AS = (SOLVED, UNCONFIRMED, NOT_SOLVED, NOT_OURS, ARCHIVED, DUPLICATE, WITHDRAWN)

TEXT, LOCATION = "text", "location"
REPORTER, OFFICE = "reporter", "office"
WORK = "state IN ('waiting', 'removed')"
"""What a keeper has to do something about."""
REMOVED = "removed"
TITLE, PLACE, WHEN = 80, 300, 120
"""Characters."""


class ComplaintRow(SQLModel, table=True):
    """The case as it stands."""

    __tablename__ = "complaint"
    __table_args__ = (
        words("class", *CLASSES),
        words("state", *STATES),
        words("closed_as", "", *CLOSED_AS),
        Index("ix_complaint_state_office_id", "state", "office_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(max_length=16, unique=True)
    reporter_id: int = Field(foreign_key="reporter.id", index=True)
    rules_version_id: int = Field(foreign_key="rule_version.id")
    kind: str = Field(sa_column=Column("class", Word, nullable=False))
    category: str = Field(default="", max_length=32, description="code in the rules; empty: not known")
    office_id: int | None = Field(default=None, foreign_key="office.id")
    title: str = Field(default="", max_length=TITLE, description="the first words")
    occurred_text: str = Field(default="", max_length=WHEN)
    occurred_on: date | None = Field(default=None)
    place_text: str = Field(default="", max_length=PLACE)
    kecamatan: str = Field(default="", max_length=32, description="code in the rules")
    latitude: float | None = Field(default=None)
    longitude: float | None = Field(default=None)
    anonymous: bool = Field(default=False, description="the reporter is hidden from the office")
    confidential: bool = Field(default=False, description="the contents are hidden from the public")
    to_inspector: bool = Field(default=False)
    signed_by: int | None = Field(default=None, foreign_key="person.id", description="staff who say so, for this case")
    code_hash: str = Field(default="", max_length=64, description="of an anonymous case's secret code")
    state: str = Field(default=RECEIVED, sa_type=Word)
    version: int = Field(default=1)
    filed_at: datetime = Field(sa_type=UTCDateTime)
    verify_due: datetime = Field(sa_type=UTCDateTime)
    answer_due: datetime = Field(sa_type=UTCDateTime)
    finish_due: datetime = Field(sa_type=UTCDateTime)
    state_at: datetime = Field(sa_type=UTCDateTime, description="since when it is in this state")
    paused_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    asked_until: datetime | None = Field(default=None, sa_type=UTCDateTime)
    answered_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    confirm_until: datetime | None = Field(default=None, sa_type=UTCDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    closed_as: str = Field(default="", sa_type=Word)
    assigned_to: int | None = Field(default=None, foreign_key="person.id")
    resolver_id: int | None = Field(default=None, foreign_key="person.id", description="who answered first")
    reopened: int = Field(default=0)
    follows_id: int | None = Field(default=None, foreign_key="complaint.id")
    lapor_number: str = Field(default="", max_length=40)
    entered_by: int | None = Field(default=None, foreign_key="person.id", description="at the counter")
    stars: int | None = Field(default=None)
    comment: str = Field(default="", sa_column=Column(Text, nullable=False))


class ComplaintPart(Parcel, table=True):
    """A piece of what was told, by the reporter or the office; a text and a place are kept at once."""

    __tablename__ = "complaint_part"
    __table_args__ = (
        words("kind", TEXT, PHOTO, DOCUMENT, VOICE, VIDEO, LOCATION),
        words("state", WAITING, KEPT, REFUSED, LOST, REMOVED),
        words("side", REPORTER, OFFICE),
        Index("ix_complaint_part_work", "id", sqlite_where=text(WORK), postgresql_where=text(WORK)),
    )

    complaint_id: int = Field(foreign_key="complaint.id", index=True)
    side: str = Field(sa_type=Word)
    kind: str = Field(sa_type=Word)
    text: str = Field(default="", sa_column=Column(Text, nullable=False), description="words, or a caption")
    mime: str = Field(default="", max_length=120)
    latitude: float | None = Field(default=None)
    longitude: float | None = Field(default=None)
    added_at: datetime = Field(sa_type=UTCDateTime)


class ComplaintEvent(SQLModel, table=True):
    """One thing that happened to a case. Rows are only ever added."""

    __tablename__ = "complaint_event"
    __table_args__ = (UniqueConstraint("complaint_id", "seq"),)

    id: int | None = Field(default=None, primary_key=True)
    complaint_id: int = Field(foreign_key="complaint.id")
    seq: int
    kind: str = Field(sa_type=Word)
    actor_id: int | None = Field(default=None, foreign_key="person.id", description="of the staff; None: reporter, us")
    at: datetime = Field(sa_type=UTCDateTime)
    facts: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    public: bool = Field(description="may the reporter see it?")
    prev_hash: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class ComplaintReading(SQLModel, table=True):
    """Somebody of the staff opened a case card."""

    __tablename__ = "complaint_reading"

    id: int | None = Field(default=None, primary_key=True)
    complaint_id: int = Field(foreign_key="complaint.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    at: datetime = Field(sa_type=UTCDateTime)


class ComplaintGuess(SQLModel, table=True):
    """A number or code that opened nothing: the guard against guessing."""

    __tablename__ = "complaint_guess"

    id: int | None = Field(default=None, primary_key=True)
    lookup: str = Field(max_length=64, index=True, description="HMAC of the account")
    at: datetime = Field(sa_type=UTCDateTime)


@dataclass(frozen=True)
class Complaint:
    """A case with what its rules call it, as services hand it out."""

    row: ComplaintRow
    rules: ComplaintRules
    office: str = ""

    @property
    def id(self) -> int:
        return self.row.id or 0

    @property
    def number(self) -> str:
        return self.row.number


@dataclass(frozen=True)
class Told:
    """A part of a case, as it is shown."""

    id: int
    kind: str
    side: str
    text: str
    name: str
    state: str


@dataclass(frozen=True)
class Replied:
    """What came as a reply is kept. `silent`: one of many that came together, the first has been answered."""

    complaint: int
    number: str
    silent: bool = False


@dataclass(frozen=True)
class OwnCase:
    """A case as its reporter sees it. `mine`: opened by its own account, not only by number and code.
    `late`: what comes next should have come already."""

    complaint: Complaint
    answer: str = ""
    """The office's last words: its answer, or its question."""
    mine: bool = True
    stale: bool = False
    late: bool = False
    escalated: datetime | None = None
    """When the officers' superior was told of that, last."""
