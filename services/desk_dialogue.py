"""The office's side of talking: questions to the reporter, and what they sent, looked at."""

from datetime import datetime

from sqlmodel import select

from models import complaint_rules as rules
from models.complaint import LOCATION, OFFICE, TEXT, Complaint, ComplaintPart, ComplaintReading
from models.complaint_draft import Piece
from models.complaint_refusals import NotDesk, PartGone, PartNotYet
from models.complaint_rules import NOTE, Step
from models.conversation import Speaker
from models.desk import NOTE_LIMIT, QUESTION_LIMIT, CaseFile, DeskCase, QuestionAsked
from models.desk_action import AwaitNote, AwaitQuestion
from models.notice import COMPLAINT_ASKED
from models.parcel import KEPT, WAITING
from models.refusals import TextNeeded, TextTooLong
from services.calendars import Calendars
from services.complaint_rows import part_of, record
from services.conversations import keep
from services.desk_work import DeskWork, card_of, tell_reporter
from services.files import Files
from services.transaction import Session, Transactions


class DeskDialogue(DeskWork):
    """Use cases of an officer. Others get NotDesk, and so do they for other cases."""

    def __init__(self, transactions: Transactions, calendars: Calendars, files: Files) -> None:
        super().__init__(transactions, calendars)
        self._files = files

    async def begin(self, complaint: int, version: int, *, by: Speaker) -> DeskCase | QuestionAsked:
        """The question is awaited from now on; the card where the button is old."""
        async with self._transactions.begin() as session:
            scope, row = await self._seen(session, complaint, by, lock=True)
            if row.version != version:
                return await card_of(session, row, scope, stale=True)
            rules.ask(row, scope, self._transactions.now(), self._transactions.now())  # would it be possible?
            await keep(session, self._transactions, by, awaiting=AwaitQuestion(complaint, version).pack())
            card = await card_of(session, row, scope)
            return QuestionAsked(card, await self._until(session, card.complaint))

    async def ask(self, complaint: int, version: int, text: str, *, by: Speaker) -> DeskCase:
        """Ask the reporter; the clock stands still until they reply. Raises TextNeeded, TextTooLong."""
        said = text.strip()
        if not said:
            raise TextNeeded
        if len(said) > QUESTION_LIMIT:
            raise TextTooLong(limit=QUESTION_LIMIT, length=len(said))

        async def tell(session: Session, found: Complaint, now: datetime) -> None:
            session.add(part_of(found.id, OFFICE, Piece(TEXT, said), now))
            await tell_reporter(session, COMPLAINT_ASKED, found.row, {}, now)

        async with self._transactions.begin() as session:
            until = await self._until(session, await self._of(session, complaint))
            return await self._stepped(
                session, complaint, version, by, lambda row, scope, now: rules.ask(row, scope, now, until), tell
            )

    async def begin_note(self, complaint: int, *, by: Speaker) -> DeskCase:
        """A note is awaited from now on."""
        async with self._transactions.begin() as session:
            scope, row = await self._seen(session, complaint, by)
            await keep(session, self._transactions, by, awaiting=AwaitNote(complaint).pack())
            return await card_of(session, row, scope)

    async def note(self, complaint: int, text: str, *, by: Speaker) -> DeskCase:
        """Write for the other officers; nothing else changes, and the reporter never sees it.

        Raises TextNeeded, TextTooLong.
        """
        said = text.strip()
        if not said:
            raise TextNeeded
        if len(said) > NOTE_LIMIT:
            raise TextTooLong(limit=NOTE_LIMIT, length=len(said))
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            scope, row = await self._seen(session, complaint, by, lock=True)
            await record(session, row, Step(NOTE, {}, {"text": said}, public=False), scope.person, now)
            await self._wait_no_more(session, by)
            return await card_of(session, row, scope)

    async def part(self, part: int, *, by: Speaker) -> CaseFile:
        """A file of a case; that it was looked at is recorded. Raises PartNotYet, PartGone."""
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            found = (await session.exec(select(ComplaintPart).where(ComplaintPart.id == part))).first()
            if found is None:
                raise NotDesk
            scope, row = await self._seen(session, found.complaint_id, by)
            if found.state == WAITING:
                raise PartNotYet
            if found.state != KEPT or found.kind in (TEXT, LOCATION):
                raise PartGone
            session.add(ComplaintReading(complaint_id=row.id or 0, person_id=scope.person, at=now))
            path = self._files.path(found.key)
            return CaseFile(row.id or 0, row.number, found.kind, found.name, found.text, path)

    async def _until(self, session: Session, case: Complaint) -> datetime:
        return (await self._calendars.of(session)).deadline(self._transactions.now(), case.rules.days.reply)
