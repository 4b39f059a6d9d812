"""What people answer to a reminder: tomorrow instead, or what keeps them from finishing."""

from datetime import date, datetime, time, timedelta

from sqlmodel import select

from models.conversation import Speaker
from models.cycle import CycleRow, self_ends
from models.evaluation import DRAFT, EvaluationRow
from models.notice import RATER_OBSTACLE, SELF_DUE
from models.obstacle import Obstacle
from models.person import Person
from models.preference import Preference
from models.refusals import NotLinked, NotYours, TextTooLong
from models.reminder import next_reminder
from models.reminder_actions import AwaitObstacle
from models.reminder_refusals import NothingToRemind, SnoozeTooLate
from models.role import HR
from services.calendars import Calendars
from services.conversations import keep
from services.outbox import post
from services.reminder_rules import reminder_rules
from services.roles import everybody_with
from services.transaction import Session, Transactions

LONGEST = 1000
"""Characters of an obstacle: it is read in a message together with others."""
TOLD_FOR = timedelta(days=7)
DAY = timedelta(days=1)


class Snoozes:
    """Use cases of somebody who was reminded."""

    def __init__(self, transactions: Transactions, calendars: Calendars) -> None:
        self._transactions = transactions
        self._calendars = calendars

    async def tomorrow(self, evaluation: int, *, by: Speaker) -> datetime:
        """Remind me of this form on the next working day, at my hour; when that is. Pressing twice reminds once.

        Raises NotYours, NothingToRemind, SnoozeTooLate.
        """
        if by.person is None:
            raise NotLinked
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            form = await session.get(EvaluationRow, evaluation)
            if form is None or form.person_id != by.person:
                raise NotYours
            cycle = await session.get_one(CycleRow, form.cycle_id)
            until = self_ends(cycle.self_until, form.late_until)
            if form.state != DRAFT or until <= now:
                raise NothingToRemind
            due, day = await self._tomorrow(session, by.person, now)
            if due >= until:
                raise SnoozeTooLate(until=until)
            await post(
                session,
                SELF_DUE,
                to=by.person,
                facts={"cycle": form.cycle_id},
                subject=form.id,
                # The name that a rung of that day has: it is one reminder, whoever asked for it.
                dedupe_key=f"{SELF_DUE}:{form.cycle_id}:{day}:{form.id}",
                now=now,
                due_at=due,
                valid_until=min(until, due + DAY),  # then the next rung speaks
            )
            return due

    async def _tomorrow(self, session: Session, person: int, now: datetime) -> tuple[datetime, date]:
        """The next working day of their office, at their hour."""
        office = (await session.exec(select(Person.office_id).where(Person.id == person))).one()
        calendar = await self._calendars.of(session, office)
        rules = await reminder_rules(session)
        hour = (await session.exec(select(Preference.hour).where(Preference.person_id == person))).first()
        due = next_reminder(calendar, now, rules.hour if hour is None else time(hour))
        return due, calendar.day_of(due)

    async def ask(self, cycle: int, *, by: Speaker) -> None:
        """*Ada kendala*: the rater's words are awaited. Raises NotYours for who rates nobody in the cycle."""
        async with self._transactions.begin() as session:
            await _rater(session, cycle, by)
            await keep(session, self._transactions, by, awaiting=AwaitObstacle(cycle).pack())

    async def tell(self, cycle: int, text: str, *, by: Speaker) -> None:
        """Keep them, and pass them on to HR and to the rater's superior. Raises TextTooLong."""
        now, text = self._transactions.now(), text.strip()
        async with self._transactions.begin() as session:
            person = await _rater(session, cycle, by)
            if len(text) > LONGEST:
                raise TextTooLong(length=len(text), limit=LONGEST)
            said = Obstacle(cycle_id=cycle, rater_id=person, text=text, at=now)
            session.add(said)
            await session.flush()
            period = (await session.get_one(CycleRow, cycle)).name
            for reader in await _readers(session, person):
                await post(
                    session,
                    RATER_OBSTACLE,
                    to=reader,
                    facts={"rater": by.name, "period": period, "text": text},
                    dedupe_key=f"{RATER_OBSTACLE}:{said.id}:{reader}",
                    now=now,
                    valid_until=now + TOLD_FOR,
                )
            await keep(session, self._transactions, by, awaiting="")


async def _rater(session: Session, cycle: int, by: Speaker) -> int:
    if by.person is None:
        raise NotLinked
    rates = select(EvaluationRow.id).where(EvaluationRow.cycle_id == cycle, EvaluationRow.rater_id == by.person)
    if (await session.exec(rates.limit(1))).first() is None:
        raise NotYours
    return by.person


async def _readers(session: Session, rater: int) -> list[int]:
    """HR, and the superior of the rater; never the rater."""
    above = await session.exec(select(Person.rater_id).where(Person.id == rater))
    readers = {*await everybody_with(session, HR), *above}
    return sorted(person for person in readers if person is not None and person != rater)
