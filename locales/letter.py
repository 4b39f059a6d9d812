"""A Letter is what a person gets to see: text, choices, and nothing a particular channel would need to know."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

from locales.text import Markup
from models.action import Action

MAX_UNITS = 4096
"""UTF-16 units of a message's visible text (Telegram's limit)."""
MAX_CAPTION_UNITS = 1024
"""The same, of a text with an attachment."""


@dataclass(frozen=True)
class Choice:
    """A button: its label and what it means."""

    label: str
    action: Action


@dataclass(frozen=True)
class AskContact:
    """A keyboard with one button that sends one's own contact."""

    label: str


@dataclass(frozen=True)
class Attachment:
    """A file that goes with the text; `kind` is `photo`, `voice`, `video` or `document`.

    `content` is where it is kept, or its bytes.
    """

    kind: str
    content: Path | bytes
    name: str


@dataclass(frozen=True)
class Letter:
    """`text` is HTML. `toast` is one short plain line shown over the screen when a button was pressed."""

    text: Markup
    choices: tuple[tuple[Choice, ...], ...] = ()
    ask: AskContact | None = None
    clears_keyboard: bool = False
    attachment: Attachment | None = None
    in_place: bool = False
    """The picture takes the place of the pressed screen, as a text does."""
    toast: str = ""
    alert: bool = False
    """The toast stays until it is pressed away."""


def paragraphs(*parts: str) -> Markup:
    """Join what is not empty, with an empty line between."""
    return Markup("\n\n".join(part for part in parts if part))


def lines(*parts: str) -> Markup:
    """Join what is not empty, a line each."""
    return Markup("\n".join(part for part in parts if part))


def joined(*parts: str) -> Markup:
    """Join what is not empty, with a space between: sentences of one line."""
    return Markup(" ".join(part for part in parts if part))


def escaped(text: str) -> Markup:
    """Anything that is not markup yet: names, what people wrote, texts from rule files."""
    return Markup(escape(text, quote=False))


def cut(text: str, units: int) -> Markup:
    """What people wrote, escaped, at most so many UTF-16 units of it."""
    whole = text.encode("utf-16-le")
    if len(whole) <= units * 2:
        return escaped(text)
    return escaped(whole[: units * 2].decode("utf-16-le", "ignore").rstrip() + "…")


def bold(text: str) -> Markup:
    """`text` is markup already."""
    return Markup(f"<b>{text}</b>")


def italic(text: str) -> Markup:
    """`text` is markup already."""
    return Markup(f"<i>{text}</i>")


def rows(choices: list[Choice], width: int) -> tuple[tuple[Choice, ...], ...]:
    """Buttons in rows of `width`."""
    return tuple(tuple(choices[start : start + width]) for start in range(0, len(choices), width))
