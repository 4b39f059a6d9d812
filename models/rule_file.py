"""A rules file: TOML with `kind`, `id` and `name`, and what its kind needs. A new kind is a line in CHECKERS."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

from models.calendar_file import check_calendar
from models.check import Problem, parse
from models.complaint_file import check_complaints
from models.method import Text
from models.reminder_file import check_reminders

CALENDAR, REMINDERS, COMPLAINTS = "calendar", "reminders", "complaints"
CHECKERS: Mapping[str, Callable[[dict[str, Any]], list[Problem]]] = {
    CALENDAR: check_calendar,
    REMINDERS: check_reminders,
    COMPLAINTS: check_complaints,
}
"""By kind: data → everything wrong with it, with `kind`, `id` and `name` among what it checks."""


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A rules file without problems, as it was written."""

    kind: str
    id: str
    name: Text
    source: str

    @property
    def content(self) -> dict[str, Any]:
        """Its data, for the reader of its kind."""
        return tomllib.loads(self.source)

    @property
    def digest(self) -> str:
        """SHA-256 of the source."""
        return sha256(self.source.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ListedRules:
    """A rules file, whether it came with the program, and whether it is the one of its kind that holds."""

    file: RuleFile
    shipped: bool
    in_force: bool


def check_rules(source: str) -> list[Problem]:
    """Everything wrong with a rules file; empty when `read_rules` may read it."""
    data, unreadable = parse(source)
    if unreadable:
        return unreadable
    if "kind" not in data:
        return [Problem("kind", "missing")]
    kind = data["kind"]
    if not isinstance(kind, str) or kind not in CHECKERS:
        return [Problem("kind", "unknown_word", {"word": kind, "known": ", ".join(CHECKERS)})]
    return CHECKERS[kind](data)


@lru_cache(maxsize=64)  # timers ask for the one in force again and again
def read_rules(source: str) -> RuleFile:
    """The rules file of a source that `check_rules` finds no problem in; of another, any error."""
    data = tomllib.loads(source)
    return RuleFile(data["kind"], data["id"], Text(data["name"]["id"], data["name"]["en"]), source)
