"""A Letter as plain text, in pieces short enough for any channel: what is sent when markup or length is refused."""

import re
from dataclasses import replace
from html import escape, unescape

from locales.letter import MAX_UNITS, Letter
from locales.text import Markup

PIECE = 3500
"""UTF-16 units of a piece: well under the limit, whichever way the other side counts."""
_TAG = re.compile(r"</?[a-z][^>]*>")


def units(text: str) -> int:
    """UTF-16 units, as Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def fits(letter: Letter) -> bool:
    """Does it go out in one message?"""
    return units(_visible(letter)) <= MAX_UNITS


def plain(letter: Letter) -> tuple[Letter, ...]:
    """The same words without markup, nothing left out; the buttons stand under the last piece."""
    *first, last = [Markup(escape(piece, quote=False)) for piece in _pieces(_visible(letter))]
    return (*(Letter(piece) for piece in first), replace(letter, text=last))


def _visible(letter: Letter) -> str:
    return unescape(_TAG.sub("", letter.text))


def _pieces(text: str) -> list[str]:
    """Cut between paragraphs, else lines, else words, else anywhere. At least one piece."""
    pieces: list[str] = []
    while units(text) > PIECE:
        head = text.encode("utf-16-le")[: PIECE * 2].decode("utf-16-le", "ignore")
        cut = next((at for sign in ("\n\n", "\n", " ") if (at := head.rfind(sign)) > 0), len(head))
        pieces.append(text[:cut].strip() or text[:cut])
        text = text[cut:].lstrip()
    return [*pieces, text] if text or not pieces else pieces
