"""Making a cycle: the row, its limits and, where its day has come, its people. All inside the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert
from sqlmodel import col, select

from models.cycle import PLANNED, Cycle, CycleEmployment, CycleOffice, CycleRow, NewCycle
from models.person import Office, Person
from models.refusals import CycleDatesWrong, CycleNameTaken, EmploymentUnknown, OfficeUnknown
from services.cycle_rows import facts, populate
from services.methods import ensure_version
from services.transaction import Session
from services.upsert import insert_into


async def make(session: Session, new: NewCycle, now: datetime) -> Cycle:
    """One whose day has come opens at once. Raises CycleDatesWrong, CycleNameTaken, UnknownMethod."""
    if not new.dates.ordered:
        raise CycleDatesWrong
    await check_name(session, new.name)
    row = CycleRow(
        name=new.name,
        method_id=await ensure_version(session, new.method, now),
        opens_at=new.dates.opens_at,
        self_until=new.dates.self_until,
        appraise_until=new.dates.appraise_until,
        publish_at=new.dates.publish_at,
        include_teachers=new.include_teachers,
        created_at=now,
    )
    # Two may make the same one at once: the second waits here for the first, and then finds its name taken.
    insertion = insert_into(session, CycleRow).values(row.model_dump(exclude={"id"}))
    made = await session.exec(insertion.on_conflict_do_nothing().returning(col(CycleRow.id)))
    row.id = made.scalar_one_or_none()
    if row.id is None:
        raise CycleNameTaken(name=new.name)
    await _limit(session, row.id, new)
    cycle = facts(row)
    if cycle.phase(now) != PLANNED:
        await populate(session, cycle.id, now)
    return cycle


async def check_name(session: Session, name: str) -> None:
    """Raises CycleNameTaken, whatever the case of the letters."""
    same = select(CycleRow.id).where(func.lower(col(CycleRow.name)) == name.lower())
    if (await session.exec(same)).first() is not None:
        raise CycleNameTaken(name=name)


async def known_offices(session: Session, codes: Sequence[str]) -> tuple[int, ...]:
    """The ids of these offices (UNOR ID). Raises OfficeUnknown."""
    named = await session.exec(select(Office.code, Office.id).where(col(Office.code).in_(codes)))
    found = dict(named.all()) if codes else {}
    if unknown := [code for code in codes if code not in found]:
        raise OfficeUnknown(codes=tuple(unknown))
    return tuple(office for office in found.values() if office is not None)


async def employments(session: Session) -> tuple[str, ...]:
    """The kinds of staff there are (JENIS PEGAWAI NAMA), in order."""
    kinds = await session.exec(select(Person.employment).where(Person.state == "active").distinct())
    return tuple(sorted(filter(None, kinds)))


async def known_employments(session: Session, names: Sequence[str]) -> tuple[str, ...]:
    """The names of these kinds of staff, whatever the case. Raises EmploymentUnknown."""
    known = await employments(session) if names else ()
    there = {name.lower(): name for name in known}
    wanted = {" ".join(name.split()).lower(): name for name in names}
    if unknown := [name for key, name in wanted.items() if key not in there]:
        raise EmploymentUnknown(names=tuple(unknown), known=known)
    return tuple(there[key] for key in wanted)


async def _limit(session: Session, cycle: int, new: NewCycle) -> None:
    """The named offices are kept; what hangs below is asked of the tree each time forms are made."""
    limits: list[tuple[Any, list[dict[str, Any]]]] = [
        (CycleOffice, [{"cycle_id": cycle, "office_id": office} for office in new.offices]),
        (CycleEmployment, [{"cycle_id": cycle, "employment": name.lower()} for name in new.employments]),
    ]
    for table, rows in limits:
        if rows:
            await (await session.connection()).execute(insert(table), rows)
