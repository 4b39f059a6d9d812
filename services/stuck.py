"""What holds work up: a list for hr and for an office's operator, so that an empty field never hides work."""

from datetime import datetime

from models.conversation import Speaker
from models.role import Scope
from models.stuck import REASONS, StuckBoard, StuckList, StuckPage
from services.roles import looking_after
from services.stuck_rows import stuck
from services.transaction import Transactions

EVERYBODY = Scope(everyone=True)


class StuckWork:
    """Use cases of hr and of an office's operator, who sees the people of their offices. Only reads."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def board(self, by: Speaker) -> StuckBoard:
        """How many people each reason holds up. Raises NotLinked, NotAllowed."""
        found, _ = await self.all(by)
        return found.board

    async def page(self, reason: str, page: int, *, by: Speaker) -> StuckPage | None:
        """Some of the people under one reason; None for a reason that is not known (any more). Raises as `board`."""
        found, _ = await self.all(by)
        return found.page(reason, page) if reason in REASONS else None

    async def all(self, by: Speaker) -> tuple[StuckList, datetime]:
        """Everybody whom `by` looks after, by reason, and as of when. Raises as `board`."""
        now = self._transactions.now()
        async with self._transactions.read() as session:
            return await stuck(session, await looking_after(session, by), now), now

    async def everybody(self) -> tuple[StuckList, datetime]:
        """The same of the whole regency, for those who run the service."""
        now = self._transactions.now()
        async with self._transactions.read() as session:
            return await stuck(session, EVERYBODY, now), now
