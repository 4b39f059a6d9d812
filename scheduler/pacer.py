"""The bot's budget for sending: pure, on a clock of its own, never jumping.

Telegram allows 30 messages a second in all, about one a second in a private chat after a small burst, 20 a minute in a
group; a 429 is a pause until a deadline. Limits hold in every window, not only on average. Telegram counts a send when
it arrives, and all we know of that is: after it went, before its answer came. So whatever is under way counts, and for
a second after its answer it still does. Who waits for a person goes before bulk; bulk takes all that nobody else wants,
but evenly: sent at once, thirty would leave whoever comes next to wait a second for the window to open again.
"""

import asyncio
import heapq
import itertools
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

PERSON, BULK = 0, 1
CHATS_KEPT = 5000
SECOND = 1.01
"""Just over one: the clock at the other end is not ours."""


@dataclass(frozen=True)
class Limits:
    """Sends a second in all; burst of a private chat, refilled one a second; sends a minute in a group."""

    overall: float = 30
    burst: int = 3
    group: int = 20


class Window:
    """At most `count` sends in any `seconds`."""

    def __init__(self, count: int, seconds: float) -> None:
        self._sent: deque[float] = deque(maxlen=count)
        self._seconds = seconds

    def free_at(self) -> float:
        """The earliest time of the next send."""
        full = len(self._sent) == self._sent.maxlen
        return self._sent[0] + self._seconds if full else float("-inf")

    def take(self, now: float) -> None:
        self._sent.append(now)


class Flights:
    """At most `count` sends whose arrival may lie within the same `seconds`: under way, or just over."""

    def __init__(self, count: int, seconds: float) -> None:
        self._count = count
        self._seconds = seconds
        self._under_way = 0
        self._over: deque[float] = deque(maxlen=count)

    def free_at(self) -> float:
        """The earliest time of the next send; never, as long as all are under way."""
        if (places := self._count - self._under_way) <= 0:
            return float("inf")
        return self._over[-places] + self._seconds if len(self._over) >= places else float("-inf")

    def take(self) -> None:
        self._under_way += 1

    def land(self, now: float) -> None:
        """One has its answer, or never will."""
        self._under_way -= 1
        self._over.append(now)


class Bucket:
    """A burst, refilled one in every `seconds`."""

    def __init__(self, burst: int, seconds: float = 1) -> None:
        self._burst = burst
        self._seconds = seconds
        self._empty_until = float("-inf")

    def free_at(self) -> float:
        """The earliest time of the next send."""
        return self._empty_until - (self._burst - 1) * self._seconds

    def take(self, now: float) -> None:
        self._empty_until = max(self._empty_until, now) + self._seconds


Gate = Window | Bucket


class Budget:
    """What may go when. Times are seconds of a monotonic clock."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        count = max(1, int(limits.overall))
        pace = SECOND / limits.overall
        self._overall = Flights(count, pace * count)
        # A few at once make up for a timer that rang late and for a claim that took its time.
        self._bulk = Bucket(max(1, count // 8), pace)
        self._chats: OrderedDict[str, Gate] = OrderedDict()
        self.paused_until = float("-inf")

    def free_at(self, chat: str, lane: int = PERSON) -> float:
        """The earliest time at which a send to `chat` keeps every limit."""
        return max(self.open_at(lane), self.chat_free_at(chat))

    def chat_free_at(self, chat: str) -> float:
        """The same, looking at the chat alone."""
        gate = self._chats.get(chat)
        return gate.free_at() if gate else float("-inf")

    def open_at(self, lane: int) -> float:
        """The earliest time at which anything in this lane may go."""
        even = self._bulk.free_at() if lane >= BULK else float("-inf")
        return max(self.paused_until, self._overall.free_at(), even)

    def take(self, chat: str, now: float, lane: int = PERSON) -> None:
        """Spend one send to `chat`; it is under way until `land`."""
        self._overall.take()
        if lane >= BULK:
            self._bulk.take(now)
        gate = self._chats.setdefault(chat, self._gate(chat))
        gate.take(now)
        self._chats.move_to_end(chat)
        if len(self._chats) > CHATS_KEPT:
            self._chats.popitem(last=False)

    def land(self, now: float) -> None:
        """A send is over."""
        self._overall.land(now)

    def pause(self, until: float) -> None:
        """A 429: nothing goes before `until`."""
        self.paused_until = max(self.paused_until, until)

    def _gate(self, chat: str) -> Gate:
        return Window(self._limits.group, 61) if chat.startswith("-") else Bucket(self._limits.burst)


class Pacer:
    """Lets senders wait for their turn. One for a bot in a process."""

    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        self._budget = Budget(limits)
        self._clock = clock
        self._order = itertools.count()
        self._waiting: list[tuple[int, int, str, asyncio.Future[None]]] = []
        self._timer: asyncio.TimerHandle | None = None
        self.sends = 0
        self.pauses = 0

    @asynccontextmanager
    async def turn(self, chat: str, lane: int = PERSON) -> AsyncIterator[None]:
        """Enter when a send to `chat` may go; it is then spent. Leave when its answer is there."""
        await self._place(chat, lane)
        try:
            yield
        finally:
            self._land()

    async def _place(self, chat: str, lane: int) -> None:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (lane, next(self._order), chat, turn))
        self._let_go()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # given in the instant in which it was given up
                self._land()
            self._waiting = [ticket for ticket in self._waiting if ticket[3] is not turn]
            heapq.heapify(self._waiting)
            raise

    async def pass_pause(self) -> None:
        """Return when no 429 holds everything up: for edits and answers, which cost no send."""
        while (wait := self._budget.paused_until - self._clock()) > 0:  # noqa: ASYNC110 - another 429 may prolong it
            await asyncio.sleep(wait)

    def pause(self, seconds: float) -> None:
        """Telegram said 429: nobody sends for `seconds`."""
        self.pauses += 1
        self._budget.pause(self._clock() + seconds)
        self._let_go()

    def _land(self) -> None:
        self._budget.land(self._clock())
        self._let_go()

    def _let_go(self) -> None:
        """Give every turn that may go now, in order of lane and arrival; a full chat holds up nobody else."""
        now = self._clock()
        kept: list[tuple[int, int, str, asyncio.Future[None]]] = []
        next_at = float("inf")
        while self._waiting:
            # The lanes behind this one open no earlier.
            if (open_at := self._budget.open_at(self._waiting[0][0])) > now:
                next_at = min(next_at, open_at)
                break
            ticket = heapq.heappop(self._waiting)
            lane, _order, chat, turn = ticket
            if turn.done():
                continue
            if (free := self._budget.chat_free_at(chat)) > now:
                next_at = min(next_at, free)
                kept.append(ticket)
                continue
            self._budget.take(chat, now, lane)
            self.sends += 1
            turn.set_result(None)
        for ticket in kept:
            heapq.heappush(self._waiting, ticket)
        self._wake_at(next_at, now)

    def _wake_at(self, at: float, now: float) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
        if at != float("inf"):
            self._timer = asyncio.get_running_loop().call_later(max(at - now, 0.001), self._let_go)
