"""Buttons about reminders: settings, what waits, tomorrow instead, what keeps a rater. Also the text awaited there."""

from dataclasses import dataclass

from models.action import Action, AwaitsText


@dataclass(frozen=True)
class OpenSettings(Action, code="s"):
    """My settings."""


@dataclass(frozen=True)
class ChooseHour(Action, code="sh"):
    """The choice of hours for reminders."""


@dataclass(frozen=True)
class SetHour(Action, code="shs"):
    """Remind me at this hour; -1 is the office's."""

    hour: int


@dataclass(frozen=True)
class ChooseQuiet(Action, code="sq"):
    """The choice of quiet hours."""


@dataclass(frozen=True)
class SetQuiet(Action, code="sqs"):
    """Keep silent from this hour until that one."""

    begins: int
    ends: int


@dataclass(frozen=True)
class ToggleTopic(Action, code="st"):
    """Switch this topic off or on."""

    topic: str


@dataclass(frozen=True)
class OpenTasks(Action, code="d"):
    """Everything that waits for me."""


@dataclass(frozen=True)
class RemindTomorrow(Action, code="bt"):
    """Remind me of this form tomorrow instead."""

    evaluation: int


@dataclass(frozen=True)
class ReportObstacle(Action, code="bo"):
    """I cannot finish in time: why is asked."""

    cycle: int


@dataclass(frozen=True)
class AwaitObstacle(AwaitsText, Action, code="wb"):
    """Waiting for what keeps the rater from finishing."""

    cycle: int
