"""When somebody is left in peace (E10): at night, by their own choice of hours, and on free days.

What the bot says by itself (the bulk lane) waits for the morning, and reminders for a working day. What somebody does
now and another must hear of goes at once, but at night without a sound.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import ColumnElement, exists
from sqlmodel import col

from models.notice import BULK, Notice
from models.person import Person
from models.preference import Preference
from services.calendars import Calendars, Group
from services.transaction import Session, Transactions


@dataclass(frozen=True)
class Peace:
    """Conditions on `Notice` that hold at this moment."""

    awake: ColumnElement[bool]
    """The person has no quiet hours now."""
    works: ColumnElement[bool]
    """The person's office works today."""

    @property
    def may_go(self) -> ColumnElement[bool]:
        """Is it a time for this notice?"""
        return (col(Notice.lane) < BULK) | (self.awake & self.works)


PeaceNow = Callable[[Session], Awaitable[Peace]]


async def always(_session: Session) -> Peace:
    """No quiet hours at all."""
    return Peace(sa.true(), sa.true())


class QuietHours:
    """Knows the calendar and what people chose."""

    def __init__(self, transactions: Transactions, calendars: Calendars) -> None:
        self._transactions = transactions
        self._calendars = calendars

    async def now(self, session: Session) -> Peace:
        """What holds at this moment."""
        now = self._transactions.clock.now()
        groups = await self._calendars.groups(session)
        usual = groups[-1].calendar
        return Peace(_awake(now.astimezone(usual.zone).hour, quiet=usual.is_quiet(now)), _works(groups, now))


def _awake(hour: int, *, quiet: bool) -> ColumnElement[bool]:
    """By one's own hours where one has chosen some, else by the office's."""
    mine = col(Preference.person_id) == col(Notice.person_id)
    begins, ends = col(Preference.quiet_from), col(Preference.quiet_until)
    over_midnight = (begins > ends) & ((begins <= hour) | (ends > hour))
    silent = over_midnight | ((begins <= hour) & (ends > hour))
    own = ~exists().where(mine, silent)
    return own & exists().where(mine) if quiet else own


def _works(groups: list[Group], now: datetime) -> ColumnElement[bool]:
    """The regency's calendar decides, except for the offices whose own says otherwise today."""
    *own, usual = ((group, group.calendar.is_working_day(group.calendar.day_of(now))) for group in groups)
    others = [office for group, works in own if works != usual[1] for office in group.offices]
    elsewhere = exists().where(col(Person.id) == col(Notice.person_id), col(Person.office_id).in_(others))
    return ~elsewhere if usual[1] else elsewhere
