"""The reporter's side of a question: a reply in as many messages as it takes; the clock runs again with the first."""

from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import col, select

from models import complaint_rules as rules
from models.action import parse
from models.complaint import ASKED, REPORTER, TEXT, ComplaintPart, ComplaintRow, OwnCase, Replied
from models.complaint_action import AwaitReply
from models.complaint_draft import OFFERED, Piece
from models.complaint_drafting import BURST, fitting
from models.complaint_refusals import ReplyWhich, StoryFull
from models.complaint_rules import Step
from models.conversation import Speaker
from models.notice import BULK, COMPLAINT_REPLIED
from services.calendars import Calendars
from services.complaint_drafts import load_draft
from services.complaint_policy import complaint_rules
from services.complaint_rows import answer_of, apply_step, own_case, part_of, record, with_rules
from services.conversations import keep
from services.outbox import post
from services.reporters import find_reporter
from services.seal import Seal
from services.transaction import Session, Transactions

TOLD_FOR = timedelta(days=14)


class ComplaintReplies:
    """Use cases of a reporter who was asked. All raise ComplaintUnknown for a case that is not their own."""

    def __init__(self, transactions: Transactions, calendars: Calendars, seal: Seal) -> None:
        self._transactions = transactions
        self._calendars = calendars
        self._seal = seal

    async def begin(self, complaint: int, *, by: Speaker) -> OwnCase:
        """The question; the reply is awaited from now on. Raises ComplaintMoved where nothing is asked any more."""
        async with self._transactions.begin() as session:
            row = await own_case(session, self._seal, complaint, by, lock=True)
            rules.possible(rules.REPLY, row)
            await keep(session, self._transactions, by, awaiting=AwaitReply(complaint).pack())
            return OwnCase(await with_rules(session, row), await answer_of(session, complaint))

    async def tell(self, complaint: int, piece: Piece, *, by: Speaker) -> Replied:
        """A message of the reply. The first one lets the clock run and tells the officer; more may follow.

        Raises ComplaintMoved, StoryFull, TextTooLong and what a file may be refused for.
        """
        async with self._transactions.begin() as session:
            row = await own_case(session, self._seal, complaint, by, lock=True)
            if row.state != ASKED and not _replying(by, complaint):
                rules.possible(rules.REPLY, row)
            rules.possible(rules.TELL, row)
            return await self._told(session, row, piece, by)

    async def tell_unasked(self, piece: Piece, *, by: Speaker) -> Replied | None:
        """A message out of the blue is the reply, where one case waits for it and no report is begun; else None.

        Raises ReplyWhich where several wait.
        """
        async with self._transactions.read() as session:
            reporter = await find_reporter(session, self._seal, by)
            draft, _ = await load_draft(session, self._seal, by, lock=False)
            if reporter is None or (draft is not None and draft.step != OFFERED):
                return None
            if piece.kind == TEXT and (await complaint_rules(session)).greets(piece.text):
                return None
            asked = select(ComplaintRow.id).where(ComplaintRow.reporter_id == reporter.id, ComplaintRow.state == ASKED)
            waiting = (await session.exec(asked)).all()
        if len(waiting) > 1:
            raise ReplyWhich(count=len(waiting))
        return await self.tell(waiting[0] or 0, piece, by=by) if waiting else None

    async def unknown(self, complaint: int, version: int, *, by: Speaker) -> Replied | None:
        """«I don't know» is a reply, too; None where the button is old: nothing was changed."""
        async with self._transactions.begin() as session:
            row = await own_case(session, self._seal, complaint, by, lock=True)
            if row.version != version:
                return None
            rules.possible(rules.REPLY, row)
            return await self._told(session, row, Piece.words("Tidak tahu."), by)

    async def end(self, complaint: int, *, by: Speaker) -> None:
        """That was it."""
        if _replying(by, complaint):
            async with self._transactions.begin() as session:
                await keep(session, self._transactions, by, awaiting="")

    async def _told(self, session: Session, row: ComplaintRow, piece: Piece, by: Speaker) -> Replied:
        now, complaint = self._transactions.now(), row.id or 0
        limits = (await with_rules(session, row)).rules.limits
        fitting(piece, limits)
        newest, parts = await _parts(session, complaint)
        if parts >= limits.parts:
            raise StoryFull(limit=limits.parts)
        silent = row.state != ASKED and piece.many and newest is not None and now - newest < BURST
        if row.state == ASKED:
            await apply_step(session, row, rules.reply(row, await self._calendars.of(session), now), None, now)
            await _tell_officer(session, row, now)
        else:  # the version stays: the officer may be writing their answer
            await record(session, row, Step(rules.TELL, {}, {"kind": piece.kind}), None, now)
        session.add(part_of(complaint, REPORTER, piece, now))
        await keep(session, self._transactions, by, awaiting=AwaitReply(complaint).pack())
        return Replied(complaint, row.number, silent)


def _replying(by: Speaker, complaint: int) -> bool:
    return parse(by.awaiting) == AwaitReply(complaint)


async def _parts(session: Session, complaint: int) -> tuple[datetime | None, int]:
    """When the newest part of the reporter came, and how many there are."""
    mine = ComplaintPart.complaint_id == complaint, ComplaintPart.side == REPORTER
    count = (await session.exec(select(func.count()).select_from(ComplaintPart).where(*mine))).one()
    newest = select(ComplaintPart.added_at).where(*mine).order_by(col(ComplaintPart.id).desc()).limit(1)
    return (await session.exec(newest)).first(), count


async def _tell_officer(session: Session, row: ComplaintRow, now: datetime) -> None:
    if row.assigned_to is None:
        return
    await post(
        session,
        COMPLAINT_REPLIED,
        to=row.assigned_to,
        facts={"complaint": row.id, "number": row.number},
        dedupe_key=f"{COMPLAINT_REPLIED}:{row.id}:{row.version}",
        now=now,
        valid_until=now + TOLD_FOR,
        lane=BULK,
        subject=row.id,
    )
