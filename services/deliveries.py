"""How delivery goes: lists for operators, a report to HR at the end of a working day, an alarm when it goes badly."""

from datetime import date, datetime, time, timedelta

from models.conversation import Speaker
from models.delivery import PAGE, Failed, Pulse, Thresholds, Unreachable, UnreachableList, Waiting
from models.notice import DELIVERED, DELIVERY_ALARM, DELIVERY_REPORT
from models.role import HR, Scope
from services.calendars import Calendars
from services.delivery_rows import (
    count_unreachable,
    failed,
    is_written,
    last_alarm,
    pulse,
    settled,
    unreachable,
    waiting,
)
from services.outbox import Outbox, post
from services.roles import everybody_with, looking_after
from services.transaction import Session, Transactions

REPORT_AT = time(16)
"""Office time, on working days."""
HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)
REASONS_TOLD = 5
EVERYBODY = Scope(everyone=True)


class Deliveries:
    """Use cases of operators, hr and the planner; what is in a notice is shown to nobody."""

    def __init__(
        self, transactions: Transactions, outbox: Outbox, calendars: Calendars, thresholds: Thresholds | None = None
    ) -> None:
        self._transactions = transactions
        self._outbox = outbox
        self._calendars = calendars
        self._thresholds = thresholds or Thresholds()
        self._reported: date | None = None
        self._looked_at: datetime | None = None
        self._empty_at: datetime | None = None

    async def waiting(self) -> list[Waiting]:
        """What waits, by kind and lane."""
        async with self._transactions.read() as session:
            return await waiting(session, self._transactions.now())

    async def failed(self, within: timedelta) -> list[Failed]:
        """What did not arrive lately, by kind and reason."""
        async with self._transactions.read() as session:
            return await failed(session, self._transactions.now() - within)

    async def all_unreachable(self) -> list[Unreachable]:
        """Everybody who cannot be reached, to be printed by those who run the service."""
        async with self._transactions.read() as session:
            return await unreachable(session, EVERYBODY, self._transactions.now())

    async def unreachable(self, by: Speaker) -> UnreachableList:
        """Who of the people that `by` looks after cannot be reached. Raises NotLinked, NotAllowed."""
        async with self._transactions.read() as session:
            scope = await looking_after(session, by)
            people = await unreachable(session, scope, self._transactions.now(), PAGE)
            return UnreachableList(tuple(people), await count_unreachable(session, scope))

    async def pulse(self) -> tuple[Pulse, str]:
        """The last hour, and the alarm it gives rise to, if any.

        Late is what could have gone: when quiet hours end, or a process begins, what was due long before has its few
        minutes like any other. So the lag counts in real time from when this process last saw nothing to send. And a
        morning of 14,000 reminders, due together, takes its minutes: what went out meanwhile had its turn.
        """
        now, real = self._transactions.now(), self._transactions.clock.real()
        _, oldest = await self._outbox.backlog()
        if oldest is None or self._empty_at is None:
            self._empty_at = real
        due = min(now - oldest, real - self._empty_at) if oldest else timedelta(0)
        async with self._transactions.read() as session:
            sent, lost = await pulse(session, now - HOUR)
            went = sum(await pulse(session, now - due))
        beat = Pulse(max(due - timedelta(seconds=went / self._thresholds.rate), timedelta(0)), sent, lost)
        return beat, beat.alarm(self._thresholds)

    async def alarm_if_bad(self) -> str:
        """Tell HR when notices are late or fail, at most once an hour; the alarm that was raised, if any.

        Looks once a minute, however often it is asked.
        """
        now = self._transactions.now()
        if self._looked_at and now - self._looked_at < MINUTE:
            return ""
        self._looked_at = now
        beat, alarm = await self.pulse()
        if not alarm:
            return ""
        facts = {"minutes": int(beat.lag / MINUTE), "sent": beat.sent, "failed": beat.failed, "alarm": alarm}
        async with self._transactions.begin() as session:
            last = await last_alarm(session)
            if last and now - last < HOUR:
                return ""
            await self._tell_hr(session, DELIVERY_ALARM, now.isoformat(), facts, now + HOUR)
        return alarm

    async def report_due(self) -> bool:
        """Tell HR at the end of a working day what was sent since the last one; not when nothing happened."""
        now = self._transactions.now()
        calendar = await self._calendars.get()
        today = calendar.day_of(now)
        if not calendar.is_working_day(today) or now < calendar.at(today, REPORT_AT) or self._reported == today:
            return False
        since = calendar.at(calendar.at_or_before(today - DAY), REPORT_AT)
        async with self._transactions.begin() as session:
            told = await is_written(
                session, [f"{DELIVERY_REPORT}:{today}:{one}" for one in await everybody_with(session, HR)]
            )
            facts = None if told else await self._day(session, since, now)
            if facts:
                await self._tell_hr(session, DELIVERY_REPORT, str(today), facts, now + DAY)
        self._reported = today
        return facts is not None

    async def _day(self, session: Session, since: datetime, now: datetime) -> dict[str, object] | None:
        sent = (await settled(session, since)).get(DELIVERED, 0)
        lost: dict[str, int] = {}
        for one in await failed(session, since):
            lost[one.reason or one.outcome] = lost.get(one.reason or one.outcome, 0) + one.count
        most = sorted(lost.items(), key=lambda item: -item[1])
        waits = sum(one.count for one in await waiting(session, now))
        if not (sent or lost or waits):
            return None
        return {
            "since": since.isoformat(),
            "sent": sent,
            "failed": sum(lost.values()),
            "reasons": [list(one) for one in most[:REASONS_TOLD]],
            "unreachable": await count_unreachable(session, EVERYBODY),
            "waiting": waits,
        }

    async def _tell_hr(self, session: Session, kind: str, key: str, facts: dict[str, object], until: datetime) -> None:
        for person in await everybody_with(session, HR):
            await post(
                session,
                kind,
                to=person,
                facts=facts,
                dedupe_key=f"{kind}:{key}:{person}",
                now=self._transactions.now(),
                valid_until=until,
            )
