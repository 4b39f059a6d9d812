"""Rows of a form on paper, inside the transaction of whoever calls: statements only, no use case."""

from dataclasses import replace
from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.orm import aliased
from sqlmodel import col

from models.evaluation import PAPER_DRAFT, Evaluation, EvaluationRow
from models.evidence import MAX_PIECES, REMOVED
from models.evidence_rules import acceptable, plain_name
from models.paper import OPEN, Countersign, Paper, PaperRow, Scan, ScanRow
from models.paper_refusals import ScanFull, ScanNeeded
from models.parcel import DOCUMENT, KEPT, PHOTO, WAITING, Sent
from models.person import Person
from services.files import Files

SHOWN = (WAITING, KEPT)
_operator = aliased(Person)


def form_of(connection: Connection, paper: int) -> int | None:
    """The self-evaluation that a paper form belongs to."""
    return connection.scalar(select(col(PaperRow.evaluation_id)).where(col(PaperRow.id) == paper))


def paper_of(connection: Connection, scan: int) -> int | None:
    """The paper form that a page belongs to."""
    return connection.scalar(select(col(ScanRow.paper_id)).where(col(ScanRow.id) == scan))


def load(connection: Connection, form: Evaluation) -> Paper | None:
    """The paper form of a self-evaluation, which the caller holds."""
    pages = (
        select(func.count())
        .where(col(ScanRow.paper_id) == col(PaperRow.id), col(ScanRow.state).in_(SHOWN))
        .scalar_subquery()
    )
    own: tuple[Any, ...] = tuple(getattr(PaperRow, name) for name in _OWN)
    row = connection.execute(
        select(*own, col(_operator.name).label("operator_name"), col(Person.name), col(Person.office_id), pages)
        .join(_operator, col(_operator.id) == col(PaperRow.operator_id))
        .join(EvaluationRow, col(EvaluationRow.id) == col(PaperRow.evaluation_id))
        .join(Person, col(Person.id) == col(EvaluationRow.person_id))
        .where(col(PaperRow.evaluation_id) == form.id)
    ).first()
    if row is None:
        return None
    id_, operator, state, version, digits, touched_at, saved_at, operator_name, name, office, scans = row
    return Paper(
        id=id_,
        evaluation=form,
        name=name,
        office=office,
        operator=operator,
        operator_name=operator_name,
        state=state,
        version=version,
        digits=digits,
        touched_at=touched_at,
        saved_at=saved_at,
        scans=scans,
    )


_OWN = ("id", "operator_id", "state", "version", "digits", "touched_at", "saved_at")


def begin(connection: Connection, form: Evaluation, operator: int, now: datetime) -> Paper:
    """A new draft."""
    connection.execute(
        insert(PaperRow).values(
            evaluation_id=form.id,
            operator_id=operator,
            state=PAPER_DRAFT,
            version=0,
            digits=OPEN * form.method.count,
            submission=0,
            begun_at=now,
            touched_at=now,
            remark="",
        )
    )
    begun = load(connection, form)
    assert begun is not None
    return begun


def touch(connection: Connection, paper: Paper, now: datetime) -> Paper:
    """Write the draft as it stands now."""
    _write(connection, paper.id, digits=paper.digits, version=paper.version, touched_at=now)
    return replace(paper, touched_at=now)


def close(connection: Connection, paper: Paper, state: str, submission: int, now: datetime) -> Paper:
    """Saved: from now on the digits are the form's alone."""
    version = paper.version + 1
    _write(connection, paper.id, state=state, digits="", version=version, submission=submission, saved_at=now)
    return replace(paper, state=state, digits="", version=version, saved_at=now)


def decide(connection: Connection, paper: int, **values: object) -> None:
    """What the employee said."""
    _write(connection, paper, **values)


def drop(connection: Connection, paper: int) -> None:
    """Nothing of a draft stays."""
    clear(connection, paper)
    connection.execute(delete(PaperRow).where(col(PaperRow.id) == paper))


def add_page(connection: Connection, paper: Paper, sent: Sent, now: datetime) -> Paper:
    """Keep a page. Raises ScanNeeded for what is no picture and no document, ScanFull, and as evidence does."""
    if sent.kind not in (PHOTO, DOCUMENT):
        raise ScanNeeded
    acceptable(sent)
    if paper.scans >= MAX_PIECES:
        raise ScanFull(limit=MAX_PIECES)
    connection.execute(
        insert(ScanRow).values(
            paper_id=paper.id,
            kind=sent.kind,
            state=WAITING,
            file_id=sent.file_id,
            file_unique_id=sent.file_unique_id,
            album=sent.album,
            name=plain_name(sent.name),
            mime=sent.mime[:120],
            size=sent.size or 0,
            key=token_hex(16),
            sha256="",
            added_at=now,
            attempts=0,
            reason="",
        )
    )
    return replace(paper, scans=paper.scans + 1)


def knows_album(connection: Connection, paper: int, album: str) -> bool:
    """Has a part of this album come already?"""
    mine = col(ScanRow.paper_id) == paper, col(ScanRow.album) == album
    return bool(album) and connection.scalar(select(col(ScanRow.id)).where(*mine).limit(1)) is not None


def clear(connection: Connection, paper: int) -> None:
    """Take all pages away; a worker deletes their files, then the rows."""
    nothing = {"paper_id": None, "file_id": "", "file_unique_id": "", "name": "", "reason": ""}
    connection.execute(
        update(ScanRow).where(col(ScanRow.paper_id) == paper).values(state=REMOVED, retry_at=None, **nothing)
    )


def countersign(connection: Connection, files: Files, form: Evaluation) -> Countersign | None:
    """The paper form as the employee sees it, with its pages."""
    row = connection.execute(
        select(
            col(PaperRow.id),
            col(PaperRow.operator_id),
            col(_operator.name),
            col(PaperRow.state),
            col(PaperRow.saved_at),
            col(PaperRow.countersigned_at),
        )
        .join(_operator, col(_operator.id) == col(PaperRow.operator_id))
        .where(col(PaperRow.evaluation_id) == form.id)
    ).first()
    if row is None:
        return None
    paper, operator, operator_name, state, saved_at, countersigned_at = row
    pages = connection.execute(
        select(col(ScanRow.id), col(ScanRow.kind), col(ScanRow.name), col(ScanRow.state), col(ScanRow.key))
        .where(col(ScanRow.paper_id) == paper, col(ScanRow.state).in_(SHOWN))
        .order_by(col(ScanRow.id))
    )
    scans = tuple(
        Scan(id_ or 0, kind, name, files.path(key) if kept == KEPT else None) for id_, kind, name, kept, key in pages
    )
    return Countersign(paper or 0, form, operator, operator_name, state, saved_at, countersigned_at, scans)


def _write(connection: Connection, paper: int, **values: object) -> None:
    connection.execute(update(PaperRow).where(col(PaperRow.id) == paper).values(**values))
