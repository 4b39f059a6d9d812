"""A Refusal says no for one reason, in a class of its own, with the facts its sentence needs.

The sentence itself is in `locales/refusal.py`; a test holds that every class here has one in both languages.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(eq=False)
class Refusal(Exception):
    """Base of all refusals: nothing was changed, and the person is told why.

    Not frozen: Python itself writes the traceback into an exception while it travels.
    """

    def __post_init__(self) -> None:
        Exception.__init__(self, type(self).__name__)


@dataclass(eq=False)
class NotLinked(Refusal):
    """The account belongs to nobody in the roster."""


@dataclass(eq=False)
class NotYours(Refusal):
    """A button of another person."""


@dataclass(eq=False)
class NoEvaluation(Refusal):
    """No cycle asks this person to evaluate themselves."""


@dataclass(eq=False)
class EvaluationClosed(Refusal):
    """Self-evaluation has ended."""

    until: datetime


@dataclass(eq=False)
class Incomplete(Refusal):
    """Questions are still open."""

    missing: tuple[int, ...]


@dataclass(eq=False)
class UnknownChoice(Refusal):
    """No such item or level, or the method does not allow it here."""


@dataclass(eq=False)
class RecallTooLate(Refusal):
    """The rater has opened it."""

    rater: str


@dataclass(eq=False)
class TextTooLong(Refusal):
    """More than fits."""

    limit: int
    length: int


@dataclass(eq=False)
class TextNeeded(Refusal):
    """We wait for words and something else came."""


@dataclass(eq=False)
class InvitationUnknown(Refusal):
    """No such invitation."""


@dataclass(eq=False)
class InvitationUsed(Refusal):
    """Somebody has used it."""


@dataclass(eq=False)
class InvitationExpired(Refusal):
    """Older than its life."""


@dataclass(eq=False)
class InvitationForeign(Refusal):
    """It is for somebody else than the person this account belongs to."""


@dataclass(eq=False)
class TooManyGuesses(Refusal):
    """Too many unknown invitations from one account."""


@dataclass(eq=False)
class TooOften(Refusal):
    """The same command, or something costly to make, again and again."""

    seconds: int


@dataclass(eq=False)
class NoInvitation(Refusal):
    """A contact came, but no invitation is open."""


@dataclass(eq=False)
class ContactNotOwn(Refusal):
    """The contact is somebody else's, or was forwarded."""


@dataclass(eq=False)
class PhoneDiffers(Refusal):
    """The roster has another phone; the operator is asked to match."""


@dataclass(eq=False)
class PhoneMissing(Refusal):
    """The roster has no phone; the operator is asked to match."""


@dataclass(eq=False)
class AlreadyLinked(Refusal):
    """This account is linked already, and to the same person."""

    name: str


@dataclass(eq=False)
class NobodyToRate(Refusal):
    """Nobody is rated by this person in an open cycle."""


@dataclass(eq=False)
class UnknownLanguage(Refusal):
    """A language we do not speak."""


@dataclass(eq=False)
class CycleDatesWrong(Refusal):
    """The dates do not follow one another."""


@dataclass(eq=False)
class CycleNameTaken(Refusal):
    """A cycle of this name exists."""

    name: str


@dataclass(eq=False)
class OfficeNotFound(Refusal):
    """No office has such words in its name, or such a code."""

    text: str


@dataclass(eq=False)
class OfficeUnknown(Refusal):
    """No office has these codes."""

    codes: tuple[str, ...]


@dataclass(eq=False)
class EmploymentUnknown(Refusal):
    """Nobody on the roster has these kinds of employment; `known` are there."""

    names: tuple[str, ...]
    known: tuple[str, ...]


@dataclass(eq=False)
class MethodShipped(Refusal):
    """A method of this id comes with the program: an added one needs an id of its own."""

    id: str


@dataclass(eq=False)
class LateDatesWrong(Refusal):
    """A late permission must end after the self-evaluation's end and now, and within the rater's time."""

    after: datetime
    until: datetime


@dataclass(eq=False)
class NoFormInCycle(Refusal):
    """These people have no form in the cycle."""

    refs: tuple[str, ...]


@dataclass(eq=False)
class RaterSelf(Refusal):
    """Nobody rates themselves."""


@dataclass(eq=False)
class RaterLoop(Refusal):
    """The rater is in the end rated by this person."""


@dataclass(eq=False)
class RaterDatesWrong(Refusal):
    """A term must end after it begins, and not in the past."""


@dataclass(eq=False)
class UnknownCycle(Refusal):
    """No such cycle."""

    id: int


@dataclass(eq=False)
class UnknownMethod(Refusal):
    """No such method."""

    id: str


@dataclass(eq=False)
class UnknownToken(Refusal):
    """Telegram does not know the bot's token."""


@dataclass(eq=False)
class UnknownPerson(Refusal):
    """Nobody active has this REF."""

    ref: str


@dataclass(eq=False)
class NotAllowed(Refusal):
    """The role for this is missing."""


@dataclass(eq=False)
class AlreadyDecided(Refusal):
    """Somebody was faster."""
