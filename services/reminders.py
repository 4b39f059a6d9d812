"""Reminders: what is due becomes notices, in a few statements for everybody; twice plans nothing new (E1–E4, E11)."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import func
from sqlmodel import col, select

from models.calendar import Calendar
from models.cycle import Cycle, CycleRow
from models.delivery import Planned
from models.evaluation import DRAFT, EvaluationRow
from models.late_permission import LatePermission
from models.notice import RATER_DIGEST, RATER_ESCALATED, RATER_OVERDUE, REVIEW_DUE, SELF_DUE, Notice
from models.person import Person
from models.reminder import APPRAISE, SELF, TEAM, ReminderRules, Rung, ladder, steps_after
from services.calendars import Calendars, Group
from services.cycle_rows import facts
from services.reminder_rows import Wave, announce_review, remind_employees, remind_raters, tell_superiors, warn_raters
from services.reminder_rules import reminder_rules
from services.transaction import Session, Transactions

Job = Callable[[Session], Awaitable[int]]
REVIEW_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Running:
    """A cycle whose people may be reminded."""

    cycle: Cycle
    begins: datetime
    """When its people had their forms."""
    deadlines: Mapping[datetime, datetime]
    """When the self-evaluation ends, for most and for those with HR's permission, and since when they know it."""


class Reminders:
    """Plans what the bot says by itself, by the rules and the calendars in force."""

    kinds = (SELF_DUE, RATER_DIGEST, RATER_OVERDUE, RATER_ESCALATED, REVIEW_DUE)

    def __init__(self, transactions: Transactions, calendars: Calendars) -> None:
        self._transactions = transactions
        self._calendars = calendars

    async def plan_due(self) -> int:
        """Write the notices of every rung whose day has come and that is still valid; how many are new.

        A rung whose successor's day has come is past: after an outage only the latest one goes.
        """
        now = self._transactions.now()
        async with self._transactions.read() as session:
            jobs = [job for job, rung, calendar in await self._jobs(session, now) if rung.current(now, calendar)]
        if not jobs:
            return 0
        async with self._transactions.begin() as session:
            return sum([await job(session) for job in jobs])

    async def preview(self, kind: str) -> list[Planned]:
        """Who would get a notice of this kind from now on and when, as things stand; nothing is written."""
        now = self._transactions.now()
        async with self._transactions.rehearse() as session:
            last = (await session.exec(select(Notice.id).order_by(col(Notice.id).desc()).limit(1))).first() or 0
            for job, rung, _ in await self._jobs(session, now):
                if now < rung.valid_until:
                    await job(session)
            return await _planned(session, kind, last)

    async def _jobs(self, session: Session, now: datetime) -> list[tuple[Job, Rung, Calendar]]:
        """Every rung of every cycle that runs, with the statement that writes it."""
        rules = await reminder_rules(session)
        running = await _running(session, now)
        groups = await self._calendars.groups(session)
        jobs = [_yearly(rules, now, groups[-1].calendar)]
        for group in groups:
            for one in running:
                jobs += _of_cycle(one, group, rules, now)
        return jobs


async def _planned(session: Session, kind: str, after: int) -> list[Planned]:
    rows = await session.exec(
        select(Person.ref, Person.name, Notice.due_at, Notice.valid_until)
        .join(Notice, col(Notice.person_id) == col(Person.id))
        .where(col(Notice.id) > after, Notice.kind == kind)
        .order_by(col(Notice.due_at), col(Person.name), col(Notice.id))
    )
    return [Planned(kind, *row) for row in rows]


def _of_cycle(one: Running, group: Group, rules: ReminderRules, now: datetime) -> Iterator[tuple[Job, Rung, Calendar]]:
    cycle, calendar = one.cycle, group.calendar

    def wave(rung: Rung) -> Wave:
        return Wave(cycle.id, rung.hours, rung.valid_until, now, group.offices, group.but)

    for deadline, begins in one.deadlines.items():
        for rung in ladder(rules.ladders[SELF], rules, begins, deadline, calendar):
            on = rung.on(calendar)
            yield partial(remind_employees, wave=wave(rung), on=on, deadline=deadline), rung, calendar
    for name, deadline in ((TEAM, cycle.self_until), (APPRAISE, cycle.appraise_until)):
        for rung in ladder(rules.ladders[name], rules, one.begins, deadline, calendar):
            on, unsent = rung.on(calendar), name == TEAM
            yield partial(remind_raters, wave=wave(rung), on=on, of_the_unsent=unsent), rung, calendar
    for rung in steps_after(rules, cycle.appraise_until, cycle.publish_at, calendar):
        level = partial(tell_superiors, level=rung.days) if rung.days else warn_raters
        yield partial(level, wave=wave(rung)), rung, calendar


def _yearly(rules: ReminderRules, now: datetime, calendar: Calendar) -> tuple[Job, Rung, Calendar]:
    """The review of the method."""
    year = calendar.day_of(now).year
    on = calendar.at_or_before(calendar.day_of(now).replace(month=rules.review_on[0], day=rules.review_on[1]))
    due = calendar.at(on, rules.hour)
    rung = Rung(0, {None: due}, due + REVIEW_FOR)
    return partial(announce_review, year=year, due=due, valid_until=rung.valid_until, now=now), rung, calendar


async def _running(session: Session, now: datetime) -> list[Running]:
    open_ = CycleRow.opens_at <= now, CycleRow.publish_at > now, col(CycleRow.populated_at).is_not(None)
    rows = (await session.exec(select(CycleRow).where(*open_))).all()
    permitted = await session.exec(
        select(EvaluationRow.cycle_id, LatePermission.until, func.max(LatePermission.given_at))
        .join(LatePermission, col(LatePermission.evaluation_id) == col(EvaluationRow.id))
        .where(col(EvaluationRow.late_until) == col(LatePermission.until), LatePermission.until > now)
        .where(EvaluationRow.state == DRAFT)
        .group_by(col(EvaluationRow.cycle_id), col(LatePermission.until))
    )
    late: defaultdict[int, dict[datetime, datetime]] = defaultdict(dict)
    for cycle, until, given_at in permitted:
        late[cycle][until] = given_at
    return [_runs(row, late[row.id or 0]) for row in rows]


def _runs(row: CycleRow, late: Mapping[datetime, datetime]) -> Running:
    begins = max(row.opens_at, row.populated_at or row.opens_at)
    return Running(facts(row), begins, {**late, row.self_until: begins})
