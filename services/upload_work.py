"""What an importer does with uploads: read what is kept and show a preview, import what was confirmed."""

import asyncio
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import or_
from sqlmodel import col, select, update

from models.notice import back_off
from models.parcel import KEPT, LOST, REFUSED
from models.sheet import FileRefused
from models.upload import EXPIRED, KEPT_FOR, LEASE, PREVIEWED, SAVED, TO_READ, TRIES, Task, UploadRow
from services.files import Files
from services.roster_rows import lock_roster
from services.transaction import Session, Transactions
from services.upload_files import Compare, Draft, read_upload
from services.upload_rows import ask, settle, tell


class UploadWork:
    """One upload at a time: a roster is the heaviest thing this house lifts."""

    def __init__(self, transactions: Transactions, files: Files) -> None:
        self._transactions = transactions
        self._files = files

    async def claim(self, holder: str) -> Task | None:
        """The oldest upload to be read or imported, for LEASE. What nobody decided on in time expires on the way."""
        now, real = self._transactions.now(), self._transactions.clock.real()
        row = UploadRow
        async with self._transactions.begin() as session:
            await session.exec(
                update(row)
                .where(col(row.state) == PREVIEWED, col(row.until) <= now)
                .values(state=EXPIRED, told={}, file_id="")
            )
            ready = (
                select(row)
                .where(col(row.state).in_(TO_READ))
                .where(or_(col(row.retry_at).is_(None), col(row.retry_at) <= real))
                .where(or_(col(row.lease_until).is_(None), col(row.lease_until) <= real))
                .order_by(col(row.id))
                .limit(1)
                .with_for_update(skip_locked=True)
            )
            found = (await session.exec(ready)).first()
            if found is None:
                return None
            found.holder, found.lease_until = holder, real + LEASE
            return Task(
                id=found.id or 0,
                state=found.state,
                person=found.person_id,
                version=found.version,
                key=found.key,
                sha256=found.sha256,
                attempts=found.attempts,
                name=found.name,
                told=found.told,
            )

    async def carry(self, task: Task, holder: str) -> str:
        """Preview or import it; the state it has then. What is refused as a whole, its sender is told."""
        try:
            compare = await asyncio.to_thread(self._read, task)
        except FileRefused as refused:
            return await self._end(task, holder, REFUSED, {"key": refused.key, "facts": dict(refused.facts)})
        if compare is None:
            return await self._end(task, holder, LOST, {})
        if task.state == KEPT:
            return await self._preview(task, holder, compare)
        return await self._import(task, holder, compare)

    async def postpone(self, task: Task, holder: str, reason: str) -> str:
        """It failed by no fault of the file: again later; after TRIES its sender is asked to send it again."""
        tried = task.attempts + 1
        if tried >= TRIES:
            return await self._end(task, holder, LOST, {})
        retry_at = self._transactions.clock.real() + timedelta(seconds=back_off(tried))
        async with self._transactions.begin() as session:
            await settle(session, task, holder, attempts=tried, retry_at=retry_at, reason=reason[:200])
        return task.state

    def _read(self, task: Task) -> Compare | None:
        """None where the bytes are not those that came. In a thread: seconds of reading for 14,000 rows."""
        try:
            content = self._files.path(task.key).read_bytes()
        except FileNotFoundError:
            return None
        return read_upload(content) if sha256(content).hexdigest() == task.sha256 else None

    async def _preview(self, task: Task, holder: str, compare: Compare) -> str:
        async with self._transactions.read() as session:
            draft = await compare(session)
        async with self._transactions.begin() as session:
            await self._ask(session, task, holder, draft, again=False)
        return PREVIEWED

    async def _import(self, task: Task, holder: str, compare: Compare) -> str:
        """Exactly what was confirmed, or a new question."""
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            await lock_roster(session)
            draft = await compare(session)
            if draft.preview.told() != task.told:
                await self._ask(session, task, holder, draft, again=True)
                return PREVIEWED
            if await settle(session, task, holder, state=SAVED):
                await draft.write(session, now)
                await tell(session, task, SAVED, {"told": task.told}, now)
        return SAVED

    async def _ask(self, session: Session, task: Task, holder: str, draft: Draft, *, again: bool) -> None:
        now = self._transactions.now()
        until, told = now + KEPT_FOR, draft.preview.told()
        if await settle(session, task, holder, state=PREVIEWED, version=task.version + 1, until=until, told=told):
            await ask(session, task, draft.preview, now, until, again=again)

    async def _end(self, task: Task, holder: str, state: str, why: dict[str, object]) -> str:
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            if await settle(session, task, holder, state=state, told=why):
                await tell(session, task, state, why, now)
        return state
