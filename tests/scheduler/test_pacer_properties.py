"""The pacer itself, with whatever crowd Hypothesis thinks of, on a clock that nobody waits for."""

import asyncio
import heapq
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.pacer import BULK, PERSON, SECOND, Limits, Pacer

EPSILON = 1e-6


class VirtualLoop(asyncio.SelectorEventLoop):
    """Its clock jumps to whatever is due next: hours pass in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self._virtual = 0.0

    def time(self) -> float:
        return self._virtual

    def _run_once(self) -> None:
        scheduled = [one for one in self._scheduled if not one.cancelled()]  # type: ignore[attr-defined]  # asyncio's
        if not self._ready and scheduled:  # type: ignore[attr-defined]  # asyncio's
            self._virtual = max(self._virtual, heapq.nsmallest(1, scheduled)[0].when())
        super()._run_once()  # type: ignore[misc]  # asyncio's


@dataclass(frozen=True)
class Want:
    """Somebody who asks for a turn; perhaps they give up, perhaps their send is answered with a 429.

    The answer takes `way` seconds; Telegram counts the send after the share `there` of them.
    """

    at: float
    chat: str
    lane: int
    gives_up: float = 0
    pause: float = 0
    way: float = 0
    there: float = 0


@dataclass
class Seen:
    """What went when, as seconds since the start."""

    sent: list[tuple[float, Want]] = field(default_factory=list)
    pauses: list[tuple[float, float]] = field(default_factory=list)
    sends: int = 0
    waiting: int = 0
    counted: list[float] = field(default_factory=list)
    """When each arrived."""

    def times(self, chat: str = "") -> list[float]:
        return [at for at, want in self.sent if not chat or want.chat == chat]


def watch(wants: list[Want], limits: Limits) -> Seen:
    """Let them all ask, each at its time, until nobody waits."""
    seen = Seen()

    async def crowd() -> None:
        loop = asyncio.get_running_loop()
        pacer = Pacer(limits, loop.time)

        async def ask(want: Want) -> None:
            await asyncio.sleep(want.at)
            try:
                async with asyncio.timeout(want.gives_up or None) as patience, pacer.turn(want.chat, want.lane):
                    patience.reschedule(None)
                    seen.sent.append((loop.time(), want))
                    seen.counted.append(loop.time() + want.way * want.there)
                    await asyncio.sleep(want.way)
            except TimeoutError:
                return
            if want.pause:
                pacer.pause(want.pause)
                seen.pauses.append((loop.time(), loop.time() + want.pause))

        async with asyncio.TaskGroup() as group:
            for want in wants:
                group.create_task(ask(want))
        pacer.pause(0)
        seen.sends, seen.waiting = pacer.sends, len(pacer._waiting)

    run_in_virtual_time(crowd)
    return seen


def run_in_virtual_time(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        runner.run(work())


def most_within(times: list[float], seconds: float) -> int:
    return max((sum(start <= at < start + seconds - EPSILON for at in times) for start in times), default=0)


CHATS = st.sampled_from(["1", "2", "3", "4", "-10", "-20"])
WANTS = st.builds(
    Want,
    at=st.floats(0, 20),
    chat=CHATS,
    lane=st.sampled_from([PERSON, BULK]),
    gives_up=st.sampled_from([0, 0, 0, 0.5, 5]),
    pause=st.sampled_from([0, 0, 0, 0, 3, 11]),
    way=st.sampled_from([0, 0.01, 0.1, 0.9, 4]),
    there=st.floats(0, 1),
)
LIMITS = st.builds(Limits, overall=st.integers(1, 30), burst=st.integers(1, 4), group=st.integers(1, 20))
PATIENT = settings(deadline=None, max_examples=60)


@PATIENT
@given(st.lists(WANTS, max_size=60), LIMITS)
def test_in_no_window_is_a_limit_exceeded_whatever_happens(wants: list[Want], limits: Limits) -> None:
    seen = watch(wants, limits)
    assert most_within(seen.times(), 1) <= limits.overall
    assert most_within(seen.counted, 1) <= limits.overall, "however long each was on its way"
    for chat in {want.chat for want in wants}:
        if chat.startswith("-"):
            assert most_within(seen.times(chat), 60) <= limits.group
        else:
            for seconds in (1, 3, 10):
                assert most_within(seen.times(chat), seconds) <= limits.burst + seconds


@PATIENT
@given(st.lists(WANTS, max_size=60), LIMITS)
def test_nobody_starves_and_who_gives_up_leaves_nothing_behind(wants: list[Want], limits: Limits) -> None:
    seen = watch(wants, limits)
    went = [want for _, want in seen.sent]
    assert all(want in went for want in wants if not want.gives_up)
    assert seen.waiting == 0
    assert seen.sends - len(went) <= sum(1 for want in wants if want.gives_up), "at most a turn given that instant"


@PATIENT
@given(st.lists(WANTS, max_size=60), LIMITS)
def test_nothing_goes_while_a_429_pauses(wants: list[Want], limits: Limits) -> None:
    seen = watch(wants, limits)
    for begins, ends in seen.pauses:
        assert [at for at in seen.times() if begins + EPSILON < at < ends - EPSILON] == []


@PATIENT
@given(st.integers(1, 90), st.integers(1, 30), st.integers(1, 30))
def test_a_person_waits_behind_no_bulk(bulk: int, people: int, overall: int) -> None:
    crowd = [Want(0, str(number), BULK) for number in range(bulk)]
    late = [Want(0.5, f"p{number}", PERSON) for number in range(people)]
    seen = watch([*crowd, *late], Limits(overall=overall))
    order = [want.lane for at, want in seen.sent if at > 0.5 + EPSILON]
    assert order == sorted(order), "once they have come, every person goes before what is left of the bulk"


@PATIENT
@given(st.lists(st.floats(0.4, 2), max_size=8), st.integers(10, 40))
def test_who_comes_while_bulk_takes_everything_waits_for_a_place_or_two(pauses: list[float], overall: int) -> None:
    """Bulk leaves one every few hundredths of a second, instead of thirty once a second."""
    people = [Want(at, f"p{at}", PERSON) for at in accumulate(pauses)]
    crowd = [Want(0, str(number), BULK) for number in range(int(overall * (sum(pauses) + 1)))]
    seen = watch([*crowd, *people], Limits(overall=overall))
    waits = [at - want.at for at, want in seen.sent if want.lane == PERSON]
    assert max(waits, default=0) <= (overall // 8 + 1) * SECOND / overall + EPSILON


@PATIENT
@given(st.integers(1, 20), st.integers(21, 30))
def test_bulk_has_all_that_people_leave(people: int, overall: int) -> None:
    """They come and come: bulk is slower, and does not starve."""
    seconds = 6
    stream = [Want(number / people, f"p{number}", PERSON) for number in range(people * seconds)]
    crowd = [Want(0, str(number), BULK) for number in range(overall * seconds)]
    seen = watch([*stream, *crowd], Limits(overall=overall))
    bulk = sum(at < seconds for at, want in seen.sent if want.lane == BULK)
    assert bulk >= (overall / SECOND - people) * (seconds - 1.1)


@PATIENT
@given(st.integers(31, 240))
def test_bulk_takes_everything_free_and_the_pace_does_not_drift(count: int) -> None:
    times = watch([Want(0, str(number), BULK) for number in range(count)], Limits()).times()
    pace = SECOND / 30
    late = [at - number * pace for number, at in enumerate(times)]
    assert -3 * pace - EPSILON <= min(late) <= max(late) <= EPSILON, "the last as exact as the first"


@PATIENT
@given(st.integers(2, 40))
def test_a_group_goes_at_its_own_pace_and_holds_up_nobody(count: int) -> None:
    wants = [Want(0, "-10", BULK) for _ in range(count)] + [Want(0, "7", BULK)]
    seen = watch(wants, Limits())
    assert seen.times("7")[0] < 2.1
    assert seen.times("-10")[-1] <= 61 * ((count - 1) // 20) + 2.1
