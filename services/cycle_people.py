"""Who takes part in a cycle and who does not, and why. Conditions and counts inside the caller's transaction."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import case, exists, func
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from models.cycle import CycleEmployment, CycleOffice, CycleRow, NewCycle
from models.cycle_reach import ELSEWHERE, NO_NIP, OTHER_KIND, TEACHER, Reach
from models.evaluation import EvaluationRow
from models.person import ACTIVE, CLOSED, PAUSED, SILENT, Office, Person
from services.office_rows import with_sub_offices
from services.rater_today import rater_by_terms, table_of
from services.transaction import Session

Reason = tuple[str, Any]


def left_out(offices: Any, kinds: Any, teachers: Any) -> tuple[Reason, ...]:
    """Why a member of staff has no form, the first that holds; whoever none of them holds for takes part.

    `offices` (a select of `office_id`) and `kinds` (of `employment`, in lower case) limit where they give something;
    `teachers` is a condition: they take part, too. Who has no NIP rates, but is not rated here.
    """
    within = col(Person.office_id).in_(with_sub_offices(offices))
    return (
        (NO_NIP, col(Person.ref).like("X-%")),
        *((word, col(Person.standing) == word) for word in (CLOSED, PAUSED, SILENT)),
        (ELSEWHERE, exists(offices) & (col(Person.office_id).is_(None) | ~within)),
        (OTHER_KIND, exists(kinds) & func.lower(col(Person.employment)).not_in(kinds)),
        (TEACHER, col(Person.teacher) & ~teachers),
    )


def of_cycle(cycle: int) -> tuple[Reason, ...]:
    """By the limits of a cycle that is there."""
    return left_out(
        select(CycleOffice.office_id).where(CycleOffice.cycle_id == cycle),
        select(CycleEmployment.employment).where(CycleEmployment.cycle_id == cycle),
        exists().where(col(CycleRow.id) == cycle, col(CycleRow.include_teachers)),
    )


def takes_part(cycle: int) -> Any:
    """The condition on Person: who takes part in this cycle, by its limits and the roster of this moment."""
    return (col(Person.state) == "active") & ~sa.or_(*(holds for _, holds in of_cycle(cycle)))


async def reach(session: Session, new: NewCycle, now: datetime) -> Reach:
    """Whom a cycle would reach if it opened now."""
    offices: Any = select(col(Office.id).label("office_id")).where(col(Office.id).in_(new.offices))
    # Of an alias: of the people themselves, the statement around it would take them for its own.
    kind = func.lower(col(aliased(Person).employment)).label("employment")
    kinds = select(kind).where(kind.in_([name.lower() for name in new.employments]))
    return await _counted(session, left_out(offices, kinds, sa.literal(new.include_teachers)), now)


async def missing(session: Session, cycle: int, now: datetime) -> Reach:
    """Whom the cycle should reach and does not yet: the forms that completing it would make."""
    there = exists().where(col(EvaluationRow.cycle_id) == cycle, col(EvaluationRow.person_id) == col(Person.id))
    return await _counted(session, of_cycle(cycle), now, ~there)


async def _counted(session: Session, reasons: tuple[Reason, ...], now: datetime, *only: Any) -> Reach:
    why: Any = case(*((holds, word) for word, holds in reasons), else_=ACTIVE)
    people = (
        sa.select(why.label("why"), rater_by_terms(table_of(Person), now).is_(None).label("alone"))
        .where(col(Person.state) == "active", *only)
        .subquery()
    )
    alone = func.count(case((people.c.alone, 1)))
    query: Any = sa.select(people.c.why, func.count(), alone).group_by(people.c.why)
    counts = {word: (int(n), int(without)) for word, n, without in await session.exec(query)}
    people_, without_rater = counts.get(ACTIVE, (0, 0))
    return Reach(people_, without_rater, tuple((word, counts[word][0]) for word, _ in reasons if word in counts))
