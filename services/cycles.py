"""Cycles: made by HR, opened by their dates; opening freezes the people and the version of the method."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import case, exists, func, insert, literal
from sqlmodel import col, select, update

from models.cycle import PLANNED, Cycle, CycleEmployment, CycleOffice, CycleRow, CycleStatus
from models.evaluation import DRAFT, SUBMITTED, EvaluationRow
from models.method_version import MethodVersion
from models.person import ACTIVE, CLOSED, PAUSED, SILENT, Office, Person
from models.refusals import CycleDatesWrong, CycleNameTaken, EmploymentUnknown, OfficeUnknown, UnknownCycle
from services.methods import ensure_version
from services.transaction import Session, Transactions
from services.upsert import insert_into


@dataclass(frozen=True)
class CycleDates:
    """The four dates, as instants in UTC."""

    opens_at: datetime
    self_until: datetime
    appraise_until: datetime
    publish_at: datetime

    @property
    def ordered(self) -> bool:
        return self.opens_at < self.self_until < self.appraise_until < self.publish_at


class Cycles:
    """Use cases of a cycle."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def create(
        self,
        name: str,
        method: str,
        dates: CycleDates,
        offices: Sequence[str] = (),
        *,
        employments: Sequence[str] = (),
        include_teachers: bool = False,
    ) -> Cycle:
        """Make a cycle; one whose day has come opens at once.

        Limited to some `offices` and `employments` (JENIS PEGAWAI); without teachers and school heads, who have Ruang
        GTK, unless `include_teachers`. Raises CycleDatesWrong, CycleNameTaken, OfficeUnknown, EmploymentUnknown.
        """
        if not dates.ordered:
            raise CycleDatesWrong
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            if (await session.exec(select(CycleRow.id).where(CycleRow.name == name))).first() is not None:
                raise CycleNameTaken(name=name)
            row = CycleRow(
                name=name,
                method_id=await ensure_version(session, method, now),
                opens_at=dates.opens_at,
                self_until=dates.self_until,
                appraise_until=dates.appraise_until,
                publish_at=dates.publish_at,
                include_teachers=include_teachers,
                created_at=now,
            )
            session.add(row)
            await session.flush()
            cycle = _facts(row)
            await _limit_to_offices(session, cycle.id, offices)
            await _limit_to_employments(session, cycle.id, employments)
            if cycle.phase(now) != PLANNED:
                await _populate(session, cycle.id, now)
            return cycle

    async def populate(self, cycle: int) -> int:
        """Create the forms that are missing; the number of new ones. Doing it twice adds nothing."""
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            if await session.get(CycleRow, cycle) is None:
                raise UnknownCycle(id=cycle)
            return await _populate(session, cycle, now)

    async def open_due(self) -> int:
        """Open every cycle whose day has come; the number of forms created."""
        now = self._transactions.now()
        async with self._transactions.read() as session:
            due = (
                await session.exec(
                    select(CycleRow.id).where(CycleRow.opens_at <= now, col(CycleRow.populated_at).is_(None))
                )
            ).all()
        if not due:
            return 0
        async with self._transactions.begin() as session:
            return sum([await _populate(session, cycle, now) for cycle in due if cycle is not None])

    async def list(self) -> list[CycleStatus]:
        """All cycles, newest first, with how far their people are."""
        now = self._transactions.now()
        async with self._transactions.read() as session:
            counted = (await session.exec(_counted())).all()
        return [CycleStatus(_facts(row), code, _facts(row).phase(now), *counts) for row, code, *counts in counted]

    async def status(self, cycle: int) -> CycleStatus:
        """One of them. Raises UnknownCycle."""
        for status in await self.list():
            if status.cycle.id == cycle:
                return status
        raise UnknownCycle(id=cycle)


def _counted() -> Any:
    """Every cycle with its method's code, its forms, drafts, sent ones, those without a rater, and who does not count.

    Nobody waits for a draft of somebody who is retired, away, or dead: it is neither open nor without a rater.
    """
    standing = case((col(Person.state) != "active", CLOSED), else_=col(Person.standing))
    draft, counts = col(EvaluationRow.state) == DRAFT, standing == ACTIVE
    return (
        sa.select(
            CycleRow,
            col(MethodVersion.code),
            func.count(col(EvaluationRow.id)),
            func.count(case((draft & counts, 1))),
            func.count(case((col(EvaluationRow.state) == SUBMITTED, 1))),
            func.count(case((col(EvaluationRow.rater_id).is_(None) & (counts | ~draft), 1))),
            *(func.count(case((draft & (standing == word), 1))) for word in (CLOSED, PAUSED, SILENT)),
        )
        .join(MethodVersion, col(MethodVersion.id) == col(CycleRow.method_id))
        .join(EvaluationRow, col(EvaluationRow.cycle_id) == col(CycleRow.id), isouter=True)
        .join(Person, col(Person.id) == col(EvaluationRow.person_id), isouter=True)
        .group_by(col(CycleRow.id), col(MethodVersion.code))
        .order_by(col(CycleRow.opens_at).desc(), col(CycleRow.id).desc())
    )


async def _limit_to_offices(session: Session, cycle: int, codes: Sequence[str]) -> None:
    if not codes:
        return
    found = {office.code: office.id for office in await session.exec(select(Office).where(col(Office.code).in_(codes)))}
    if unknown := [code for code in codes if code not in found]:
        raise OfficeUnknown(codes=tuple(unknown))
    rows = [{"cycle_id": cycle, "office_id": office} for office in found.values()]
    await (await session.connection()).execute(insert(CycleOffice), rows)


async def _limit_to_employments(session: Session, cycle: int, names: Sequence[str]) -> None:
    if not names:
        return
    kinds = (await session.exec(select(Person.employment).distinct())).all()
    known = sorted(filter(None, kinds))
    there = {name.lower() for name in known}
    wanted = {" ".join(name.split()).lower(): name for name in names}
    if unknown := [name for key, name in wanted.items() if key not in there]:
        raise EmploymentUnknown(names=tuple(unknown), known=tuple(known))
    rows = [{"cycle_id": cycle, "employment": key} for key in wanted]
    await (await session.connection()).execute(insert(CycleEmployment), rows)


async def _populate(session: Session, cycle: int, now: datetime) -> int:
    """One form for each active member of staff, in one statement. Who has no NIP rates, but is not rated here."""
    limited = select(CycleOffice.office_id).where(CycleOffice.cycle_id == cycle)
    kinds = select(CycleEmployment.employment).where(CycleEmployment.cycle_id == cycle)
    teachers = exists().where(col(CycleRow.id) == cycle, col(CycleRow.include_teachers))
    people = (
        sa.select(
            literal(cycle),
            col(Person.id),
            col(Person.rater_id),
            literal(DRAFT),
            literal(0),
            literal(1),
            literal(False),
            literal(0),
            literal(now, type_=EvaluationRow.__table__.c.created_at.type),  # type: ignore[attr-defined]
        )
        .where(col(Person.state) == "active", col(Person.standing) == ACTIVE, col(Person.ref).not_like("X-%"))
        .where(~exists(limited) | col(Person.office_id).in_(limited))
        .where(~exists(kinds) | func.lower(col(Person.employment)).in_(kinds))
        .where(~col(Person.teacher) | teachers)
    )
    columns = ["cycle_id", "person_id", "rater_id", "state", "version", "position", "reviewing", "submissions"]
    made = await session.exec(
        insert_into(session, EvaluationRow)
        .from_select([*columns, "created_at"], people)
        .on_conflict_do_nothing(index_elements=["cycle_id", "person_id"])
    )
    await session.exec(
        update(CycleRow).where(col(CycleRow.id) == cycle, col(CycleRow.populated_at).is_(None)).values(populated_at=now)
    )
    return int(made.rowcount)


def _facts(row: CycleRow) -> Cycle:
    return Cycle(
        row.id or 0,
        row.name,
        row.method_id,
        row.opens_at,
        row.self_until,
        row.appraise_until,
        row.publish_at,
    )
