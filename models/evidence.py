"""Evidence: what somebody lays beside one behaviour of their own form. The row comes first, the bytes afterwards.

States:  waiting ──fetched, cleaned, on disk──▶ kept ──┐
            │ ├─ a program, empty, unreadable ──▶ refused        (the person is told)
            │ ├─ not to be had any more ──▶ lost                 (the person is told)
            │ └────────────────────────────────┴─ its owner ──▶ removed ──file deleted──▶ (no row)

Invariants: a link is kept at once; only a waiting row may be fetched and only a removed one deleted, by one holder
until its lease ends; `key` names the file from the row's first moment, so a worker that was killed leaves nothing but
what the next one overwrites; a picture is never on disk as it came; of an album every row carries `album`, also that
of a part that was refused, so that the later parts find their item.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from sqlalchemy import BigInteger, Column, Index, Text, text
from sqlmodel import Field, SQLModel

from models.base import UTCDateTime, Word, words
from models.evaluation import Evaluation
from models.notice import RetryLater

PHOTO, DOCUMENT, VOICE, VIDEO, LINK = "photo", "document", "voice", "video", "link"
WAITING, KEPT, REFUSED, LOST, REMOVED = "waiting", "kept", "refused", "lost", "removed"
WORK = "state IN ('waiting', 'removed')"
"""What a keeper has to do something about. Literal, or SQLite does not see that its small index covers it."""
Reason = Literal["program", "empty", "unreadable"]

MAX_SIZE = 20 * 1024 * 1024
"""Bytes that Telegram lets a bot download (Bot API, getFile)."""
MAX_PIECES = 10
"""Of one item."""
MAX_NAME, MAX_LINK = 120, 2000
LEASE = timedelta(minutes=5)
FETCH_SECONDS = 240
"""A fetch that takes longer is given up before its lease ends."""
RETRIES = 100
"""With the back-off of models.notice about a day: an office may be cut off for a night."""


class EvidenceRow(SQLModel, table=True):
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

    id: int | None = Field(default=None, primary_key=True)
    evaluation_id: int = Field(foreign_key="evaluation.id", index=True)
    item: int = Field(description="1-based, as the method numbers it")
    kind: str = Field(sa_type=Word)
    spoken: bool = Field(default=False, description="a voice note that is the example itself")
    state: str = Field(default=WAITING, sa_type=Word)
    caption: str = Field(default="", sa_column=Column(Text, nullable=False))
    link: str = Field(default="", sa_column=Column(Text, nullable=False))
    file_id: str = Field(default="", sa_column=Column(Text, nullable=False), description="Telegram's, to fetch it by")
    file_unique_id: str = Field(default="", max_length=64)
    album: str = Field(default="", max_length=64)
    name: str = Field(default="", max_length=MAX_NAME)
    mime: str = Field(default="", max_length=120)
    size: int = Field(default=0, sa_type=BigInteger, description="bytes; once kept, of the cleaned file")
    key: str = Field(default="", max_length=32, description="random; the file's name below KINERJA_DATA/evidence")
    sha256: str = Field(default="", max_length=64, description="of the file as kept")
    added_at: datetime = Field(sa_type=UTCDateTime)
    holder: str | None = Field(default=None, max_length=40)
    lease_until: datetime | None = Field(default=None, sa_type=UTCDateTime, description="real time")
    attempts: int = Field(default=0)
    retry_at: datetime | None = Field(default=None, sa_type=UTCDateTime, description="real time")
    reason: str = Field(default="", max_length=200)


@dataclass(frozen=True)
class Sent:
    """A file as it came by the chat: what it says of itself, not yet its bytes."""

    kind: str
    file_id: str = field(repr=False)
    file_unique_id: str = ""
    size: int | None = None
    mime: str = ""
    name: str = field(default="", repr=False)
    caption: str = field(default="", repr=False)
    album: str = ""


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


@dataclass(frozen=True)
class Job:
    """A claimed row: to be fetched, or to be deleted."""

    evidence: int
    state: str
    kind: str
    key: str
    name: str = field(repr=False)
    file_id: str = field(repr=False)
    attempts: int


@dataclass(frozen=True)
class Fetched:
    """The bytes, as they came."""

    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Kept:
    """On disk."""

    sha256: str
    size: int
    mime: str = ""
    """Of a picture that was written anew, with its name; else both stay."""
    name: str = field(default="", repr=False)


@dataclass(frozen=True)
class NotWanted:
    """Its bytes are not what may be kept."""

    reason: Reason


@dataclass(frozen=True)
class Gone:
    """Telegram will not give it any more."""

    reason: str


Fate = Kept | NotWanted | Gone | RetryLater
