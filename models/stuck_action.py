"""Buttons of the list of what is stuck."""

from dataclasses import dataclass

from models.action import Action


@dataclass(frozen=True)
class OpenStuck(Action, code="z"):
    """How many people each reason holds up."""


@dataclass(frozen=True)
class OpenStuckReason(Action, code="zr"):
    """The people under one of them."""

    reason: str
    page: int = 0


@dataclass(frozen=True)
class SendStuck(Action, code="zx"):
    """All of them, as a spreadsheet."""
