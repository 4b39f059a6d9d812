"""A self-evaluation on paper, entered by an operator with its scan; the employee countersigns later.

States:  draft ──saved──▶ saved ──the employee: right──▶ agreed
           │                │
           │                └────the employee: something is wrong──▶ disputed   (the form is a draft again, if the rater
           │                                                                     has not opened it: the rules of recall)
           └─ given up, or forgotten for a day and begun anew by another ──▶ (no row)

Invariants: one paper form a self-evaluation; it belongs to the operator who began it; `digits` is there only while it
is a draft: once saved, the answers are the form's and the operator sees them no more; `submission` says which sending
of the form was this paper, so that a form that its owner recalled and sent again is no longer one from paper.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Column, ColumnElement, Index, Text, text
from sqlmodel import Field, SQLModel, col

from models.base import UTCDateTime, Word, words
from models.evaluation import (
    PAPER_AGREED,
    PAPER_DISPUTED,
    PAPER_DRAFT,
    PAPER_SAVED,
    SUBMITTED,
    Evaluation,
    EvaluationRow,
)
from models.evidence import REMOVED, WORK
from models.parcel import DOCUMENT, KEPT, LOST, PHOTO, REFUSED, WAITING, Parcel

OPEN, NOT_APPLICABLE = "?", "-"
"""In `digits`, beside the digits of the levels."""
ON_PAPER = "[kertas]"
"""The reason of an answer that does not apply: it stands on the paper."""
SCAN = -1
"""The place before the first part: the scan."""
FORGOTTEN = timedelta(days=1)
"""A draft that nobody has touched for so long may be begun anew by somebody else."""


class PaperRow(SQLModel, table=True):
    """The paper form of one self-evaluation."""

    __tablename__ = "paper_form"
    # A draft that was given up leaves no row: its number must not come again, or its old buttons would mean another's.
    __table_args__ = (
        words("state", PAPER_DRAFT, PAPER_SAVED, PAPER_AGREED, PAPER_DISPUTED),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    evaluation_id: int = Field(foreign_key="evaluation.id", unique=True)
    operator_id: int = Field(foreign_key="person.id", index=True)
    state: str = Field(default=PAPER_DRAFT, sa_type=Word)
    version: int = Field(default=0)
    digits: str = Field(default="", sa_type=Text, description="of a draft: a character for each item")
    submission: int = Field(default=0, description="the form's `submissions` when it was saved")
    begun_at: datetime = Field(sa_type=UTCDateTime)
    touched_at: datetime = Field(sa_type=UTCDateTime)
    saved_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    countersigned_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    remark: str = Field(default="", sa_column=Column(Text, nullable=False), description="what is wrong")
    remarked_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


def is_from_paper() -> ColumnElement[bool]:
    """Joins PaperRow to an EvaluationRow whose last sending was this paper."""
    return (
        (col(PaperRow.evaluation_id) == col(EvaluationRow.id))
        & (col(PaperRow.submission) == col(EvaluationRow.submissions))
        & (col(EvaluationRow.state) == SUBMITTED)
    )


class ScanRow(Parcel, table=True):
    """One page, or one file, of the scan."""

    __tablename__ = "paper_scan"
    __table_args__ = (
        words("kind", PHOTO, DOCUMENT),
        words("state", WAITING, KEPT, REFUSED, LOST, REMOVED),
        Index("ix_paper_scan_work", "id", sqlite_where=text(WORK), postgresql_where=text(WORK)),
    )

    paper_id: int | None = Field(default=None, foreign_key="paper_form.id", index=True, description="none once removed")
    kind: str = Field(sa_type=Word)
    file_unique_id: str = Field(default="", max_length=64)
    album: str = Field(default="", max_length=64)
    mime: str = Field(default="", max_length=120)
    added_at: datetime = Field(sa_type=UTCDateTime)


@dataclass(frozen=True)
class Paper:
    """A paper form as its operator works on it."""

    id: int
    evaluation: Evaluation
    name: str
    office: int | None
    operator: int
    operator_name: str
    state: str
    version: int
    digits: str
    touched_at: datetime
    saved_at: datetime | None
    scans: int
    place: int = SCAN
    """SCAN, the index of a part, or the number of parts: the review."""
    read: int | None = None
    """The part whose digits have just been read."""
    album: bool = False
    """An album is just coming in: not all pages are counted yet."""
    later: bool = False
    """A later part of an album: the first part has been answered."""
    stale: bool = False
    """The button was older than the form: nothing changed."""

    @property
    def draft(self) -> bool:
        return self.state == PAPER_DRAFT

    @property
    def at_review(self) -> bool:
        return self.place >= len(self.evaluation.method.parts)

    @property
    def bare(self) -> tuple[int, ...]:
        """Items at the level that asks for an example; on paper none is entered."""
        example = str(self.evaluation.method.example_at)
        return tuple(number for number, said in enumerate(self.digits, 1) if said == example)


@dataclass(frozen=True)
class Scan:
    """One page as the employee sees it; `path` is None until its bytes are there."""

    id: int
    kind: str
    name: str
    path: Path | None


@dataclass(frozen=True)
class Countersign:
    """A paper form as the employee sees it."""

    paper: int
    evaluation: Evaluation
    operator: int
    operator_name: str
    state: str
    saved_at: datetime | None
    countersigned_at: datetime | None
    scans: tuple[Scan, ...]
    reopened: bool = False
    """The form is the employee's draft again."""

    @property
    def waits(self) -> bool:
        """For the employee's word."""
        return self.evaluation.on_paper and self.state == PAPER_SAVED
