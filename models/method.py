"""A method of appraisal: what is asked, on which scale, and the table that gives the predikat. Data, never code.

A method is written as TOML (`models/methods/`), checked by `models/method_check.py` and read here. Parts, items and
levels are tuples made once, so that the way of an answer only indexes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages."""

    id: str
    en: str

    def of(self, language: str) -> str:
        """The text in `language`: English for `en`, else Indonesian, which everyone can read."""
        return self.en if language == "en" else self.id


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the scale: `digit` and `word` go on the button, `text` stands in the message."""

    digit: int
    word: Text
    text: Text


@dataclass(frozen=True, slots=True)
class Item:
    """One behaviour: `number` counts from 1 over all parts, `part` is an index, `key` is such as `pelayanan-1`."""

    number: int
    part: int
    key: str
    text: Text
    allow_na: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One value, with its behaviours."""

    id: str
    name: Text
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """A rating or a predikat: SIASN's code (lower is better) and its word, Indonesian in every language."""

    code: int
    word: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What the matrix says. `misconduct`: this predikat holds only with a record of misconduct behind it."""

    predikat: Grade
    misconduct: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """The predikat by hasil kerja and perilaku kerja (PermenPANRB 6/2022): looked up, not calculated."""

    ratings: tuple[Grade, ...]
    predikat: tuple[Grade, ...]
    cells: Mapping[tuple[int, int], Cell] = field(hash=False)

    def look_up(self, results: int, behaviour: int) -> Cell:
        """The cell of two ratings, given by SIASN code. KeyError on a code that is none."""
        return self.cells[results, behaviour]


@dataclass(frozen=True, slots=True)
class Method:
    """A whole method. `stem` holds `{period}`; an example is asked for at level `example_at`, 0 for never.

    `own_results`: how many work results (hasil kerja) one writes oneself where HR has listed none; None where the
    method does not ask for work results.
    """

    id: str
    name: Text
    stem: Text
    intro: Text
    levels: tuple[Level, ...]
    parts: tuple[Part, ...]
    matrix: Matrix
    example_at: int
    seconds_per_item: int
    items: tuple[Item, ...]
    own_results: int | None = None

    @property
    def count(self) -> int:
        """How many items there are."""
        return len(self.items)

    def item(self, number: int) -> Item:
        """The item of a number, from 1 to `count`; IndexError outside."""
        if number < 1:
            raise IndexError(number)
        return self.items[number - 1]

    def minutes(self, items: int) -> int:
        """About how many whole minutes `items` more answers take; at least 1 while any is left."""
        return -(-items * self.seconds_per_item // 60)


def read_method(data: Mapping[str, Any]) -> Method:
    """The method of data that `check_method` finds no problem in; of other data, any error."""
    parts = _parts(data["parts"])
    return Method(
        id=data["id"],
        name=_text(data["name"]),
        stem=_text(data["stem"]),
        intro=_text(data["intro"]),
        levels=tuple(Level(level["digit"], _text(level["word"]), _text(level["text"])) for level in data["scale"]),
        parts=parts,
        matrix=_matrix(data["matrix"]),
        example_at=data["example_at"],
        seconds_per_item=data["seconds_per_item"],
        items=tuple(item for part in parts for item in part.items),
        own_results=data["results"]["own"] if "results" in data else None,
    )


def _text(data: Mapping[str, str]) -> Text:
    return Text(data["id"], data["en"])


def _parts(data: list[dict[str, Any]]) -> tuple[Part, ...]:
    parts = []
    number = 0
    for index, part in enumerate(data):
        items = []
        for place, item in enumerate(part["items"], 1):
            number += 1
            key = f"{part['id']}-{place}"
            items.append(Item(number, index, key, _text(item["text"]), item.get("allow_na", False)))
        parts.append(Part(part["id"], _text(part["name"]), tuple(items)))
    return tuple(parts)


def _matrix(data: Mapping[str, Any]) -> Matrix:
    ratings = tuple(Grade(grade["code"], grade["word"]) for grade in data["ratings"])
    predikat = tuple(Grade(grade["code"], grade["word"]) for grade in data["predikat"])
    rating_of = {grade.word: grade.code for grade in ratings}
    predikat_of = {grade.word: grade for grade in predikat}
    cells = {
        (rating_of[cell["results"]], rating_of[cell["behaviour"]]): Cell(
            predikat_of[cell["predikat"]], cell.get("misconduct", False)
        )
        for cell in data["cells"]
    }
    return Matrix(ratings, predikat, cells)
