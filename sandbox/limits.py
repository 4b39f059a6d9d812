"""How fast a bot may send, as Telegram's FAQ for bots gives it: 30 a second, 1 a second a chat, 20 a minute a group."""

import math
from collections import deque
from collections.abc import Callable

OVERALL, OVERALL_WINDOW = 30, 1.0
GROUP, GROUP_WINDOW = 20, 60.0


class Limits:
    """Counts accepted messages; a refused one costs nothing.

    Telegram says "short bursts" over one message a second are tolerated in a private chat and does not say how short:
    `burst` messages may follow one another at once, and one more becomes free each second. `clock` gives seconds.
    """

    def __init__(self, clock: Callable[[], float], burst: int = 3) -> None:
        self._clock = clock
        self._burst = burst
        self._overall: deque[float] = deque()
        self._groups: dict[int, deque[float]] = {}
        self._private: dict[int, float] = {}  # chat → when it will have its whole burst again

    def charge(self, chat: int, weight: int = 1) -> int:
        """Take room for one message to the chat: 0 if there is room, else the whole seconds to wait."""
        now = self._clock()
        wait = max(_room(self._overall, OVERALL, OVERALL_WINDOW, now), self._chat_wait(chat, now))
        if wait > 0:
            return math.ceil(wait)
        self._overall.extend([now] * weight)
        if chat < 0:
            self._groups[chat].extend([now] * weight)
        else:
            self._private[chat] = max(self._private.get(chat, now), now) + weight
        return 0

    def _chat_wait(self, chat: int, now: float) -> float:
        if chat < 0:
            return _room(self._groups.setdefault(chat, deque()), GROUP, GROUP_WINDOW, now)
        return self._private.get(chat, now) - now - (self._burst - 1)


def _room(times: deque[float], most: int, window: float, now: float) -> float:
    while times and times[0] <= now - window:
        times.popleft()
    return times[len(times) - most] + window - now if len(times) >= most else 0.0
