"""The one clock. Assembly hands it down; SQL and rules never ask the machine for the time.

`now` is domain time: deadlines, due dates, invitations; a demo or a test may move it.
`real` is the machine's time: leases, back-off, retries; it never jumps.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    zone: ZoneInfo

    def now(self) -> datetime:
        """Domain time, in UTC."""

    def real(self) -> datetime:
        """Machine time, in UTC."""


class SystemClock:
    """The machine's own clock, for both times."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone

    def now(self) -> datetime:
        return self.real()

    def real(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - the one place that asks


class ShiftedClock(SystemClock):
    """The demo's clock: domain time is ahead of the machine's by whatever `shift` says now."""

    def __init__(self, zone: ZoneInfo, shift: Callable[[], timedelta]) -> None:
        super().__init__(zone)
        self._shift = shift

    def now(self) -> datetime:
        return self.real() + self._shift()


class ManualClock:
    """A clock in hand, for tests: stands still until it is moved."""

    def __init__(self, now: datetime, zone: ZoneInfo) -> None:
        self.zone = zone
        self._now = now.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def real(self) -> datetime:
        return self._now

    def advance(self, **parts: float) -> None:
        """Move forward, in the units of `timedelta`: `advance(days=1)`."""
        self._now += timedelta(**parts)
