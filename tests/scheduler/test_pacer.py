"""The pacer: in no window is a limit exceeded, nobody starves, the person waiting goes first."""

import asyncio
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from scheduler.pacer import BULK, PERSON, SECOND, Budget, Limits, Pacer

chats = st.lists(st.sampled_from(["1", "2", "3", "-10", "-20"]), min_size=1, max_size=120)


def run(order: list[str], limits: Limits, pauses: dict[int, float]) -> list[tuple[float, str]]:
    """Send each as early as the budget allows; the times at which they went."""
    budget, now, sent = Budget(limits), 0.0, []
    for number, chat in enumerate(order):
        if number in pauses:
            budget.pause(now + pauses[number])
        now = max(now, budget.free_at(chat))
        budget.take(chat, now)
        budget.land(now)
        sent.append((now, chat))
    return sent


def most_within(times: list[float], seconds: float) -> int:
    return max(sum(start <= at < start + seconds for at in times) for start in times)


@given(chats, st.integers(1, 40), st.integers(1, 5))
def test_no_window_exceeds_a_limit(order: list[str], overall: int, burst: int) -> None:
    sent = run(order, Limits(overall=overall, burst=burst, group=20), {})
    assert most_within([at for at, _ in sent], 1.0) <= overall
    for chat in set(order):
        times = [at for at, name in sent if name == chat]
        if chat.startswith("-"):
            assert most_within(times, 60.0) <= 20
        else:
            for seconds in (1, 5, 20):
                assert most_within(times, seconds) <= burst + seconds


@given(chats, st.dictionaries(st.integers(0, 50), st.floats(0.1, 30), max_size=3))
def test_nothing_goes_during_a_pause(order: list[str], pauses: dict[int, float]) -> None:
    sent = run(order, Limits(), pauses)
    for number, seconds in pauses.items():
        if 0 < number < len(sent):
            assert sent[number][0] >= sent[number - 1][0] + seconds - 1e-9


@given(st.integers(2, 200))
def test_the_whole_rate_is_used(count: int) -> None:
    times = [at for at, _ in run([str(number) for number in range(count)], Limits(), {})]
    assert all(later >= earlier for earlier, later in pairwise(times))
    assert times[-1] <= (count / 30) * SECOND, "no drift: thirty different chats a second"


async def test_who_waits_for_a_person_goes_before_bulk_and_a_full_chat_holds_up_nobody() -> None:
    now = 0.0
    pacer, went = Pacer(Limits(overall=8, burst=1), lambda: now), []

    async def send(name: str, chat: str, lane: int) -> None:
        async with pacer.turn(chat, lane):
            went.append(name)

    async with asyncio.TaskGroup() as group:
        for name, chat, lane in (
            ("first", "1", BULK),
            ("bulk of a full chat", "1", BULK),
            ("bulk", "2", BULK),
            ("late bulk", "3", BULK),
            ("person", "4", PERSON),
        ):
            group.create_task(send(name, chat, lane))
        for step in range(60):
            await asyncio.sleep(0.002)
            now = step * 0.1
            pacer.pause(0)
    assert went == ["first", "person", "bulk", "late bulk", "bulk of a full chat"], "and nobody starves"


async def test_one_who_gives_up_waiting_takes_no_turn() -> None:
    now = 0.0
    pacer = Pacer(Limits(overall=1, burst=1), lambda: now)

    async def send(chat: str) -> None:
        async with pacer.turn(chat):
            pass

    await send("1")
    waiting = asyncio.get_running_loop().create_task(send("2"))
    await asyncio.sleep(0)
    waiting.cancel()
    now = 2.0
    pacer.pause(0)
    await asyncio.wait_for(send("3"), 1)


async def test_one_who_gives_up_in_the_instant_of_their_turn_leaves_the_place_free() -> None:
    now = 0.0
    pacer = Pacer(Limits(overall=1, burst=1), lambda: now)

    async def send(chat: str) -> None:
        async with pacer.turn(chat):
            await asyncio.sleep(0)

    await send("1")
    waiting = asyncio.get_running_loop().create_task(send("2"))
    await asyncio.sleep(0)
    now = 2.0
    pacer.pause(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    now = 4.0
    await asyncio.wait_for(send("3"), 1)


async def test_a_send_whose_answer_is_slow_keeps_its_place() -> None:
    """Telegram may count it at any time until then."""
    now, answered = 0.0, asyncio.Event()
    pacer = Pacer(Limits(overall=1), lambda: now)

    async def send(chat: str, until: asyncio.Event | None = None) -> None:
        async with pacer.turn(chat):
            if until:
                await until.wait()

    slow = asyncio.get_running_loop().create_task(send("1", answered))
    await asyncio.sleep(0)
    now = 60.0
    next_one = asyncio.get_running_loop().create_task(send("2"))
    await asyncio.sleep(0.01)
    assert not next_one.done()
    answered.set()
    await slow
    await asyncio.sleep(0.01)
    assert not next_one.done(), "it may have arrived just now"
    now = 60.0 + SECOND
    pacer.pause(0)
    await asyncio.wait_for(next_one, 1)
