"""What a reminder says, read at the moment of delivery: a count of the night before would be wrong by now.

Every method takes the notices of one kind that were claimed and gives the facts of those that still have something to
say; the others are cancelled.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from models.cycle import CycleRow, self_ends
from models.evaluation import AnswerRow, EvaluationRow
from models.notice import RATER_DIGEST, RATER_ESCALATED, RATER_OVERDUE, SELF_DUE, Notice
from models.obstacle import Obstacle
from models.person import Person
from models.reminder import next_reminder, steps_after
from models.waiting import waits_for_employee, waits_for_rater
from services.calendars import Calendars
from services.delivery_rules import Facts, FactsNow
from services.methods import Methods
from services.reminder_rows import superior_of
from services.reminder_rules import reminder_rules
from services.transaction import Session, Transactions

ByNotice = dict[int, Facts]


class ReminderFacts:
    """Reads within the courier's transaction."""

    def __init__(self, transactions: Transactions, methods: Methods, calendars: Calendars) -> None:
        self._transactions = transactions
        self._methods = methods
        self._calendars = calendars
        self.by_kind: dict[str, FactsNow] = {
            SELF_DUE: self.of_employees,
            RATER_DIGEST: self.of_raters,
            RATER_OVERDUE: self.of_late_raters,
            RATER_ESCALATED: self.of_superiors,
        }

    async def of_employees(self, session: Session, notices: Sequence[Notice]) -> ByNotice:
        """How much of their form is left, and until when."""
        forms = {notice.subject_id: notice.id or 0 for notice in notices}
        now = self._transactions.now()
        calendar = await self._calendars.of(session, None)
        query: Any = (
            sa.select(EvaluationRow, col(Person.name), CycleRow, func.count(col(AnswerRow.item)))
            .join(Person, col(Person.id) == col(EvaluationRow.person_id))
            .join(CycleRow, col(CycleRow.id) == col(EvaluationRow.cycle_id))
            .outerjoin(AnswerRow, col(AnswerRow.evaluation_id) == col(EvaluationRow.id))
            .where(col(EvaluationRow.id).in_(forms), waits_for_employee())
            .group_by(col(EvaluationRow.id), col(Person.name), col(CycleRow.id))
        )
        rows = await session.exec(query)
        connection = await session.connection()
        facts = {}
        for form, name, cycle, answered in rows:
            until = self_ends(cycle.self_until, form.late_until)
            if until <= now:
                continue
            method = await connection.run_sync(self._methods.stored, cycle.method_id)
            facts[forms[form.id]] = {
                "evaluation": form.id,
                "name": name,
                "period": cycle.name,
                "until": until.isoformat(),
                "days": (calendar.day_of(until) - calendar.day_of(now)).days,
                "missing": method.count - answered,
                "again": next_reminder(calendar, now) < until,
            }
        return facts

    async def of_raters(self, session: Session, notices: Sequence[Notice]) -> ByNotice:
        """Who waits for them, and who has not sent, in every cycle that runs."""
        now = self._transactions.now()
        raters = {notice.person_id: notice.id or 0 for notice in notices}
        rater: Any = aliased(Person)
        query: Any = (
            sa.select(col(EvaluationRow.rater_id), rater.name, CycleRow, col(Person.name), waits_for_rater())
            .join(Person, col(Person.id) == col(EvaluationRow.person_id))
            .join(rater, rater.id == col(EvaluationRow.rater_id))
            .join(CycleRow, col(CycleRow.id) == col(EvaluationRow.cycle_id))
            .where(
                col(EvaluationRow.rater_id).in_(raters), col(CycleRow.opens_at) <= now, col(CycleRow.publish_at) > now
            )
            .where(waits_for_rater() | waits_for_employee())
            .order_by(col(CycleRow.appraise_until), col(CycleRow.id), col(EvaluationRow.submitted_at), col(Person.name))
        )
        rows = await session.exec(query)
        facts: ByNotice = {}
        for rater_id, rater_name, cycle, name, waits in rows:
            if not waits and cycle.self_until <= now:
                continue
            said = facts.setdefault(raters[rater_id], {"name": rater_name, "cycles": []})
            _cycle_of(said, cycle)["waiting" if waits else "unsent"].append(name)
        return facts

    async def of_late_raters(self, session: Session, notices: Sequence[Notice]) -> ByNotice:
        """How many still wait for them, and when their superior is told."""
        facts = {}
        for notice in notices:
            cycle = await session.get_one(CycleRow, notice.subject_id)
            mine = col(EvaluationRow.rater_id) == notice.person_id
            if late := await _late(session, cycle, mine):
                above = (await session.exec(_superior(cycle, 1).where(mine, waits_for_rater()))).first()
                facts[notice.id or 0] = {
                    "cycle": cycle.id,
                    "name": late[0][1],
                    "count": late[0][2],
                    "until": cycle.appraise_until.isoformat(),
                    "told_on": await self._told_on(session, cycle) if above else "",
                }
        return facts

    async def of_superiors(self, session: Session, notices: Sequence[Notice]) -> ByNotice:
        """Which raters below them are late, with how many people, and what keeps them."""
        facts = {}
        for notice in notices:
            cycle = await session.get_one(CycleRow, notice.subject_id)
            below = superior_of(notice.facts["level"]) == notice.person_id
            if late := await _late(session, cycle, below):
                obstacles = await _obstacles(session, cycle)
                facts[notice.id or 0] = {
                    "name": (await session.get_one(Person, notice.person_id)).name,
                    "period": cycle.name,
                    "until": cycle.appraise_until.isoformat(),
                    "raters": [
                        {"name": name, "count": count, "obstacle": obstacles.get(rater, "")}
                        for rater, name, count in late
                    ],
                }
        return facts

    async def _told_on(self, session: Session, cycle: CycleRow) -> str:
        """The instant at which the superior is told, or nothing where nobody will be any more."""
        rules = await reminder_rules(session)
        calendar = await self._calendars.of(session, None)
        steps = steps_after(rules, cycle.appraise_until, cycle.publish_at, calendar)
        return next((step.hours[None].isoformat() for step in steps if step.days == 1), "")


async def _late(session: Session, cycle: CycleRow, whose: Any) -> list[tuple[int, str, int]]:
    """Raters of this cycle with somebody who waits: id, name, how many."""
    rater: Any = aliased(Person)
    rows = await session.exec(
        select(EvaluationRow.rater_id, rater.name, func.count())
        .select_from(EvaluationRow)
        .join(Person, col(Person.id) == col(EvaluationRow.person_id))
        .join(rater, rater.id == col(EvaluationRow.rater_id))
        .where(EvaluationRow.cycle_id == cycle.id, waits_for_rater(), whose)
        .group_by(col(EvaluationRow.rater_id), rater.name)
        .order_by(rater.name)
    )
    return [(rater_id or 0, name, count) for rater_id, name, count in rows]


def _superior(cycle: CycleRow, level: int) -> Any:
    return (
        select(superior_of(level))
        .select_from(EvaluationRow)
        .join(Person, col(Person.id) == col(EvaluationRow.person_id))
        .where(EvaluationRow.cycle_id == cycle.id, superior_of(level).is_not(None))
    )


async def _obstacles(session: Session, cycle: CycleRow) -> dict[int, str]:
    """What raters said keeps them, the latest of each."""
    rows = await session.exec(select(Obstacle).where(Obstacle.cycle_id == cycle.id).order_by(col(Obstacle.id)))
    return {said.rater_id: said.text for said in rows}


def _cycle_of(said: Facts, cycle: CycleRow) -> Facts:
    """The part of a digest that is about this cycle, made at its first form."""
    parts: list[Facts] = said["cycles"]
    if not parts or parts[-1]["id"] != cycle.id:
        parts.append(
            {
                "id": cycle.id,
                "period": cycle.name,
                "self_until": cycle.self_until.isoformat(),
                "appraise_until": cycle.appraise_until.isoformat(),
                "waiting": [],
                "unsent": [],
            }
        )
    return parts[-1]
