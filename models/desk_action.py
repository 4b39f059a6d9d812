"""Buttons of the desk, and the texts that are awaited there."""

from dataclasses import dataclass

from models.action import Action, AwaitsText


@dataclass(frozen=True)
class OpenDesk(Action, code="j"):
    """The cases that wait for me."""

    page: int = 0


@dataclass(frozen=True)
class OpenCase(Action, code="jc"):
    """A case card; that it was read is recorded."""

    complaint: int


@dataclass(frozen=True)
class VerifyCase(Action, code="jv"):
    """Verify: which office has it?"""

    complaint: int
    version: int


@dataclass(frozen=True)
class VerifyFor(Action, code="jo"):
    """Verified, for this office."""

    complaint: int
    version: int
    office: int


@dataclass(frozen=True)
class TakeCase(Action, code="jt"):
    """I work on it."""

    complaint: int
    version: int


@dataclass(frozen=True)
class AnswerCase(Action, code="ja"):
    """I want to write the answer."""

    complaint: int
    version: int


@dataclass(frozen=True)
class AskCase(Action, code="jq"):
    """I want to ask the reporter something."""

    complaint: int
    version: int


@dataclass(frozen=True)
class ViewPart(Action, code="jp"):
    """A photo, a voice note, a file of a case."""

    part: int


@dataclass(frozen=True)
class AwaitQuestion(AwaitsText, Action, code="wjq"):
    """Waiting for the question to the reporter."""

    complaint: int
    version: int


@dataclass(frozen=True)
class DismissCase(Action, code="jd"):
    """It goes no further; `outcome` empty: which one?"""

    complaint: int
    version: int
    outcome: str


@dataclass(frozen=True)
class ReturnCase(Action, code="jr"):
    """It is not my office's."""

    complaint: int
    version: int


@dataclass(frozen=True)
class NoteCase(Action, code="jn"):
    """I want to write a note that only officers read."""

    complaint: int


@dataclass(frozen=True)
class AwaitNote(AwaitsText, Action, code="wjn"):
    """Waiting for that note."""

    complaint: int


@dataclass(frozen=True)
class AwaitDismissal(AwaitsText, Action, code="wjd"):
    """Waiting for the reason, which the reporter reads."""

    complaint: int
    version: int
    outcome: str


@dataclass(frozen=True)
class AwaitReturn(AwaitsText, Action, code="wjr"):
    """Waiting for the reason, which triage reads."""

    complaint: int
    version: int


@dataclass(frozen=True)
class AwaitOffice(AwaitsText, Action, code="wjo"):
    """Waiting for a part of the name of the office that has the case."""

    complaint: int
    version: int


@dataclass(frozen=True)
class AwaitAnswer(AwaitsText, Action, code="wja"):
    """Waiting for the answer to a case."""

    complaint: int
    version: int
