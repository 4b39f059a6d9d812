"""A Notice is something that happened and must reach a person. It stores facts, not words.

          ┌─ retry_at later ◀─ network, 5xx (an attempt), 429, unknown token, moved group (none) ─┐
          │ ┌─ held back: the person is unreachable ◀─ 403, chat not found ───────────────────────┤
          ▼ ▼                                                                                     │
States: waiting ──claimed (holder, lease)──▶ waiting ──settled──▶ delivered | refused ◀───────────┘ other 400s, and
          ├── not wanted any more: the work was done or undone meanwhile ──▶ cancelled              too many attempts
          └── valid_until passes ──▶ expired, or unreachable where that was why

Invariants: `dedupe_key` is unique, so an event makes one notice however often it is planned; only a waiting notice may
be claimed, after `due_at`, before `valid_until`, by one holder until its lease ends; an outcome is final. Delivery is
at least once: between sending and settling lies the one window in which a crash can double a message.
A notice for a person without a chat waits until they link one, or expires. A 403 settles nothing: the person's
conversation is marked (`blocked_at`), nothing of theirs is claimed, and what is still valid goes out once they write
again or let us in. What an answer of Telegram means is decided in `models/answer.py`; whether a notice is still wanted,
and what it says at the moment of delivery, in `services/delivery_rules.py`.
A notice is to a person of the staff or to a reporter, never to both. A reporter's address lies sealed and is opened
only at the claim; no person's preference and no quiet hour holds it back: what a citizen waits for is lane 0.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, Index, text
from sqlmodel import Field, SQLModel

from models.base import UTCDateTime, Word, words

WAITING, DELIVERED, REFUSED, UNREACHABLE = "waiting", "delivered", "refused", "unreachable"
EXPIRED, CANCELLED = "expired", "cancelled"
OUTCOMES = (WAITING, DELIVERED, REFUSED, UNREACHABLE, EXPIRED, CANCELLED)

EVALUATION_SUBMITTED = "evaluation_submitted"
INVITATION_TRIED = "invitation_tried"
LATE_ALLOWED = "late_allowed"
DEADLINE_MOVED = "deadline_moved"
LINK_MATCHED = "link_matched"
EVIDENCE_LOST = "evidence_lost"
EVIDENCE_REFUSED = "evidence_refused"
UPDATE_SET_ASIDE = "update_set_aside"
SELF_DUE = "self_due"
RATER_DIGEST = "rater_digest"
RATER_OVERDUE = "rater_overdue"
RATER_ESCALATED = "rater_escalated"
RATER_OBSTACLE = "rater_obstacle"
REVIEW_DUE = "review_due"
DELIVERY_REPORT = "delivery_report"
DELIVERY_ALARM = "delivery_alarm"
UPLOAD_PREVIEWED = "upload_previewed"
UPLOAD_ROWS = "upload_rows"
UPLOAD_REFUSED = "upload_refused"
UPLOAD_LOST = "upload_lost"
UPLOAD_SAVED = "upload_saved"
CIRCULAR = "circular"
CIRCULAR_TRIED = "circular_tried"
COMPLAINT_RECEIVED = "complaint_received"
COMPLAINT_VERIFIED = "complaint_verified"
COMPLAINT_ASKED = "complaint_asked"
COMPLAINT_REPLIED = "complaint_replied"
COMPLAINT_UNREPLIED = "complaint_unreplied"
COMPLAINT_ANSWERED = "complaint_answered"
COMPLAINT_CLOSED = "complaint_closed"
COMPLAINT_DISMISSED = "complaint_dismissed"
COMPLAINT_ARRIVED = "complaint_arrived"
COMPLAINT_DUE = "complaint_due"
COMPLAINT_LATE = "complaint_late"
COMPLAINT_FILE_LOST = "complaint_file_lost"
COMPLAINT_FILE_REFUSED = "complaint_file_refused"
PAPER_ENTERED = "paper_entered"
PAPER_DISPUTED = "paper_disputed"
SCAN_MISSING = "scan_missing"

ANSWER, BULK = 0, 1
"""Lanes: somebody waits for it, or the bot says it by itself."""
LEASE = timedelta(seconds=60)
RETRIES = 8


class Notice(SQLModel, table=True):
    """One message that must arrive."""

    __tablename__ = "notice"
    __table_args__ = (
        words("outcome", *OUTCOMES),
        CheckConstraint("(person_id IS NULL) <> (reporter_id IS NULL)", name="recipient"),
        Index(
            "ix_notice_waiting",
            "lane",
            "due_at",
            "id",
            sqlite_where=text("outcome = 'waiting'"),
            postgresql_where=text("outcome = 'waiting'"),
        ),
        Index(
            "ix_notice_circular",
            "subject_id",
            sqlite_where=text("kind = 'circular'"),
            postgresql_where=text("kind = 'circular'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(sa_type=Word)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    reporter_id: int | None = Field(default=None, foreign_key="reporter.id", index=True)
    facts: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    subject_id: int | None = Field(default=None, description="what it is about, as its kind says: an evaluation, …")
    dedupe_key: str = Field(max_length=120, unique=True)
    lane: int = Field(default=ANSWER, description="ANSWER or BULK")
    due_at: datetime = Field(sa_type=UTCDateTime, description="domain time")
    valid_until: datetime = Field(sa_type=UTCDateTime, description="domain time")
    created_at: datetime = Field(sa_type=UTCDateTime)
    outcome: str = Field(default=WAITING, sa_type=Word)
    holder: str | None = Field(default=None, max_length=40)
    lease_until: datetime | None = Field(default=None, sa_type=UTCDateTime, description="real time")
    attempts: int = Field(default=0)
    retry_at: datetime | None = Field(default=None, sa_type=UTCDateTime, description="real time")
    settled_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    reason: str = Field(default="", max_length=200)


@dataclass(frozen=True)
class Delivery:
    """A claimed notice with the address it goes to and the language of this moment."""

    notice: int
    kind: str
    facts: dict[str, Any] = field(repr=False)
    address: str
    language: str
    attempts: int
    lane: int = ANSWER
    silent: bool = False
    """Without a sound: it is night where the person is."""
    reporter: int | None = None
    """To whom, where it is no person of the staff."""


@dataclass(frozen=True)
class Delivered:
    """It arrived."""


@dataclass(frozen=True)
class RetryLater:
    """A passing trouble. `seconds` from now; `counts` is False where it was only a matter of pace (429)."""

    seconds: float
    reason: str
    counts: bool = True


@dataclass(frozen=True)
class Undeliverable:
    """`refused`: Telegram will never take this message. `unreachable`: the person is not to be reached for now."""

    outcome: str
    reason: str


@dataclass(frozen=True)
class Moved:
    """The group has become another chat: the notice goes there, at once and without an attempt."""

    address: str


Outcome = Delivered | RetryLater | Undeliverable | Moved


def submission_key(evaluation: int, submissions: int) -> str:
    """The key of the notice that a form was sent for this time; one to a later rater begins with it."""
    return f"{EVALUATION_SUBMITTED}:{evaluation}:{submissions}"


def back_off(attempts: int) -> float:
    """Seconds until the next try after `attempts` failures: 2, 4, 8 … at most 15 minutes."""
    return float(min(2 ** max(attempts, 1), 900))
