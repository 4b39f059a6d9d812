"""Who rated whom, from when to when: the history behind `evaluation.rater_id`, which holds today's rater.

Invariants: terms of one kind of rating, definitive or acting, do not overlap for a person; `until_at` is the first
instant that no longer belongs to the term; while an acting rater's term runs, they rate and the definitive one does
not (domain.md §1: Plt., Plh.). `due_at` is the next instant at which a term begins or ends, None when nothing is left
to be done about it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from models.base import UTCDateTime, Word, words

DEFINITIVE, PLT, PLH = "definitive", "plt", "plh"
KINDS = (DEFINITIVE, PLT, PLH)


class RaterTerm(SQLModel, table=True):
    """One person rated by another for a time."""

    __tablename__ = "rater_term"
    __table_args__ = (
        words("kind", *KINDS),
        Index(
            "ix_rater_term_due",
            "due_at",
            sqlite_where=text("due_at IS NOT NULL"),
            postgresql_where=text("due_at IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    rater_id: int = Field(foreign_key="person.id", index=True)
    kind: str = Field(default=DEFINITIVE, sa_type=Word)
    from_at: datetime = Field(sa_type=UTCDateTime)
    until_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    due_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


@dataclass(frozen=True)
class Term:
    """A term's facts."""

    rater: int
    kind: str
    from_at: datetime
    until_at: datetime | None

    @property
    def acting(self) -> bool:
        return self.kind != DEFINITIVE

    def runs(self, at: datetime) -> bool:
        return self.from_at <= at and (self.until_at is None or at < self.until_at)

    def meets(self, other: "Term") -> bool:
        """Do both run at some instant, in the same capacity?"""
        if self.acting != other.acting:
            return False
        return (self.until_at is None or other.from_at < self.until_at) and (
            other.until_at is None or self.from_at < other.until_at
        )


def clashes(new: Term, others: Iterable[Term]) -> list[Term]:
    """Terms that `new` cannot stand beside. One that began earlier and is open-ended simply ends where it begins."""
    return [other for other in others if new.meets(other) and not ends_at(other, new)]


def ends_at(other: Term, new: Term) -> bool:
    """Does `other` end because `new` begins?"""
    return new.meets(other) and other.until_at is None and other.from_at < new.from_at
