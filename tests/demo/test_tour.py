"""The tour of the demo names what really stands on the phones, and each step is ticked off by what the phones show."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.demo.clock import Hands
from bot.demo.regency import settle
from bot.demo.tour import STEPS
from bot.shift import NAME, Shift
from models.clock import ShiftedClock
from sandbox import tour
from sandbox.people import Person
from tests.conftest import ZONE
from tests.support.house import House, open_house

BEGINS = datetime(2027, 7, 5, 3, tzinfo=UTC)
"""A Monday at ten, and no holiday in the two weeks that follow."""
REMINDED = "2027-07-13T10:00"


def offered(phone: Person) -> list[str]:
    """All labels this person could press now, the newest last."""
    keyboard = [button.text for row in phone.keyboard or [] for button in row]
    pressable = [label for message in phone.messages for label in message.labels]
    return [*(label for label, _ in phone.row["links"]), *pressable, *keyboard]


async def press(phone: Person, labels: Sequence[str]) -> None:
    """What the page does with the button that has a ring."""
    await phone.until(lambda p: any(one.startswith(tuple(labels)) for one in offered(p)))
    label = next(one for one in reversed(offered(phone)) if one.startswith(tuple(labels)))
    links = dict(phone.row["links"])
    if label in links:
        phone.open_link(links[label])
    elif phone.keyboard:
        phone.share_contact()
    else:
        phone.press(label)


async def answer_all(siti: Person) -> None:
    for number in range(1, 22):
        await siti.wait(lambda screen, at=f" {number} ": f"·{at}dari 21" in screen.text or f"·{at}of 21" in screen.text)
        siti.press("3 ·")


async def do(house: House, hands: Hands, place: int) -> None:
    """The step as its text asks for it."""
    step = STEPS[place]
    phone = house.world.person(step.person)
    if "Jawab semua" in step.text:
        await answer_all(phone)
        return
    if "Pengingat datang sendiri" in step.text:
        await hands.turn(REMINDED)
        await house.plan()
        await house.deliver()
        return
    if "Lompat seminggu" in step.text:
        await hands.turn("+7d")
    await press(phone, step.press)
    if "bagikan nomornya" in step.text:
        await phone.until(lambda p: p.keyboard is not None)
        await press(phone, step.press)
    if step.text.startswith("Kirim"):
        await phone.until(step.done)
        await house.deliver()


async def speak(phone: Person, language: str) -> None:
    """Somebody who looks around before following the tour; the invitation waits."""
    phone.write("/bahasa")
    await phone.wait(lambda screen: language in screen.labels)
    phone.press(language)
    await phone.wait(lambda screen: "Language" in str(screen.labels) and language not in screen.labels)


@pytest.mark.parametrize("language", ["text", "english"])
def test_every_step_is_told_in_both_languages(language: str) -> None:
    assert all(getattr(step, language) for step in STEPS)


@pytest.mark.parametrize("language", ["", "Bahasa Indonesia", "English"])
async def test_from_the_first_step_to_the_last(sqlite_url_empty: str, tmp_path: Path, language: str) -> None:
    shift = Shift(tmp_path / NAME)
    clock = ShiftedClock(ZONE, shift)
    shift.set(BEGINS - clock.real())
    async with open_house(sqlite_url_empty, tmp_path, clock) as house:
        await settle(house.core, house.world)
        house.world.tour = STEPS
        for key in {step.person for step in STEPS} if language else set():
            await speak(house.world.person(key), language)
        for place in range(len(STEPS)):
            ticked = [step["done"] for step in tour.view(house.world)]
            assert ticked == [True] * place + [False] * (len(STEPS) - place)
            await do(house, Hands(clock, shift), place)
            phone = house.world.person(STEPS[place].person)
            await phone.until(lambda _, at=place: tour.view(house.world)[at]["done"])
