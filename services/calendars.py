"""The calendar that an office works by: the one place where timers get their days and hours."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlmodel import col, select

from models.calendar import Calendar
from models.calendar_file import read_calendar
from models.person import Office
from models.rule_file import CALENDAR, RuleFile
from services.rules import rules_in_force
from services.transaction import Session, Transactions


@dataclass(frozen=True)
class Group:
    """Offices that work by the same calendar: those named, or, with none named, all `but` those of other groups."""

    calendar: Calendar
    offices: tuple[int, ...] = ()
    but: tuple[int, ...] = ()


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

    async def groups(self, session: Session) -> list[Group]:
        """Every calendar with the offices that work by it: first those of their own, then the regency's."""
        connection = await session.connection()
        return await connection.run_sync(self._groups)

    def _groups(self, connection: Connection) -> list[Group]:
        file = rules_in_force(connection, CALENDAR)
        codes = self._codes(file)
        heads = connection.execute(select(Office.id, Office.code).where(col(Office.code).in_(codes))) if codes else ()
        groups = [Group(self._read(file, code), tuple(_below(connection, head, codes))) for head, code in heads]
        return [*groups, Group(self._read(file, None), but=tuple(one for group in groups for one in group.offices))]

    def on(self, connection: Connection, office_id: int | None = None) -> Calendar:
        """The same on a connection."""
        file = rules_in_force(connection, CALENDAR)
        return self._read(file, _nearest(connection, office_id, self._codes(file)))

    def _codes(self, file: RuleFile) -> frozenset[str]:
        if file.digest not in self._offices:
            self._offices[file.digest] = _offices_in(file)
        return self._offices[file.digest]

    def _read(self, file: RuleFile, code: str | None) -> Calendar:
        key = (file.digest, code)
        if key not in self._known:
            self._known[key] = read_calendar(file.content, self._transactions.clock.zone, code)
        return self._known[key]


def _offices_in(file: RuleFile) -> frozenset[str]:
    return frozenset(one["code"] for one in file.content.get("office", ()))


def _below(connection: Connection, head: int, codes: frozenset[str]) -> Iterator[int]:
    """An office and all under it, without those that have a calendar of their own."""
    level, seen = [head], {head}
    while level:
        yield from level
        under = select(Office.id).where(col(Office.parent_id).in_(level), col(Office.code).not_in(codes))
        level = [office for office in connection.scalars(under) if office not in seen]
        seen.update(level)


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
