"""The rules of work results in a form: pure functions from one page of the section to the next.

They follow the form's own (`models/evaluation_rules.py`): a draft, in time; a button older than the form, or than the
words it was drawn with, changes nothing and gives the present page, marked `stale`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from models.evaluation import DRAFT, MAX_TEXT, Evaluation
from models.evaluation_result import MAX_OWN, Listed, Results, Said, Wording
from models.evaluation_rules import within_dates
from models.refusals import TextNeeded, TextTooLong, UnknownChoice

NOTE, WORDS = "note", "words"


@dataclass(frozen=True)
class Page:
    """What the section shows: all results, or the one of number `shown`; and which text it waits for."""

    evaluation: Evaluation
    results: Results
    shown: int | None = None
    awaited: str = ""
    """NOTE or WORDS of the shown result; WORDS without one is a new result."""
    editable: bool = True
    stale: bool = False

    @property
    def said(self) -> Said | None:
        """The result that is shown."""
        return self.results.entries[self.shown - 1] if self.shown else None


def limit_of(evaluation: Evaluation) -> int:
    """How many results one may write oneself. Raises UnknownChoice where the method asks for none at all."""
    if evaluation.method.own_results is None:
        raise UnknownChoice
    return evaluation.method.own_results


def brought_up(stored: Iterable[Said], listed: Iterable[Listed], limit: int, *, draft: bool) -> Results:
    """The rows of a form beside HR's list of today.

    In a draft what is not rated yet follows HR: new results appear, withdrawn ones go, words change. What was rated
    stays as it was said, and after sending everything does.
    """
    stored = list(stored)
    known = {one.id: one for one in listed}
    kept = list(_kept(stored, known, draft=draft))
    here = {said.work for said in kept}
    new = (
        Said(None, one.id, one.wording, one.position)
        for one in known.values()
        if draft and not one.withdrawn and one.id not in here
    )
    return Results(tuple(sorted([*kept, *new], key=_order if draft else _place)), limit)


def _kept(stored: Iterable[Said], known: dict[int, Listed], *, draft: bool) -> Iterator[Said]:
    for said in stored:
        now = known[said.work] if said.work is not None else None
        if now is None or not draft:
            yield replace(said, withdrawn=now is not None and now.withdrawn)
        elif said.rating is not None:
            later = now.wording if now.wording != said.wording and not now.withdrawn else None
            yield replace(said, position=now.position, withdrawn=now.withdrawn, later=later)
        elif not now.withdrawn:
            yield replace(said, wording=now.wording, position=now.position)


def _order(said: Said) -> tuple[bool, bool, int]:
    """HR's list as it is now, what it no longer has, one's own."""
    return said.own, said.withdrawn, said.position


def _place(said: Said) -> int:
    """The number it had when it was sent."""
    return said.position


def show(page: Page, result: int | None) -> Page:
    """All results, or one of them. Nothing is awaited on the way."""
    if result is None:
        return replace(page, shown=None, awaited="")
    number = page.results.number(result)
    return replace(page, shown=number, awaited="", stale=number is None)


def rate(page: Page, result: int, rating: int, edition: int, version: int, now: datetime) -> Page:
    """Give `rating` (its code) to a result; then what was achieved is awaited."""
    said = _find(page, result)
    if _old(page, version) or said is None or said.asked.edition != edition:
        return replace(page, stale=True)
    within_dates(page.evaluation, now)
    if rating not in {grade.code for grade in page.evaluation.method.matrix.ratings}:
        raise UnknownChoice
    rated = replace(said, wording=said.asked, later=None, rating=rating)
    return _changed(page, _with(page, rated), page.results.number(result), NOTE)


def ask(page: Page, result: int, what: str, version: int, now: datetime) -> Page:
    """Wait for a text: NOTE of what is rated, WORDS of one's own; WORDS of result 0 is a new one."""
    said = _find(page, result)
    fits = page.results.addable if result == 0 and what == WORDS else said is not None and _askable(said, what)
    if _old(page, version) or not fits:
        return replace(page, stale=True)
    within_dates(page.evaluation, now)
    return _changed(page, page.results, page.results.number(result), what)


def _askable(said: Said, what: str) -> bool:
    return said.own if what == WORDS else said.rating is not None


def tell(page: Page, text: str, now: datetime) -> Page:
    """The awaited text. A note leads to the next result without a rating; words of one's own to their rating.

    Words that were asked for are kept even if HR has brought its list meanwhile.
    """
    if not page.awaited or page.evaluation.state != DRAFT:
        return replace(page, stale=True)
    within_dates(page.evaluation, now)
    words = _checked(text, MAX_OWN if page.awaited == WORDS else MAX_TEXT)
    said = page.said
    if said is None:
        if not page.results.room:
            return replace(page, stale=True, awaited="")
        return _changed(page, _added(page.results, " ".join(words.split())), len(page.results.entries) + 1, "")
    if page.awaited == WORDS:
        return _changed(page, _with(page, replace(said, wording=Wording(" ".join(words.split())))), page.shown, "")
    told = _with(page, replace(said, note=words))
    return _changed(page, told, told.onward(page.shown or 0), "")


def remove(page: Page, result: int, version: int, now: datetime) -> Page:
    """Take away one's own, or what was said of a result that HR no longer lists."""
    said = _find(page, result)
    if _old(page, version) or said is None or not said.removable:
        return replace(page, stale=True)
    within_dates(page.evaluation, now)
    left = tuple(one for one in page.results.entries if one is not said)
    return _changed(page, replace(page.results, entries=left), None, "")


def _checked(text: str, limit: int) -> str:
    words = text.strip()
    if not words:
        raise TextNeeded
    if len(words) > limit:
        raise TextTooLong(limit=limit, length=len(words))
    return words


def _added(results: Results, text: str) -> Results:
    """One's own stand behind all others."""
    return replace(results, entries=(*results.entries, Said(None, None, Wording(text), len(results.entries) + 1)))


def _old(page: Page, version: int) -> bool:
    return version != page.evaluation.version or page.evaluation.state != DRAFT


def _find(page: Page, result: int) -> Said | None:
    number = page.results.number(result)
    return page.results.entries[number - 1] if number else None


def _with(page: Page, said: Said) -> Results:
    entries = tuple(said if one.id == said.id else one for one in page.results.entries)
    return replace(page.results, entries=entries)


def _changed(page: Page, results: Results, shown: int | None, awaited: str) -> Page:
    evaluation = replace(page.evaluation, version=page.evaluation.version + 1, awaited=None)
    return replace(page, evaluation=evaluation, results=results, shown=shown, awaited=awaited)
