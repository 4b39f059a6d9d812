"""What a draft of a cycle is read from, and what it shows at a step. All inside the caller's transaction."""

from datetime import date, datetime

from sqlmodel import select

from models import period
from models.calendar import Calendar
from models.conversation import Speaker
from models.cycle import Cycle, CycleDates, CycleRow, NewCycle
from models.cycle_days import first_day, free_days, movable, proposed
from models.cycle_draft import (
    DATES,
    KINDS,
    METHOD,
    NAME,
    NAME_LIMIT,
    OPENS,
    REVIEW,
    CycleDraft,
    CycleDraftRow,
    Offers,
    changed,
    dates_of,
)
from models.cycle_refusals import WordsTooLong
from models.method import Text
from models.office import FoundOffice
from models.refusals import UnknownMethod
from services.cycle_make import check_name, employments
from services.cycle_people import reach
from services.cycle_rows import facts
from services.methods import offered
from services.office_rows import in_order
from services.transaction import Session


async def show(
    session: Session,
    row: CycleDraftRow,
    cycle: Cycle | None,
    step: str,
    now: datetime,
    calendar: Calendar,
    found: tuple[FoundOffice, ...] = (),
) -> CycleDraft:
    """The draft at a step; `found` are the offices last looked for."""
    dates = dates_of(row, cycle)
    first = first_day(step, dates, cycle, now, calendar.zone) if step in DATES else None
    whole = step == REVIEW and cycle is None
    days = [calendar.day_of(at) for at in dates.values()]
    return CycleDraft(
        id=row.id or 0,
        version=row.version,
        step=step,
        cycle=cycle,
        name=row.name,
        method=await _method(session, row.method),
        offices=None if row.offices is None else await in_order(session, row.offices),
        employments=tuple(row.employments),
        include_teachers=row.include_teachers,
        dates=dates,
        changed=changed(row, cycle),
        movable=movable(cycle, now),
        opens_now=OPENS in dates and dates[OPENS] <= now,
        first=first,
        offers=await _offers(session, step, first, dates, calendar, calendar.day_of(now), found),
        reach=await reach(session, new_cycle(row, CycleDates(*dates.values())), now) if whole else None,
        free=free_days(dates.values(), calendar),
        unknown=calendar.unknown_years(min(days), max(days)) if days else (),
    )


def new_cycle(row: CycleDraftRow, dates: CycleDates) -> NewCycle:
    """What the draft asks for, once nothing is missing."""
    offices, kinds = tuple(row.offices or ()), tuple(row.employments)
    return NewCycle(row.name, row.method, dates, offices, kinds, row.include_teachers)


async def mine(session: Session, by: Speaker, draft: int) -> CycleDraftRow | None:
    """This draft, locked, if it is the speaker's."""
    own = select(CycleDraftRow).where(CycleDraftRow.person_id == by.person, CycleDraftRow.id == draft)
    return (await session.exec(own.with_for_update())).first()


async def cycle_of(session: Session, row: CycleDraftRow, *, lock: bool = False) -> Cycle | None:
    """The cycle whose dates it changes."""
    if row.cycle_id is None:
        return None
    wanted = select(CycleRow).where(CycleRow.id == row.cycle_id)
    return facts((await session.exec(wanted.with_for_update() if lock else wanted)).one())


async def read_name(session: Session, text: str) -> str:
    """A name for a new cycle. Raises WordsTooLong, CycleNameTaken."""
    name = " ".join(text.split())
    if len(name) > NAME_LIMIT:
        raise WordsTooLong(limit=NAME_LIMIT, length=len(name))
    await check_name(session, name)
    return name


async def read_method_id(session: Session, code: str) -> str:
    """The id of a method that may be taken. Raises UnknownMethod."""
    if code not in {method.id for method in await offered(session)}:
        raise UnknownMethod(id=code)
    return code


async def _method(session: Session, code: str) -> Text:
    return next((method.name for method in await offered(session) if method.id == code), Text("", ""))


async def _offers(
    session: Session,
    step: str,
    first: date | None,
    dates: dict[str, datetime],
    calendar: Calendar,
    today: date,
    found: tuple[FoundOffice, ...],
) -> Offers:
    if first:
        return Offers(days=proposed(step, first, dates, calendar))
    if step == NAME:
        taken = set(await session.exec(select(CycleRow.name)))
        return Offers(names=tuple(name for name in period.offered(today) if name not in taken))
    if step == METHOD:
        return Offers(methods=tuple((method.id, method.name) for method in await offered(session)))
    return Offers(offices=found, kinds=await employments(session) if step == KINDS else ())
