"""The tour of the demo names what really stands on the phones, and each step is ticked off by what the bot says."""

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


def offered(phone: Person) -> list[str]:
    """All labels this person could press now."""
    links = [label for label, _ in phone.row["links"]] if not phone.messages else []
    keyboard = [button.text for row in phone.keyboard or [] for button in row]
    return [*links, *keyboard, *(label for message in phone.messages for label in message.labels)]


async def press(phone: Person, label: str) -> None:
    """What the page does with the button that has a ring."""
    await phone.until(lambda p: any(one.startswith(label) for one in offered(p)))
    if not phone.messages:
        phone.open_link(phone.row["links"][0][1])
    elif phone.keyboard and phone.keyboard[0][0].text.startswith(label):
        phone.share_contact()
    else:
        phone.press(label)


async def answer_all(siti: Person) -> None:
    for number in range(1, 22):
        await siti.wait(lambda screen, at=number: f"· {at} dari 21" in screen.text)
        siti.press("3 · Tetap")


async def do(house: House, hands: Hands, place: int) -> None:
    """The step as its text asks for it."""
    step = STEPS[place]
    phone = house.world.person(step.person)
    if "Jawab semua" in step.text:
        await answer_all(phone)
        return
    if "Lompat 15 hari" in step.text:
        await hands.turn("+15d")
    await press(phone, step.press)
    if step.person == "made" and "bagikan" in step.text:
        await press(phone, "Bagikan nomor")
    if step.text.startswith("Kirim"):
        await phone.until(lambda p: p.screen is not None and step.done(p.screen.text))
        await house.deliver()


@pytest.mark.parametrize("language", ["text", "english"])
def test_every_step_is_told_in_both_languages(language: str) -> None:
    assert all(getattr(step, language) for step in STEPS)


async def test_from_the_first_step_to_the_last(sqlite_url_empty: str, tmp_path: Path) -> None:
    shift = Shift(tmp_path / NAME)
    shift.begin()
    clock = ShiftedClock(ZONE, shift)
    async with open_house(sqlite_url_empty, tmp_path, clock) as house:
        await settle(house.core, house.world)
        house.world.tour = STEPS
        for place in range(len(STEPS)):
            ticked = [step["done"] for step in tour.view(house.world)]
            assert ticked == [True] * place + [False] * (len(STEPS) - place)
            await do(house, Hands(clock, shift), place)
            phone = house.world.person(STEPS[place].person)
            await phone.until(lambda _, at=place: tour.view(house.world)[at]["done"])
