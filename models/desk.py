"""What the desk sees of cases."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.complaint import Complaint, Told
from models.complaint_rules import DeskScope
from models.office import FoundOffice

PAGE = 8
ANSWER_LIMIT, QUESTION_LIMIT, REASON_LIMIT, NOTE_LIMIT = 1800, 1000, 500, 200
"""Characters: each goes out in one message, with its heading and buttons."""


@dataclass(frozen=True)
class DeskBoard:
    """Cases that wait for somebody of this scope, by what is due first."""

    cases: tuple[Complaint, ...]
    page: int
    more: bool
    total: int


@dataclass(frozen=True)
class DeskCase:
    """A case card. Of the reporter it shows only the name that an employee signed with."""

    complaint: Complaint
    told: tuple[Told, ...]
    scope: DeskScope
    assigned: str = ""
    returned: str = ""
    """Why the last office gave it back."""
    signed: str = ""
    notes: tuple[str, ...] = ()
    """What officers wrote for one another, the newest last."""
    stale: bool = False
    """The button was of an older card; nothing was changed."""


@dataclass(frozen=True)
class OfficeChoice:
    """Verifying: which office has the case?"""

    complaint: Complaint
    offices: tuple[FoundOffice, ...]
    searched: str = ""


@dataclass(frozen=True)
class QuestionAsked:
    """The question is awaited; the reporter would have until then."""

    card: DeskCase
    until: datetime


@dataclass(frozen=True)
class CaseFile:
    """A part of a case with the place of its bytes."""

    complaint: int
    number: str
    kind: str
    name: str
    text: str
    path: Path
