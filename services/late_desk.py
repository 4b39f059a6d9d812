"""A late permission in chat: people, last day, reason, then all of them or nobody. The draft is a row."""

from collections.abc import Awaitable, Callable
from typing import Any

from sqlmodel import col, delete, select

from models.conversation import Speaker
from models.cycle import CycleRow
from models.cycle_action import AwaitLate
from models.cycle_days import free_days
from models.cycle_refusals import NobodyFits, WordsTooLong
from models.day import read_day
from models.evaluation import EvaluationRow
from models.late_draft import (
    ASKED,
    PEOPLE,
    REASON,
    REASON_LIMIT,
    REVIEW,
    UNTIL,
    LateDraft,
    LateDraftRow,
    LateGiven,
    LatePerson,
    last_instant,
    offered_days,
    read_refs,
)
from models.person import SILENT, Office, Person
from models.refusals import UnknownCycle
from models.role import HR
from models.staff import FOUND, read_query
from services.calendars import Calendars
from services.conversations import keep
from services.cycle_rows import facts
from services.late_rows import allow, check_until, forms_of
from services.roles import need
from services.staff_rows import fits
from services.transaction import Session, Transactions

Found = tuple[LatePerson, ...]
Work = Callable[[Session, LateDraftRow, CycleRow], Awaitable[Found]]


class LateDesk:
    """Use cases of hr; others get NotLinked or OnlyHr. None where the draft is gone: given, cancelled, another's."""

    def __init__(self, transactions: Transactions, calendars: Calendars) -> None:
        self._transactions = transactions
        self._calendars = calendars

    async def start(self, cycle: int, *, by: Speaker) -> LateDraft:
        """Begin, or go on with what was begun for this cycle. Raises UnknownCycle, LateDatesWrong."""
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            await need(session, by, HR)
            row = await session.get(CycleRow, cycle)
            if row is None:
                raise UnknownCycle(id=cycle)
            check_until(row, row.appraise_until, now)
            draft = await _mine(session, by)
            if draft is None or draft.cycle_id != cycle:
                await session.exec(delete(LateDraftRow).where(col(LateDraftRow.person_id) == by.person))
                draft = LateDraftRow(person_id=by.person or 0, cycle_id=cycle, forms=[])
                session.add(draft)
                await session.flush()
            return await self._show(session, draft, row, draft.step, by)

    async def go(self, draft: int, version: int, step: str, *, by: Speaker) -> LateDraft | None:
        """Show this step, and wait for its words; REVIEW only when nothing is missing."""
        return await self._change(by, _nothing, draft, version, step=step if step in ASKED else None)

    async def clear(self, draft: int, version: int, *, by: Speaker) -> LateDraft | None:
        """Nobody yet."""

        async def work(session: Session, row: LateDraftRow, cycle: CycleRow) -> Found:
            row.forms = []
            return ()

        return await self._change(by, work, draft, version, step=PEOPLE)

    async def add(self, draft: int, version: int, form: int, *, by: Speaker) -> LateDraft | None:
        """This form's person, too; a form of another cycle changes nothing."""

        async def work(session: Session, row: LateDraftRow, cycle: CycleRow) -> Found:
            found = await session.get(EvaluationRow, form)
            if found and found.cycle_id == row.cycle_id:
                _add(row, [form])
            return ()

        return await self._change(by, work, draft, version, step=PEOPLE)

    async def choose(self, draft: int, version: int, day: str, *, by: Speaker) -> LateDraft | None:
        """Until the end of this day. Raises DayUnreadable, LateDatesWrong."""

        async def work(session: Session, row: LateDraftRow, cycle: CycleRow) -> Found:
            return self._until(row, cycle, day)

        return await self._change(by, work, draft, version)

    async def tell(self, step: str, text: str, *, by: Speaker) -> LateDraft | None:
        """What was typed at a step: people, a day, or the reason.

        Raises NoFormInCycle, NobodyFits, SearchTooShort; DayUnreadable, LateDatesWrong; WordsTooLong.
        """

        async def work(session: Session, row: LateDraftRow, cycle: CycleRow) -> Found:
            if step == UNTIL:
                return self._until(row, cycle, text)
            if step == REASON:
                return _reason(row, text)
            return await _people(session, row, text)

        return await self._change(by, work, step=PEOPLE if step == PEOPLE else None)

    async def confirm(self, draft: int, version: int, *, by: Speaker) -> LateGiven | LateDraft | None:
        """Give it to all of them; the draft is gone. Raises LateDatesWrong, and the draft stays."""
        async with self._transactions.begin() as session:
            await need(session, by, HR)
            row = await _mine(session, by, draft)
            if row is None:
                return None
            cycle = await session.get_one(CycleRow, row.cycle_id)
            if row.version != version or row.step != REVIEW:
                return await self._show(session, row, cycle, row.step, by, stale=True)
            assert row.until
            forms = await session.exec(select(EvaluationRow).where(col(EvaluationRow.id).in_(row.forms)))
            await allow(session, cycle, list(forms), row.until, row.reason, self._transactions.now(), by.person)
            given = LateGiven(row.cycle_id, len(row.forms), row.until)
            await self._end(session, row, by)
            return given

    async def cancel(self, draft: int, *, by: Speaker) -> int | None:
        """Forget it; the cycle that it was for."""
        async with self._transactions.begin() as session:
            await need(session, by, HR)
            row = await _mine(session, by, draft)
            if row is None:
                return None
            await self._end(session, row, by)
            return row.cycle_id

    async def _change(
        self, by: Speaker, work: Work, draft: int | None = None, version: int | None = None, *, step: str | None = None
    ) -> LateDraft | None:
        """`work` on my draft, if the button is of this version; then its step, else the next that is missing."""
        async with self._transactions.begin() as session:
            await need(session, by, HR)
            row = await _mine(session, by, draft)
            if row is None:
                return None
            cycle = await session.get_one(CycleRow, row.cycle_id)
            if version is not None and version != row.version:
                return await self._show(session, row, cycle, row.step, by, stale=True)
            found = await work(session, row, cycle)
            row.version += 1
            session.add(row)
            return await self._show(session, row, cycle, step or row.step, by, found)

    def _until(self, row: LateDraftRow, cycle: CycleRow, text: str) -> Found:
        now, zone = self._transactions.now(), self._transactions.clock.zone
        until = last_instant(read_day(text, now.astimezone(zone).date()), facts(cycle), zone)
        check_until(cycle, until, now)
        row.until = until
        return ()

    async def _show(
        self,
        session: Session,
        row: LateDraftRow,
        cycle: CycleRow,
        step: str,
        by: Speaker,
        found: Found = (),
        *,
        stale: bool = False,
    ) -> LateDraft:
        await keep(session, self._transactions, by, awaiting="" if step == REVIEW else AwaitLate(step).pack())
        people = {one.form: one for one in await _forms(session, col(EvaluationRow.id).in_(row.forms))}
        now, calendar = self._transactions.now(), await self._calendars.of(session)
        return LateDraft(
            id=row.id or 0,
            version=row.version,
            cycle=facts(cycle),
            step=step,
            people=tuple(people[form] for form in row.forms),
            until=row.until,
            reason=row.reason,
            days=offered_days(facts(cycle), now, calendar) if step == UNTIL else (),
            found=found,
            free=free_days([row.until] if row.until else [], calendar),
            stale=stale,
        )

    async def _end(self, session: Session, row: LateDraftRow, by: Speaker) -> None:
        await session.delete(row)
        await keep(session, self._transactions, by, awaiting="")


async def _nothing(session: Session, row: LateDraftRow, cycle: CycleRow) -> Found:
    return ()


async def _mine(session: Session, by: Speaker, draft: int | None = None) -> LateDraftRow | None:
    mine = select(LateDraftRow).where(LateDraftRow.person_id == by.person).with_for_update()
    found = (await session.exec(mine)).first()
    return found if found and draft in (None, found.id) else None


def _add(row: LateDraftRow, forms: list[int]) -> None:
    # A new list: an edit in place would not be saved.
    row.forms = [*row.forms, *(form for form in dict.fromkeys(forms) if form not in row.forms)]


def _reason(row: LateDraftRow, text: str) -> Found:
    said = text.strip()
    if len(said) > REASON_LIMIT:
        raise WordsTooLong(limit=REASON_LIMIT, length=len(said))
    row.reason = said
    return ()


async def _people(session: Session, row: LateDraftRow, text: str) -> Found:
    """NIPs are taken at once, all or none; a name is looked for, and whoever fits is shown."""
    if refs := read_refs(text):
        _add(row, [form.id or 0 for form in await forms_of(session, row.cycle_id, refs)])
        return ()
    here = (EvaluationRow.cycle_id == row.cycle_id, Person.standing != SILENT)
    found = await _forms(session, *here, *fits(read_query(text)), limit=FOUND + 1)
    if not found:
        raise NobodyFits(text=" ".join(text.split())[:60])
    return found


async def _forms(session: Session, *which: Any, limit: int | None = None) -> Found:
    rows = await session.exec(
        select(EvaluationRow.id, Person.name, Office.name, Person.ref)
        .join(Person, col(Person.id) == col(EvaluationRow.person_id))
        .join(Office, col(Office.id) == col(Person.office_id), isouter=True)
        .where(*which)
        .order_by(col(Person.name), col(EvaluationRow.id))
        .limit(limit)
    )
    return tuple(LatePerson(form or 0, name, office or "", ref) for form, name, office, ref in rows)
