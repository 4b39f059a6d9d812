"""Buttons and awaited texts of work results; beside models/action.py, whose rules hold here too."""

from dataclasses import dataclass

from models.action import Action, AwaitsText


@dataclass(frozen=True)
class OpenResults(Action, code="ro"):
    """The work results of a form."""

    evaluation: int


@dataclass(frozen=True)
class OpenResult(Action, code="rs"):
    """One of them."""

    evaluation: int
    result: int


@dataclass(frozen=True)
class RateResult(Action, code="rr"):
    """This rating (its code) for this result, as it is worded in this edition."""

    evaluation: int
    version: int
    result: int
    rating: int
    edition: int


@dataclass(frozen=True)
class NoteResult(Action, code="rt"):
    """Tell what was achieved, or tell it anew."""

    evaluation: int
    version: int
    result: int


@dataclass(frozen=True)
class WriteResult(Action, code="rw"):
    """Write a result of one's own (0), or word this one anew."""

    evaluation: int
    version: int
    result: int


@dataclass(frozen=True)
class RemoveResult(Action, code="rd"):
    """Take this one away."""

    evaluation: int
    version: int
    result: int


@dataclass(frozen=True)
class LeaveResults(Action, code="rl"):
    """Back to the form."""

    evaluation: int


@dataclass(frozen=True)
class AwaitNote(AwaitsText, Action, code="wa"):
    """Waiting for the sentence on what was achieved."""

    evaluation: int
    result: int


@dataclass(frozen=True)
class AwaitResult(AwaitsText, Action, code="wo"):
    """Waiting for the words of a result of one's own: a new one (0) or this one."""

    evaluation: int
    result: int
