"""What can be wrong with the data of a rules file, and where: the shapes that every kind is checked by."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

# A question shows a part's name, an item, the stem and every level in one message of 4,096 UTF-16 units.
TEXT_LIMIT = 300
IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: `place` such as `parts[2].items[1].text.en` (counted from 0), `key` for its sentence."""

    place: str
    key: str
    facts: Mapping[str, object] = field(default_factory=dict)


Problems = Iterator[Problem]
Rule = Callable[[object, str], Problems]


def parse(source: str) -> tuple[dict[str, object], list[Problem]]:
    """The data of a TOML text; or why it is unreadable, at which line and column."""
    try:
        return tomllib.loads(source), []
    except ValueError as error:  # also a number of more digits than Python takes
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        last = source.count("\n") + 1
        line, column = (int(found[1]), int(found[2])) if found else (last, len(source) - source.rfind("\n"))
        return {}, [Problem("", "unreadable", {"line": line, "column": column})]
    except RecursionError:
        return {}, [Problem("", "too_deep")]


def string(value: object, place: str) -> Problems:
    """A text that says something, short enough for a message."""
    if not isinstance(value, str):
        yield Problem(place, "not_text")
    elif not value.strip():
        yield Problem(place, "empty_text")
    elif len(value.encode("utf-16-le", "surrogatepass")) // 2 > TEXT_LIMIT:
        yield Problem(place, "long_text", {"limit": TEXT_LIMIT})


def identifier(value: object, place: str) -> Problems:
    """A name such as `berakhlak-2026`."""
    if not isinstance(value, str) or len(value) > 32 or not IDENTIFIER.fullmatch(value):
        yield Problem(place, "not_identifier")


def flag(value: object, place: str) -> Problems:
    """true or false."""
    if not isinstance(value, bool):
        yield Problem(place, "not_flag")


def number(low: int, high: int) -> Rule:
    """A whole number from `low` to `high`."""

    def rule(value: object, place: str) -> Problems:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            yield Problem(place, "not_number", {"low": low, "high": high})

    return rule


def table(optional: Mapping[str, Rule] | None = None, /, **required: Rule) -> Rule:
    """A table of these keys and no others."""
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


def array(each: Rule) -> Rule:
    """A list with something in it."""

    def rule(value: object, place: str) -> Problems:
        if not isinstance(value, list):
            yield Problem(place, "not_list")
        elif not value:
            yield Problem(place, "empty_list")
        else:
            for index, one in enumerate(value):
                yield from each(one, f"{place}[{index}]")

    return rule


TEXT = table(id=string, en=string)


def twice(names: list[str], place: str, key: str) -> Problems:
    """Names in `place[…].key` that occur again."""
    seen: Counter[str] = Counter()
    for index, name in enumerate(names):
        if seen[name]:
            yield Problem(f"{place}[{index}].{key}", "twice", {"name": name})
        seen[name] += 1
