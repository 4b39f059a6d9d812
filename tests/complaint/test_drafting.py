"""How a draft grows, where the front door does not reach."""

from dataclasses import replace
from datetime import timedelta

import pytest

from models import complaint_drafting as drafting
from models.complaint_draft import OFFERED, REVIEW, TOPIC, Draft, Piece
from models.complaint_refusals import StoryNeeded
from models.parcel import Sent
from models.refusals import TextTooLong, UnknownChoice
from tests.complaint.test_policy import RULES
from tests.conftest import START


def told(*texts: str) -> Draft:
    return Draft(tuple(map(Piece.words, texts)))


def test_a_draft_is_the_same_after_a_night_in_the_database() -> None:
    sent = Sent("photo", "F", size=None, name="a.jpg", caption="jalan", album="7")
    draft = Draft((Piece.words("rusak"), Piece.of(sent), Piece.pin(-5.7, 105.6)), called=("110",), version=3)
    assert Draft.unpacked(draft.packed(), 3) == draft
    assert (draft.story, draft.files) == ("rusak\njalan", 1)


def test_forged_choices_are_refused() -> None:
    draft = told("jalan rusak")
    for act in (
        lambda: drafting.with_topic(draft, "x", RULES),
        lambda: drafting.with_place(draft, "x", RULES),
        lambda: drafting.switched(draft, "x", on=True, linked=True),
        lambda: drafting.switched(draft, "own_name", on=True, linked=False),
        lambda: drafting.with_detail(draft, "story", "x"),
    ):
        with pytest.raises(UnknownChoice):
            act()


def test_texts_have_their_limits() -> None:
    with pytest.raises(TextTooLong):
        drafting.with_detail(told("x"), "occurred", "a" * 121)
    with pytest.raises(TextTooLong):
        drafting.tell(told("a" * 19_999), Piece.words("ab"), RULES, START)


def test_an_empty_draft_goes_nowhere() -> None:
    with pytest.raises(StoryNeeded):
        drafting.ahead(Draft((Piece.pin(1, 1),)), RULES)
    with pytest.raises(StoryNeeded):
        drafting.tell(Draft(), Piece.words("👍"), RULES, START)
    assert drafting.tell(told("jalan"), Piece.words("👍"), RULES, START).draft.story == "jalan\n👍"


def test_more_words_at_a_question_may_answer_it() -> None:
    asked = drafting.ahead(told("tolong"), RULES)
    assert asked.step == TOPIC
    assert drafting.tell(asked, Piece.words("sampah di Sragi"), RULES, START).draft.step == REVIEW


def test_a_burst_is_one_answer_but_what_comes_later_is_answered() -> None:
    piece = Piece.words("berantai", many=True)
    first = drafting.tell(Draft(), piece, RULES, START)
    soon = drafting.tell(first.draft, piece, RULES, START + timedelta(seconds=5))
    late = drafting.tell(soon.draft, piece, RULES, START + timedelta(seconds=20))
    other = drafting.tell(soon.draft, replace(piece, album="9"), RULES, START + timedelta(seconds=6))
    assert [one.silent for one in (first, soon, late, other)] == [False, True, False, False]


def test_an_offer_lives_for_an_hour_a_report_does_not_end() -> None:
    offered, begun = replace(told("a"), step=OFFERED), told("b")
    late = START + timedelta(hours=2)
    assert drafting.held(None, None, START) == Draft(step=OFFERED)
    assert drafting.held(offered, START, START) == offered
    assert drafting.held(offered, START, late) == Draft(step=OFFERED)
    assert drafting.held(begun, START, late) == begun


def test_a_title_is_the_first_words() -> None:
    assert drafting.title_of(told("jalan  rusak\nsekali")) == "jalan rusak sekali"
    long = drafting.title_of(told("kata " * 40))
    assert len(long) <= 80
    assert long.endswith("kata…")
    assert drafting.title_of(told("a" * 200)) == "a" * 79 + "…"
