"""What a keeper of evidence needs: claim what is to be fetched or deleted, write what became of it."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from sqlalchemy import or_, text
from sqlmodel import col, delete, select, update

from models.evaluation import EvaluationRow
from models.evidence import (
    KEPT,
    LEASE,
    LOST,
    REFUSED,
    REMOVED,
    RETRIES,
    WAITING,
    WORK,
    EvidenceRow,
    Fate,
    Gone,
    Job,
    Kept,
)
from models.notice import EVIDENCE_LOST, EVIDENCE_REFUSED, RetryLater
from services.outbox import post
from services.transaction import Session, Transactions

TOLD_WITHIN = timedelta(days=7)


class EvidenceQueue:
    """Rows of evidence as work."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def claim(self, holder: str, limit: int) -> list[Job]:
        """Take up to `limit` rows that wait to be fetched or deleted, for LEASE, oldest first."""
        real = self._transactions.clock.real()
        ready = (
            select(EvidenceRow.id)
            .where(text(WORK))
            .where(or_(col(EvidenceRow.retry_at).is_(None), col(EvidenceRow.retry_at) <= real))
            .where(or_(col(EvidenceRow.lease_until).is_(None), col(EvidenceRow.lease_until) <= real))
            .order_by(col(EvidenceRow.id))
            .limit(limit)
        )
        if self._transactions.dialect == "postgresql":
            ready = ready.with_for_update(skip_locked=True)
        chosen = ready.cte("chosen")
        columns = ("id", "state", "kind", "key", "name", "file_id", "attempts")
        async with self._transactions.begin() as session:
            taken = await session.exec(
                update(EvidenceRow)
                .where(col(EvidenceRow.id).in_(select(chosen.c.id)))
                .values(holder=holder, lease_until=real + LEASE)
                .returning(*(getattr(EvidenceRow, name) for name in columns))
            )
            return sorted((Job(*row) for row in taken), key=lambda job: job.evidence)

    async def settle(self, job: Job, fate: Fate, holder: str) -> None:
        """Write what became of a fetch. What was removed meanwhile stays removed: its file is deleted next."""
        real = self._transactions.clock.real()
        values = _written(job, fate)
        if isinstance(fate, RetryLater):
            values["retry_at"] = real + timedelta(seconds=fate.seconds)
        async with self._transactions.begin() as session:
            mine = col(EvidenceRow.id) == job.evidence, col(EvidenceRow.holder) == holder
            settled = await session.exec(
                update(EvidenceRow)
                .where(*mine, col(EvidenceRow.state) == WAITING)
                .values(holder=None, lease_until=None, **values)
            )
            if not settled.rowcount:
                await session.exec(update(EvidenceRow).where(*mine).values(holder=None, lease_until=None))
            elif values.get("state") in (LOST, REFUSED):
                await self._tell(session, job, str(values["state"]), str(values["reason"]))

    async def forget(self, job: Job) -> None:
        """The file of a removed row is gone: now the row goes."""
        async with self._transactions.begin() as session:
            await session.exec(
                delete(EvidenceRow).where(col(EvidenceRow.id) == job.evidence, col(EvidenceRow.state) == REMOVED)
            )

    async def holders(self) -> set[str]:
        """Who works on evidence now."""
        async with self._transactions.read() as session:
            held = select(EvidenceRow.holder).where(text(WORK), col(EvidenceRow.holder).is_not(None)).distinct()
            return {str(holder) for holder in await session.exec(held)}

    async def release(self, dead: Collection[str]) -> None:
        """What these processes worked on waits again; they must be gone."""
        if not dead:
            return
        async with self._transactions.begin() as session:
            await session.exec(
                update(EvidenceRow)
                .where(text(WORK), col(EvidenceRow.holder).in_(dead))
                .values(holder=None, lease_until=None)
            )

    async def _tell(self, session: Session, job: Job, state: str, reason: str) -> None:
        """Its owner, in the same commit."""
        row = await session.exec(
            select(EvaluationRow.person_id, EvidenceRow.evaluation_id, EvidenceRow.item)
            .join(EvidenceRow, col(EvidenceRow.evaluation_id) == col(EvaluationRow.id))
            .where(EvidenceRow.id == job.evidence)
        )
        person, evaluation, item = row.one()
        now = self._transactions.now()
        kind = EVIDENCE_LOST if state == LOST else EVIDENCE_REFUSED
        await post(
            session,
            kind,
            to=person,
            facts={"evaluation": evaluation, "item": item, "kind": job.kind, "name": job.name, "reason": reason},
            dedupe_key=f"{kind}:{job.evidence}",
            now=now,
            valid_until=now + TOLD_WITHIN,
        )


def _written(job: Job, fate: Fate) -> dict[str, Any]:
    if isinstance(fate, Kept):
        cleaned = {"mime": fate.mime, "name": fate.name} if fate.mime else {}
        return {"state": KEPT, "file_id": "", "reason": "", "sha256": fate.sha256, "size": fate.size, **cleaned}
    if isinstance(fate, RetryLater):
        tried = job.attempts + int(fate.counts)
        if tried >= RETRIES:
            return {"state": LOST, "attempts": tried, "reason": fate.reason[:200]}
        return {"attempts": tried, "reason": fate.reason[:200]}
    return {"state": LOST if isinstance(fate, Gone) else REFUSED, "reason": fate.reason[:200]}
