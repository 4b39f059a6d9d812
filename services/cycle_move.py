"""A cycle gets other dates: written, kept on record, and told to whom they concern. Inside the caller's transaction."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import JSON, String, cast, literal
from sqlmodel import col, update

from models.base import UTCDateTime
from models.cycle import PLANNED, Cycle, CycleDates, CycleRow
from models.cycle_draft import APPRAISE, DATES, SELF, CycleDone
from models.deadline_change import DeadlineChange
from models.evaluation import EvaluationRow
from models.notice import BULK, DEADLINE_MOVED, WAITING, Notice
from models.person import ACTIVE, Person
from models.waiting import waits_for_employee
from services.cycle_rows import facts, populate
from services.outbox import cancel
from services.transaction import Session
from services.upsert import insert_into


async def move(session: Session, cycle: Cycle, dates: CycleDates, now: datetime, by: int | None) -> CycleDone:
    """Give a cycle these dates; one whose day has come opens at once. Who has the form, or rates, is told."""
    row = await session.get_one(CycleRow, cycle.id)
    for step, kept in DATES.items():
        before, after = getattr(cycle, kept), getattr(dates, kept)
        if before != after:
            setattr(row, kept, after)
            change = DeadlineChange(cycle_id=cycle.id, step=step, before=before, after=after, changed_at=now)
            change.changed_by = by
            session.add(change)
    await session.flush()
    moved = facts(row)
    opened = moved.phase(now) != PLANNED
    if cycle.phase(now) != PLANNED:
        return CycleDone(moved, opened, moved=True, told=await _tell(session, cycle, moved, now))
    return CycleDone(moved, opened, await populate(session, cycle.id, now) if opened else 0, moved=True)


async def _tell(session: Session, before: Cycle, after: Cycle, now: datetime) -> int:
    """Whoever has not sent, of more time for it; whoever rates, of theirs. How many are told."""
    told = 0
    form, person = col(EvaluationRow.id), col(EvaluationRow.person_id)
    ours = col(EvaluationRow.cycle_id) == after.id
    if after.self_until != before.self_until:
        # A permission that ends before the new date says less than it: reminders go by the later one.
        covered = ours & (col(EvaluationRow.late_until) <= after.self_until)
        await session.exec(update(EvaluationRow).where(covered).values(late_until=None))
        waiting = ours & waits_for_employee() & col(EvaluationRow.late_until).is_(None)
        owner = col(Person.id) == person
        people = sa.select(person, form).select_from(EvaluationRow).join(Person, owner).where(waiting)
        told += await _post(session, SELF, after, after.self_until, people, now)
    if after.appraise_until != before.appraise_until:
        here = (col(Person.state) == "active") & (col(Person.standing) == ACTIVE)
        rater = col(Person.id) == col(EvaluationRow.rater_id)
        raters = sa.select(col(Person.id), sa.null()).join(EvaluationRow, rater).where(ours, here).distinct()
        told += await _post(session, APPRAISE, after, after.appraise_until, raters, now)
    return told


async def _post(session: Session, step: str, cycle: Cycle, until: datetime, people: Any, now: datetime) -> int:
    """One statement for everybody; what was still to be told of an earlier change is not told any more."""
    key = f"{DEADLINE_MOVED}:{cycle.id}:{step}"
    await cancel(session, key, now)
    who, subject = people.subquery().c
    notice = {
        "kind": literal(DEADLINE_MOVED),
        "person_id": who,
        "subject_id": sa.cast(subject, sa.Integer),
        "facts": literal({"period": cycle.name, "step": step, "until": until.isoformat()}, JSON),
        "dedupe_key": literal(f"{key}:{until.isoformat()}:") + cast(who, String),
        "lane": literal(BULK),
        "due_at": literal(now, UTCDateTime),
        "valid_until": literal(until, UTCDateTime),
        "created_at": literal(now, UTCDateTime),
        "outcome": literal(WAITING),
        "attempts": literal(0),
        "reason": literal(""),
    }
    rows = sa.select(*notice.values()).where(sa.true())  # SQLite reads ON CONFLICT after a bare SELECT as a join's ON
    insert = insert_into(session, Notice).from_select(list(notice), rows)
    written = await session.exec(insert.on_conflict_do_nothing(index_elements=["dedupe_key"]))
    return max(int(written.rowcount), 0)
