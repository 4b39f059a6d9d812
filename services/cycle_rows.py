"""The statements of a cycle: its limits, its people, its counts. All inside the caller's transaction."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import case, func, literal
from sqlmodel import col, update

from models.base import UTCDateTime
from models.cycle import Cycle, CycleRow
from models.evaluation import DRAFT, PAPER_AGREED, PAPER_DISPUTED, PAPER_SAVED, SUBMITTED, EvaluationRow
from models.method_version import MethodVersion
from models.paper import PaperRow, is_from_paper
from models.person import ACTIVE, CLOSED, PAUSED, SILENT, Person
from services.cycle_people import takes_part
from services.rater_forms import follow
from services.rater_today import rater_by_terms, table_of
from services.transaction import Session
from services.upsert import insert_into


def counted() -> Any:
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
            func.count(case((col(EvaluationRow.vacant) & (counts | ~draft), 1))),
            func.count(case((col(PaperRow.state).in_((PAPER_SAVED, PAPER_DISPUTED)), 1))),
            func.count(case((col(PaperRow.state) == PAPER_AGREED, 1))),
        )
        .join(MethodVersion, col(MethodVersion.id) == col(CycleRow.method_id))
        .join(EvaluationRow, col(EvaluationRow.cycle_id) == col(CycleRow.id), isouter=True)
        .join(Person, col(Person.id) == col(EvaluationRow.person_id), isouter=True)
        .join(PaperRow, is_from_paper(), isouter=True)
        .group_by(col(CycleRow.id), col(MethodVersion.code))
        .order_by(col(CycleRow.opens_at).desc(), col(CycleRow.id).desc())
    )


async def populate(session: Session, cycle: int, now: datetime) -> int:
    """One form for each active member of staff, in one statement. Who has no NIP rates, but is not rated here."""
    form = {
        "cycle_id": literal(cycle),
        "person_id": col(Person.id),
        "rater_id": rater_by_terms(table_of(Person), now),
        "vacant": literal(False),
        "state": literal(DRAFT),
        "version": literal(0),
        "position": literal(1),
        "reviewing": literal(False),
        "submissions": literal(0),
        "created_at": literal(now, UTCDateTime),
    }
    people = sa.select(*form.values()).where(takes_part(cycle))
    made = await session.exec(
        insert_into(session, EvaluationRow)
        .from_select(list(form), people)
        .on_conflict_do_nothing(index_elements=["cycle_id", "person_id"])
    )
    await session.exec(
        update(CycleRow).where(col(CycleRow.id) == cycle, col(CycleRow.populated_at).is_(None)).values(populated_at=now)
    )
    if made.rowcount:
        await follow(session, now)
    return int(made.rowcount)


async def forms_in(session: Session, cycle: int) -> int:
    """How many forms there are."""
    forms: Any = sa.select(func.count()).select_from(EvaluationRow).where(col(EvaluationRow.cycle_id) == cycle)
    return int((await session.exec(forms)).scalar_one())


def facts(row: CycleRow) -> Cycle:
    """A row as others see it."""
    return Cycle(
        row.id or 0,
        row.name,
        row.method_id,
        row.opens_at,
        row.self_until,
        row.appraise_until,
        row.publish_at,
    )
