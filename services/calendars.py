"""The calendar that an office works by: the one place where timers get their days and hours."""

from sqlalchemy import Connection
from sqlmodel import col, select

from models.calendar import Calendar
from models.calendar_file import read_calendar
from models.person import Office
from models.rule_file import CALENDAR, RuleFile
from services.rules import rules_in_force
from services.transaction import Session, Transactions


class Calendars:
    """Hands out calendars. A version never changes, so each is read once a process."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._known: dict[tuple[str, str | None], Calendar] = {}
        self._offices: dict[str, frozenset[str]] = {}

    async def get(self, office_id: int | None = None) -> Calendar:
        """The calendar in force: an office's own, or of the nearest office above that has one, else the regency's."""
        return await self._transactions.look(lambda connection: self.on(connection, office_id))

    async def strangers(self, file: RuleFile) -> list[str]:
        """The codes in a calendar's file that belong to no office, so that a slip of the pen is noticed."""
        codes = _offices_in(file)
        known = select(Office.code).where(col(Office.code).in_(codes))
        return sorted(codes - set(await self._transactions.look(lambda connection: connection.scalars(known).all())))

    async def of(self, session: Session, office_id: int | None = None) -> Calendar:
        """The same within a transaction."""
        connection = await session.connection()
        return await connection.run_sync(self.on, office_id)

    def on(self, connection: Connection, office_id: int | None = None) -> Calendar:
        """The same on a connection."""
        file = rules_in_force(connection, CALENDAR)
        if file.digest not in self._offices:
            self._offices[file.digest] = _offices_in(file)
        code = _nearest(connection, office_id, self._offices[file.digest])
        key = (file.digest, code)
        if key not in self._known:
            self._known[key] = read_calendar(file.content, self._transactions.clock.zone, code)
        return self._known[key]


def _offices_in(file: RuleFile) -> frozenset[str]:
    return frozenset(one["code"] for one in file.content.get("office", ()))


def _nearest(connection: Connection, office_id: int | None, codes: frozenset[str]) -> str | None:
    """The code of this office or of the first one above it that is among `codes`."""
    if not codes:
        return None
    seen: set[int] = set()
    while office_id is not None and office_id not in seen:
        seen.add(office_id)  # the tree has no loop; a timer must not depend on it
        row = connection.execute(select(Office.code, Office.parent_id).where(col(Office.id) == office_id)).first()
        if row is None:
            return None
        if row.code in codes:
            return str(row.code)
        office_id = row.parent_id
    return None
