"""An upload is a file of HR's that came by the chat: staff, the tree of offices, or work results.

States:  waiting ──fetched──▶ kept ──read──▶ previewed ──its sender──▶ confirmed ──imported──▶ saved
            │                   │             │  ▲                        │
            │                   │             │  └── counts differ now ───┤
            ├─ not to be had ───┴─────────────┼────────────────────────── ┴──▶ lost       (the sender is told)
            ├─ larger than it said ▶ refused  │
            │        not what we can take ◀─ kept ──▶ refused              (the sender is told)
            └──────── its sender ─────────────┴──▶ cancelled
                                              └── a day without a decision ──▶ expired

Invariants, besides those of `models/parcel.py`: nothing of the file is written into the domain's tables before
`confirmed`; what is imported is the file that was previewed (its digest) with the counts that were shown; the import,
`saved` and its notice are one commit; a row that came to an end has its bytes deleted, then its `key` emptied. The row
itself stays: who brought which file, when, and what it changed (UU 27/2022 wants processing recorded).
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field

from models.base import UTCDateTime, words
from models.parcel import KEPT, LOST, REFUSED, WAITING, Parcel

PREVIEWED, CONFIRMED, SAVED = "previewed", "confirmed", "saved"
CANCELLED, EXPIRED = "cancelled", "expired"
STATES = (WAITING, KEPT, PREVIEWED, CONFIRMED, SAVED, CANCELLED, EXPIRED, REFUSED, LOST)
OPEN = (WAITING, KEPT, PREVIEWED, CONFIRMED)
UNDECIDED = (WAITING, KEPT, PREVIEWED)
"""Its sender may still call it off."""
WORK = "(state = 'waiting' OR (key <> '' AND state IN ('saved', 'cancelled', 'expired', 'refused', 'lost')))"
"""What a keeper has to do something about."""
TO_READ = (KEPT, CONFIRMED)
"""What an importer has to do something about."""

KEPT_FOR = timedelta(days=1)
"""Personal data is not left lying about: without a decision the file is forgotten."""
TOLD_WITHIN = timedelta(days=7)
LEASE = timedelta(minutes=10)
TRIES = 5
"""Of reading or importing, with the back-off of models.notice; then its sender is asked to send it again."""
LISTED = 5


class UploadRow(Parcel, table=True):
    """One file of HR's."""

    __tablename__ = "upload"
    __table_args__ = (words("state", *STATES),)

    person_id: int = Field(foreign_key="person.id", index=True, description="who sent it")
    version: int = Field(default=0, description="of the preview: an older one cannot be confirmed")
    sent_at: datetime = Field(sa_type=UTCDateTime)
    until: datetime | None = Field(default=None, sa_type=UTCDateTime, description="domain time; of a preview")
    told: dict[str, Any] = Field(
        sa_column=Column(JSON, nullable=False), description="the preview or result as shown, or why it is refused"
    )


@dataclass(frozen=True)
class Upload:
    """An upload as its sender sees it; `told` holds what `models.upload_preview` wrote, or a reason."""

    id: int
    state: str
    name: str = field(repr=False)
    version: int
    told: dict[str, Any] = field(repr=False)
    until: datetime | None = None
    stale: bool = False
    """What was pressed belonged to an earlier preview: nothing was done."""


@dataclass(frozen=True)
class Task:
    """A claimed upload: to be previewed where it is kept, to be imported where it is confirmed."""

    id: int
    state: str
    person: int
    version: int
    key: str
    sha256: str
    attempts: int
    name: str = field(repr=False)
    told: dict[str, Any] = field(repr=False)
