"""Whose form waits for whom: select-builders that reminders, the digest and the list of what waits share."""

from typing import Any

from sqlmodel import col

from models.evaluation import DRAFT, SUBMITTED, EvaluationRow
from models.person import ACTIVE, SILENT, Person


def waits_for_employee() -> Any:
    """A form that its owner has not sent, while they work here. `Person` is the owner."""
    works = (col(Person.state) == "active") & (col(Person.standing) == ACTIVE)
    return (col(EvaluationRow.state) == DRAFT) & works


def waits_for_rater() -> Any:
    """A form that was sent and that its rater has not opened. `Person` is the owner.

    Opening is all that a rater can do until there are appraisals; then a form waits until it is appraised.
    """
    fresh = (col(EvaluationRow.state) == SUBMITTED) & col(EvaluationRow.opened_at).is_(None)
    return fresh & (col(Person.standing) != SILENT)
