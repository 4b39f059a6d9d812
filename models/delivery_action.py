"""Buttons of the list of people who cannot be reached."""

from dataclasses import dataclass

from models.action import Action


@dataclass(frozen=True)
class OpenUnreachable(Action, code="ku"):
    """Who of the people I look after cannot be reached."""
