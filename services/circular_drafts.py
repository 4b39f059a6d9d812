"""A circular while HR writes it: for whom, and which words. The draft is a row."""

from sqlmodel import col

from models.circular import (
    ASKED,
    AUDIENCES,
    DRAFT,
    ENGLISH,
    OFFICES,
    PLACES,
    WHO,
    CircularDraft,
    CircularRow,
    read_text,
)
from models.circular_refusals import CircularUnknown
from models.conversation import Speaker
from models.person import Office
from models.refusals import OfficeNotFound
from models.role import HR
from services.circular_desk import CircularDesk, Found, mine
from services.circular_rows import longest
from services.conversations import keep
from services.office_rows import find_offices, offices
from services.roles import need
from services.transaction import Session

LETTERS = 2
"""The least that is looked for in an office's name."""


class CircularDrafts:
    """Use cases of hr; others get NotLinked or OnlyHr. None where the draft is gone: sent, cancelled, another's."""

    def __init__(self, desk: CircularDesk) -> None:
        self._desk = desk
        self._transactions = desk.transactions

    async def start(self, *, by: Speaker) -> CircularDraft:
        """Begin, or go on with what was begun."""
        async with self._transactions.begin() as session:
            await need(session, by, HR)
            row = await mine(session, by) or await self._new(session, by)
            return await self._desk.show(session, row, row.step, by)

    async def reuse(self, circular: int, *, by: Speaker) -> CircularDraft:
        """The next edition of this one, for the same people; a draft that is there is shown instead.

        Raises CircularUnknown.
        """
        async with self._transactions.begin() as session:
            await need(session, by, HR)
            old = await session.get(CircularRow, circular)
            if old is None or old.state == DRAFT:
                raise CircularUnknown
            first = old.first_id or old.id
            if (begun := await mine(session, by)) is not None:
                return await self._desk.show(session, begun, begun.step, by, stale=begun.first_id != first)
            row = await self._new(session, by, old)
            return await self._desk.show(session, row, row.step, by)

    async def go(self, draft: int, version: int, step: str, *, by: Speaker) -> CircularDraft | None:
        """Show this step, and wait for its words; the review only when nothing is missing."""
        return await self._desk.change(by, _nothing, draft, version, step=step if step in (WHO, *ASKED) else None)

    async def choose(self, draft: int, version: int, audience: str, *, by: Speaker) -> CircularDraft | None:
        """It is for these people; an audience that nobody offered changes nothing."""

        async def work(session: Session, row: CircularRow) -> Found:
            if audience in AUDIENCES:
                row.audience = audience
            return ()

        return await self._desk.change(by, work, draft, version, step=PLACES if audience == OFFICES else None)

    async def add(self, draft: int, version: int, office: int, *, by: Speaker) -> CircularDraft | None:
        """This office, too, and what is below it."""

        async def work(session: Session, row: CircularRow) -> Found:
            if office not in row.offices and await offices(session, col(Office.id) == office):
                # A new list: an edit in place would not be saved.
                row.offices = [*row.offices, office]
            return ()

        return await self._desk.change(by, work, draft, version, step=PLACES)

    async def clear(self, draft: int, version: int, *, by: Speaker) -> CircularDraft | None:
        """No office yet."""

        async def work(session: Session, row: CircularRow) -> Found:
            row.offices = []
            return ()

        return await self._desk.change(by, work, draft, version, step=PLACES)

    async def skip_english(self, draft: int, version: int, *, by: Speaker) -> CircularDraft | None:
        """Everybody reads the Indonesian text."""

        async def work(session: Session, row: CircularRow) -> Found:
            row.text_en = ""
            return ()

        return await self._desk.change(by, work, draft, version)

    async def tell(self, step: str, typed: str, *, by: Speaker) -> CircularDraft | None:
        """What was typed at a step: an office, the text, the English text.

        Raises OfficeNotFound; PlaceholderUnknown, CircularTooLong: the draft stays as it was, and we still wait.
        """

        async def work(session: Session, row: CircularRow) -> Found:
            if step == PLACES:
                return await _look_for(session, typed)
            said = read_text(typed, *await longest(session))
            if step == ENGLISH:
                row.text_en = said
            else:
                row.text = said
            return ()

        return await self._desk.change(by, work, step=PLACES if step == PLACES else None)

    async def cancel(self, draft: int, *, by: Speaker) -> None:
        """Forget it; nothing where it is gone."""
        async with self._transactions.begin() as session:
            await need(session, by, HR)
            if (row := await mine(session, by, draft)) is not None:
                await session.delete(row)
                await keep(session, self._transactions, by, awaiting="")

    async def _new(self, session: Session, by: Speaker, old: CircularRow | None = None) -> CircularRow:
        row = CircularRow(author_id=by.person or 0, offices=[], created_at=self._transactions.now())
        if old is not None:
            row.first_id = old.first_id or old.id
            row.audience, row.offices, row.text, row.text_en = old.audience, old.offices, old.text, old.text_en
        session.add(row)
        await session.flush()
        return row


async def _nothing(session: Session, row: CircularRow) -> Found:
    return ()


async def _look_for(session: Session, typed: str) -> Found:
    if len(typed.strip()) < LETTERS:
        raise OfficeNotFound(text=typed.strip())
    return await find_offices(session, typed)
