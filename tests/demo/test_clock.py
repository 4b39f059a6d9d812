"""The demo's clock: deadlines and due dates jump with it, leases and retries do not notice."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.assembly.core import build_clock
from bot.demo.clock import Hands
from bot.settings import Settings
from bot.shift import NAME, Shift
from models.clock import ShiftedClock
from models.conversation import Conversation
from models.notice import INVITATION_TRIED, LEASE
from sandbox.errors import Impossible
from services.outbox import Outbox, post
from tests.conftest import ZONE
from tests.support.house import open_house
from tests.support.staff import EVERYONE, SITI


@pytest.fixture
def shift(tmp_path: Path) -> Shift:
    made = Shift(tmp_path / NAME)
    made.begin()
    return made


@pytest.fixture
def clock(shift: Shift) -> ShiftedClock:
    return ShiftedClock(ZONE, shift)


@pytest.fixture
def hands(clock: ShiftedClock, shift: Shift) -> Hands:
    return Hands(clock, shift)


def ahead(clock: ShiftedClock) -> timedelta:
    """How far, to the second."""
    return timedelta(seconds=round((clock.now() - clock.real()).total_seconds()))


async def test_hours_days_and_a_date(clock: ShiftedClock, hands: Hands) -> None:
    await hands.turn("+1h")
    await hands.turn("+1d")
    assert ahead(clock) == timedelta(days=1, hours=1)
    wanted = (clock.now() + timedelta(days=20)).astimezone(ZONE).strftime("%Y-%m-%dT16:00")
    assert (await hands.turn(wanted)).startswith(wanted)
    assert hands.time().endswith("+07:00")


@pytest.mark.parametrize("value", ["2020-01-01T08:00", "kemarin", "", "+1", "9999-12-31T00:00"])
async def test_no_way_back_and_no_nonsense(clock: ShiftedClock, hands: Hands, value: str) -> None:
    with pytest.raises(Impossible):
        await hands.turn(value)
    assert ahead(clock) == timedelta()


async def test_another_process_hears_of_it_and_a_new_start_goes_on(tmp_path: Path, hands: Hands) -> None:
    elsewhere = build_clock(Settings(data=tmp_path))
    await hands.turn("+1d")
    assert ahead(elsewhere) == timedelta(days=1)
    await hands.turn("+1d")
    assert ahead(elsewhere) == timedelta(days=2)
    Shift(tmp_path / NAME).begin()
    assert ahead(build_clock(Settings(data=tmp_path))) == timedelta(days=2)


def test_without_the_demo_there_is_one_time(tmp_path: Path) -> None:
    assert not isinstance(build_clock(Settings(data=tmp_path)), ShiftedClock)


async def test_the_deadline_passes(database_url: str, tmp_path: Path, clock: ShiftedClock, hands: Hands) -> None:
    async with open_house(database_url, tmp_path, clock) as house:
        await house.employ(*EVERYONE)
        await house.open_cycle(days=14)
        siti = await house.link(SITI)
        siti.press("Evaluasi diri")
        await siti.wait(lambda screen: "1 dari 21" in screen.text)
        siti.press("3 ·")
        await siti.wait(lambda screen: "2 dari 21" in screen.text)
        await hands.turn("+15d")
        siti.press("3 ·")
        await siti.until(lambda phone: any("sudah ditutup" in toast.text for toast in phone.toasts))


async def test_a_lease_does_not_notice(database_url: str, tmp_path: Path, clock: ShiftedClock, hands: Hands) -> None:
    async with open_house(database_url, tmp_path, clock) as house:
        await house.employ(*EVERYONE)
        await house.link(SITI)
        (siti,) = [row.person_id for row in await house.rows(Conversation)]
        first, second = (Outbox(house.core.transactions) for _ in "ab")
        while await first.claim("earlier", 10):
            pass
        async with house.core.transactions.begin() as session:
            now, facts = clock.now(), {"at": clock.now().isoformat()}
            until = now + timedelta(days=30)
            await post(session, INVITATION_TRIED, to=siti or 0, facts=facts, dedupe_key="k", now=now, valid_until=until)
        (held,) = await first.claim("first", 10)
        await hands.turn("+1d")
        assert timedelta(days=1) > LEASE
        assert await second.claim("second", 10) == []
        await hands.turn("+30d")
        assert await second.claim("third", 10) == []
        assert held.attempts == 0
