"""Every corruption of a method's file is told with its place, and what passes can be read."""

import tomllib
from collections.abc import Callable
from copy import deepcopy
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locales.problem import COMMON, METHOD, problem_text
from models.method import read_method
from models.method_check import check_method, check_text

SOURCE = (files("models") / "methods" / "berakhlak-2026.toml").read_text("utf-8")
GOOD = tomllib.loads(SOURCE)

CORRUPTIONS: list[tuple[str, str, Callable[[Any], object]]] = [
    ("parts[2].items[1].text.en", "missing", lambda m: m["parts"][2]["items"][1]["text"].pop("en")),
    ("parts[2].items[1].text.en", "empty_text", lambda m: m["parts"][2]["items"][1]["text"].update(en="  ")),
    ("parts[0].name.id", "not_text", lambda m: m["parts"][0]["name"].update(id=7)),
    ("intro.id", "long_text", lambda m: m["intro"].update(id="😀" * 151)),
    ("seconds", "unknown_key", lambda m: m.update(seconds=3)),
    ("parts[0].items[0].allowna", "unknown_key", lambda m: m["parts"][0]["items"][0].update(allowna=True)),
    ("matrix", "missing", lambda m: m.pop("matrix")),
    ("matrix", "not_table", lambda m: m.update(matrix=[])),
    ("parts", "not_list", lambda m: m.update(parts={})),
    ("parts[6].items", "empty_list", lambda m: m["parts"][6].update(items=[])),
    ("parts[0].items[0].allow_na", "not_flag", lambda m: m["parts"][0]["items"][0].update(allow_na="no")),
    ("example_at", "not_number", lambda m: m.update(example_at=True)),
    ("seconds_per_item", "not_number", lambda m: m.update(seconds_per_item=2.5)),
    ("results", "not_table", lambda m: m.update(results=3)),
    ("results.own", "missing", lambda m: m.update(results={})),
    ("results.own", "not_number", lambda m: m["results"].update(own=0)),
    ("results.owns", "unknown_key", lambda m: m["results"].update(owns=3)),
    ("id", "not_identifier", lambda m: m.update(id="BerAKHLAK 2026")),
    ("stem.en", "no_period", lambda m: m["stem"].update(en="How?")),
    ("stem.en", "no_period", lambda m: m["stem"].update(en="In {period} {name}?")),
    ("stem.id", "no_period", lambda m: m["stem"].update(id="Selama {period:9d}?")),
    ("stem.id", "no_period", lambda m: m["stem"].update(id="Selama {period")),
    ("scale", "level_count", lambda m: m.update(scale=m["scale"][:1], example_at=1)),
    ("scale[1].digit", "out_of_order", lambda m: m["scale"].insert(1, m["scale"].pop(2))),
    ("example_at", "no_such_level", lambda m: m.update(example_at=5)),
    ("parts[3].id", "twice", lambda m: m["parts"][3].update(id="pelayanan")),
    ("matrix.predikat[4].code", "out_of_order", lambda m: m["matrix"]["predikat"][4].update(code=6)),
    ("matrix.ratings[2].word", "twice", lambda m: m["matrix"]["ratings"][2].update(word="Di Atas Ekspektasi")),
    ("matrix.cells[0].predikat", "unknown_word", lambda m: m["matrix"]["cells"][0].update(predikat="Kurang Baik")),
    ("matrix.cells[0].results", "unknown_word", lambda m: m["matrix"]["cells"][0].update(results="DIATAS")),
    ("matrix.cells[9]", "cell_twice", lambda m: m["matrix"]["cells"].append(m["matrix"]["cells"][0])),
    ("matrix.cells", "cell_missing", lambda m: m["matrix"]["cells"].pop()),
]


def test_the_shipped_one_is_fine() -> None:
    assert check_text(SOURCE) == []


@pytest.mark.parametrize(("place", "key", "spoil"), CORRUPTIONS)
def test_a_corruption_is_told_with_its_place(place: str, key: str, spoil: Callable[[Any], object]) -> None:
    method = deepcopy(GOOD)
    spoil(method)
    problems = check_method(method)
    assert (place, key) in [(problem.place, problem.key) for problem in problems]
    assert all(problem_text(problem, "id") for problem in problems)


@pytest.mark.parametrize(
    ("source", "line", "column"),
    [('id = "a"\nname = \n', 2, 8), ('id = "a"\nid = "b"', 2, 9), ('id = """', 1, 9), ("[", 1, 2)],
)
def test_unreadable_toml_names_line_and_column(source: str, line: int, column: int) -> None:
    (problem,) = check_text(source)
    assert (problem.key, problem.facts) == ("unreadable", {"line": line, "column": column})


def test_a_file_nested_beyond_reason_is_told() -> None:
    (problem,) = check_text("a = " + "[" * 20_000)
    assert problem.key in {"too_deep", "unreadable"}


def test_data_that_is_no_table_is_told() -> None:
    assert [problem.key for problem in check_method([])] == ["not_table"]


def test_every_problem_has_words_in_use() -> None:
    told = {key for _, key, _ in CORRUPTIONS} | {"unreadable", "too_deep", "not_utf8"}
    assert told == set(COMMON) | set(METHOD)


junk = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 10) | st.text(max_size=4) | st.sampled_from(["Baik", "{period}"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "en", "word"]), inner),
    max_leaves=6,
)


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) inside a value."""
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [place for key in keys for place in ((value, key), *_places(value[key]))]


@settings(deadline=None)  # never time in a test
@given(st.data())
def test_what_is_accepted_can_be_read(data: st.DataObject) -> None:
    method = deepcopy(GOOD)
    for _ in range(data.draw(st.integers(0, 3))):
        places = _places(method)
        container, key = places[data.draw(st.integers(0, len(places) - 1))]
        if data.draw(st.booleans()):
            container[key] = data.draw(junk)
        else:
            del container[key]
    if not check_method(method):
        read = read_method(method)
        assert all(read.item(number).number == number for number in range(1, read.count + 1))
        assert len(read.matrix.cells) == len(read.matrix.ratings) ** 2
        assert read.stem.of("id").format(period="2026")


@given(junk)
def test_junk_is_told_and_never_raises(value: object) -> None:
    assert check_method(value)
