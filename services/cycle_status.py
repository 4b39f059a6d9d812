"""How far the people of every cycle are. Inside the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime

from models.cycle import CycleStatus
from models.refusals import UnknownCycle
from services.cycle_rows import counted, facts
from services.transaction import Session


async def statuses(session: Session, now: datetime) -> list[CycleStatus]:
    """All cycles, newest first."""
    found = (await session.exec(counted())).all()
    return [CycleStatus(facts(row), code, facts(row).phase(now), *counts) for row, code, *counts in found]


def one_of(known: Sequence[CycleStatus], cycle: int) -> CycleStatus:
    """That one. Raises UnknownCycle."""
    for status in known:
        if status.cycle.id == cycle:
            return status
    raise UnknownCycle(id=cycle)
