"""Refusals about reminders and settings."""

from dataclasses import dataclass
from datetime import datetime

from models.refusals import Refusal


@dataclass(eq=False)
class SettingUnknown(Refusal):
    """This cannot be chosen."""


@dataclass(eq=False)
class NothingToRemind(Refusal):
    """The form is sent, or closed: no reminder is needed any more."""


@dataclass(eq=False)
class SnoozeTooLate(Refusal):
    """Tomorrow's hour is after the deadline."""

    until: datetime
