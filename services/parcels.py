"""What a keeper needs of a table of parcels: claim what is to be fetched or deleted, write what became of it."""

from abc import ABC, abstractmethod
from collections.abc import Collection
from datetime import timedelta
from typing import Any, ClassVar

from sqlalchemy import or_, text
from sqlmodel import col, select, update

from models.notice import RetryLater
from models.parcel import (
    KEPT,
    LEASE,
    LOST,
    REFUSED,
    RETRIES,
    WAITING,
    Fate,
    Gone,
    Job,
    Kept,
    Parcel,
)
from services.files import Files
from services.transaction import Session, Transactions


class ParcelQueue(ABC):
    """Rows of one table as work. A noun says which rows, how its bytes are kept and who is told."""

    row: ClassVar[type[Parcel]]
    work: ClassVar[str]
    """SQL: the rows that a keeper has to do something about."""
    held: ClassVar[str]
    """SQL: the rows that any worker may hold."""
    columns: ClassVar[tuple[str, ...]] = ("id", "state", "key", "name", "file_id", "attempts")
    """Of a Job."""

    def __init__(self, transactions: Transactions, files: Files) -> None:
        self._transactions = transactions
        self._files = files

    async def claim(self, holder: str, limit: int) -> list[Job]:
        """Take up to `limit` rows that wait to be fetched or deleted, for LEASE, oldest first."""
        row, real = self.row, self._transactions.clock.real()
        ready = (
            select(row.id)
            .where(text(self.work))
            .where(or_(col(row.retry_at).is_(None), col(row.retry_at) <= real))
            .where(or_(col(row.lease_until).is_(None), col(row.lease_until) <= real))
            .order_by(col(row.id))
            .limit(limit)
        )
        if self._transactions.dialect == "postgresql":
            ready = ready.with_for_update(skip_locked=True)
        chosen = ready.cte("chosen")
        async with self._transactions.begin() as session:
            taken = await session.exec(
                update(row)
                .where(col(row.id).in_(select(chosen.c.id)))
                .values(holder=holder, lease_until=real + LEASE)
                .returning(*(getattr(row, name) for name in self.columns))
            )
            return sorted((Job(*row) for row in taken), key=lambda job: job.id)

    def keep(self, job: Job, content: bytes) -> Fate:
        """Put the bytes on disk, or say why not. Blocking: a keeper calls it in a thread."""
        return Kept(self._files.keep(job.key, content), len(content))

    def discard(self, job: Job) -> None:
        """Delete the file of a row. Blocking."""
        self._files.delete(job.key)

    async def settle(self, job: Job, fate: Fate, holder: str) -> None:
        """Write what became of a fetch. What came to an end meanwhile stays so: its file is deleted next."""
        row, values = self.row, _written(job, fate)
        if isinstance(fate, RetryLater):
            values["retry_at"] = self._transactions.clock.real() + timedelta(seconds=fate.seconds)
        async with self._transactions.begin() as session:
            mine = col(row.id) == job.id, col(row.holder) == holder
            settled = await session.exec(
                update(row).where(*mine, col(row.state) == WAITING).values(holder=None, lease_until=None, **values)
            )
            if not settled.rowcount:
                await session.exec(update(row).where(*mine).values(holder=None, lease_until=None))
            elif values.get("state") in (LOST, REFUSED):
                await self._tell(session, job, str(values["state"]), str(values["reason"]))

    @abstractmethod
    async def forget(self, job: Job) -> None:
        """The file is gone: now the row goes, or forgets it."""

    async def holders(self) -> set[str]:
        """Who works on these rows now."""
        row = self.row
        async with self._transactions.read() as session:
            held = select(row.holder).where(text(self.held), col(row.holder).is_not(None)).distinct()
            return {str(holder) for holder in await session.exec(held)}

    async def release(self, dead: Collection[str]) -> None:
        """What these processes worked on waits again; they must be gone."""
        if not dead:
            return
        row = self.row
        async with self._transactions.begin() as session:
            await session.exec(
                update(row).where(text(self.held), col(row.holder).in_(dead)).values(holder=None, lease_until=None)
            )

    @abstractmethod
    async def _tell(self, session: Session, job: Job, state: str, reason: str) -> None:
        """Whose it is, in the same commit."""


def _written(job: Job, fate: Fate) -> dict[str, Any]:
    if isinstance(fate, Kept):
        cleaned = {"mime": fate.mime, "name": fate.name} if fate.mime else {}
        return {
            "state": KEPT,
            "file_id": "",
            "reason": "",
            "sha256": fate.sha256,
            "size": fate.size,
            "attempts": 0,
            "retry_at": None,
            **cleaned,
        }
    if isinstance(fate, RetryLater):
        tried = job.attempts + int(fate.counts)
        if tried >= RETRIES:
            return {"state": LOST, "attempts": tried, "reason": fate.reason[:200]}
        return {"attempts": tried, "reason": fate.reason[:200]}
    return {"state": LOST if isinstance(fate, Gone) else REFUSED, "reason": fate.reason[:200]}
