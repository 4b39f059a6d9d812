"""A parcel is a file that somebody sent by the chat: its row comes first, its bytes afterwards.

What all parcels share; `models/evidence.py` and `models/upload.py` say what else becomes of theirs.

Invariants: only a waiting row may be fetched, by one holder until its lease ends; `key` names the file on disk from the
row's first moment, so a worker that was killed leaves nothing but what the next one overwrites.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, Text
from sqlmodel import Field, SQLModel

from models.base import UTCDateTime, Word
from models.notice import RetryLater

PHOTO, DOCUMENT, VOICE, VIDEO = "photo", "document", "voice", "video"
WAITING, KEPT, REFUSED, LOST = "waiting", "kept", "refused", "lost"

MAX_SIZE = 20 * 1024 * 1024
"""Bytes that Telegram lets a bot download (Bot API, getFile)."""
MAX_NAME = 120
LEASE = timedelta(minutes=5)
FETCH_SECONDS = 240
"""A fetch that takes longer is given up before its lease ends."""
RETRIES = 100
"""With the back-off of models.notice about a day: an office may be cut off for a night."""
TOO_BIG = "too_big"
"""Why Telegram does not give a file that is larger than it said."""


class Parcel(SQLModel):
    """The columns of every table of parcels."""

    id: int | None = Field(default=None, primary_key=True)
    state: str = Field(default=WAITING, sa_type=Word)
    file_id: str = Field(default="", sa_type=Text, description="Telegram's, to fetch it by")
    name: str = Field(default="", max_length=MAX_NAME)
    size: int = Field(default=0, sa_type=BigInteger, description="bytes; once kept, of the file on disk")
    key: str = Field(default="", max_length=32, description="random; the file's name in its folder of KINERJA_DATA")
    sha256: str = Field(default="", max_length=64, description="of the file as kept")
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
class Job:
    """A claimed row: to be fetched where it is waiting, else its file is to be deleted."""

    id: int
    state: str
    key: str
    name: str = field(repr=False)
    file_id: str = field(repr=False)
    attempts: int
    kind: str = DOCUMENT


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

    reason: str


@dataclass(frozen=True)
class Gone:
    """Telegram will not give it any more."""

    reason: str


Fate = Kept | NotWanted | Gone | RetryLater
