"""Telegram's HTML: tags become entities counted in UTF-16 units; errors have Telegram's words and byte offsets."""

import re
from dataclasses import dataclass, field
from typing import Any

from sandbox.errors import ApiError, bad_request

Json = dict[str, Any]

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_SEEN = [
    ("url", re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)]|\bt\.me/[^\s<>\"]*[^\s<>\".,;:!?)]")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?!\w)")),
]


def units(text: str) -> int:
    """The length of a text as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def parse_html(html: str) -> tuple[str, list[Json]]:
    """The plain text, trimmed as Telegram trims it, and its entities in order; ApiError when it cannot be parsed."""
    text, entities = _Parser(html).run()
    return _trim(text, entities)


def detect(text: str, entities: list[Json]) -> list[Json]:
    """The entities with those Telegram finds by itself: addresses and bot commands, where no other entity stands."""
    found = list(entities)
    for kind, pattern in _SEEN:
        for match in pattern.finditer(text):
            start, length = units(text[: match.start()]), units(match[0])
            if not any(e["offset"] < start + length and start < e["offset"] + e["length"] for e in found):
                found.append({"type": kind, "offset": start, "length": length})
    return _ordered(found)


@dataclass
class _Open:
    tag: str
    offset: int
    attributes: dict[str, str]


@dataclass
class _Parser:
    html: str
    at: int = 0
    length: int = 0
    text: list[str] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def run(self) -> tuple[str, list[Json]]:
        while self.at < len(self.html):
            if self.html.startswith("</", self.at):
                self._end_tag()
            elif self.html[self.at] == "<":
                self._start_tag()
            else:
                self._character()
        if self.open:
            raise _unparsable(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return "".join(self.text), self.entities

    def _character(self) -> None:
        reference = _REFERENCE.match(self.html, self.at)
        char = _decode(reference) if reference else self.html[self.at]
        self.at = reference.end() if reference else self.at + 1
        self.text.append(char)
        self.length += units(char)

    def _start_tag(self) -> None:
        start, where = self.at, self._byte_offset()
        name = re.compile(r"[^\s>]*").match(self.html, start + 1)
        tag = name[0].lower() if name else ""
        self.at = start + 1 + len(tag)
        if self.at >= len(self.html):
            raise _unparsable(f"Unclosed start tag at byte offset {where}")
        if tag not in KINDS:
            raise _unparsable(f'Unsupported start tag "{tag}" at byte offset {where}')
        attributes = self._attributes(where)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
        self.open.append(_Open(tag, self.length, attributes))

    def _attributes(self, where: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while match := _ATTRIBUTE.match(self.html, self.at):
            value = match[2] or ""
            value = value[1:-1] if value[:1] in ('"', "'") else value
            found[match[1].lower()] = _REFERENCE.sub(_decode, value)
            self.at = match.end()
        rest = self.html[self.at :]
        self.at += len(rest) - len(rest.lstrip())
        if not self.html.startswith(">", self.at):
            raise _unparsable(f"Unclosed start tag at byte offset {where}")
        self.at += 1
        return found

    def _end_tag(self) -> None:
        where = self._byte_offset()
        if not self.open:
            raise _unparsable(f"Unexpected end tag at byte offset {where}")
        match = re.compile(r"</([^\s>]*)\s*>").match(self.html, self.at)
        if not match:
            raise _unparsable(f"Unclosed end tag at byte offset {where}")
        opened, found = self.open.pop(), match[1].lower()
        if found not in ("", opened.tag):
            raise _unparsable(
                f'Unmatched end tag at byte offset {where}, expected "</{opened.tag}>", found "</{found}>"'
            )
        self.at = match.end()
        if self.length > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity: Json = {"type": KINDS[opened.tag], "offset": opened.offset, "length": self.length - opened.offset}
        if opened.tag == "a":
            url = opened.attributes.get("href") or "".join(self.text)[-entity["length"] :]
            if "." not in url and ":" not in url:
                return  # Telegram drops a link that leads nowhere
            entity["url"] = url
        elif opened.tag == "tg-emoji":
            entity["custom_emoji_id"] = opened.attributes.get("emoji-id", "")
        elif opened.tag == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        elif opened.tag == "code" and self.open and self.open[-1].tag == "pre":
            self.open[-1].attributes["language"] = opened.attributes.get("class", "").removeprefix("language-")
            return
        elif opened.attributes.get("language"):
            entity["language"] = opened.attributes["language"]
        self.entities.append(entity)

    def _byte_offset(self) -> int:
        return len(self.html[: self.at].encode())


def _decode(reference: re.Match[str]) -> str:
    if reference[3]:
        return _NAMED[reference[3]]
    code = int(reference[1]) if reference[1] else int(reference[2], 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else reference[0]


def _trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    body = text.strip()
    lead, size = units(text[: len(text) - len(text.lstrip())]), units(body)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        length = min(entity["offset"] + entity["length"] - lead, size) - start
        if length > 0:
            kept.append({**entity, "offset": start, "length": length})
    return body, _ordered(kept)


def _ordered(entities: list[Json]) -> list[Json]:
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _unparsable(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")
