"""The rules of a self-evaluation: pure functions from one state of the form to the next.

Each takes the facts and returns new facts, or raises a Refusal. A button that is older than the form changes nothing:
the same facts come back, marked `stale`. Nobody but the form's owner gets this far (`owned`).
"""

from dataclasses import replace
from datetime import datetime

from models.evaluation import DRAFT, MAX_TEXT, SUBMITTED, Awaited, Evaluation, Given
from models.method import Item
from models.refusals import (
    EvaluationClosed,
    Incomplete,
    NotLinked,
    NotYours,
    RecallTooLate,
    TextNeeded,
    TextTooLong,
    UnknownChoice,
)

EXAMPLE, REASON = "example", "reason"


def owned(evaluation: Evaluation | None, person: int | None) -> Evaluation:
    """The form, if it is this person's. Whether somebody else's form exists is not told."""
    if person is None:
        raise NotLinked
    if evaluation is None or evaluation.person != person:
        raise NotYours
    return evaluation


def answer(evaluation: Evaluation, item: int, level: int, version: int, now: datetime) -> Evaluation:
    """Give `level` (1 … n) to `item`. At the level that asks for one, an example is awaited next."""
    if _old(evaluation, version):
        return _stale(evaluation)
    _open(evaluation, now)
    _item(evaluation, item)
    if not 1 <= level <= len(evaluation.method.levels):
        raise UnknownChoice
    kept = evaluation.answers.get(item)
    asks = level == evaluation.method.example_at
    given = Given(level=level, example=kept.example if kept and asks else "")
    answered = _with(evaluation, item, given)
    if asks and not given.example and item not in evaluation.spoken:
        return _moved(answered, item, Awaited(EXAMPLE, item))
    return _onward(answered, item, was_missing=kept is None)


def go_to(evaluation: Evaluation, item: int, version: int, now: datetime) -> Evaluation:
    """Show `item`; count + 1 is the review. Back, skip, change and "without example" are all this."""
    if _old(evaluation, version):
        return _stale(evaluation)
    _open(evaluation, now)
    if not 1 <= item <= evaluation.method.count + 1:
        raise UnknownChoice
    return _moved(evaluation, item, None)


def not_applicable(evaluation: Evaluation, item: int, version: int, now: datetime) -> Evaluation:
    """Say that `item` does not apply; nothing is stored until the reason is told."""
    if _old(evaluation, version):
        return _stale(evaluation)
    _open(evaluation, now)
    if not _item(evaluation, item).allow_na:
        raise UnknownChoice
    return _moved(evaluation, item, Awaited(REASON, item))


def tell(evaluation: Evaluation, text: str, now: datetime) -> Evaluation:
    """The awaited text: the example of a 4, or the reason why an item does not apply."""
    awaited = evaluation.awaited
    if awaited is None or evaluation.state != DRAFT:
        return _stale(evaluation)
    _open(evaluation, now)
    words = text.strip()
    if not words:
        raise TextNeeded
    if len(words) > MAX_TEXT:
        raise TextTooLong(limit=MAX_TEXT, length=len(words))
    kept = evaluation.answers.get(awaited.item)
    if awaited.what == REASON:
        told = _with(evaluation, awaited.item, Given(reason=words))
        return _onward(told, awaited.item, was_missing=kept is None)
    if kept is None or kept.level != evaluation.method.example_at:
        return _stale(replace(evaluation, awaited=None))
    return _onward(_with(evaluation, awaited.item, replace(kept, example=words)), awaited.item, was_missing=False)


def speak(evaluation: Evaluation, now: datetime) -> Evaluation:
    """The awaited example, told by voice: the recording is evidence of the item. A reason is wanted in words."""
    awaited = evaluation.awaited
    if awaited is None or evaluation.state != DRAFT:
        return _stale(evaluation)
    within_dates(evaluation, now)
    if awaited.what != EXAMPLE:
        raise TextNeeded
    kept = evaluation.answers.get(awaited.item)
    if kept is None or kept.level != evaluation.method.example_at:
        return _stale(replace(evaluation, awaited=None))
    told = replace(evaluation, spoken=evaluation.spoken | {awaited.item})
    return _onward(told, awaited.item, was_missing=False)


def submit(evaluation: Evaluation, version: int, now: datetime) -> Evaluation:
    """Send to the rater. Every item needs an answer; a 4 without an example does not hold it back (tone.md)."""
    if _old(evaluation, version):
        return _stale(evaluation)
    _open(evaluation, now)
    if evaluation.missing:
        raise Incomplete(missing=evaluation.missing)
    return replace(
        evaluation,
        state=SUBMITTED,
        submitted_at=now,
        opened_at=None,
        submissions=evaluation.submissions + 1,
        version=evaluation.version + 1,
        awaited=None,
    )


def recall(evaluation: Evaluation, version: int, now: datetime) -> Evaluation:
    """Take it back, until the rater opens it or the phase ends."""
    if version != evaluation.version or evaluation.state != SUBMITTED:
        return _stale(evaluation)
    if evaluation.opened_at is not None:
        raise RecallTooLate(rater=evaluation.rater_name)
    _open(evaluation, now)
    return replace(
        evaluation,
        state=DRAFT,
        submitted_at=None,
        version=evaluation.version + 1,
        position=evaluation.method.count + 1,
        reviewing=True,
    )


def _old(evaluation: Evaluation, version: int) -> bool:
    return version != evaluation.version or evaluation.state != DRAFT


def _stale(evaluation: Evaluation) -> Evaluation:
    return replace(evaluation, stale=True)


def within_dates(evaluation: Evaluation, now: datetime) -> None:
    """Raises EvaluationClosed after the last day of self-evaluation."""
    _open(evaluation, now)


def _open(evaluation: Evaluation, now: datetime) -> None:
    if not evaluation.cycle.takes(now, evaluation.late_until):
        raise EvaluationClosed(until=evaluation.until)


def _item(evaluation: Evaluation, number: int) -> Item:
    if not 1 <= number <= evaluation.method.count:
        raise UnknownChoice
    return evaluation.method.item(number)


def _with(evaluation: Evaluation, item: int, given: Given) -> Evaluation:
    return replace(evaluation, answers={**evaluation.answers, item: given})


def _moved(evaluation: Evaluation, position: int, awaited: Awaited | None) -> Evaluation:
    return replace(
        evaluation,
        version=evaluation.version + 1,
        position=position,
        awaited=awaited,
        reviewing=evaluation.reviewing or position > evaluation.method.count,
    )


def _onward(evaluation: Evaluation, item: int, *, was_missing: bool) -> Evaluation:
    """Where an answer leads: first through the questions in order; once the review was seen, to the next gap or back
    to the review."""
    if not evaluation.reviewing:
        return _moved(evaluation, item + 1, None)
    gaps = evaluation.missing if was_missing else ()
    later = [number for number in gaps if number > item]
    return _moved(evaluation, (later or list(gaps) or [evaluation.method.count + 1])[0], None)
