"""A Refusal says no for one reason, in a class of its own, with the facts its sentence needs.

The sentence itself is in `locales/refusal.py`; a test holds that every class here has one in both languages.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Refusal(Exception):
    """Base of all refusals: nothing was changed, and the person is told why."""

    def __post_init__(self) -> None:
        Exception.__init__(self, type(self).__name__)


@dataclass(frozen=True)
class NotLinked(Refusal):
    """The account belongs to nobody in the roster."""


@dataclass(frozen=True)
class NotYours(Refusal):
    """A button of another person."""


@dataclass(frozen=True)
class NoEvaluation(Refusal):
    """No cycle asks this person to evaluate themselves."""


@dataclass(frozen=True)
class EvaluationClosed(Refusal):
    """Self-evaluation has ended."""

    until: datetime


@dataclass(frozen=True)
class Incomplete(Refusal):
    """Questions are still open."""

    missing: tuple[int, ...]


@dataclass(frozen=True)
class UnknownChoice(Refusal):
    """No such item or level, or the method does not allow it here."""


@dataclass(frozen=True)
class RecallTooLate(Refusal):
    """The rater has opened it."""

    rater: str


@dataclass(frozen=True)
class TextTooLong(Refusal):
    """More than fits."""

    limit: int
    length: int


@dataclass(frozen=True)
class TextNeeded(Refusal):
    """We wait for words and something else came."""


@dataclass(frozen=True)
class InvitationUnknown(Refusal):
    """No such invitation."""


@dataclass(frozen=True)
class InvitationUsed(Refusal):
    """Somebody has used it."""


@dataclass(frozen=True)
class InvitationExpired(Refusal):
    """Older than its life."""


@dataclass(frozen=True)
class InvitationForeign(Refusal):
    """It is for somebody else than the person this account belongs to."""


@dataclass(frozen=True)
class TooManyGuesses(Refusal):
    """Too many unknown invitations from one account."""


@dataclass(frozen=True)
class NoInvitation(Refusal):
    """A contact came, but no invitation is open."""


@dataclass(frozen=True)
class ContactNotOwn(Refusal):
    """The contact is somebody else's, or was forwarded."""


@dataclass(frozen=True)
class PhoneDiffers(Refusal):
    """The roster has another phone; the operator is asked to match."""


@dataclass(frozen=True)
class PhoneMissing(Refusal):
    """The roster has no phone; the operator is asked to match."""


@dataclass(frozen=True)
class AlreadyLinked(Refusal):
    """This account is linked already, and to the same person."""

    name: str


@dataclass(frozen=True)
class NobodyToRate(Refusal):
    """Nobody is rated by this person in an open cycle."""


@dataclass(frozen=True)
class UnknownLanguage(Refusal):
    """A language we do not speak."""


@dataclass(frozen=True)
class CycleDatesWrong(Refusal):
    """The dates do not follow one another."""


@dataclass(frozen=True)
class CycleNameTaken(Refusal):
    """A cycle of this name exists."""

    name: str


@dataclass(frozen=True)
class OfficeUnknown(Refusal):
    """No office has these codes."""

    codes: tuple[str, ...]


@dataclass(frozen=True)
class UnknownCycle(Refusal):
    """No such cycle."""

    id: int


@dataclass(frozen=True)
class UnknownMethod(Refusal):
    """No such method."""

    id: str
