"""What somebody says of their work results (hasil kerja) in one evaluation: one of three words, and what was achieved.

A row holds the words that were rated, so what HR changes or withdraws afterwards leaves it as it was said. It points to
HR's row (`work_result`); a result that its owner wrote points to none. While the form is a draft, a result of HR's that
nobody has rated yet follows HR; sending keeps it as it is then, so the rater sees what was left open.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zlib import crc32

from sqlalchemy import JSON, CheckConstraint, Column, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.base import UTCDateTime

MAX_OWN = 500
"""Characters of a result that its owner writes: as many as HR's file may have."""


class EvaluationResultRow(SQLModel, table=True):
    """One work result in one evaluation."""

    __tablename__ = "evaluation_result"
    __table_args__ = (
        UniqueConstraint("evaluation_id", "work_result_id"),
        CheckConstraint("text <> ''", name="text"),
        CheckConstraint("rating BETWEEN 1 AND 9", name="rating"),
        CheckConstraint("rating IS NOT NULL OR note = ''", name="note_beside_rating"),
        CheckConstraint("(rating IS NULL) = (said_at IS NULL)", name="said"),
    )

    id: int | None = Field(default=None, primary_key=True)
    evaluation_id: int = Field(foreign_key="evaluation.id")
    work_result_id: int | None = Field(default=None, foreign_key="work_result.id", description="none: written oneself")
    text: str = Field(sa_column=Column(Text, nullable=False), description="as it stood when it was rated")
    indicators: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False), description="indicator, target")
    position: int = Field(description="its number in the form, from 1")
    rating: int | None = Field(default=None, description="the code of a rating of the method's matrix")
    note: str = Field(default="", sa_column=Column(Text, nullable=False), description="what was achieved")
    said_at: datetime | None = Field(default=None, sa_type=UTCDateTime, description="when it was last rated or told")


@dataclass(frozen=True)
class Wording:
    """The words of a work result: its text, and indicator and target in pairs."""

    text: str
    indicators: tuple[tuple[str, str], ...] = ()

    @property
    def edition(self) -> int:
        """Changes with the words: a button carries it, so nobody rates words they have not seen."""
        return crc32(repr((self.text, self.indicators)).encode())


@dataclass(frozen=True)
class Listed:
    """A work result as HR has it now."""

    id: int
    wording: Wording
    position: int
    withdrawn: bool


@dataclass(frozen=True)
class Said:
    """One work result and what its owner says of it. `id` is None until it has a row, `work` for one's own."""

    id: int | None
    work: int | None
    wording: Wording
    position: int
    rating: int | None = None
    note: str = ""
    withdrawn: bool = False
    """HR no longer lists it; what was said stays."""
    later: Wording | None = None
    """HR's words now, where they differ from those that were rated."""

    @property
    def own(self) -> bool:
        return self.work is None

    @property
    def asked(self) -> Wording:
        """The words that a rating given now is about."""
        return self.later or self.wording

    @property
    def removable(self) -> bool:
        """One's own, and what HR no longer lists."""
        return self.own or self.withdrawn


@dataclass(frozen=True)
class Results:
    """All work results of one form: HR's in its order, what HR no longer lists, one's own."""

    entries: tuple[Said, ...]
    limit: int
    """How many one writes oneself, where HR lists none."""

    @property
    def count(self) -> int:
        """How many are asked for: HR's, or as many as one may write."""
        return len(self.entries) if self.listed else self.limit

    @property
    def listed(self) -> bool:
        """HR has brought at least one."""
        return not all(said.own for said in self.entries)

    @property
    def done(self) -> int:
        return sum(said.rating is not None for said in self.entries)

    @property
    def unrated(self) -> tuple[int, ...]:
        """Numbers, from 1, of those that have no rating."""
        return tuple(number for number, said in enumerate(self.entries, 1) if said.rating is None)

    @property
    def untold(self) -> tuple[int, ...]:
        """Numbers of those that are rated without a sentence."""
        return tuple(number for number, said in enumerate(self.entries, 1) if said.rating is not None and not said.note)

    @property
    def complete(self) -> bool:
        """Nothing is left to fill in. Of one's own, fewer than the limit are as good."""
        return bool(self.entries) and not self.unrated and not self.untold

    @property
    def room(self) -> bool:
        """Fewer of one's own than the method allows."""
        return sum(said.own for said in self.entries) < self.limit

    @property
    def addable(self) -> bool:
        """One may write another: HR lists none at present, and there is room."""
        return self.room and all(said.own or said.withdrawn for said in self.entries)

    def number(self, result: int) -> int | None:
        """The number of a row, from 1; None if it is not here."""
        return next((number for number, said in enumerate(self.entries, 1) if said.id == result), None)

    def onward(self, number: int) -> int | None:
        """The next without a rating, after `number` and then from the start; None when there is none."""
        later = [one for one in self.unrated if one > number]
        return next(iter(later or self.unrated), None)
