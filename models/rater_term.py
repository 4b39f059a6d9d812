"""Who rated whom, from when to when: the history behind `evaluation.rater_id`, which holds today's rater.

Invariants: `until_at` is the first instant that no longer belongs to the term; while an acting rater's term runs, they
rate and the definitive one does not (domain.md §1: Plt., Plh.); of two in the same capacity the later one counts.
`due_at` is the next instant at which a term begins or ends, None when nothing is left to be done about it.
"""

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


def cut(other: Term, new: Term) -> tuple[datetime, Term | None]:
    """What `new` leaves of a term that it meets: where that ends now, and what follows after `new`.

    The later decision counts. A term that would only have begun afterwards is kept with no length, as a record.
    """
    ends = max(other.from_at, new.from_at)
    if new.until_at is None or (other.until_at is not None and other.until_at <= new.until_at):
        return ends, None
    return ends, Term(other.rater, other.kind, max(other.from_at, new.until_at), other.until_at)
