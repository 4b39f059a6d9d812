"""Rows of evidence, inside the transaction of whoever calls: statements only, no use case."""

from dataclasses import replace
from datetime import datetime
from secrets import token_hex

from sqlalchemy import Connection, delete, insert, select, update
from sqlmodel import col

from models import evidence_rules as rules
from models.evaluation import Evaluation, EvaluationRow
from models.evidence import LINK, REMOVED, EvidenceRow, Piece
from models.parcel import KEPT, REFUSED, WAITING, Sent
from models.refusals import Refusal
from services.files import Files

SHOWN = (WAITING, KEPT)


def add(
    connection: Connection, evaluation: Evaluation, item: int, sent: Sent, now: datetime, *, spoken: bool = False
) -> Evaluation:
    """Lay a file beside an item; the form with its new count. Raises what models.evidence_rules says.

    The caller holds the form's lock, or two files at once would both find the last place free.
    """
    rules.changeable(evaluation, now)
    rules.acceptable(sent)
    rules.room_for(evaluation, rules.item_of(evaluation, item))
    connection.execute(insert(EvidenceRow), _row(evaluation.id, item, sent, now) | {"spoken": spoken})
    return _counted(evaluation, item, 1)


def add_links(
    connection: Connection, evaluation: Evaluation, item: int, links: tuple[str, ...], now: datetime
) -> Evaluation:
    """Lay addresses beside an item: kept at once."""
    rules.changeable(evaluation, now)
    rules.room_for(evaluation, rules.item_of(evaluation, item), len(links))
    for link in links:
        row = _row(evaluation.id, item, Sent(LINK, ""), now)
        connection.execute(insert(EvidenceRow), row | {"link": link, "state": KEPT, "key": ""})
    return _counted(evaluation, item, len(links))


def try_add(
    connection: Connection, evaluation: Evaluation, item: int, sent: Sent, now: datetime
) -> tuple[Evaluation, Refusal | None]:
    """`add`, or why not. A refused part of an album leaves a row: the parts after it must find the same item."""
    try:
        return add(connection, evaluation, item, sent, now), None
    except Refusal as refusal:
        if sent.album:
            row = _row(evaluation.id, item, Sent(sent.kind, "", album=sent.album), now)
            why = {"state": REFUSED, "key": "", "reason": type(refusal).__name__}
            connection.execute(insert(EvidenceRow), row | why)
        return evaluation, refusal


def place_of(connection: Connection, album: str, person: int) -> tuple[int, int] | None:
    """Form and item to which the first part of this person's album went."""
    row = connection.execute(
        select(col(EvidenceRow.evaluation_id), col(EvidenceRow.item))
        .join(EvaluationRow, col(EvaluationRow.id) == col(EvidenceRow.evaluation_id))
        .where(col(EvaluationRow.person_id) == person, col(EvidenceRow.album) == album)
        .order_by(col(EvidenceRow.id))
        .limit(1)
    ).first()
    return (row[0], row[1]) if row else None


def form_of(connection: Connection, piece: int) -> int | None:
    """The form a piece belongs to."""
    return connection.scalar(select(col(EvidenceRow.evaluation_id)).where(col(EvidenceRow.id) == piece))


def pieces(connection: Connection, files: Files, evaluation: int, *, item: int | None = None) -> tuple[Piece, ...]:
    """What is shown of a form, or of one item: what waits and what is kept, in the order in which it came."""
    found = (
        select(EvidenceRow.__table__)  # type: ignore[attr-defined]  # SQLModel's table
        .where(col(EvidenceRow.evaluation_id) == evaluation, col(EvidenceRow.state).in_(SHOWN))
        .order_by(col(EvidenceRow.item), col(EvidenceRow.id))
    )
    if item is not None:
        found = found.where(col(EvidenceRow.item) == item)
    return tuple(
        Piece(
            id=row.id,
            evaluation=row.evaluation_id,
            item=row.item,
            kind=row.kind,
            state=row.state,
            spoken=row.spoken,
            name=row.name,
            caption=row.caption,
            link=row.link,
            path=files.path(row.key) if row.state == KEPT and row.key else None,
        )
        for row in connection.execute(found)
    )


def remove(connection: Connection, piece: int) -> None:
    """From now on nobody sees it; nothing that was said of it stays. A worker deletes its file, then the row."""
    this = col(EvidenceRow.id) == piece
    connection.execute(delete(EvidenceRow).where(this, col(EvidenceRow.key) == ""))
    nothing = dict.fromkeys(("caption", "link", "file_id", "file_unique_id", "name", "reason"), "")
    connection.execute(update(EvidenceRow).where(this).values(state=REMOVED, retry_at=None, **nothing))


def _counted(evaluation: Evaluation, item: int, more: int) -> Evaluation:
    return replace(evaluation, evidence={**evaluation.evidence, item: evaluation.evidence.get(item, 0) + more})


def _row(evaluation: int, item: int, sent: Sent, now: datetime) -> dict[str, object]:
    return {
        "evaluation_id": evaluation,
        "item": item,
        "kind": sent.kind,
        "state": WAITING,
        "spoken": False,
        "caption": sent.caption,
        "link": "",
        "file_id": sent.file_id,
        "file_unique_id": sent.file_unique_id,
        "album": sent.album,
        "name": rules.plain_name(sent.name),
        "mime": sent.mime[:120],
        "size": sent.size or 0,
        "key": token_hex(16),
        "sha256": "",
        "added_at": now,
        "attempts": 0,
        "reason": "",
    }
