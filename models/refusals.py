"""A Refusal says no for one reason, in a class of its own, with the facts its sentence needs.

The sentence itself is in `locales/refusal.py`; a test holds that every class here has one in both languages.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Base of all refusals: nothing was changed, and the person is told why."""

    def __post_init__(self) -> None:
        Exception.__init__(self, type(self).__name__)
