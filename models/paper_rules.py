"""The rules of a form on paper: pure functions."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from models.evaluation import DRAFT, MAX_TEXT, PAPER_DRAFT, Evaluation, Given
from models.evaluation_rules import submit, within_dates
from models.method import Method
from models.paper import FORGOTTEN, NOT_APPLICABLE, ON_PAPER, OPEN, SCAN, Countersign, Paper
from models.paper_refusals import (
    PaperApplies,
    PaperBegun,
    PaperCount,
    PaperIncomplete,
    PaperLevel,
    PaperOwn,
    PaperRated,
    PaperSent,
    PaperSettled,
    PaperTaken,
    ScanNeeded,
)
from models.refusals import NotLinked, NotYours, TextNeeded, TextTooLong, UnknownChoice

_BETWEEN = re.compile(r"[\s,;.|/]+")
_DASHES = "-‐‑‒–—−"
SAID = 20
"""Characters of what is no level, to be told back."""


def startable(form: Evaluation, name: str, operator: int, now: datetime) -> None:
    """May this operator enter the form from paper?

    Raises PaperOwn, PaperRated, PaperSent, PaperBegun, EvaluationClosed.
    """
    if form.person == operator:
        raise PaperOwn
    if form.rater == operator:
        raise PaperRated(name=name)
    if form.state != DRAFT:
        raise PaperSent(name=name)
    if form.answers:
        raise PaperBegun(name=name)
    within_dates(form, now)


def free_for(paper: Paper, operator: int, now: datetime) -> bool:
    """Is this draft of another operator forgotten, so that it may be begun anew? Raises PaperTaken if it is not."""
    if paper.operator == operator:
        return False
    if now < paper.touched_at + FORGOTTEN:
        raise PaperTaken(name=paper.name, operator=paper.operator_name, since=paper.touched_at)
    return True


def onward(paper: Paper) -> Paper:
    """At what is next: the scan, the first part with a gap, the review. Once saved, at its end."""
    if paper.draft and not paper.scans:
        return replace(paper, place=SCAN)
    parts = paper.evaluation.method.parts
    gaps = (index for index in range(len(parts)) if OPEN in digits_of(paper, index))
    return replace(paper, place=next(gaps, len(parts)))


def at_part(paper: Paper, part: int) -> Paper:
    """At this part. Raises UnknownChoice."""
    if not 0 <= part < len(paper.evaluation.method.parts):
        raise UnknownChoice
    return replace(paper, place=part)


def tell(paper: Paper, part: int, text: str) -> Paper:
    """The digits of a part as they were typed; then what is next. Raises what `read_digits` raises."""
    method = at_part(paper, part).evaluation.method
    first = method.parts[part].items[0].number - 1
    read = read_digits(text, method, part)
    digits = paper.digits[:first] + read + paper.digits[first + len(read) :]
    return onward(replace(paper, digits=digits, version=paper.version + 1, read=part))


def read_digits(text: str, method: Method, part: int) -> str:
    """One character an item: a level's digit, or NOT_APPLICABLE. Raises PaperLevel, PaperCount, PaperApplies."""
    words = [word for word in _BETWEEN.split(text.strip()) if word]
    found = [_level(one, word, method) for word in words for one in word]
    items = method.parts[part].items
    if len(found) != len(items):
        raise PaperCount(wanted=len(items), found=len(found))
    left_out = [item for item, said in zip(items, found, strict=True) if said == NOT_APPLICABLE and not item.allow_na]
    if left_out:
        raise PaperApplies(items=tuple(item.number for item in left_out))
    return "".join(found)


def _level(one: str, word: str, method: Method) -> str:
    if one in _DASHES:
        return NOT_APPLICABLE
    digit = unicodedata.decimal(one, 0)
    if not 1 <= digit <= len(method.levels):
        raise PaperLevel(said=word[:SAID], highest=len(method.levels))
    return str(digit)


def digits_of(paper: Paper, part: int) -> str:
    """The digits of a part, OPEN where none is known."""
    items = paper.evaluation.method.parts[part].items
    return paper.digits[items[0].number - 1 : items[-1].number]


def sent(paper: Paper, now: datetime) -> Evaluation:
    """The employee's form, answered and sent as the paper says.

    Raises ScanNeeded, PaperIncomplete, PaperSent, PaperBegun (they were faster, in chat), EvaluationClosed.
    """
    form = paper.evaluation
    startable(form, paper.name, paper.operator, now)
    if not paper.scans:
        raise ScanNeeded
    if OPEN in paper.digits:
        missing = tuple(number for number, said in enumerate(paper.digits, 1) if said == OPEN)
        raise PaperIncomplete(missing=missing)
    answered = replace(form, answers=answers(paper.digits), position=form.method.count + 1, reviewing=True)
    return submit(answered, form.version, now)


def answers(digits: str) -> Mapping[int, Given]:
    """The digits as answers. A 4 comes without an example, and is marked so wherever it is shown."""
    return {
        number: Given(reason=ON_PAPER) if said == NOT_APPLICABLE else Given(level=int(said))
        for number, said in enumerate(digits, 1)
    }


def countersignable(found: Countersign | None, person: int | None) -> Countersign:
    """The paper form of one's own self-evaluation, once it is saved. Raises NotLinked, NotYours."""
    if person is None:
        raise NotLinked
    if found is None or found.evaluation.person != person or found.state == PAPER_DRAFT:
        raise NotYours
    return found


def undecided(found: Countersign) -> Countersign:
    """Raises PaperSettled where there is nothing to decide any more."""
    if not found.waits:
        raise PaperSettled
    return found


def remark(text: str) -> str:
    """What is wrong. Raises TextNeeded, TextTooLong."""
    words = text.strip()
    if not words:
        raise TextNeeded
    if len(words) > MAX_TEXT:
        raise TextTooLong(limit=MAX_TEXT, length=len(words))
    return words
