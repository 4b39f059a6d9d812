"""How delivery goes, as operators and HR see it: what waits, what failed, who cannot be reached; when to alarm."""

from dataclasses import dataclass
from datetime import datetime, timedelta

PAGE = 15
LATE, FAILING = "late", "failing"


@dataclass(frozen=True)
class Waiting:
    """Notices of one kind and lane that wait; `held` of them for people who cannot be reached."""

    kind: str
    lane: int
    count: int
    held: int
    oldest: datetime
    """When the oldest is, or was, due."""


@dataclass(frozen=True)
class Failed:
    """Notices of one kind that ended without arriving, for one reason."""

    kind: str
    outcome: str
    reason: str
    count: int


@dataclass(frozen=True)
class Unreachable:
    """Somebody who blocked us or is gone from the channel; what waits for them, by kind."""

    name: str
    office: str
    since: datetime
    waiting: dict[str, int]


@dataclass(frozen=True)
class UnreachableList:
    """The first PAGE people, longest first, and how many there are in all."""

    people: tuple[Unreachable, ...]
    count: int


@dataclass(frozen=True)
class Planned:
    """A notice that would go out."""

    kind: str
    ref: str
    name: str
    due_at: datetime
    valid_until: datetime


@dataclass(frozen=True)
class Thresholds:
    """From when on delivery alarms: the oldest due notice is so late, or this share of at least `least` failed."""

    lag: timedelta = timedelta(minutes=5)
    share: float = 0.10
    least: int = 20
    rate: float = 25
    """Notices a second that may go at all: what they take is nobody's delay."""


@dataclass(frozen=True)
class Pulse:
    """The last hour, and how long the oldest notice that could go out has been due, less the time that others took."""

    lag: timedelta
    sent: int
    failed: int

    def alarm(self, thresholds: Thresholds) -> str:
        """`late`, `failing`, or nothing."""
        if self.lag > thresholds.lag:
            return LATE
        settled = self.sent + self.failed
        return FAILING if settled >= thresholds.least and self.failed > thresholds.share * settled else ""
