"""What every use case of the desk does: find the case in one's scope, hold it, take a step, tell who must hear."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, select

from models import complaint_rules as rules
from models.complaint import RECEIVED, Complaint, ComplaintRow
from models.complaint_refusals import NotDesk
from models.complaint_rules import DeskScope, Step
from models.conversation import Speaker
from models.desk import DeskCase
from models.person import Person
from services.calendars import Calendars
from services.complaint_rows import apply_step, load_case, notes_of, parts_of, returned_because, with_rules
from services.conversations import keep
from services.desk_scope import at_the_desk
from services.outbox import post_to_reporter
from services.transaction import Session, Transactions

TOLD_FOR = timedelta(days=30)
Decide = Callable[[ComplaintRow, DeskScope, datetime], Step]


class DeskWork:
    """What the use cases stand on."""

    def __init__(self, transactions: Transactions, calendars: Calendars) -> None:
        self._transactions = transactions
        self._calendars = calendars

    async def _of(self, session: Session, complaint: int) -> Complaint:
        row = await load_case(session, complaint)
        if row is None:
            raise NotDesk
        return await with_rules(session, row)

    async def _step(self, complaint: int, version: int, by: Speaker, decide: Decide, tell: Any = None) -> DeskCase:
        async with self._transactions.begin() as session:
            return await self._stepped(session, complaint, version, by, decide, tell)

    async def _stepped(
        self, session: Session, complaint: int, version: int, by: Speaker, decide: Decide, tell: Any = None
    ) -> DeskCase:
        """Hold the case, take the step, tell who must hear. An old button changes nothing and shows what there is."""
        now = self._transactions.now()
        scope, row = await self._seen(session, complaint, by, lock=True)
        await self._wait_no_more(session, by)
        if row.version != version:
            return await card_of(session, row, scope, stale=True)
        await apply_step(session, row, decide(row, scope, now), scope.person, now)
        if tell:
            await tell(session, await with_rules(session, row), now)
        return await card_of(session, row, scope)

    async def _wait_no_more(self, session: Session, by: Speaker) -> None:
        if by.awaiting:
            await keep(session, self._transactions, by, awaiting="")

    async def _seen(
        self, session: Session, complaint: int, by: Speaker, *, lock: bool = False
    ) -> tuple[DeskScope, ComplaintRow]:
        """A case of the speaker's scope. Raises NotDesk for another, whether or not there is one."""
        scope = await at_the_desk(session, by)
        row = await load_case(session, complaint, lock=lock)
        if row is None or not rules.sees(scope, row):
            raise NotDesk
        return scope, row


async def card_of(session: Session, row: ComplaintRow, scope: DeskScope, *, stale: bool = False) -> DeskCase:
    """What an officer sees of a case."""
    people = {row.assigned_to, row.signed_by} - {None}
    named = await session.exec(select(col(Person.id), col(Person.name)).where(col(Person.id).in_(people)))
    names = dict(named.all())
    return DeskCase(
        await with_rules(session, row),
        await parts_of(session, row.id or 0),
        scope,
        assigned=names.get(row.assigned_to, ""),
        returned=await returned_because(session, row.id or 0) if row.state == RECEIVED else "",
        signed=names.get(row.signed_by, ""),
        notes=await notes_of(session, row.id or 0),
        stale=stale,
    )


async def tell_reporter(session: Session, kind: str, row: ComplaintRow, facts: dict[str, Any], now: datetime) -> None:
    """A notice to its reporter about a step that was just taken."""
    await post_to_reporter(
        session,
        kind,
        to=row.reporter_id,
        facts=facts,
        dedupe_key=f"{kind}:{row.id}:{row.version}",
        now=now,
        valid_until=now + TOLD_FOR,
        subject=row.id,
    )
