"""HR's work on cycles in chat; a leader reads. What it does is what the command line does."""

from models.conversation import Speaker
from models.cycle import Cycle, CycleRow, CycleStatus
from models.cycle_reach import Reach
from models.refusals import UnknownCycle
from models.role import HR, LEADER
from services.cycle_people import missing
from services.cycle_rows import facts, populate
from services.cycle_status import one_of, statuses
from services.roles import holds, need
from services.transaction import Transactions


class CycleDesk:
    """Use cases of hr, reading also of a leader. Others get NotLinked or OnlyHr."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def may_read(self, by: Speaker) -> bool:
        """Is anything here for this speaker?"""
        async with self._transactions.read() as session:
            return by.person is not None and await holds(session, by, HR, LEADER)

    async def board(self, by: Speaker) -> tuple[list[CycleStatus], bool]:
        """All cycles, newest first, and whether this speaker may change them."""
        async with self._transactions.read() as session:
            await need(session, by, HR, LEADER)
            return await statuses(session, self._transactions.now()), await holds(session, by, HR)

    async def card(self, cycle: int, *, by: Speaker) -> tuple[CycleStatus, bool]:
        """One of them, the same way. Raises UnknownCycle."""
        known, may_change = await self.board(by)
        return one_of(known, cycle), may_change

    async def missing(self, cycle: int, *, by: Speaker) -> tuple[Cycle, Reach]:
        """Whose form is missing, before it is made, and who stays outside and why. Raises UnknownCycle."""
        async with self._transactions.read() as session:
            await need(session, by, HR)
            row = await session.get(CycleRow, cycle)
            if row is None:
                raise UnknownCycle(id=cycle)
            return facts(row), await missing(session, cycle, self._transactions.now())

    async def populate(self, cycle: int, *, by: Speaker) -> int:
        """Make the forms that are missing; how many were. Raises UnknownCycle."""
        async with self._transactions.begin() as session:
            await need(session, by, HR)
            if await session.get(CycleRow, cycle) is None:
                raise UnknownCycle(id=cycle)
            return await populate(session, cycle, self._transactions.now())
