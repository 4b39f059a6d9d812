"""Uploads as a keeper's work: the bytes are kept as they came, and deleted once the upload has come to an end."""

from sqlmodel import col, select, update

from models.notice import UPLOAD_LOST, UPLOAD_REFUSED
from models.parcel import MAX_SIZE, TOO_BIG, Job
from models.upload import TOLD_WITHIN, WORK, UploadRow
from services.outbox import post
from services.parcels import ParcelQueue
from services.transaction import Session


class UploadQueue(ParcelQueue):
    """Rows of uploads as work."""

    row = UploadRow
    work = WORK
    held = "holder IS NOT NULL"

    async def forget(self, job: Job) -> None:
        """Its file is gone; the row stays as a record."""
        async with self._transactions.begin() as session:
            await session.exec(
                update(UploadRow).where(col(UploadRow.id) == job.id).values(key="", holder=None, lease_until=None)
            )

    async def _tell(self, session: Session, job: Job, state: str, reason: str) -> None:
        """Its sender."""
        now = self._transactions.now()
        person = (await session.exec(select(UploadRow.person_id).where(UploadRow.id == job.id))).one()
        kind, why = UPLOAD_LOST, {}
        if reason == TOO_BIG:
            kind, why = UPLOAD_REFUSED, {"key": "too_large", "facts": {"megabytes": MAX_SIZE // 2**20}}
        await session.exec(update(UploadRow).where(col(UploadRow.id) == job.id).values(told=why))
        await post(
            session,
            kind,
            to=person,
            facts={"upload": job.id, "name": job.name, **why},
            dedupe_key=f"{kind}:{job.id}",
            now=now,
            valid_until=now + TOLD_WITHIN,
        )
