"""Sheets as people keep them: cells of any kind, headers in any spelling, reasons to turn a file away."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

Cell = object

# Control characters do no good in a name, and PostgreSQL takes neither NUL nor half a surrogate pair.
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_SEPARATORS = re.compile(r"[\W_]+")


class FileRefused(Exception):
    """A file cannot be taken as a whole: `key` for its sentence in `locales/roster.py`, with the facts it needs.

    `file` names it where several came at once.
    """

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts
        self.file = ""


def cell_text(cell: Cell) -> str:
    """What a cell says, on one line; a lone `-` says nothing."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    elif isinstance(cell, date):
        cell = cell.isoformat()
    text = " ".join(_UNWRITABLE.sub("", str(cell)).split())
    return "" if text == "-" else text


def header_key(text: str) -> str:
    """A header without case, spaces and signs: `NIP/NI PPPK`, `nip_ni_pppk` and `NIP NI PPPK` are one."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).casefold()


@dataclass(frozen=True)
class Match:
    """Which column holds which field, in a row that may be the header."""

    columns: Mapping[str, int]
    missing: tuple[str, ...]


class Headers:
    """The headers of one kind of file: for each field its spellings, the best one first."""

    def __init__(self, spellings: Mapping[str, Sequence[str]], required: Sequence[str]) -> None:
        self._known = {
            header_key(spelling): (field, rank)
            for field, of_field in spellings.items()
            for rank, spelling in enumerate(of_field)
        }
        self._required = {field: spellings[field][0] for field in required}

    def match(self, cells: Sequence[Cell]) -> Match:
        """Match whole headers only (`NIP LAMA` is not `NIP`); of several columns for a field the best spelling wins."""
        best: dict[str, tuple[int, int]] = {}
        for index, cell in enumerate(cells):
            field, rank = self._known.get(header_key(cell_text(cell)), ("", 0))
            if field and (rank, index) < best.get(field, (rank + 1, 0)):
                best[field] = (rank, index)
        columns = {field: index for field, (_, index) in best.items()}
        return Match(columns, tuple(name for field, name in self._required.items() if field not in columns))


@dataclass(frozen=True)
class Sheet:
    """A file read as far as its header: `rows` gives (row number in the file, cells of `fields` only)."""

    fields: tuple[str, ...]
    rows: Iterator[tuple[int, tuple[Cell, ...]]]
    total: int
