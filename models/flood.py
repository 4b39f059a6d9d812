"""How often one account may ask for the same thing: a pure allowance, the clock in the caller's hand.

Answers need none: of a chat one update is worked on at a time, so whoever sends a hundred delays only themselves. What
is held back is a command that is sent over and over, and what is costly to make: a spreadsheet, a PDF, a picture.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil

FULL = 10_000
"""Keys remembered at most; then those whose allowance is whole again are forgotten."""


@dataclass
class _Used:
    at: datetime
    count: float
    told: bool = False


@dataclass
class Allowance:
    """`burst` at once, then one each `every`."""

    burst: int
    every: timedelta
    _used: dict[Hashable, _Used] = field(default_factory=dict)

    def take(self, key: Hashable, now: datetime) -> "Wait | None":
        """Use one; or how long to wait for it."""
        used = self._used.get(key) or _Used(now, 0)
        count = max(used.count - max(now - used.at, timedelta()) / self.every, 0)
        if count > self.burst - 1:
            first, used.told = not used.told, True
            self._used[key] = used
            return Wait(max(ceil((count - self.burst + 1) * self.every.total_seconds()), 1), first)
        if len(self._used) >= FULL:
            self._forget(now)
        self._used[key] = _Used(now, count + 1)
        return None

    def _forget(self, now: datetime) -> None:
        self._used = {key: used for key, used in self._used.items() if now < used.at + used.count * self.every}


@dataclass(frozen=True)
class Wait:
    """So many seconds; `first` until the allowance was last used: the other times need no words."""

    seconds: int
    first: bool
