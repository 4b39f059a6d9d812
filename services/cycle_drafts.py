"""A cycle in chat, step by step: a new one, or new dates for one that is there. The draft is a row."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from sqlmodel import col, select

from models.conversation import Speaker
from models.cycle import PLANNED, Cycle, CycleDates, CycleRow
from models.cycle_action import AwaitCycle
from models.cycle_days import check_day, instant, movable
from models.cycle_draft import (
    DATES,
    KINDS,
    MAX_OFFICES,
    METHOD,
    NAME,
    OFFICES,
    REVIEW,
    STEPS,
    TYPED,
    CycleDone,
    CycleDraft,
    CycleDraftRow,
    changed,
    dates_of,
    mark,
    next_step,
)
from models.cycle_refusals import CycleDatePassed, OfficesFull
from models.day import read_day
from models.office import FoundOffice
from models.person import Office
from models.refusals import UnknownCycle
from models.role import HR
from services.calendars import Calendars
from services.conversations import keep
from services.cycle_draft_rows import cycle_of, mine, new_cycle, read_method_id, read_name, show
from services.cycle_make import employments, make
from services.cycle_move import move
from services.cycle_rows import facts, forms_in
from services.office_rows import find_offices
from services.roles import need
from services.transaction import Session, Transactions

Found = tuple[FoundOffice, ...]
Work = Callable[[Session, CycleDraftRow, Cycle | None], Awaitable[Found]]


class CycleDrafts:
    """Use cases of hr; others get NotLinked or OnlyHr. None where the draft is gone or another's."""

    def __init__(self, transactions: Transactions, calendars: Calendars) -> None:
        self._transactions = transactions
        self._calendars = calendars

    async def start(self, *, by: Speaker) -> CycleDraft:
        """Begin a new cycle, or go on with what was begun."""
        async with self._transactions.begin() as session:
            await need(session, by, HR)
            return await self._begin(session, by, None)

    async def move(self, cycle: int, *, by: Speaker) -> CycleDraft:
        """Begin to change a cycle's dates, or go on. Raises UnknownCycle; CycleDatePassed where all are over."""
        async with self._transactions.begin() as session:
            await need(session, by, HR)
            row = await session.get(CycleRow, cycle)
            if row is None:
                raise UnknownCycle(id=cycle)
            if not movable(facts(row), self._transactions.now()):
                raise CycleDatePassed(at=row.publish_at)
            return await self._begin(session, by, facts(row))

    async def say(
        self, step: str, text: str, *, by: Speaker, draft: int, version: int | None = None
    ) -> CycleDraft | None:
        """What was typed at a step, or chosen: then `version` is the button's.

        Raises WordsTooLong, CycleNameTaken; UnknownMethod; OfficeNotFound, SearchTooShort; DayUnreadable, DayTooEarly,
        CycleDatePassed.
        """

        async def work(session: Session, row: CycleDraftRow, cycle: Cycle | None) -> Found:
            if step in DATES:
                self._day(row, cycle, step, text)
            elif cycle is None and step == NAME:
                row.name = await read_name(session, text)
            elif cycle is None and step == METHOD:
                row.method = await read_method_id(session, text)
            elif cycle is None and step == OFFICES:
                return await find_offices(session, text)
            return ()

        return await self._change(by, work, draft, version, step=OFFICES if step == OFFICES else None)

    async def go(self, draft: int, version: int, step: str, *, by: Speaker) -> CycleDraft | None:
        """Show this step; REVIEW only when nothing is missing, and of a cycle that is there only its dates."""

        async def work(session: Session, row: CycleDraftRow, cycle: Cycle | None) -> Found:
            return ()

        return await self._change(by, work, draft, version, step=step if step in (*STEPS, KINDS) else None)

    async def office(self, draft: int, version: int, office: int, *, by: Speaker) -> CycleDraft | None:
        """This office, too, or no longer; 0: all. Raises OfficesFull."""

        async def work(session: Session, row: CycleDraftRow, cycle: Cycle | None) -> Found:
            named = row.offices or []
            if office == 0:
                row.offices = []
            elif office in named:
                row.offices = [one for one in named if one != office] or None
            elif await session.get(Office, office):
                if len(named) >= MAX_OFFICES:
                    raise OfficesFull(limit=MAX_OFFICES)
                row.offices = [*named, office]
            return ()

        return await self._change(by, work, draft, version, step=OFFICES if office else None)

    async def kind(self, draft: int, version: int, kind: int, *, by: Speaker) -> CycleDraft | None:
        """This kind of staff (`models.cycle_draft.mark`), too, or no longer; 0: teachers and school heads."""

        async def work(session: Session, row: CycleDraftRow, cycle: Cycle | None) -> Found:
            if kind == 0:
                row.include_teachers = not row.include_teachers
            # What nobody has any more goes at the next press: it would keep everybody out.
            there = await employments(session)
            row.employments = [one for one in there if (one in row.employments) != (mark(one) == kind)]
            return ()

        return await self._change(by, work, draft, version, step=KINDS)

    async def confirm(self, draft: int, version: int, *, by: Speaker) -> CycleDone | CycleDraft | None:
        """Make the cycle, or change its dates; the draft is gone.

        Raises CycleNameTaken, DayTooEarly, CycleDatePassed, and the draft stays.
        """
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            await need(session, by, HR)
            row = await mine(session, by, draft)
            if row is None:
                return None
            cycle = await cycle_of(session, row, lock=True)
            said = changed(row, cycle)
            if row.version != version or next_step(row, cycle) != REVIEW or not said:
                return await self._show(session, row, cycle, next_step(row, cycle), by, stale=True)
            dates = dates_of(row, cycle)
            for step in said:
                check_day(step, dates[step], dates, cycle, now, self._transactions.clock.zone)
            done = await self._carry_out(session, row, cycle, by)
            await self._end(session, row, by)
            return done

    async def cancel(self, draft: int, *, by: Speaker) -> int | None:
        """Forget it; the cycle whose dates it was about."""
        async with self._transactions.begin() as session:
            await need(session, by, HR)
            row = await mine(session, by, draft)
            if row is not None:
                await self._end(session, row, by)
            return row.cycle_id if row else None

    async def _begin(self, session: Session, by: Speaker, cycle: Cycle | None) -> CycleDraft:
        about = cycle.id if cycle else None
        begun = select(CycleDraftRow).where(CycleDraftRow.person_id == by.person)
        row = (await session.exec(begun.where(col(CycleDraftRow.cycle_id).is_not_distinct_from(about)))).first()
        if row is None:
            row = CycleDraftRow(person_id=by.person or 0, cycle_id=about, employments=[])
            session.add(row)
            await session.flush()
        return await self._show(session, row, cycle, next_step(row, cycle), by)

    async def _change(
        self, by: Speaker, work: Work, draft: int, version: int | None, *, step: str | None = None
    ) -> CycleDraft | None:
        """`work` on my draft, if the button is of this version; then `step`, else the next that is missing."""
        async with self._transactions.begin() as session:
            await need(session, by, HR)
            row = await mine(session, by, draft)
            if row is None:
                return None
            cycle = await cycle_of(session, row)
            if version is not None and version != row.version:
                return await self._show(session, row, cycle, next_step(row, cycle), by, stale=True)
            found = await work(session, row, cycle)
            row.version += 1
            session.add(row)
            fits = cycle is None or step in movable(cycle, self._transactions.now())
            return await self._show(session, row, cycle, step if step and fits else next_step(row, cycle), by, found)

    def _day(self, row: CycleDraftRow, cycle: Cycle | None, step: str, text: str) -> None:
        now, zone = self._transactions.now(), self._transactions.clock.zone
        at = instant(step, read_day(text, now.astimezone(zone).date()), zone)
        check_day(step, at, dates_of(row, cycle), cycle, now, zone)
        setattr(row, DATES[step], at)

    async def _carry_out(self, session: Session, row: CycleDraftRow, cycle: Cycle | None, by: Speaker) -> CycleDone:
        now, dates = self._transactions.now(), dates_of(row, cycle)
        at = CycleDates(*(dates[step] for step in DATES))
        if cycle:
            return await move(session, cycle, at, now, by.person)
        made = await make(session, new_cycle(row, at), now)
        return CycleDone(made, made.phase(now) != PLANNED, await forms_in(session, made.id))

    async def _show(
        self,
        session: Session,
        row: CycleDraftRow,
        cycle: Cycle | None,
        step: str,
        by: Speaker,
        found: Found = (),
        *,
        stale: bool = False,
    ) -> CycleDraft:
        await keep(
            session, self._transactions, by, awaiting=AwaitCycle(row.id or 0, step).pack() if step in TYPED else ""
        )
        calendar = await self._calendars.of(session)
        shown = await show(session, row, cycle, step, self._transactions.now(), calendar, found)
        return replace(shown, stale=stale)

    async def _end(self, session: Session, row: CycleDraftRow, by: Speaker) -> None:
        await session.delete(row)
        await keep(session, self._transactions, by, awaiting="")
