"""Dewi, an operator, with a phone in hand; two operators, everybody employed, a cycle that is open."""

import pytest

from sandbox.people import Person as Phone
from tests.support.house import House
from tests.support.paper import DEWI, settle


@pytest.fixture
async def dewi(house: House) -> Phone:
    await settle(house)
    return await house.link(DEWI)
