"""The rows of a form beside HR's list of today: whatever HR does, what was said stays as it was said."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.cycle import Cycle
from models.evaluation import Evaluation
from models.evaluation_result import Listed, Results, Said, Wording
from models.evaluation_result_rules import WORDS, Page, brought_up, limit_of, tell
from models.refusals import TextNeeded, UnknownChoice
from services.methods import Methods

OLD, NEW = Wording("KTP", (("sehari", "90 %"),)), Wording("KTP", (("sejam", "90 %"),))
codes = st.none() | st.integers(1, 3)


@st.composite
def lists(draw: st.DrawFn) -> tuple[list[Said], list[Listed]]:
    """Some of HR's list has rows in the form, with other words and places; some of the rows are one's own."""
    works = draw(st.lists(st.integers(1, 6), unique=True))
    listed = [
        Listed(id_, draw(st.sampled_from([OLD, NEW])), place, draw(st.booleans()))
        for place, id_ in enumerate(draw(st.permutations(works)), 1)
    ]
    said = [
        Said(number, work, OLD, number, rating := draw(codes), "x" if rating else "")
        for number, work in enumerate(
            [*[one for one in works if draw(st.booleans())], *[None] * draw(st.integers(0, 3))], 1
        )
    ]
    return said, listed


@given(lists())
def test_what_was_said_is_never_lost_and_never_about_other_words(both: tuple[list[Said], list[Listed]]) -> None:
    stored, listed = both
    came = brought_up(stored, listed, 3, draft=True)
    by_row = {said.id: said for said in came.entries}
    for said in stored:
        if said.own or said.rating is not None:
            now = by_row[said.id]
            assert (now.wording, now.rating, now.note) == (said.wording, said.rating, said.note)
    live = {one.id: one for one in listed if not one.withdrawn}
    assert set(live) <= {said.work for said in came.entries}, "everything that HR lists is there"
    for said in came.entries:
        if said.work in live:
            assert said.asked == live[said.work].wording, "and is asked about in HR's words"
        assert said.own or said.rating is not None or said.work in live, "nothing else is"
    order = [said.position for said in came.entries if said.work in live]
    assert order == sorted(order)
    assert brought_up(came.entries, listed, 3, draft=True) == came


@given(lists())
def test_after_sending_hr_changes_nothing(both: tuple[list[Said], list[Listed]]) -> None:
    stored, listed = both
    came = brought_up(stored, listed, 3, draft=False)
    assert [replace(said, withdrawn=False) for said in came.entries] == stored


def own(number: int, rating: int | None = None, note: str = "") -> Said:
    return Said(number, None, Wording("x"), number, rating, note)


@pytest.mark.parametrize(
    ("entries", "done", "count", "complete", "addable"),
    [
        ((), 0, 3, False, True),
        ((own(1),), 0, 3, False, True),
        ((own(1, 2),), 1, 3, False, True),
        ((own(1, 2, "x"),), 1, 3, True, True),
        ((own(1, 2, "x"), own(2, 2, "x"), own(3)), 2, 3, False, False),
        ((Said(1, 7, OLD, 1, 2, "x"),), 1, 1, True, False),
        ((Said(1, 7, OLD, 1, 2, "x", withdrawn=True),), 1, 1, True, True),
        ((Said(1, 7, OLD, 1), own(2, 1)), 1, 2, False, False),
    ],
)
def test_progress(entries: tuple[Said, ...], done: int, count: int, complete: bool, addable: bool) -> None:
    results = Results(entries, 3)
    assert (results.done, results.count, results.complete, results.addable) == (done, count, complete, addable)


def test_the_next_without_a_rating_comes_after_and_then_from_the_start() -> None:
    results = Results((own(1), own(2, 1), own(3)), 3)
    assert [results.onward(number) for number in (1, 2, 3)] == [3, 3, 1]
    assert Results((own(1, 1),), 3).onward(1) is None


NOW = datetime(2026, 7, 1, tzinfo=UTC)


def form(method: str = "berakhlak-2026") -> Evaluation:
    """A draft within its dates."""
    until = [NOW + timedelta(days=days) for days in (0, 1, 2, 3)]
    return Evaluation(
        id=1,
        person=2,
        rater=3,
        rater_name="Ratna",
        cycle=Cycle(1, "Tahun 2026", 1, *until),
        method=Methods.find(method),
        state="draft",
        version=0,
        position=1,
        reviewing=False,
        submissions=0,
        submitted_at=None,
        opened_at=None,
        answers={},
    )


def test_a_method_without_the_section_has_no_limit() -> None:
    assert limit_of(form()) == 3
    with pytest.raises(UnknownChoice):
        limit_of(form("paruh-waktu-2026"))


def test_blank_words_are_asked_for_again() -> None:
    with pytest.raises(TextNeeded):
        tell(Page(form(), Results((), 3), awaited=WORDS), " \n ", NOW)


def test_a_fourth_of_ones_own_is_not_taken() -> None:
    full = Results((own(1), own(2), own(3)), 3)
    page = tell(Page(form(), full, awaited=WORDS), "Satu lagi", NOW)
    assert (page.stale, page.awaited, page.results) == (True, "", full)
