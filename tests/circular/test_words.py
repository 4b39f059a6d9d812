"""How circulars speak: the review in English, its length at its fullest, the picture, the kind in `kinerja notices`."""

from dataclasses import replace
from datetime import UTC, datetime
from html import unescape

import pytest

from locales import delivery
from locales.circular import draft_screen
from locales.circular_board import circular_card
from locales.letter import MAX_CAPTION_UNITS, MAX_UNITS
from models.circular import (
    OFFICES,
    REVIEW,
    SENT,
    STOPPED,
    TEXT_LIMIT,
    CircularCard,
    CircularDraft,
    CircularLine,
    Preview,
    Reach,
    units,
)
from models.office import FoundOffice

AT = datetime(2027, 1, 15, 9, tzinfo=UTC)
PREVIEW = Preview(Reach(12_600, 7, 1_400, 3), "Siti <b>", "", AT, is_later=True, minutes=9)
DRAFT = CircularDraft(1, 1, REVIEW, "raters", (), "Dear {nama} at {unit}", "", preview=PREVIEW)
CARD = CircularCard(CircularLine(1, "Rapat", 2, SENT, AT, 20), "Ratna", "raters", (), 1, 2, 8, 0, 0, 0, 0, None)


def test_the_review_in_english() -> None:
    letter = draft_screen(DRAFT, "en")
    assert letter.text == (
        "<b>News from HR</b>\n\nFor: The raters\n\nWill get it: 12600\nCannot be reached yet, we wait for a week: 7\n"
        "Not linked, will not get it: 1400\nHave switched news off, will not get it: 3\n\n"
        "It is quiet hours or a day off now: sending begins Friday, 15 January 2027, 16:00 WIB. "
        "Sending takes about 9 minutes.\n\nEnglish version: none.\n\n<b>Example for Siti &lt;b&gt;</b>\n\n"
        "Dear Siti &lt;b&gt; at kantor Anda"
    )
    assert "Send to 12607 people" in [choice.label for row in letter.choices for choice in row]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_fullest_review_and_card_fit(language: str) -> None:
    places = tuple(FoundOffice(number, "K" * 255, "A" * 255) for number in range(40))
    preview = replace(PREVIEW, name="N" * 255)
    full = replace(DRAFT, audience=OFFICES, places=places, text="😀" * (TEXT_LIMIT // 2), preview=preview)
    assert units(unescape(draft_screen(full, language).text)) <= MAX_UNITS
    card = replace(CARD, audience=OFFICES, places=places, author="N" * 255)
    assert units(unescape(circular_card(card, language).text)) <= MAX_CAPTION_UNITS


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, "Selesai: sudah sampai kepada 8 orang."),
        ({"waiting": 4}, "Sedang dikirim: 4 masih menunggu giliran."),
        (
            {"waiting": 4, "done_at": AT},
            "4 masih menunggu giliran, paling cepat selesai Jumat, 15 Januari 2027, pukul 16.00 WIB.",
        ),
        (
            {"line": replace(CARD.line, state=STOPPED), "cancelled": 5},
            "Dihentikan: 8 sudah sampai, 5 tidak jadi dikirim.",
        ),
    ],
)
def test_how_far_it_is(changes: dict[str, object], says: str) -> None:
    letter = circular_card(replace(CARD, **changes), "id")
    assert letter.text.endswith(says)
    assert letter.attachment
    assert isinstance(letter.attachment.content, bytes)
    assert letter.attachment.content.startswith(b"\x89PNG")


def test_a_kind_is_named_for_those_who_look_at_the_outbox() -> None:
    assert delivery.kind("circular", "id") == "kabar dari Kepegawaian (circular)"
    assert delivery.kind("upload_rows", "en") == "HR's file (upload_rows)"
    assert delivery.kind("something_new", "id") == "pemberitahuan lain (something_new)"
