"""Why a form is not entered from paper, or not so; beside models/refusals.py, whose rules hold here too."""

from dataclasses import dataclass
from datetime import datetime

from models.refusals import Refusal


@dataclass(eq=False)
class PaperNoForm(Refusal):
    """This person takes part in no cycle that has opened."""

    name: str


@dataclass(eq=False)
class PaperOwn(Refusal):
    """An operator has a phone: their own form is filled in by chat."""


@dataclass(eq=False)
class PaperRated(Refusal):
    """The operator rates this person, and a rater sees a self-evaluation only after rating by themselves."""

    name: str


@dataclass(eq=False)
class PaperSent(Refusal):
    """The form has been sent."""

    name: str


@dataclass(eq=False)
class PaperBegun(Refusal):
    """The employee has answered by themselves: who has begun in chat finishes there."""

    name: str


@dataclass(eq=False)
class PaperTaken(Refusal):
    """Another operator enters this form."""

    name: str
    operator: str
    since: datetime


@dataclass(eq=False)
class PaperGone(Refusal):
    """No such paper form any more."""


@dataclass(eq=False)
class PaperCount(Refusal):
    """More or fewer digits than the part has questions."""

    wanted: int
    found: int


@dataclass(eq=False)
class PaperLevel(Refusal):
    """Something that is no level."""

    said: str
    highest: int


@dataclass(eq=False)
class PaperApplies(Refusal):
    """The method lets these questions not be left out."""

    items: tuple[int, ...]


@dataclass(eq=False)
class PaperIncomplete(Refusal):
    """Digits are missing."""

    missing: tuple[int, ...]


@dataclass(eq=False)
class ScanNeeded(Refusal):
    """We wait for the scan, and something else came; or none has come yet."""


@dataclass(eq=False)
class ScanFull(Refusal):
    """As many pages as there may be."""

    limit: int


@dataclass(eq=False)
class PaperSettled(Refusal):
    """The employee has decided already, or the form is not the one from paper any more."""
