"""How somebody wishes to be reminded: at which hour, when the phone stays silent, and about what not at all (E10, E12).

What the law or a decision makes necessary (a result, a permission, an overdue notice) cannot be switched off; it only
keeps the quiet hours.
"""

from dataclasses import dataclass

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

REMINDERS, DIGESTS, CIRCULARS = "reminders", "digests", "circulars"
TOPICS = (REMINDERS, DIGESTS, CIRCULARS)
QUIET = (20, 7)
"""From this hour until that one, by the office's clock."""
DAY = range(6, 20)
"""Hours at which somebody may wish to be reminded, as far as they are not quiet."""
QUIETS = (QUIET, (18, 7), (20, 8), (18, 9), (22, 6))
"""What may be chosen: the night is always a part of it."""


class Preference(SQLModel, table=True):
    """What one person chose; without a row everything is as the office has it."""

    __tablename__ = "preference"
    __table_args__ = (CheckConstraint("hour IS NULL OR hour BETWEEN 0 AND 23", name="hour"),)

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    hour: int | None = Field(default=None, description="hour of the day for reminders; None is the office's hour")
    quiet_from: int = Field(default=QUIET[0])
    quiet_until: int = Field(default=QUIET[1])
    no_reminders: bool = Field(default=False)
    no_digests: bool = Field(default=False)
    no_circulars: bool = Field(default=False)


@dataclass(frozen=True)
class Wishes:
    """One person's preferences as facts."""

    hour: int | None = None
    quiet: tuple[int, int] = QUIET
    off: frozenset[str] = frozenset()

    @property
    def hours(self) -> tuple[int, ...]:
        """The hours that may be chosen for reminders: those outside the quiet ones, in the day."""
        return tuple(hour for hour in DAY if not is_quiet(hour, self.quiet))


def is_quiet(hour: int, quiet: tuple[int, int]) -> bool:
    """Is this hour of the day within the quiet ones, which may span midnight?"""
    begins, ends = quiet
    return begins <= hour < ends if begins < ends else hour >= begins or hour < ends
