"""A citizen with a phone, and nothing else."""

import pytest

from sandbox.people import Person as Phone
from tests.support.house import House


@pytest.fixture
def warga(house: House) -> Phone:
    return house.world.add_person("Warga Kalianda")
