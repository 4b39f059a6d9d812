"""Why something about a complaint is refused; beside models/refusals.py, whose rules hold here too."""

from dataclasses import dataclass
from datetime import datetime

from models.refusals import Refusal


@dataclass(eq=False)
class StoryNeeded(Refusal):
    """Nothing was told: no words, only signs, or only a place."""


@dataclass(eq=False)
class StoryUnfit(Refusal):
    """A sticker, a poll, a contact: nothing that tells a story."""


@dataclass(eq=False)
class StoryFull(Refusal):
    """As many parts as a report may have. Said once; nothing more is added."""

    limit: int


@dataclass(eq=False)
class NoDraft(Refusal):
    """The report of this button was sent, or left."""


@dataclass(eq=False)
class FiledTooOften(Refusal):
    """So many reports from one account; the draft is kept until `until`, when one more may be sent."""

    limit: int
    until: datetime


@dataclass(eq=False)
class ComplaintUnknown(Refusal):
    """No such number, not the sender's, or the code is wrong: which of them, nobody is told."""


@dataclass(eq=False)
class ComplaintGuesses(Refusal):
    """Too many numbers or codes that opened nothing."""


@dataclass(eq=False)
class ComplaintMoved(Refusal):
    """The case is not in a state in which this can be done."""

    state: str


@dataclass(eq=False)
class ConfirmOver(Refusal):
    """The days in which an answer may be disputed are over."""

    until: datetime


@dataclass(eq=False)
class NotDesk(Refusal):
    """The role for this is missing, or the case lies elsewhere: which of them, nobody is told."""


@dataclass(eq=False)
class SomebodyElsesCase(Refusal):
    """Another officer works on it."""


@dataclass(eq=False)
class FirstResolver(Refusal):
    """A reopened case is not for who answered it first."""


@dataclass(eq=False)
class NumberMistyped(Refusal):
    """No number at all, or its check character does not fit: one was read or typed wrongly."""


@dataclass(eq=False)
class ReplyWhich(Refusal):
    """Several cases of theirs wait for a reply: the case must be chosen."""

    count: int


@dataclass(eq=False)
class PartNotYet(Refusal):
    """The bytes of this part are on their way."""


@dataclass(eq=False)
class PartGone(Refusal):
    """This part was not kept, or is not there."""
