"""Somebody of HR in front of the bot, and files as HR makes them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from models.upload import UploadRow
from sandbox.people import Person as Phone
from tests.roster.roster_files import xlsx
from tests.support.house import House
from tests.support.staff import EVERYONE, RATNA, Staff, member

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADER = ("NIP BARU", "NAMA", "JABATAN NAMA", "UNOR NAMA", "NOMOR HP", "NIP PEJABAT PENILAI")
PUTU = member(908, "Putu Baru", RATNA)


def roster(*staff: Staff, more: Sequence[Sequence[Any]] = ()) -> bytes:
    """A workbook with these people, and rows as they are typed."""
    rows = [(one.nip, one.name, one.position, one.office, one.phone, one.rater) for one in staff]
    return xlsx([HEADER, *rows, *more])


def wrong(number: int) -> tuple[str, ...]:
    """Rows that cannot be taken: a NIP of twelve digits."""
    return (f"1990010120{number:02}", f"Nama {number}", "", "", "", "")


class Desk:
    """HR's telephone and what lies behind it."""

    def __init__(self, house: House, phone: Phone) -> None:
        self.house = house
        self.phone = phone

    async def send(self, content: bytes, name: str = "pegawai.xlsx", mime: str = XLSX) -> None:
        """Send a file; it is a row, nothing of it has been read."""
        self.phone.send_document(name, content, mime)
        await self.house.settled()

    async def work(self, house: House | None = None) -> None:
        """Everything in the background that is due, and what it has to say."""
        house = house or self.house
        while await house.read_files() + await house.deliver():
            pass
        await house.fetch()

    async def preview(self, content: bytes, name: str = "pegawai.xlsx") -> str:
        """Send a file and read its preview."""
        await self.send(content, name)
        await self.work()
        return self.said()

    async def press(self, label: str) -> str:
        """Press a button of the last message that has it; what the screen says then."""
        self.phone.press(label)
        await self.house.settled()
        return self.said()

    def said(self) -> str:
        """The last message that is no file."""
        return next(one.text for one in reversed(self.phone.messages) if one.from_bot and "document" not in one.raw)

    async def row(self) -> UploadRow:
        return (await self.house.rows(UploadRow))[-1]

    def files(self) -> list[Path]:
        return [path for path in (self.house.core.settings.data / "uploads").rglob("*") if path.is_file()]


@pytest.fixture
async def desk(house: House) -> Desk:
    await house.employ(*EVERYONE)
    await house.core.roles.grant(RATNA.nip, "hr")
    return Desk(house, await house.link(RATNA))
