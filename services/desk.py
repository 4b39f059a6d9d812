"""The desk's work on cases: verify, take, answer. Every opening of a card is recorded; every change is one event."""

from datetime import datetime

from sqlalchemy import case, func, or_
from sqlmodel import col, select

from models import complaint_rules as rules
from models.complaint import (
    OFFICE,
    RECEIVED,
    TEXT,
    Complaint,
    ComplaintReading,
    ComplaintRow,
)
from models.complaint_draft import Piece
from models.complaint_rules import ANSWER, VERIFY
from models.conversation import Speaker
from models.desk import ANSWER_LIMIT, PAGE, DeskBoard, DeskCase, OfficeChoice
from models.desk_action import AwaitAnswer, AwaitOffice
from models.notice import COMPLAINT_ANSWERED, COMPLAINT_VERIFIED
from models.office import FoundOffice
from models.person import Office
from models.refusals import TextNeeded, TextTooLong, UnknownChoice
from services.complaint_rows import part_of, with_rules
from services.conversations import keep
from services.desk_people import tell_desk
from services.desk_scope import at_the_desk, desk_scope, waiting_for
from services.desk_work import DeskWork, card_of, tell_reporter
from services.office_rows import offices, offices_named
from services.transaction import Session


class Desk(DeskWork):
    """Use cases of triage, an office's desk and the inspector. Others get NotDesk, and so do they for other cases."""

    async def may(self, by: Speaker) -> bool:
        """Has this speaker a desk?"""
        async with self._transactions.read() as session:
            return not (await desk_scope(session, by)).nobody

    async def board(self, page: int, *, by: Speaker) -> DeskBoard:
        """The cases that wait, what is due first on top."""
        page = max(page, 0)
        async with self._transactions.read() as session:
            waits = waiting_for(await at_the_desk(session, by))
            total = (await session.exec(select(func.count()).select_from(ComplaintRow).where(waits))).one()
            due = case(
                (col(ComplaintRow.state) == RECEIVED, col(ComplaintRow.verify_due)), else_=ComplaintRow.answer_due
            )
            found = select(ComplaintRow).where(waits).order_by(due, col(ComplaintRow.id))
            rows = (await session.exec(found.offset(page * PAGE).limit(PAGE))).all()
            cases = tuple([await with_rules(session, row) for row in rows])
            return DeskBoard(cases, page, more=total > (page + 1) * PAGE, total=total)

    async def open(self, complaint: int, *, by: Speaker) -> DeskCase:
        """A case card; that it was read, by whom and when, is recorded."""
        async with self._transactions.begin() as session:
            scope, row = await self._seen(session, complaint, by)
            session.add(ComplaintReading(complaint_id=complaint, person_id=scope.person, at=self._transactions.now()))
            await self._wait_no_more(session, by)
            return await card_of(session, row, scope)

    async def ask_office(self, complaint: int, version: int, *, by: Speaker) -> OfficeChoice | DeskCase:
        """Which office has it? Those of the category are offered; a part of a name is awaited from now on."""
        async with self._transactions.begin() as session:
            scope, row = await self._seen(session, complaint, by, lock=True)
            if row.version != version:
                return await card_of(session, row, scope, stale=True)
            rules.allowed(scope, VERIFY, row)
            await keep(session, self._transactions, by, awaiting=AwaitOffice(complaint, version).pack())
            found = await with_rules(session, row)
            return OfficeChoice(found, await _usual_offices(session, found))

    async def find_office(self, complaint: int, text: str, *, by: Speaker) -> OfficeChoice:
        """Offices by words of their names."""
        async with self._transactions.read() as session:
            scope, row = await self._seen(session, complaint, by)
            rules.allowed(scope, VERIFY, row)
            found = await with_rules(session, row)
            return OfficeChoice(found, await offices_named(session, text), searched=text.strip()[:60])

    async def verify(self, complaint: int, version: int, office: int, *, by: Speaker) -> DeskCase:
        """It is a complaint, and this office has it; the reporter is told. Raises UnknownChoice."""

        async def tell(session: Session, found: Complaint, now: datetime) -> None:
            facts = {"number": found.number, "office": found.office, "due": found.row.answer_due.isoformat()}
            await tell_reporter(session, COMPLAINT_VERIFIED, found.row, facts, now)
            await tell_desk(session, found.row, now)

        async with self._transactions.read() as session:
            if (await session.exec(select(Office.id).where(Office.id == office))).first() is None:
                raise UnknownChoice
        return await self._step(
            complaint, version, by, lambda row, scope, now: rules.verify(row, scope, office, now), tell
        )

    async def take(self, complaint: int, version: int, *, by: Speaker) -> DeskCase:
        """I work on it. Raises SomebodyElsesCase, FirstResolver."""
        return await self._step(complaint, version, by, rules.take)

    async def ask_answer(self, complaint: int, version: int, *, by: Speaker) -> DeskCase:
        """The answer is awaited from now on."""
        async with self._transactions.begin() as session:
            scope, row = await self._seen(session, complaint, by, lock=True)
            if row.version != version:
                return await card_of(session, row, scope, stale=True)
            rules.allowed(scope, ANSWER, row)
            await keep(session, self._transactions, by, awaiting=AwaitAnswer(complaint, version).pack())
            return await card_of(session, row, scope)

    async def answer(self, complaint: int, version: int, text: str, *, by: Speaker) -> DeskCase:
        """The answer, which the reporter is told and judges. Raises TextNeeded, TextTooLong, SomebodyElsesCase."""
        said = text.strip()
        if not said:
            raise TextNeeded
        if len(said) > ANSWER_LIMIT:
            raise TextTooLong(limit=ANSWER_LIMIT, length=len(said))

        async def tell(session: Session, found: Complaint, now: datetime) -> None:
            session.add(part_of(found.id, OFFICE, Piece(TEXT, said), now))
            await tell_reporter(session, COMPLAINT_ANSWERED, found.row, {}, now)

        async with self._transactions.begin() as session:
            days = (await self._of(session, complaint)).rules.days
            until = (await self._calendars.of(session)).deadline(self._transactions.now(), days.confirm)
            return await self._stepped(
                session, complaint, version, by, lambda row, scope, now: rules.answer(row, scope, now, until), tell
            )


async def _usual_offices(session: Session, found: Complaint) -> tuple[FoundOffice, ...]:
    """What the reporter named, then the category's."""
    category = found.rules.category(found.row.category)
    usual = or_(col(Office.id) == found.row.office_id, col(Office.code).in_(category.offices if category else ()))
    return await offices(session, usual)
