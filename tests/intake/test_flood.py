"""Flood limits: the same command over and over, and what is costly to make; answering a form has none."""

from datetime import UTC, datetime, timedelta
from typing import Any

from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.types import Message, TelegramObject
from hypothesis import given
from hypothesis import strategies as st

from bot.flood import Flood
from models import flood
from models.conversation import Speaker
from models.flood import Allowance, Wait
from models.refusals import TooOften
from tests.support.house import House
from tests.support.staff import EVERYONE, HEAD

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@given(st.lists(st.integers(0, 5_000), min_size=1, max_size=60))
def test_in_no_stretch_of_time_is_more_allowed_than_the_burst_and_what_came_back(gaps: list[int]) -> None:
    allowance, now, passed = Allowance(5, SECOND), NOON, []
    for gap in gaps:
        now += timedelta(milliseconds=gap)
        if allowance.take("siti", now) is None:
            passed.append(now)
    for first, start in enumerate(passed):
        for last, end in enumerate(passed[first:], first):
            assert last - first + 1 <= 5 + (end - start) / SECOND + 1e-6


@given(st.integers(5, 9), st.integers(1, 30))
def test_who_waits_as_long_as_was_said_is_let_in(tries: int, every: int) -> None:
    allowance = Allowance(5, timedelta(seconds=every))
    waits = [allowance.take("siti", NOON) for _ in range(tries)]
    assert waits[:5] == [None] * 5
    wait = allowance.take("siti", NOON)
    assert wait is not None
    assert allowance.take("siti", NOON + timedelta(seconds=wait.seconds)) is None


def test_it_is_said_once_until_the_next_one_is_let_in() -> None:
    allowance = Allowance(1, SECOND)
    assert [allowance.take("siti", NOON) for _ in range(3)] == [None, Wait(1, True), Wait(1, False)]
    assert allowance.take("made", NOON) is None, "each has their own"
    assert allowance.take("siti", NOON + SECOND) is None
    assert allowance.take("siti", NOON + SECOND) == Wait(1, True)


def test_a_clock_set_back_gives_nothing_away_and_breaks_nothing() -> None:
    allowance = Allowance(1, SECOND)
    assert allowance.take("siti", NOON) is None
    assert allowance.take("siti", NOON - timedelta(hours=1)) == Wait(1, True)


def test_what_is_whole_again_is_forgotten() -> None:
    allowance = Allowance(2, SECOND)
    for number in range(flood.FULL):
        allowance.take(number, NOON)
    allowance.take("siti", NOON + 2 * SECOND)
    assert len(allowance._used) == 1


async def test_a_command_over_and_over_is_answered_two_hundred_times_then_told_once() -> None:
    answered = []

    async def answer(event: TelegramObject, data: dict[str, Any]) -> None:
        answered.append(event)

    gate, told = Flood(lambda: NOON), 0
    data = {"speaker": Speaker("telegram", "1"), "handler": HandlerObject(answer)}
    for text in (*["/bantuan"] * 260, "/tugas", *["bukan perintah"] * 260):
        try:
            await gate(answer, Message.model_construct(text=text), data)
        except TooOften:
            told += 1
    assert (len(answered), told) == (200 + 1 + 260, 1)


async def test_a_spreadsheet_is_not_made_ten_times_a_minute(house: House) -> None:
    await house.employ(*EVERYONE)
    await house.core.roles.grant(HEAD.nip, "hr")
    head = await house.link(HEAD)
    head.press("Yang tersendat")
    await head.wait(lambda screen: screen.text.startswith("Yang tersendat:"))
    for _ in range(6):
        head.press("Kirim sebagai Excel")
    await house.settled()
    books = [one for one in head.messages if "document" in one.raw]
    assert len(books) == 5
    assert head.toasts[-1].text.startswith("Permintaan yang sama baru saja datang beberapa kali")
