"""Siti and her work results."""

import pytest

from sandbox.people import Person as Phone
from tests.evaluation_result.scene import Scene
from tests.support.house import House
from tests.support.staff import EVERYONE, SITI


@pytest.fixture
async def scene(house: House) -> Scene:
    """An open cycle; HR has brought nothing yet."""
    await house.employ(*EVERYONE)
    await house.open_cycle()
    return Scene(house)


@pytest.fixture
async def siti(scene: Scene) -> Phone:
    """In front of her first question."""
    phone = await scene.house.link(SITI)
    phone.write("/evaluasi")
    await phone.wait(lambda screen: "· 1 dari 21" in screen.text)
    return phone
