"""What can be wrong with a method's data, and where: first its shape, then how its pieces fit."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Any

# A question shows a part's name, an item, the stem and every level in one message of 4,096 UTF-16 units.
TEXT_LIMIT = 300
LEVELS = range(2, 10)
IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: `place` such as `parts[2].items[1].text.en` (counted from 0), `key` for its sentence."""

    place: str
    key: str
    facts: Mapping[str, object] = field(default_factory=dict)


Problems = Iterator[Problem]
Rule = Callable[[object, str], Problems]


def check_text(source: str) -> list[Problem]:
    """Problems of a method's TOML: unreadable at a line and column, or what `check_method` finds."""
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        last = source.count("\n") + 1
        line, column = (int(found[1]), int(found[2])) if found else (last, len(source) - source.rfind("\n"))
        return [Problem("", "unreadable", {"line": line, "column": column})]
    except RecursionError:
        return [Problem("", "too_deep")]
    return check_method(data)


def check_method(data: object) -> list[Problem]:
    """Everything wrong with the data of a method; empty when `read_method` may read it.

    How the pieces fit is looked at only once every piece has its shape.
    """
    problems = list(_METHOD(data, ""))
    if problems or not isinstance(data, dict):
        return problems
    return [*_stem(data), *_levels(data), *_identifiers(data), *_matrix(data["matrix"])]


# --- shapes ---------------------------------------------------------------------------------------------------------


def _string(value: object, place: str) -> Problems:
    if not isinstance(value, str):
        yield Problem(place, "not_text")
    elif not value.strip():
        yield Problem(place, "empty_text")
    elif len(value.encode("utf-16-le", "surrogatepass")) // 2 > TEXT_LIMIT:
        yield Problem(place, "long_text", {"limit": TEXT_LIMIT})


def _identifier(value: object, place: str) -> Problems:
    if not isinstance(value, str) or len(value) > 32 or not IDENTIFIER.fullmatch(value):
        yield Problem(place, "not_identifier")


def _flag(value: object, place: str) -> Problems:
    if not isinstance(value, bool):
        yield Problem(place, "not_flag")


def _number(low: int, high: int) -> Rule:
    def rule(value: object, place: str) -> Problems:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            yield Problem(place, "not_number", {"low": low, "high": high})

    return rule


def _table(optional: Mapping[str, Rule] | None = None, /, **required: Rule) -> Rule:
    rules = {**required, **(optional or {})}

    def rule(value: object, place: str) -> Problems:
        if not isinstance(value, dict):
            yield Problem(place, "not_table")
            return
        inside = f"{place}." if place else ""
        yield from (Problem(f"{inside}{key}", "unknown_key") for key in value if key not in rules)
        yield from (Problem(f"{inside}{key}", "missing") for key in required if key not in value)
        for key, of_key in rules.items():
            if key in value:
                yield from of_key(value[key], f"{inside}{key}")

    return rule


def _array(each: Rule) -> Rule:
    def rule(value: object, place: str) -> Problems:
        if not isinstance(value, list):
            yield Problem(place, "not_list")
        elif not value:
            yield Problem(place, "empty_list")
        else:
            for index, one in enumerate(value):
                yield from each(one, f"{place}[{index}]")

    return rule


_TEXT = _table(id=_string, en=_string)
_GRADE = _table(code=_number(1, 9), word=_string)
_METHOD = _table(
    id=_identifier,
    name=_TEXT,
    stem=_TEXT,
    intro=_TEXT,
    example_at=_number(0, 9),
    seconds_per_item=_number(1, 600),
    scale=_array(_table(digit=_number(1, 9), word=_TEXT, text=_TEXT)),
    parts=_array(_table(id=_identifier, name=_TEXT, items=_array(_table({"allow_na": _flag}, text=_TEXT)))),
    matrix=_table(
        ratings=_array(_GRADE),
        predikat=_array(_GRADE),
        cells=_array(_table({"misconduct": _flag}, results=_string, behaviour=_string, predikat=_string)),
    ),
)

# --- how the pieces fit ---------------------------------------------------------------------------------------------


def _stem(data: dict[str, Any]) -> Problems:
    for language, text in data["stem"].items():
        try:
            names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
        except ValueError:
            names = []
        # Only the bare field: a format or a conversion could fail when the question is asked.
        if names != ["period"] or "{period}" not in text:
            yield Problem(f"stem.{language}", "no_period")


def _levels(data: dict[str, Any]) -> Problems:
    scale = data["scale"]
    if len(scale) not in LEVELS:
        yield Problem("scale", "level_count", {"low": LEVELS[0], "high": LEVELS[-1], "count": len(scale)})
    yield from _in_order(scale, "digit", "scale")
    if data["example_at"] > len(scale):
        yield Problem("example_at", "no_such_level", {"count": len(scale)})


def _in_order(rows: list[dict[str, Any]], key: str, place: str) -> Problems:
    for index, row in enumerate(rows):
        if row[key] != index + 1:
            yield Problem(f"{place}[{index}].{key}", "out_of_order", {"wanted": index + 1, "found": row[key]})


def _identifiers(data: dict[str, Any]) -> Problems:
    yield from _twice([part["id"] for part in data["parts"]], "parts", "id")


def _twice(names: list[str], place: str, key: str) -> Problems:
    seen: Counter[str] = Counter()
    for index, name in enumerate(names):
        if seen[name]:
            yield Problem(f"{place}[{index}].{key}", "twice", {"name": name})
        seen[name] += 1


def _matrix(matrix: dict[str, Any]) -> Problems:
    for grades in ("ratings", "predikat"):
        yield from _in_order(matrix[grades], "code", f"matrix.{grades}")
        yield from _twice([grade["word"] for grade in matrix[grades]], f"matrix.{grades}", "word")
    ratings = [grade["word"] for grade in matrix["ratings"]]
    known = {"results": ratings, "behaviour": ratings, "predikat": [grade["word"] for grade in matrix["predikat"]]}
    filled: Counter[tuple[str, str]] = Counter()
    for index, cell in enumerate(matrix["cells"]):
        for key, words in known.items():
            if cell[key] not in words:
                facts = {"word": cell[key], "known": ", ".join(words)}
                yield Problem(f"matrix.cells[{index}].{key}", "unknown_word", facts)
        pair = (cell["results"], cell["behaviour"])
        if filled[pair]:
            yield Problem(f"matrix.cells[{index}]", "cell_twice", {"results": pair[0], "behaviour": pair[1]})
        filled[pair] += 1
    for results in dict.fromkeys(ratings):
        for behaviour in dict.fromkeys(ratings):
            if not filled[results, behaviour]:
                yield Problem("matrix.cells", "cell_missing", {"results": results, "behaviour": behaviour})
