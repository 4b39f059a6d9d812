"""Rows of work results in a form, inside the transaction of whoever calls: statements only, no use case."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlmodel import col

from models.evaluation import DRAFT, Evaluation
from models.evaluation_result import EvaluationResultRow, Listed, Results, Said, Wording
from models.evaluation_result_rules import brought_up, limit_of
from models.work_result import WorkResult

_FORM = (
    select(
        col(EvaluationResultRow.id),
        col(EvaluationResultRow.work_result_id),
        col(EvaluationResultRow.text),
        col(EvaluationResultRow.indicators),
        col(EvaluationResultRow.position),
        col(EvaluationResultRow.rating),
        col(EvaluationResultRow.note),
    )
    .where(col(EvaluationResultRow.evaluation_id) == bindparam("evaluation"))
    .order_by(col(EvaluationResultRow.id))
)
_LISTED = select(
    col(WorkResult.id),
    col(WorkResult.text),
    col(WorkResult.indicators),
    col(WorkResult.position),
    col(WorkResult.withdrawn_at),
).where(col(WorkResult.person_id) == bindparam("person"))


def read(connection: Connection, evaluation: Evaluation) -> Results:
    """The section as it stands: its rows, and in a draft what HR lists today. Raises UnknownChoice without one."""
    limit = limit_of(evaluation)
    draft = evaluation.state == DRAFT
    return brought_up(_stored(connection, evaluation).values(), _listed(connection, evaluation), limit, draft=draft)


def attached(connection: Connection, evaluation: Evaluation) -> Evaluation:
    """The form with its results, where its screen tells of them; the questions between cost no statement."""
    return replace(evaluation, results=read(connection, evaluation)) if evaluation.tells_results else evaluation


def freeze(connection: Connection, draft: Evaluation, now: datetime) -> None:
    """Before a draft is sent: keep HR's list as it is now, so that the rater sees what was left open."""
    if draft.method.own_results is not None:
        save(connection, draft, read(connection, draft), now)


def save(connection: Connection, evaluation: Evaluation, results: Results, now: datetime) -> Results:
    """Bring the rows to this; the results with the ids of their rows. The caller holds the form's lock."""
    before = _stored(connection, evaluation)
    kept = {said.id for said in results.entries}
    if gone := [id_ for id_ in before if id_ not in kept]:
        connection.execute(delete(EvaluationResultRow).where(col(EvaluationResultRow.id).in_(gone)))
    numbered = (replace(said, position=number) for number, said in enumerate(results.entries, 1))
    entries = tuple(_write(connection, evaluation.id, before, said, now) for said in numbered)
    return replace(results, entries=entries)


def _write(connection: Connection, evaluation: int, before: Mapping[int, Said], said: Said, now: datetime) -> Said:
    if said.id is None:
        row = insert(EvaluationResultRow).values(evaluation_id=evaluation, **_values(said), **_when(None, said, now))
        return replace(said, id=connection.execute(row.returning(col(EvaluationResultRow.id))).scalar_one())
    old = before[said.id]
    if _values(said) != _values(old):
        mine = col(EvaluationResultRow.id) == said.id
        connection.execute(update(EvaluationResultRow).where(mine).values(**_values(said), **_when(old, said, now)))
    return said


def _values(said: Said) -> dict[str, Any]:
    indicators = [{"indicator": indicator, "target": target} for indicator, target in said.wording.indicators]
    return {
        "work_result_id": said.work,
        "text": said.wording.text,
        "indicators": indicators,
        "position": said.position,
        "rating": said.rating,
        "note": said.note,
    }


def _when(old: Said | None, said: Said, now: datetime) -> dict[str, Any]:
    """When it was last rated or told, if that is what changed."""
    was = (old.rating, old.note) if old else (None, "")
    return {"said_at": now} if (said.rating, said.note) != was else {}


def _stored(connection: Connection, evaluation: Evaluation) -> dict[int, Said]:
    rows = connection.execute(_FORM, {"evaluation": evaluation.id})
    return {
        id_: Said(id_, work, Wording(text, _pairs(indicators)), position, rating, note)
        for id_, work, text, indicators, position, rating, note in rows
    }


def _listed(connection: Connection, evaluation: Evaluation) -> Iterator[Listed]:
    for id_, text, indicators, position, withdrawn_at in connection.execute(_LISTED, {"person": evaluation.person}):
        yield Listed(id_, Wording(text, _pairs(indicators)), position, withdrawn_at is not None)


def _pairs(indicators: list[dict[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((one["indicator"], one["target"]) for one in indicators)
