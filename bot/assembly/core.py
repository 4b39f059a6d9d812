"""The parts every process needs: clock, database, use cases. No chat library is loaded here."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.settings import Settings
from models.clock import Clock, SystemClock
from services.methods import Methods
from services.roster import Roster
from services.transaction import Transactions, connect


@dataclass(frozen=True)
class Core:
    """What assembly hands down."""

    settings: Settings
    clock: Clock
    transactions: Transactions
    methods: Methods
    roster: Roster


@asynccontextmanager
async def core(settings: Settings, clock: Clock | None = None) -> AsyncIterator[Core]:
    """Construct the parts and close the database at the end."""
    clock = clock or SystemClock(settings.zone)
    settings.data.mkdir(parents=True, exist_ok=True)
    transactions = connect(settings.database, clock)
    try:
        yield Core(
            settings=settings,
            clock=clock,
            transactions=transactions,
            methods=Methods(transactions),
            roster=Roster(transactions),
        )
    finally:
        await transactions.close()
