"""What a kind of notice asks for at the moment of delivery, when days may have passed since it was written.

**How to add a kind.** Write `subject_id` when posting it (what it is about: an evaluation, a case), then one of

- *still wanted?* a line in WANTED: the kind → a condition on `Notice`, correlated by `Notice.subject_id`. It is applied
  to the claimed notices in one statement of the claim's transaction; where it does not hold, the notice is `cancelled`.
- *facts of this moment*: a function that takes (session, the claimed notices of the kind) and returns their facts by
  notice id; whatever it leaves out has nothing to say (an empty digest) and is `cancelled`. It reads in the claim's
  transaction, in a savepoint of its own: its error costs its own kind an attempt and holds up no other. Assembly hands
  these functions to `Outbox(transactions, facts={kind: function})`.

A kind that is in neither is delivered as it was written.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists
from sqlmodel import col

from models.circular import SENT, CircularRow
from models.complaint import ANSWERED, ASKED, ComplaintRow
from models.evaluation import DRAFT, PAPER_SAVED, SUBMITTED, EvaluationRow
from models.notice import (
    CIRCULAR,
    COMPLAINT_ANSWERED,
    COMPLAINT_ASKED,
    DEADLINE_MOVED,
    EVALUATION_SUBMITTED,
    LATE_ALLOWED,
    PAPER_ENTERED,
    Notice,
)
from models.paper import PaperRow, is_from_paper
from models.preference import Preference
from services.transaction import Session

Facts = dict[str, Any]
FactsNow = Callable[[Session, Sequence[Notice]], Awaitable[dict[int, Facts]]]


def _form(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """There is a form that the notice is about, and it is so; a notice without a subject is always wanted."""
    found = exists().where(col(EvaluationRow.id) == col(Notice.subject_id), *conditions)
    return col(Notice.subject_id).is_(None) | found


def _case(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """There is a complaint that the notice is about, and it is so."""
    return exists().where(col(ComplaintRow.id) == col(Notice.subject_id), *conditions)


def _goes_on() -> ColumnElement[bool]:
    """Nobody stopped the circular, and this person has not switched such messages off."""
    is_sent = exists().where(col(CircularRow.id) == col(Notice.subject_id), col(CircularRow.state) == SENT)
    wants_none = exists().where(col(Preference.person_id) == col(Notice.person_id), col(Preference.no_circulars))
    return is_sent & ~wants_none


WANTED: Mapping[str, ColumnElement[bool]] = {
    EVALUATION_SUBMITTED: _form(
        col(EvaluationRow.state) == SUBMITTED,
        col(EvaluationRow.opened_at).is_(None),
        col(EvaluationRow.rater_id) == col(Notice.person_id),
    ),
    DEADLINE_MOVED: _form(col(EvaluationRow.state) == DRAFT),
    LATE_ALLOWED: _form(col(EvaluationRow.state) == DRAFT),
    PAPER_ENTERED: _form(
        exists().where(is_from_paper(), col(PaperRow.state) == PAPER_SAVED),
    ),
    CIRCULAR: _goes_on(),
    COMPLAINT_ASKED: _case(col(ComplaintRow.state) == ASKED),
    COMPLAINT_ANSWERED: _case(col(ComplaintRow.state) == ANSWERED),
}
