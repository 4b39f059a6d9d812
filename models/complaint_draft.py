"""What somebody has told so far, before it is a complaint: one draft an account, found by the sealed account only."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from models.base import UTCDateTime
from models.complaint import LOCATION, TEXT
from models.complaint_policy import Call, ComplaintRules
from models.office import FoundOffice
from models.parcel import Sent

OFFERED, TELLING, TOPIC, PLACE, REVIEW = "offered", "telling", "topic", "place", "review"


class ComplaintDraft(SQLModel, table=True):
    """One unfinished report. Deleted when it is sent or left."""

    __tablename__ = "complaint_draft"

    id: int | None = Field(default=None, primary_key=True)
    lookup: str = Field(max_length=64, unique=True, description="HMAC of channel and account")
    told: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False), description="a Draft")
    version: int = Field(default=1)
    changed_at: datetime = Field(sa_type=UTCDateTime)


@dataclass(frozen=True)
class Piece:
    """One message of the story: words, a file as Telegram names it, or a place."""

    kind: str
    text: str = field(default="", repr=False)
    file_id: str = field(default="", repr=False)
    size: int = -1
    """Bytes; -1 where Telegram does not say."""
    mime: str = ""
    name: str = field(default="", repr=False)
    album: str = ""
    latitude: float | None = None
    longitude: float | None = None
    many: bool = False
    """Forwarded, or part of an album: it seldom comes alone."""

    @property
    def tells(self) -> bool:
        """Could this alone be a report? Only signs, or only a place, could not."""
        return self.kind != LOCATION if self.kind != TEXT else bool(re.search(r"\w", self.text))

    @classmethod
    def words(cls, text: str, *, many: bool = False) -> "Piece":
        return cls(TEXT, text.strip(), many=many)

    @classmethod
    def pin(cls, latitude: float, longitude: float) -> "Piece":
        return cls(LOCATION, latitude=latitude, longitude=longitude)

    @classmethod
    def of(cls, sent: Sent, *, many: bool = False) -> "Piece":
        size = -1 if sent.size is None else sent.size
        many = many or bool(sent.album)
        return cls(sent.kind, sent.caption, sent.file_id, size, sent.mime, sent.name, sent.album, many=many)


@dataclass(frozen=True)
class Draft:
    """What was told. `category` None: not asked or decided yet; empty: not known. `kecamatan` likewise."""

    pieces: tuple[Piece, ...] = ()
    step: str = TELLING
    category: str | None = None
    kecamatan: str | None = None
    office: int | None = None
    office_name: str = ""
    occurred: str = ""
    place: str = ""
    anonymous: bool = False
    confidential: bool = False
    own_name: bool = False
    to_inspector: bool = False
    called: tuple[str, ...] = ()
    """Numbers to call that were told already."""
    full: bool = False
    """The person knows that no more fits."""
    said_at: str = ""
    """When a part was last answered, ISO: a burst of forwarded messages gets one answer."""
    version: int = 0

    @property
    def story(self) -> str:
        """All words, captions too."""
        return "\n".join(piece.text for piece in self.pieces if piece.text)

    @property
    def files(self) -> int:
        """How many parts are neither words nor a place."""
        return sum(piece.kind not in (TEXT, LOCATION) for piece in self.pieces)

    @property
    def pin(self) -> Piece | None:
        """The place on the map that was sent last."""
        return next((piece for piece in reversed(self.pieces) if piece.kind == LOCATION), None)

    @property
    def empty(self) -> bool:
        """Is there nothing yet that could be a report? A place alone is none."""
        return not self.story and not self.files

    def packed(self) -> dict[str, Any]:
        """As JSON; the version is a column of its own."""
        packed = asdict(self)
        packed.pop("version")
        return packed

    @classmethod
    def unpacked(cls, told: Mapping[str, Any], version: int) -> "Draft":
        """Of what `packed` made."""
        pieces = tuple(Piece(**piece) for piece in told["pieces"])
        return replace(cls(**{**told, "pieces": pieces, "called": tuple(told["called"])}), version=version)


@dataclass(frozen=True)
class Drafted:
    """A draft with what its screen needs. `calls`: numbers to call, not told before."""

    draft: Draft
    rules: ComplaintRules
    calls: tuple[Call, ...] = ()
    silent: bool = False
    """One of many that came together: the first has been answered."""
    stale: bool = False
    """The button was of an older screen; nothing was changed."""
    linked: bool = False
    """Staff: they may sign with their name."""


@dataclass(frozen=True)
class Offices:
    """Offices whose names have the words that were typed."""

    draft: Draft
    found: tuple[FoundOffice, ...]
