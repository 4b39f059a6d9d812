"""Buttons of invitations. `newest` is the newest invitation there was when the button was drawn: its version."""

from dataclasses import dataclass

from models.action import Action


@dataclass(frozen=True)
class OfferSlips(Action, code="ko"):
    """How many invitations would be printed."""


@dataclass(frozen=True)
class PrintSlips(Action, code="kp"):
    """Print them."""

    newest: int


@dataclass(frozen=True)
class InviteStaff(Action, code="ki"):
    """Invite one person; with `moves` (1) to a new phone, which takes them over from their old account."""

    person: int
    newest: int
    moves: int
