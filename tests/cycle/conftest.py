"""HR's telephone, from which cycles are made."""

import pytest

from sandbox.people import Person as Phone
from tests.support.house import House
from tests.support.staff import EVERYONE, HEAD, RATNA


class Hr:
    """Somebody of HR in front of the bot."""

    def __init__(self, house: House, phone: Phone) -> None:
        self.house = house
        self.phone = phone

    async def press(self, label: str) -> str:
        """Press a button of the last message that has it; what the last screen says then."""
        self.phone.press(label)
        return await self.said()

    async def write(self, text: str) -> str:
        """Type something; what the last screen says then."""
        self.phone.write(text)
        return await self.said()

    async def said(self) -> str:
        """The last screen."""
        await self.house.settled()
        return self.phone.screen.text

    @property
    def labels(self) -> list[str]:
        """Its buttons."""
        return self.phone.screen.labels

    @property
    def toast(self) -> str:
        """What was said over it last."""
        return self.phone.toasts[-1].text


@pytest.fixture
async def hr(house: House) -> Hr:
    """Ratna; Hasan is of HR, too."""
    await house.employ(*EVERYONE)
    for one in (RATNA, HEAD):
        await house.core.roles.grant(one.nip, "hr")
    return Hr(house, await house.link(RATNA))
