"""Cycles: made by HR, opened by their dates; opening freezes the people and the version of the method."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select

from models.cycle import Cycle, CycleDates, CycleRow, CycleStatus, NewCycle
from models.refusals import UnknownCycle
from services.cycle_make import known_employments, known_offices, make
from services.cycle_rows import populate
from services.cycle_status import one_of, statuses
from services.late_rows import allow, forms_of
from services.rater_terms import anything_due, turn
from services.transaction import Transactions


class Cycles:
    """Use cases of a cycle."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def create(
        self,
        name: str,
        method: str,
        dates: CycleDates,
        offices: Sequence[str] = (),
        *,
        employments: Sequence[str] = (),
        include_teachers: bool = False,
    ) -> Cycle:
        """Make a cycle; one whose day has come opens at once.

        Limited to some `offices`, with those below them, and `employments` (JENIS PEGAWAI); without teachers and school
        heads, who have Ruang GTK, unless `include_teachers`. Raises CycleDatesWrong, CycleNameTaken, OfficeUnknown,
        EmploymentUnknown.
        """
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            wanted = NewCycle(
                name,
                method,
                dates,
                await known_offices(session, offices),
                await known_employments(session, employments),
                include_teachers,
            )
            return await make(session, wanted, now)

    async def populate(self, cycle: int) -> int:
        """Create the forms that are missing; the number of new ones. Doing it twice adds nothing."""
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            if await session.get(CycleRow, cycle) is None:
                raise UnknownCycle(id=cycle)
            return await populate(session, cycle, now)

    async def allow_late(self, cycle: int, refs: Sequence[str], until: datetime, reason: str) -> int:
        """Let these people send until `until`, after the self-evaluation's end and within the rater's time; how many.

        Each is told and each permission is kept; the latest one counts. All of them or nobody: raises UnknownCycle,
        LateDatesWrong, NoFormInCycle.
        """
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            row = await session.get(CycleRow, cycle)
            if row is None:
                raise UnknownCycle(id=cycle)
            forms = await forms_of(session, cycle, refs)
            await allow(session, row, forms, until, reason, now)
            return len(forms)

    async def open_due(self) -> int:
        """Open every cycle whose day has come; the number of forms created."""
        now = self._transactions.now()
        async with self._transactions.read() as session:
            due = (
                await session.exec(
                    select(CycleRow.id).where(CycleRow.opens_at <= now, col(CycleRow.populated_at).is_(None))
                )
            ).all()
        if not due:
            return 0
        async with self._transactions.begin() as session:
            return sum([await populate(session, cycle, now) for cycle in due if cycle is not None])

    async def turn_raters(self) -> int:
        """Let forms follow the raters whose terms began or ended; how many changed hands."""
        now = self._transactions.now()
        async with self._transactions.read() as session:
            if not await anything_due(session, now):
                return 0
        async with self._transactions.begin() as session:
            return await turn(session, now)

    async def list(self) -> list[CycleStatus]:
        """All cycles, newest first, with how far their people are."""
        async with self._transactions.read() as session:
            return await statuses(session, self._transactions.now())

    async def status(self, cycle: int) -> CycleStatus:
        """One of them. Raises UnknownCycle."""
        async with self._transactions.read() as session:
            return one_of(await statuses(session, self._transactions.now()), cycle)
