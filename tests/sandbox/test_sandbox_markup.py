"""HTML becomes text and entities as Telegram counts them."""

from contextlib import suppress
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.errors import ApiError
from sandbox.markup import detect, parse_html, units

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Zs", "Zl", "Zp", "Cc"]), min_size=1)


@given(TEXTS, TEXTS, TEXTS)
def test_what_is_escaped_comes_back_whole(before: str, bold: str, after: str) -> None:
    text, entities = parse_html(f"{escape(before)}<b>{escape(bold)}</b>{escape(after)}")
    assert text == before + bold + after
    assert entities == [{"type": "bold", "offset": units(before), "length": units(bold)}]


@given(st.text())
def test_any_text_is_parsed_or_refused(html: str) -> None:
    with suppress(ApiError):
        text, entities = parse_html(html)
        assert all(e["offset"] >= 0 and e["offset"] + e["length"] <= units(text) for e in detect(text, entities))


def test_an_emoji_counts_as_two() -> None:
    assert parse_html("😀<i>x</i>")[1] == [{"type": "italic", "offset": 2, "length": 1}]


@pytest.mark.parametrize(
    ("html", "entities"),
    [
        ('<a href="https://a.id/?x=1&amp;y=2">ini</a>', [{"type": "text_link", "url": "https://a.id/?x=1&y=2"}]),
        ('<span class="tg-spoiler">ini</span>', [{"type": "spoiler"}]),
        ("<blockquote expandable>ini</blockquote>", [{"type": "expandable_blockquote"}]),
        ('<pre><code class="language-py">ini</code></pre>', [{"type": "pre", "language": "py"}]),
        ("<b><i>ini</i></b>", [{"type": "italic"}, {"type": "bold"}]),
        ("  <u>ini</u>\n", [{"type": "underline"}]),
        ("<b></b>ini", []),
    ],
)
def test_entities(html: str, entities: list[dict[str, str]]) -> None:
    assert parse_html(html) == ("ini", [{**e, "offset": 0, "length": 3} for e in entities])


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("a <h1>b</h1>", 'Unsupported start tag "h1" at byte offset 2'),
        ("é<p>", 'Unsupported start tag "p" at byte offset 2'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("x<b", "Unclosed start tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("3 < 4", 'Unsupported start tag "" at byte offset 2'),
    ],
)
def test_refusals(html: str, reason: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_html(html)
    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


def test_commands_and_addresses_are_found() -> None:
    found = [(e["type"], e["offset"], e["length"]) for e in detect("/lapor di t.me/x?start=1, ya", [])]
    assert found == [("bot_command", 0, 6), ("url", 10, 14)]
