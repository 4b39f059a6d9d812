"""What can be wrong with a method's data, and where: first its shape, then how its pieces fit."""

from collections import Counter
from string import Formatter
from typing import Any

from models.check import TEXT, Problem, Problems, array, flag, identifier, number, parse, string, table, twice

LEVELS = range(2, 10)


def check_text(source: str) -> list[Problem]:
    """Problems of a method's TOML: unreadable at a line and column, or what `check_method` finds."""
    data, unreadable = parse(source)
    return unreadable or check_method(data)


def check_method(data: object) -> list[Problem]:
    """Everything wrong with the data of a method; empty when `read_method` may read it.

    How the pieces fit is looked at only once every piece has its shape.
    """
    problems = list(_METHOD(data, ""))
    if problems or not isinstance(data, dict):
        return problems
    return [*_stem(data), *_levels(data), *_identifiers(data), *_matrix(data["matrix"])]


_GRADE = table(code=number(1, 9), word=string)
_METHOD = table(
    {"results": table(own=number(1, 9))},
    id=identifier,
    name=TEXT,
    stem=TEXT,
    intro=TEXT,
    example_at=number(0, 9),
    seconds_per_item=number(1, 600),
    scale=array(table(digit=number(1, 9), word=TEXT, text=TEXT)),
    parts=array(table(id=identifier, name=TEXT, items=array(table({"allow_na": flag}, text=TEXT)))),
    matrix=table(
        ratings=array(_GRADE),
        predikat=array(_GRADE),
        cells=array(table({"misconduct": flag}, results=string, behaviour=string, predikat=string)),
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
    yield from twice([part["id"] for part in data["parts"]], "parts", "id")


def _matrix(matrix: dict[str, Any]) -> Problems:
    for grades in ("ratings", "predikat"):
        yield from _in_order(matrix[grades], "code", f"matrix.{grades}")
        yield from twice([grade["word"] for grade in matrix[grades]], f"matrix.{grades}", "word")
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
