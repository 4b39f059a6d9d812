"""Troubles whose own words carry what no log may show; arranged in a process that is about to serve."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from models.person import Person
from scheduler.telegram import Telegram
from services.cycles import Cycles
from services.evaluations import Evaluations
from services.inbox import Inbox
from tests.support.staff import SITI


async def _same_nip_again(self: Any, *_: Any, **__: Any) -> None:
    """A real error of the database: PostgreSQL repeats the value in its DETAIL."""
    async with self._transactions.begin() as session:
        session.add(Person(ref=SITI.nip, name=SITI.name, changed_at=datetime(2026, 1, 1, tzinfo=UTC)))


async def _says_all(self: Any, *given: Any, **named: Any) -> None:
    """An error of a careless programmer."""
    raise RuntimeError(f"{SITI.name} {SITI.nip} {SITI.phone} {given} {named}")


TROUBLES: dict[str, Callable[[], None]] = {
    "a handler fails": lambda: setattr(Evaluations, "tell", _says_all),
    "the database refuses": lambda: setattr(Evaluations, "present", _same_nip_again),
    "a beat fails": lambda: setattr(Cycles, "open_due", _same_nip_again),
    "the courier fails": lambda: setattr(Telegram, "deliver", _says_all),
    "the inbox refuses": lambda: setattr(Inbox, "store", _same_nip_again),
    "intake fails": lambda: setattr(Inbox, "store", _says_all),
}
