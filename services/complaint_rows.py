"""Rows of a case, inside the transaction of whoever calls: statements only, no use case."""

from collections.abc import Collection
from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlmodel import col, select

from models.complaint import LOCATION, OFFICE, TEXT, Complaint, ComplaintEvent, ComplaintPart, ComplaintRow, Told
from models.complaint_chain import START, first_broken, hash_of
from models.complaint_days import limit_key
from models.complaint_draft import Piece
from models.complaint_refusals import ComplaintUnknown
from models.complaint_rules import ESCALATE, NOTE, RETURN, Step
from models.conversation import Speaker
from models.evidence_rules import plain_name
from models.parcel import KEPT, WAITING
from models.person import Office
from services.complaint_policy import rules_of
from services.reporters import find_reporter
from services.seal import Seal
from services.transaction import Session

CHAINS = 500
"""Cases whose events are read at once."""


async def load_case(session: Session, complaint: int, *, lock: bool = False) -> ComplaintRow | None:
    """The row; with `lock` nobody else changes the case until the end of the transaction."""
    found = select(ComplaintRow).where(ComplaintRow.id == complaint)
    return (await session.exec(found.with_for_update() if lock else found)).first()


async def escalations(session: Session, ids: Collection[int]) -> list[ComplaintEvent]:
    """The events that told somebody's superior, oldest first."""
    found = select(ComplaintEvent).where(col(ComplaintEvent.complaint_id).in_(ids), ComplaintEvent.kind == ESCALATE)
    return list(await session.exec(found.order_by(col(ComplaintEvent.id))))


async def escalated_at(session: Session, row: ComplaintRow) -> datetime | None:
    """When somebody's superior was told last of the limit that is over now."""
    told = [one.at for one in await escalations(session, [row.id or 0]) if one.facts["due"] == limit_key(row)]
    return told[-1] if told else None


async def returned_because(session: Session, complaint: int) -> str:
    """Why an office gave it back last."""
    found = select(ComplaintEvent.facts).where(ComplaintEvent.complaint_id == complaint, ComplaintEvent.kind == RETURN)
    facts = (await session.exec(found.order_by(col(ComplaintEvent.seq).desc()).limit(1))).first()
    return str(facts["reason"]) if facts else ""


async def notes_of(session: Session, complaint: int) -> tuple[str, ...]:
    """The last three notes that officers wrote for one another."""
    found = select(ComplaintEvent.facts).where(ComplaintEvent.complaint_id == complaint, ComplaintEvent.kind == NOTE)
    facts = await session.exec(found.order_by(col(ComplaintEvent.seq).desc()).limit(3))
    return tuple(str(one["text"]) for one in reversed(list(facts)))


async def own_case(session: Session, seal: Seal, complaint: int, by: Speaker, *, lock: bool = False) -> ComplaintRow:
    """A case of the speaker's own. Raises ComplaintUnknown for another's, whether or not there is one."""
    reporter = await find_reporter(session, seal, by)
    row = await load_case(session, complaint, lock=lock) if reporter else None
    if reporter is None or row is None or row.reporter_id != reporter.id:
        raise ComplaintUnknown
    return row


async def with_rules(session: Session, row: ComplaintRow) -> Complaint:
    """A case with the rules it began with, and the name of its office."""
    office = (await session.exec(select(Office.name).where(Office.id == row.office_id))).first()
    return Complaint(row, await rules_of(session, row.rules_version_id), office or "")


async def apply_step(session: Session, row: ComplaintRow, step: Step, actor: int | None, now: datetime) -> None:
    """Write what changes and the event that tells it. The caller holds the case's lock."""
    for name, value in step.changes.items():
        setattr(row, name, value)
    row.version += 1
    session.add(row)
    await record(session, row, step, actor, now)


async def record(session: Session, row: ComplaintRow, step: Step, actor: int | None, now: datetime) -> None:
    """Add the event to the case's chain."""
    complaint = row.id or 0
    newest = select(ComplaintEvent.seq, ComplaintEvent.hash).where(ComplaintEvent.complaint_id == complaint)
    last = (await session.exec(newest.order_by(col(ComplaintEvent.seq).desc()).limit(1))).first()
    seq, prev = (last[0] + 1, last[1]) if last else (1, START)
    facts = dict(step.facts)
    link: dict[str, Any] = {"seq": seq, "kind": step.event, "at": now, "facts": facts, "public": step.public}
    made = hash_of(prev, complaint=complaint, actor=actor, **link)
    session.add(ComplaintEvent(complaint_id=complaint, actor_id=actor, prev_hash=prev, hash=made, **link))
    await session.flush()


async def broken_chain(session: Session) -> tuple[str, int] | None:
    """Number of the first case whose events are not what they were, and which event; None when all are."""
    last = 0
    while True:
        query = select(ComplaintRow.id, ComplaintRow.number).where(col(ComplaintRow.id) > last)
        cases = (await session.exec(query.order_by(col(ComplaintRow.id)).limit(CHAINS))).all()
        if not cases:
            return None
        ids = [complaint or 0 for complaint, _ in cases]
        found = select(ComplaintEvent).where(col(ComplaintEvent.complaint_id).in_(ids))
        chains: dict[int, list[ComplaintEvent]] = {}
        for event in await session.exec(found.order_by(col(ComplaintEvent.seq))):
            chains.setdefault(event.complaint_id, []).append(event)
        for complaint, number in cases:
            links = chains.get(complaint or 0, [])
            broken = first_broken(complaint or 0, links) if links else 1
            if broken is not None:
                return number, broken
        session.expunge_all()  # they are read once
        last = ids[-1]


def part_of(complaint: int, side: str, piece: Piece, now: datetime) -> ComplaintPart:
    """A part that is kept at once (words, a place), or a file whose bytes a keeper fetches."""
    fetched = piece.kind not in (TEXT, LOCATION)
    return ComplaintPart(
        complaint_id=complaint,
        side=side,
        kind=piece.kind,
        text=piece.text,
        state=WAITING if fetched else KEPT,
        file_id=piece.file_id,
        name=plain_name(piece.name),
        size=max(piece.size, 0),
        mime=piece.mime[:120],
        key=token_hex(16) if fetched else "",
        latitude=piece.latitude,
        longitude=piece.longitude,
        added_at=now,
    )


async def parts_of(session: Session, complaint: int) -> tuple[Told, ...]:
    """What was told, by both sides, in order."""
    found = select(ComplaintPart).where(ComplaintPart.complaint_id == complaint).order_by(col(ComplaintPart.id))
    return tuple(
        Told(part.id or 0, part.kind, part.side, part.text, part.name, part.state) for part in await session.exec(found)
    )


async def answer_of(session: Session, complaint: int) -> str:
    """The office's last words."""
    said = select(ComplaintPart.text).where(ComplaintPart.complaint_id == complaint, ComplaintPart.side == OFFICE)
    return (await session.exec(said.order_by(col(ComplaintPart.id).desc()).limit(1))).first() or ""
