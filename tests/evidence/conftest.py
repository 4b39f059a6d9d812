"""Siti in front of her first question."""

import pytest

from sandbox.people import Person as Phone
from tests.support.house import House
from tests.support.staff import EVERYONE, SITI


@pytest.fixture
async def siti(house: House) -> Phone:
    await house.employ(*EVERYONE)
    await house.open_cycle()
    phone = await house.link(SITI)
    phone.write("/evaluasi")
    await phone.wait(lambda screen: "· 1 dari 21" in screen.text)
    return phone


@pytest.fixture
async def collecting(siti: Phone) -> Phone:
    """She has pressed *Tambah bukti*."""
    siti.press("Tambah bukti")
    await siti.wait(lambda screen: screen.text.startswith("Bukti nomor 1"))
    return siti
