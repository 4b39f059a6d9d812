"""What time does to cases: silence closes, a question runs out, desks are reminded, superiors hear of what is late."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, func, select

from models import complaint_rules as rules
from models.complaint import ANSWERED, ASKED, RECEIVED, VERIFIED, WORKING, ComplaintRow
from models.complaint_days import level_due, limit_key, next_due, spent
from models.complaint_policy import ComplaintRules
from models.complaint_rules import ESCALATE, Step
from models.desk_staff import DeskStaff
from models.notice import (
    BULK,
    COMPLAINT_ARRIVED,
    COMPLAINT_CLOSED,
    COMPLAINT_DUE,
    COMPLAINT_LATE,
    COMPLAINT_UNREPLIED,
    WAITING,
    Notice,
)
from models.person import Office, Person
from services.calendars import Calendars
from services.complaint_policy import rules_of
from services.complaint_rows import apply_step, escalations, record
from services.delivery_rules import Facts, FactsNow
from services.desk_people import desk_staff
from services.desk_scope import waiting_count
from services.outbox import post, post_to_reporter
from services.transaction import Session, Transactions

TOLD_FOR = timedelta(days=30)
DAY = timedelta(days=1)
AT_ONCE = 100
"""Cases of one transaction."""
RUNNING = (RECEIVED, VERIFIED, WORKING)
"""The office's clock runs."""


Near = tuple[str, str, int]
"""A case's number, its limit (ISO), and how much of it is over (percent)."""
Late = tuple[int, str]
"""A level, and the limit (`limit_key`)."""


class ComplaintClock:
    """Use cases of the planner; each twice is once. `by_kind` is handed to the outbox."""

    def __init__(self, transactions: Transactions, calendars: Calendars) -> None:
        self._transactions = transactions
        self._calendars = calendars
        self.by_kind: dict[str, FactsNow] = {COMPLAINT_ARRIVED: self.arrived, COMPLAINT_DUE: self.near}

    async def tick(self) -> int:
        """Everything whose time has come; how many cases or people."""
        return await self._silence() + await self._lapse() + await self._remind() + await self._escalate()

    async def _silence(self) -> int:
        """Close what was answered and nobody said a word about; its reporter is told."""
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            over = ComplaintRow.state == ANSWERED, col(ComplaintRow.confirm_until) < now
            cases = await _held(session, *over)
            for row in cases:
                await apply_step(session, row, rules.silence(row, now), None, now)
                await post_to_reporter(
                    session,
                    COMPLAINT_CLOSED,
                    to=row.reporter_id,
                    facts={"number": row.number},
                    dedupe_key=f"{COMPLAINT_CLOSED}:{row.id}:{row.version}",
                    now=now,
                    valid_until=now + TOLD_FOR,
                    subject=row.id,
                )
            return len(cases)

    async def _lapse(self) -> int:
        """Let the clock run again where a question was not answered; its officer is told."""
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            calendar = await self._calendars.of(session)
            over = ComplaintRow.state == ASKED, col(ComplaintRow.asked_until) < now
            cases = await _held(session, *over)
            for row in cases:
                await apply_step(session, row, rules.lapse(row, calendar, now), None, now)
                if row.assigned_to is not None:
                    facts = {"complaint": row.id, "number": row.number}
                    await _tell(session, COMPLAINT_UNREPLIED, row.assigned_to, f"{row.id}:{row.version}", facts, now)
            return len(cases)

    async def _remind(self) -> int:
        """In office hours, once a day: whose cases come near their limits; how many people."""
        now = self._transactions.now()
        async with self._transactions.read() as session:
            calendar = await self._calendars.of(session)
            people = await self._near(session, now) if calendar.is_open(now) else {}
        if not people:
            return 0
        async with self._transactions.begin() as session:
            for person in people:
                await _tell(session, COMPLAINT_DUE, person, f"{calendar.day_of(now)}", {}, now, DAY)
        return len(people)

    async def _escalate(self) -> int:
        """Tell the superiors of those whose cases are late, a level at a time; how many cases."""
        now = self._transactions.now()
        async with self._transactions.read() as session:
            late = await self._late(session, now)
        cases, told = sorted(late), 0
        for start in range(0, len(cases), AT_ONCE):  # all of them: those with nobody above would hold up the others
            async with self._transactions.begin() as session:
                staff = await desk_staff(session)
                for row in await _held(session, col(ComplaintRow.id).in_(cases[start : start + AT_ONCE])):
                    level, limit = late[row.id or 0]
                    if limit_key(row) == limit:  # else it went on meanwhile
                        told += await _escalate(session, row, staff, level, now)
        return told

    async def _late(self, session: Session, now: datetime) -> dict[int, Late]:
        """Levels that are due and were not told, by case."""
        calendar = await self._calendars.of(session)
        over = col(ComplaintRow.answer_due) < now
        unseen = (col(ComplaintRow.state) == RECEIVED) & (col(ComplaintRow.verify_due) < now)
        late = select(ComplaintRow).where(col(ComplaintRow.state).in_(RUNNING), over | unseen)
        rows = list(await session.exec(late.where(col(ComplaintRow.to_inspector).is_(False))))
        told: defaultdict[int, set[Late]] = defaultdict(set)
        for event in await escalations(session, [row.id or 0 for row in rows]):
            told[event.complaint_id].add((event.facts["level"], event.facts["due"]))
        their = await _rules(session, rows)
        due = {
            row.id or 0: (level_due(row, their[row.rules_version_id], calendar, now), limit_key(row)) for row in rows
        }
        return {case: one for case, one in due.items() if one[0] and one not in told[case]}

    async def _near(self, session: Session, now: datetime) -> dict[int, list[Near]]:
        """Cases past the first part of their limit, by whom they wait for, what is due first on top."""
        calendar, staff = await self._calendars.of(session), await desk_staff(session)
        rows = list(await session.exec(select(ComplaintRow).where(col(ComplaintRow.state).in_(RUNNING))))
        their = await _rules(session, rows)
        found: defaultdict[int, list[Near]] = defaultdict(list)
        for row in sorted(rows, key=lambda one: (_iso(one), one.id)):
            limits = their[row.rules_version_id]
            part = spent(row, limits, calendar, now)
            for person in staff.of(row) if part >= min(limits.percent) else ():
                found[person].append((row.number, _iso(row), part))
        return found

    async def arrived(self, session: Session, notices: Sequence[Notice]) -> dict[int, Facts]:
        """How many wait at somebody's desk now, said once; nothing where all is done."""
        theirs = col(Notice.person_id).in_([notice.person_id for notice in notices])
        waiting = Notice.kind == COMPLAINT_ARRIVED, Notice.outcome == WAITING, theirs
        newest = select(Notice.person_id, func.max(Notice.id)).where(*waiting).group_by(col(Notice.person_id))
        last = {person or 0: notice or 0 for person, notice in await session.exec(newest)}  # a night brings many
        counts = {notice: await waiting_count(session, person) for person, notice in last.items()}
        return {notice: {"count": count} for notice, count in counts.items() if count}

    async def near(self, session: Session, notices: Sequence[Notice]) -> dict[int, Facts]:
        """Whose limits are near or over at this moment."""
        people = await self._near(session, self._transactions.now())
        whose = {notice.id or 0: people.get(notice.person_id or 0) for notice in notices}
        return {notice: {"cases": cases} for notice, cases in whose.items() if cases}


def _iso(row: ComplaintRow) -> str:
    due = next_due(row)
    return due.isoformat() if due else ""


async def _rules(session: Session, rows: Sequence[ComplaintRow]) -> dict[int, ComplaintRules]:
    """The rules that these cases began with, by version."""
    return {version: await rules_of(session, version) for version in {row.rules_version_id for row in rows}}


async def _held(session: Session, *conditions: Any) -> list[ComplaintRow]:
    """The oldest of these cases, held until the end of the transaction."""
    found = select(ComplaintRow).where(*conditions).order_by(col(ComplaintRow.id)).limit(AT_ONCE)
    return list(await session.exec(found.with_for_update(skip_locked=True)))


async def _escalate(session: Session, row: ComplaintRow, staff: DeskStaff, level: int, now: datetime) -> bool:
    """Tell who stands so many steps above those for whom the case waits; False where nobody does."""
    people = await _above(session, staff.of(row), level)
    if not people:
        return False
    office = (await session.exec(select(Office.name).where(Office.id == row.office_id))).first() or ""
    for person, name in people:
        facts = {"number": row.number, "office": office, "name": name, "due": _iso(row)}
        await _tell(session, COMPLAINT_LATE, person, f"{row.id}:{limit_key(row)}:{level}", facts, now)
    await record(session, row, Step(ESCALATE, {}, {"level": level, "due": limit_key(row)}), None, now)
    return True


async def _above(session: Session, people: Sequence[int], level: int) -> list[tuple[int, str]]:
    """Who is so many steps above them in the line of raters, with their names; none of these people themselves."""
    above = set(people)
    for _ in range(level):
        raters = await session.exec(select(Person.rater_id).where(col(Person.id).in_(above)))
        above = {rater for rater in raters if rater is not None}
    named = select(Person.id, Person.name).where(col(Person.id).in_(above - set(people)), Person.state == "active")
    return [(person or 0, name) for person, name in await session.exec(named.order_by(col(Person.id)))]


async def _tell(
    session: Session,
    kind: str,
    person: int,
    key: str,
    facts: dict[str, Any],
    now: datetime,
    valid: timedelta = TOLD_FOR,
) -> None:
    await post(
        session,
        kind,
        to=person,
        facts=facts,
        dedupe_key=f"{kind}:{person}:{key}",
        now=now,
        valid_until=now + valid,
        lane=BULK,
    )
