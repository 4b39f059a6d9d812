"""Circulars that were sent: the list, how far one is, stopping it."""

from datetime import datetime

from sqlmodel import col, func, select

from models.circular import (
    DRAFT,
    PAGE,
    SENT,
    STOPPED,
    CircularBoard,
    CircularCard,
    CircularLine,
    CircularRow,
    title_of,
)
from models.circular_refusals import CircularUnknown
from models.conversation import Speaker
from models.notice import CANCELLED, DELIVERED, WAITING
from models.person import Person
from models.role import HR
from services.circular_desk import mine
from services.circular_rows import drop_waiting, last_due, outcomes
from services.office_rows import in_order
from services.roles import need
from services.transaction import Session, Transactions


class Circulars:
    """Use cases of hr; others get NotLinked or OnlyHr. Every circular is HR's, whoever wrote it."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def board(self, *, by: Speaker, page: int = 0) -> CircularBoard:
        """Those that were sent, newest first."""
        async with self._transactions.read() as session:
            await need(session, by, HR)
            sent = col(CircularRow.state) != DRAFT
            count = (await session.exec(select(func.count()).where(sent))).one()
            pages = max(1, -(-count // PAGE))
            page = min(max(page, 0), pages - 1)
            newest = col(CircularRow.sent_at).desc(), col(CircularRow.id).desc()
            rows = select(CircularRow).where(sent).order_by(*newest).limit(PAGE).offset(page * PAGE)
            lines = tuple(_line(row) for row in await session.exec(rows))
            return CircularBoard(lines, page, pages, await mine(session, by, lock=False) is not None)

    async def card(self, circular: int, *, by: Speaker) -> CircularCard:
        """One of them, as far as it is now. Raises CircularUnknown."""
        async with self._transactions.read() as session:
            await need(session, by, HR)
            return await _card(session, await _sent(session, circular), self._transactions.now())

    async def stop(self, circular: int, *, by: Speaker) -> CircularCard:
        """What has not gone does not go any more; twice stops nothing more. Raises CircularUnknown."""
        async with self._transactions.begin() as session:
            await need(session, by, HR)
            row = await _sent(session, circular, lock=True)
            now = self._transactions.now()
            if row.state == SENT:
                row.state, row.stopped_at = STOPPED, now
                session.add(row)
                await session.flush()
                await drop_waiting(session, circular, now, self._transactions.clock.real())
            return await _card(session, row, now)


async def _sent(session: Session, circular: int, *, lock: bool = False) -> CircularRow:
    row = await session.get(CircularRow, circular, with_for_update=lock)
    if row is None or row.state == DRAFT:
        raise CircularUnknown
    return row


async def _card(session: Session, row: CircularRow, now: datetime) -> CircularCard:
    counts, away = await outcomes(session, row.id or 0)
    author = (await session.exec(select(Person.name).where(Person.id == row.author_id))).one()
    due = await last_due(session, row.id or 0)
    ended = {DELIVERED, WAITING, CANCELLED}
    return CircularCard(
        line=_line(row),
        author=author,
        audience=row.audience or "",
        places=await in_order(session, row.offices),
        unlinked=row.unlinked,
        muted=row.muted,
        delivered=counts.get(DELIVERED, 0),
        waiting=counts.get(WAITING, 0) - away,
        away=away,
        lost=sum(count for outcome, count in counts.items() if outcome not in ended),
        cancelled=counts.get(CANCELLED, 0),
        done_at=due if due > now else None,
    )


def _line(row: CircularRow) -> CircularLine:
    assert row.sent_at is not None
    return CircularLine(row.id or 0, title_of(row.text), row.edition or 1, row.state, row.sent_at, row.people)
