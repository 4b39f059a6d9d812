"""Buttons of the search for a member of staff."""

from dataclasses import dataclass

from models.action import Action, AwaitsText


@dataclass(frozen=True)
class SearchStaff(Action, code="n"):
    """Look for somebody by name or NIP."""


@dataclass(frozen=True)
class OpenStaff(Action, code="nc"):
    """The card of one of them."""

    person: int


@dataclass(frozen=True)
class AwaitStaff(AwaitsText, Action, code="wn"):
    """Waiting for a part of a name, or the last digits of a NIP."""
