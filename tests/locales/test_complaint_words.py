"""The words of complaints: notices and refusals, in both languages; no refusal is without."""

import inspect

import pytest

from locales.complaint_case import outcome_word, receipt, state_word
from locales.notice import notice_letter
from locales.refusal import refusal_text
from models import complaint_refusals
from models.complaint import CLOSED_AS, STATES
from models.refusals import Refusal
from tests.locales.complaint_words import GOLDEN, NOTICES, REFUSALS


@pytest.mark.parametrize(("kind", "language"), list(GOLDEN))
def test_the_words_of_every_notice(kind: str, language: str) -> None:
    assert notice_letter(kind, NOTICES[kind], language).text == GOLDEN[kind, language]


def test_every_notice_is_held_in_both_languages() -> None:
    assert set(GOLDEN) == {(kind, language) for kind in NOTICES for language in ("id", "en")}


@pytest.mark.parametrize(("refusal", "indonesian", "english"), REFUSALS)
def test_the_words_of_every_refusal(refusal: Refusal, indonesian: str, english: str) -> None:
    assert (refusal_text(refusal, "id"), refusal_text(refusal, "en")) == (indonesian, english)


def test_no_refusal_is_without() -> None:
    kinds = {
        one
        for _, one in inspect.getmembers(complaint_refusals, inspect.isclass)
        if one.__module__ == complaint_refusals.__name__
    }
    assert kinds == {type(refusal) for refusal, _, _ in REFUSALS}


def test_the_public_knows_six_states() -> None:
    assert [state_word(state, "id") for state in STATES] == [
        "Menunggu verifikasi",
        "Terverifikasi",
        "Diproses",
        "Menunggu Anda",
        "Dijawab",
        "Selesai",
    ]


def test_a_receipt_without_a_code() -> None:
    facts = {**NOTICES["complaint_received"], "code": ""}
    assert "Kode" not in receipt(facts, "id").text


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_end_of_a_case_has_its_sentence(language: str) -> None:
    assert len({outcome_word(one, language) for one in CLOSED_AS}) == len(CLOSED_AS)
