"""Buttons of filing a report and of following one's own cases, and the texts that are awaited there."""

from dataclasses import dataclass

from models.action import Action, AwaitsText


@dataclass(frozen=True)
class FileComplaint(Action, code="c"):
    """Begin a report, or go on with the one that is begun."""


@dataclass(frozen=True)
class AcceptStory(Action, code="ca"):
    """Yes, what I wrote is a report."""

    version: int


@dataclass(frozen=True)
class EndStory(Action, code="ce"):
    """That was my story."""

    version: int


@dataclass(frozen=True)
class ChooseTopic(Action, code="ct"):
    """What it is about: a category; empty: not known."""

    version: int
    category: str


@dataclass(frozen=True)
class OpenTopics(Action, code="cg"):
    """All categories, or those of a group."""

    version: int
    group: str


@dataclass(frozen=True)
class ChoosePlace(Action, code="ck"):
    """Where: a kecamatan; empty: rather not."""

    version: int
    kecamatan: str


@dataclass(frozen=True)
class OpenPlaces(Action, code="cp"):
    """Where was it?"""

    version: int


@dataclass(frozen=True)
class ReviewReport(Action, code="cr"):
    """The report before it is sent."""

    version: int


@dataclass(frozen=True)
class SwitchReport(Action, code="cs"):
    """Turn `anonymous`, `confidential` or `own_name` on (1) or off (0)."""

    version: int
    name: str
    on: int


@dataclass(frozen=True)
class AskDetail(Action, code="cd"):
    """I want to write `occurred`, `place` or `office`."""

    version: int
    name: str


@dataclass(frozen=True)
class ChooseOffice(Action, code="co"):
    """The office it is about; 0: none."""

    version: int
    office: int


@dataclass(frozen=True)
class TellMore(Action, code="cm"):
    """Something is missing in the story."""

    version: int


@dataclass(frozen=True)
class SendReport(Action, code="cx"):
    """File it."""

    version: int


@dataclass(frozen=True)
class LeaveReport(Action, code="cl"):
    """Throw the draft away."""

    version: int


@dataclass(frozen=True)
class OpenOwnCases(Action, code="cc"):
    """My cases."""


@dataclass(frozen=True)
class OpenOwnCase(Action, code="cn"):
    """One of them."""

    complaint: int


@dataclass(frozen=True)
class ConfirmCase(Action, code="cy"):
    """The answer solved it (1) or not (0)."""

    complaint: int
    version: int
    solved: int


@dataclass(frozen=True)
class ReplyCase(Action, code="cb"):
    """I want to reply to the question about a case of mine."""

    complaint: int


@dataclass(frozen=True)
class UnknownReply(Action, code="cu"):
    """I don't know."""

    complaint: int
    version: int


@dataclass(frozen=True)
class EndReply(Action, code="cf"):
    """That was my reply."""

    complaint: int


@dataclass(frozen=True)
class AwaitReply(Action, code="wcr"):
    """Waiting for the reply, or more of it."""

    complaint: int


@dataclass(frozen=True)
class WithdrawCase(Action, code="cw"):
    """I take my report back; `sure` 0: ask first."""

    complaint: int
    version: int
    sure: int


@dataclass(frozen=True)
class RateCase(Action, code="cz"):
    """How it went: 1 to 5 stars."""

    complaint: int
    stars: int


@dataclass(frozen=True)
class AwaitStory(Action, code="ws"):
    """Waiting for the story, or more of it."""


@dataclass(frozen=True)
class AwaitDetail(AwaitsText, Action, code="wd"):
    """Waiting for `occurred`, `place` or `office` of the draft."""

    name: str


@dataclass(frozen=True)
class AwaitCode(AwaitsText, Action, code="wk"):
    """Waiting for the secret code of a case."""

    number: str
