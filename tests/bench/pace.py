"""How fast a run was, and what it cost the one core that Python uses."""

import time
from collections.abc import Awaitable
from dataclasses import dataclass

from tests.bench.people import People


@dataclass(frozen=True)
class Pace:
    """Answers whose screen was drawn; seconds by the wall, and of this process's own work (no database server)."""

    answers: int
    seconds: float
    busy: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answers / self.seconds

    @property
    def cost(self) -> float:
        """Milliseconds of Python an answer."""
        return self.busy / self.answers * 1000


async def timed(people: People, serving: Awaitable[None]) -> Pace:
    """`serving` ends when the people have finished."""
    begun, busy = time.perf_counter(), time.process_time()
    await serving
    return Pace(people.drawn, time.perf_counter() - begun, time.process_time() - busy)
