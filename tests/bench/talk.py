"""People who talk to the bot while it sends to everybody: they answer questions and write commands."""

import asyncio
import random
import time
from dataclasses import dataclass, field

from models.action import Answer
from sandbox.people import Person as Phone

THINKS = (2.0, 6.0)
"""Seconds between two acts of somebody."""
ITEMS = 21


@dataclass
class Waits:
    """Seconds until somebody saw what they asked for."""

    drawn: list[float] = field(default_factory=list)
    """By pressing a button: the message is edited, which Telegram does not count."""
    sent: list[float] = field(default_factory=list)
    """By a command: a message of its own, which takes its place among all that are sent."""


async def talk(form: int, phone: Phone, waits: Waits, over: asyncio.Event) -> None:
    """Question after question, and a command between each two, until it is over."""
    phone.write("/evaluasi")
    await phone.until(lambda one: _question(one, 1) is not None, 60)
    for item in range(1, ITEMS):
        for act, kept in ((_press, waits.drawn), (_ask, waits.sent)):
            try:
                async with asyncio.timeout(random.uniform(*THINKS)):
                    await over.wait()
            except TimeoutError:
                begun = time.monotonic()
                await act(form, phone, item)
                kept.append(time.monotonic() - begun)
            if over.is_set():
                return
    await over.wait()


async def _press(form: int, phone: Phone, item: int) -> None:
    shown = _question(phone, item)
    assert shown is not None
    phone.press_data(shown, Answer(form, item - 1, item, 3).pack())
    await phone.until(lambda one: _question(one, item + 1) is not None, 60)


async def _ask(_form: int, phone: Phone, _item: int) -> None:
    before = _languages(phone)
    phone.write("/bahasa")
    await phone.until(lambda one: _languages(one) > before, 60)


def _question(phone: Phone, number: int) -> int | None:
    """The message that shows this question."""
    found = (one.message_id for one in phone.messages if f"· {number} dari {ITEMS}" in one.text)
    return next(found, None)


def _languages(phone: Phone) -> int:
    return sum(message.text.startswith("Pilih bahasa") for message in phone.messages)
