"""Rows of a self-evaluation ↔ its facts. Core statements, built once: this is the hot path."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, String, bindparam, case, cast, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased
from sqlmodel import col

from models.action import AwaitExample, AwaitReason, parse
from models.conversation import Conversation, Speaker
from models.cycle import Cycle, CycleRow
from models.evaluation import AnswerRow, Awaited, Evaluation, EvaluationRow, Given, PaperMark
from models.evaluation_rules import EXAMPLE, REASON
from models.evidence import EvidenceRow
from models.method import Method
from models.paper import PaperRow
from models.parcel import KEPT, WAITING
from models.person import Person
from services.methods import Methods

_MEMBER = aliased(Person)
_FORM = (
    col(EvaluationRow.id),
    col(EvaluationRow.person_id),
    col(EvaluationRow.rater_id),
    col(Person.name),
    col(EvaluationRow.state),
    col(EvaluationRow.version),
    col(EvaluationRow.position),
    col(EvaluationRow.reviewing),
    col(EvaluationRow.submissions),
    col(EvaluationRow.submitted_at),
    col(EvaluationRow.opened_at),
    col(EvaluationRow.late_until),
    select(col(_MEMBER.contract_until)).where(col(_MEMBER.id) == col(EvaluationRow.person_id)).scalar_subquery(),
)
_CYCLE = (
    col(CycleRow.id),
    col(CycleRow.name),
    col(CycleRow.method_id),
    col(CycleRow.opens_at),
    col(CycleRow.self_until),
    col(CycleRow.appraise_until),
    col(CycleRow.publish_at),
)
_PAPER = (col(PaperRow.id), col(PaperRow.operator_id), col(PaperRow.state), col(PaperRow.submission))
_ANSWER = (col(AnswerRow.item), col(AnswerRow.level), col(AnswerRow.example), col(AnswerRow.reason))
_CYCLE_AT = len(_FORM)
_PAPER_AT = _CYCLE_AT + len(_CYCLE)
_ANSWER_AT = _PAPER_AT + len(_PAPER)

# Which items have evidence, in one word: «3,3,-7», where a minus marks the voice note that is the item's example.
_EVIDENCE = (
    select(
        func.aggregate_strings(
            cast(case((col(EvidenceRow.spoken), -col(EvidenceRow.item)), else_=col(EvidenceRow.item)), String), ","
        )
    )
    .where(col(EvidenceRow.evaluation_id) == bindparam("evaluation"))
    .where((col(EvidenceRow.state) == WAITING) | (col(EvidenceRow.state) == KEPT))
    .scalar_subquery()
)

# The version guards against a stale read of the answers: whoever waited for this lock holds an old button and stops.
_LOAD: Any = (
    select(*_FORM, *_CYCLE, *_PAPER, *_ANSWER, _EVIDENCE)
    .select_from(EvaluationRow)
    .join(CycleRow, col(CycleRow.id) == col(EvaluationRow.cycle_id))
    .join(Person, col(Person.id) == col(EvaluationRow.rater_id), isouter=True)
    .join(PaperRow, col(PaperRow.evaluation_id) == col(EvaluationRow.id), isouter=True)
    .join(AnswerRow, col(AnswerRow.evaluation_id) == col(EvaluationRow.id), isouter=True)
    .where(col(EvaluationRow.id) == bindparam("evaluation"))
)
_LOAD_LOCKED = _LOAD.with_for_update(of=EvaluationRow)

_SAVE_FORM = (
    update(EvaluationRow)
    .where(col(EvaluationRow.id) == bindparam("evaluation"))
    .values(
        {
            name: bindparam(f"new_{name}")
            for name in ("state", "version", "position", "reviewing", "submissions", "submitted_at", "opened_at")
        }
    )
)


def _upsert_answer(dialect: Any) -> Any:
    insert = dialect.insert(AnswerRow)
    new = {name: insert.excluded[name] for name in ("level", "example", "reason", "answered_at")}
    return insert.on_conflict_do_update(index_elements=["evaluation_id", "item"], set_=new)


_SAVE_ANSWER = {"postgresql": _upsert_answer(postgresql), "sqlite": _upsert_answer(sqlite)}

_WAIT_FOR = (
    update(Conversation)
    .where(col(Conversation.channel) == bindparam("on"), col(Conversation.channel_user_id) == bindparam("user"))
    .values(awaiting=bindparam("new"))
)


def current(connection: Connection, person: int, now: datetime) -> int | None:
    """The form that counts now: of an open self-evaluation (the one that ends first), else of the latest cycle."""
    in_time = (col(CycleRow.self_until) >= now) | (col(EvaluationRow.late_until) >= now)
    is_open = (col(CycleRow.opens_at) <= now) & in_time
    return connection.scalar(
        select(col(EvaluationRow.id))
        .join(CycleRow, col(CycleRow.id) == col(EvaluationRow.cycle_id))
        .where(col(EvaluationRow.person_id) == person, col(CycleRow.opens_at) <= now)
        .order_by(
            case((is_open, 0), else_=1),
            case((is_open, col(CycleRow.self_until)), else_=None),
            col(CycleRow.self_until).desc(),
            col(EvaluationRow.id),
        )
        .limit(1)
    )


def load(
    connection: Connection, evaluation: int, methods: Methods, now: datetime, *, lock: bool = False
) -> Evaluation | None:
    """The form with its answers, in one statement; None if there is none. `lock` holds the row until the commit."""
    rows = connection.execute(_LOAD_LOCKED if lock else _LOAD, {"evaluation": evaluation}).all()
    return _facts(rows, lambda version: methods.stored(connection, version), now) if rows else None


def _facts(rows: Sequence[Row[Any]], method: Callable[[int], Method], now: datetime) -> Evaluation:
    form, cycle_row, paper = rows[0][:_CYCLE_AT], rows[0][_CYCLE_AT:_PAPER_AT], rows[0][_PAPER_AT:_ANSWER_AT]
    cycle = Cycle(*cycle_row)
    id_, person, rater, rater_name, state, version, position, reviewing, submissions = form[:9]
    submitted_at, opened_at, late, contract_until = form[9:]
    given = (row[_ANSWER_AT:-1] for row in rows)
    marks = [int(mark) for mark in (rows[0][-1] or "").split(",") if mark]
    return Evaluation(
        id=id_,
        person=person,
        rater=rater,
        rater_name=rater_name or "",
        cycle=cycle,
        method=method(cycle.method),
        state=state,
        version=version,
        position=position,
        reviewing=reviewing,
        submissions=submissions,
        submitted_at=submitted_at,
        opened_at=opened_at,
        answers={item: Given(level, example, reason) for item, level, example, reason in given if item is not None},
        late_until=late,
        contract_until=contract_until,
        closed=not cycle.takes(now, late),
        evidence=Counter(abs(mark) for mark in marks),
        spoken=frozenset(-mark for mark in marks if mark < 0),
        paper=PaperMark(*paper) if paper[0] else None,
    )


def save(connection: Connection, before: Evaluation, after: Evaluation, now: datetime) -> None:
    """Write what differs between the two: changed answers and the form itself."""
    changed = [
        {
            "evaluation_id": after.id,
            "item": item,
            "level": given.level,
            "example": given.example,
            "reason": given.reason,
            "answered_at": now,
        }
        for item, given in after.answers.items()
        if before.answers.get(item) != given
    ]
    for row in changed:
        connection.execute(_SAVE_ANSWER[connection.dialect.name], row)
    connection.execute(
        _SAVE_FORM,
        {
            "evaluation": after.id,
            "new_state": after.state,
            "new_version": after.version,
            "new_position": after.position,
            "new_reviewing": after.reviewing,
            "new_submissions": after.submissions,
            "new_submitted_at": after.submitted_at,
            "new_opened_at": after.opened_at,
        },
    )


def wait_for(connection: Connection, speaker: Speaker, awaiting: str) -> None:
    """Note on the speaker's conversation which text is awaited now."""
    connection.execute(_WAIT_FOR, {"on": speaker.channel, "user": speaker.channel_user_id, "new": awaiting})


def stop_waiting(connection: Connection, speaker: Speaker, awaiting: str) -> None:
    """Wait no longer, if it is this that is awaited: another process may have asked for something else meanwhile."""
    connection.execute(
        _WAIT_FOR.where(col(Conversation.awaiting) == awaiting),
        {"on": speaker.channel, "user": speaker.channel_user_id, "new": ""},
    )


def awaited(awaiting: str, evaluation: int) -> Awaited | None:
    """What a conversation waits for, if it belongs to this form."""
    match parse(awaiting):
        case AwaitExample(form, item) if form == evaluation:
            return Awaited(EXAMPLE, item)
        case AwaitReason(form, item) if form == evaluation:
            return Awaited(REASON, item)
    return None


def awaiting(evaluation: Evaluation) -> str:
    """The packed form of what this form waits for."""
    match evaluation.awaited:
        case Awaited("example", item):
            return AwaitExample(evaluation.id, item).pack()
        case Awaited("reason", item):
            return AwaitReason(evaluation.id, item).pack()
    return ""
