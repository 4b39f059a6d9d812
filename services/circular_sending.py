"""A circular leaves HR's hands: a try to oneself, then all notices in one statement."""

from typing import Any

from sqlmodel import col, func, or_, select

from models.circular import (
    DRAFT,
    REVIEW,
    SENT,
    VALID_FOR,
    CircularDraft,
    CircularRow,
    first_moment,
    portions,
    read_text,
)
from models.circular_refusals import NobodyToWrite
from models.conversation import Speaker
from models.notice import CIRCULAR_TRIED
from models.person import Person
from models.role import HR
from services.circular_desk import CircularDesk, Found, mine
from services.circular_rows import chosen, example, longest, reach, write_notices
from services.conversations import keep
from services.outbox import post
from services.roles import need
from services.transaction import Session


class CircularSending:
    """Use cases of hr; others get NotLinked or OnlyHr. None where the draft is gone."""

    def __init__(self, desk: CircularDesk) -> None:
        self._desk = desk
        self._transactions = desk.transactions

    async def try_out(self, draft: int, version: int, *, by: Speaker) -> CircularDraft | None:
        """Send it to me alone, in every language that it has."""

        async def work(session: Session, row: CircularRow) -> Found:
            name, unit = await example(session, col(Person.id) == by.person)
            for language, said in (("id", row.text), ("en", row.text_en)):
                if said:
                    facts = {"text": said, "name": name, "unit": unit, "language": language}
                    await self._try(session, f"{row.id}:{row.version}:{language}", facts, by)
            return ()

        return await self._desk.change(by, work, draft, version, tried=True)

    async def send(self, draft: int, version: int, *, by: Speaker) -> CircularDraft | int | None:
        """To all of them: its id, also when it was sent already.

        Raises NobodyToWrite, and CircularTooLong should somebody with a longer name have come; the draft stays.
        """
        async with self._transactions.begin() as session:
            await need(session, by, HR)
            row = await mine(session, by, draft)
            if row is None:
                return await _sent_before(session, draft)
            if row.version != version or row.step != REVIEW:
                return await self._desk.show(session, row, row.step, by, stale=True)
            for said in (row.text, row.text_en or ""):
                read_text(said, *await longest(session))
            await self._send(session, row)
            await keep(session, self._transactions, by, awaiting="")
            return row.id

    async def _send(self, session: Session, row: CircularRow) -> None:
        now = self._transactions.now()
        who = chosen(row.audience, row.offices, now)
        found = await reach(session, who)
        if not found.notices:
            raise NobodyToWrite
        row.edition, row.state, row.sent_at = await _next_edition(session, row), SENT, now
        begins_at = first_moment(await self._desk.calendars.of(session), now)
        size, due = portions(found.notices, self._desk.rate, begins_at)
        row.people = await write_notices(session, row, who, size=size, due=due, now=now)
        row.unlinked, row.muted = found.unlinked, found.muted
        session.add(row)

    async def _try(self, session: Session, key: str, facts: dict[str, Any], by: Speaker) -> None:
        now = self._transactions.now()
        await post(
            session,
            CIRCULAR_TRIED,
            to=by.person or 0,
            facts=facts,
            dedupe_key=f"{CIRCULAR_TRIED}:{key}",
            now=now,
            valid_until=now + VALID_FOR,
        )


async def _sent_before(session: Session, draft: int) -> int | None:
    found = await session.get(CircularRow, draft)
    return draft if found is not None and found.state != DRAFT else None


async def _next_edition(session: Session, row: CircularRow) -> int:
    if row.first_id is None:
        return 1
    # Locked: two people of HR may send the next edition of one circular at the same moment.
    await session.get(CircularRow, row.first_id, with_for_update=True)
    same = or_(col(CircularRow.id) == row.first_id, col(CircularRow.first_id) == row.first_id)
    newest = (await session.exec(select(func.max(col(CircularRow.edition))).where(same))).one()
    return int(newest or 0) + 1
