"""Why something about a cycle is not done in chat."""

from dataclasses import dataclass
from datetime import date, datetime

from models.refusals import Refusal


@dataclass(eq=False)
class OnlyHr(Refusal):
    """Cycles are HR's; a leader reads them."""


@dataclass(eq=False)
class DayUnreadable(Refusal):
    """Not a day as we read them."""

    text: str


@dataclass(eq=False)
class NobodyFits(Refusal):
    """Nobody with a form in this cycle has such a name or number."""

    text: str


@dataclass(eq=False)
class WordsTooLong(Refusal):
    """A name or a reason that does not fit."""

    limit: int
    length: int


@dataclass(eq=False)
class DayTooEarly(Refusal):
    """A date of a cycle may not be before this day: past, out of order, or less time than people were given."""

    first: date


@dataclass(eq=False)
class CycleDatePassed(Refusal):
    """This date of a cycle has passed: it stays as it was."""

    at: datetime


@dataclass(eq=False)
class OfficesFull(Refusal):
    """Enough offices are named for one cycle."""

    limit: int
