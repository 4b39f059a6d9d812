"""Evidence: what somebody lays beside one behaviour of their own form. The row comes first, the bytes afterwards.

States:  waiting ──fetched, cleaned, on disk──▶ kept ──┐
            │ ├─ a program, empty, unreadable ──▶ refused        (the person is told)
            │ ├─ not to be had any more ──▶ lost                 (the person is told)
            │ └────────────────────────────────┴─ its owner ──▶ removed ──file deleted──▶ (no row)

Invariants, besides those of `models/parcel.py`: a link is kept at once; only a removed row is deleted; a picture is
never on disk as it came; of an album every row carries `album`, also that of a part that was refused, so that the later
parts find their item.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Column, Index, Text, text
from sqlmodel import Field

from models.base import UTCDateTime, Word, words
from models.evaluation import Evaluation
from models.parcel import DOCUMENT, KEPT, LOST, PHOTO, REFUSED, VIDEO, VOICE, WAITING, Parcel

LINK, REMOVED = "link", "removed"
WORK = "state IN ('waiting', 'removed')"
"""What a keeper has to do something about. Literal, or SQLite does not see that its small index covers it."""
MAX_PIECES = 10
"""Of one item."""
MAX_LINK = 2000


class EvidenceRow(Parcel, table=True):
    """One piece of evidence."""

    __tablename__ = "evidence"
    __table_args__ = (
        words("kind", PHOTO, DOCUMENT, VOICE, VIDEO, LINK),
        words("state", WAITING, KEPT, REFUSED, LOST, REMOVED),
        Index(
            "ix_evidence_work",
            "id",
            sqlite_where=text(WORK),
            postgresql_where=text(WORK),
        ),
    )

    evaluation_id: int = Field(foreign_key="evaluation.id", index=True)
    item: int = Field(description="1-based, as the method numbers it")
    kind: str = Field(sa_type=Word)
    spoken: bool = Field(default=False, description="a voice note that is the example itself")
    caption: str = Field(default="", sa_column=Column(Text, nullable=False))
    link: str = Field(default="", sa_column=Column(Text, nullable=False))
    file_unique_id: str = Field(default="", max_length=64)
    album: str = Field(default="", max_length=64)
    mime: str = Field(default="", max_length=120)
    added_at: datetime = Field(sa_type=UTCDateTime)


@dataclass(frozen=True)
class Piece:
    """A piece of evidence, as its owner and their rater see it."""

    id: int
    evaluation: int
    item: int
    kind: str
    state: str
    spoken: bool
    name: str
    caption: str
    link: str
    path: Path | None = None
    """Where its bytes are; None for a link and for what has not been fetched yet."""


@dataclass(frozen=True)
class Folder:
    """The evidence of one item."""

    evaluation: Evaluation
    item: int
    pieces: tuple[Piece, ...]
    editable: bool
    album: bool = False
    """An album is just coming in: the list is not complete."""
    later: bool = False
    """A later part of an album: the first part has been answered."""
