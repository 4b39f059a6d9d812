"""What tests of work results share: HR's file, the way into the section, the rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from models.evaluation import EvaluationRow
from models.evaluation_result import EvaluationResultRow
from models.person import Person
from sandbox.people import Person as Phone
from tests.support.house import House
from tests.support.staff import SITI, Staff

KTP = ("Layanan KTP", "Terbit dalam sehari", "90 %")
ARCHIVE = ("Arsip <b>& berkas", "", "")
REPORT = ("Laporan bulanan", "Tepat waktu", "12 laporan")
Said = tuple[str, int | None, str]


@dataclass
class Scene:
    """The house, with what HR does and what is stored."""

    house: House

    async def listed(self, *results: tuple[str, str, str], of: Staff = SITI) -> None:
        """HR's file names these results of one person, and no others."""
        rows = ["NIP;HASIL KERJA;INDIKATOR;TARGET", *(";".join([of.nip, *result]) for result in results)]
        report = await self.house.core.work_results.import_file("\n".join(rows).encode())
        assert report.written, report.refused

    async def said(self) -> list[Said]:
        """Text, rating and note of every row, in the order in which they were made."""
        async with self.house.core.transactions.read() as session:
            rows: Sequence[EvaluationResultRow] = (
                await session.exec(select(EvaluationResultRow).order_by(col(EvaluationResultRow.id)))
            ).all()
        return [(row.text, row.rating, row.note) for row in rows]

    async def form(self) -> EvaluationRow:
        """Siti's form."""
        people = {row.name: row.id for row in await self.house.rows(Person)}
        (form,) = [row for row in await self.house.rows(EvaluationRow) if row.person_id == people[SITI.name]]
        return form


async def shown(phone: Phone, words: str) -> None:
    """Wait for a screen that says this."""
    await phone.wait(lambda screen: words in screen.text)


async def press(phone: Phone, label: str, words: str) -> None:
    """Press, and wait for a screen that says this."""
    phone.press(label)
    await shown(phone, words)


async def write(phone: Phone, text: str, words: str) -> None:
    """Write, and wait for a screen that says this."""
    phone.write(text)
    await shown(phone, words)


async def to_review(phone: Phone) -> None:
    await press(phone, "Tinjau", "Tinjau jawaban")


async def into(phone: Phone) -> None:
    """From the review into the section."""
    await to_review(phone)
    phone.press("Hasil kerja terisi")
    await phone.wait(lambda screen: screen.text.startswith("Hasil kerja terisi"))


async def answer_all(phone: Phone) -> None:
    for number in range(1, 22):
        await shown(phone, f"· {number} dari 21")
        phone.press("3")
    await shown(phone, "Tinjau jawaban")
