"""What an operator sees of links: completion and phones, never contents."""

from dataclasses import dataclass
from datetime import datetime

PAGE = 10


@dataclass(frozen=True)
class LinkCase:
    """A phone that somebody shared with a good invitation and that the roster does not have."""

    attempt: int
    person: int
    name: str
    position: str
    office: str
    account: str
    phone: str
    on_record: str
    at: datetime


@dataclass(frozen=True)
class LinkBoard:
    """How far linking is; `unlinked` and `cases` are the first PAGE of each."""

    people: int
    linked: int
    unlinked: tuple[str, ...]
    cases: tuple[LinkCase, ...]
    unreachable: int = 0
    """How many are linked and cannot be reached."""


@dataclass(frozen=True)
class SlipOffer:
    """How many people would get a printed invitation, and the newest invitation among the people looked after."""

    people: int
    newest: int
