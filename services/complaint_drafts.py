"""Rows of drafts, inside the transaction of whoever calls; found by the sealed account only."""

from datetime import datetime
from typing import Any

from sqlmodel import col, delete, select, update

from models.complaint_draft import ComplaintDraft, Draft
from models.conversation import Speaker
from services.reporters import account_of
from services.seal import Seal
from services.transaction import Session
from services.upsert import insert_into


def _mine(seal: Seal, speaker: Speaker) -> Any:
    return col(ComplaintDraft.lookup).in_(seal.lookups(account_of(speaker)))


async def load_draft(
    session: Session, seal: Seal, speaker: Speaker, *, lock: bool = True
) -> tuple[Draft | None, datetime | None]:
    """The speaker's draft, held until the end of the transaction, and when it changed last."""
    found = select(ComplaintDraft).where(_mine(seal, speaker))
    row = (await session.exec(found.with_for_update() if lock else found)).first()
    return (Draft.unpacked(row.told, row.version), row.changed_at) if row else (None, None)


async def save_draft(
    session: Session, seal: Seal, speaker: Speaker, draft: Draft, now: datetime, *, quietly: bool = False
) -> int:
    """Keep it; its version, a new one unless `quietly`: what changes no screen leaves its buttons good.

    A draft begins with the second of its day as its version, so that no button of an earlier one fits it.
    """
    version = (draft.version + (not quietly)) if draft.version else int(now.timestamp())
    values = {"told": draft.packed(), "version": version, "changed_at": now}
    kept = await session.exec(update(ComplaintDraft).where(_mine(seal, speaker)).values(**values))
    if not kept.rowcount:
        insert = insert_into(session, ComplaintDraft).values(lookup=seal.lookup(account_of(speaker)), **values)
        await session.exec(insert.on_conflict_do_update(index_elements=["lookup"], set_=values))
    return version


async def drop_draft(session: Session, seal: Seal, speaker: Speaker) -> bool:
    """Throw it away; was there one?"""
    return bool((await session.exec(delete(ComplaintDraft).where(_mine(seal, speaker)))).rowcount)
