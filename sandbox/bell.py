"""A bell that wakes everybody who waits for a change, whichever loop or thread they wait in."""

import asyncio
import threading
from contextlib import suppress


class Bell:
    """Read `rings`, look at the world, then wait for the next ring: no ring between the two is missed."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._sleepers: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}
        self.rings = 0

    def ring(self) -> None:
        """Wake all who wait."""
        with self._condition:
            self.rings += 1
            sleepers, self._sleepers = self._sleepers, {}
            self._condition.notify_all()
        for event, loop in sleepers.items():
            with suppress(RuntimeError):  # a loop that has closed needs no waking
                loop.call_soon_threadsafe(event.set)

    async def wait(self, seen: int, seconds: float) -> None:
        """Return at the first ring after `seen`, or when the seconds are over."""
        event = asyncio.Event()
        with self._condition:
            if self.rings != seen:
                return
            self._sleepers[event] = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(max(seconds, 0)):
                await event.wait()
        except TimeoutError:
            pass
        finally:
            with self._condition:
                self._sleepers.pop(event, None)

    def wait_sync(self, seen: int, seconds: float) -> None:
        """The same for a thread without a loop."""
        with self._condition:
            self._condition.wait_for(lambda: self.rings != seen, max(seconds, 0))
