"""An office as a search shows it."""

from dataclasses import dataclass

FOUND = 8
"""Offices that a search shows."""
MOST_WORDS = 6
"""Of what was typed, looked for in their names."""


@dataclass(frozen=True)
class FoundOffice:
    """An office with the one above it: many are called «Sub Bagian Umum»."""

    id: int
    name: str
    above: str = ""
