"""The rules file of complaints: what can be wrong with it, and what the words of a story find in it."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from models.complaint_file import check_complaints, read_complaints
from models.rule_file import COMPLAINTS, check_rules
from services.rules import shipped_rules

FILE = next(file for file in shipped_rules() if file.kind == COMPLAINTS)
RULES = read_complaints(FILE.content)
Json = dict[str, Any]


def test_the_shipped_file_is_good_and_whole() -> None:
    assert check_rules(FILE.source) == []
    assert len(RULES.kecamatan) == 17
    assert len(RULES.categories) >= 25
    assert (RULES.days.verify, RULES.days.answer, RULES.days.reply, RULES.days.confirm) == (3, 5, 10, 10)
    finish = {code: one.finish for code, one in RULES.classes.items()}
    assert finish == {"information": 5, "aspiration": 5, "complaint": 14, "misconduct": 60}
    assert [code for code, one in RULES.classes.items() if one.inspector] == ["misconduct"]


def test_every_number_of_emergencies_is_there() -> None:
    assert {number for call in RULES.calls for number in call.numbers} >= {"110", "112", "113", "119", "129"}


BAD: list[tuple[Callable[[Json], object], str, str]] = [
    (lambda data: data.pop("days"), "days", "missing"),
    (lambda data: data["days"].update(verify=0), "days.verify", "not_number"),
    (lambda data: data["class"].pop("complaint"), "class.complaint", "missing"),
    (lambda data: data["class"]["complaint"].update(finish="lama"), "class.complaint.finish", "not_number"),
    (lambda data: data["category"][3].update({"class": "x"}), "category[3].class", "unknown_word"),
    (lambda data: data["category"][2].update(group="x"), "category[2].group", "unknown_word"),
    (lambda data: data["category"][1].update(code="ktp"), "category[1].code", "twice"),
    (lambda data: data["category"].extend(data["category"]), "category", "too_many"),
    (lambda data: data["kecamatan"][16].update(name=""), "kecamatan[16].name", "empty_text"),
    (lambda data: data["call"][0].update(numbers="110"), "call[0].numbers", "not_list"),
    (lambda data: data["call"][0].update(words=[]), "call[0].words", "empty_list"),
    (lambda data: data.update(extra=1), "extra", "unknown_key"),
]


@pytest.mark.parametrize(("spoil", "place", "key"), BAD)
def test_a_bad_file_is_refused_by_place(spoil: Callable[[Json], object], place: str, key: str) -> None:
    data = copy.deepcopy(FILE.content)
    spoil(data)
    assert (place, key) in [(problem.place, problem.key) for problem in check_complaints(data)]


def test_what_is_no_table_is_refused() -> None:
    assert [problem.key for problem in check_complaints([])] == ["not_table"]


@pytest.mark.parametrize(
    ("story", "category", "kecamatan"),
    [
        ("KTP lama sekali", "ktp", None),
        ("KTP-nya belum jadi!!", "ktp", None),
        ("lampu jalan mati di Way Urang", "lampu-jalan", "kalianda"),
        ("dalan rusak ning Natar", "jalan-rusak", "natar"),
        ("Natar atau Palas, sama saja", None, None),
        ("tolong", None, None),
        ("guru dan pupuk", None, None),
    ],
)
def test_words_decide_only_where_they_leave_no_doubt(story: str, category: str | None, kecamatan: str | None) -> None:
    decided, place = RULES.decided(story), RULES.kecamatan_in(story)
    assert (decided.code if decided else None, place.code if place else None) == (category, kecamatan)


def test_suggestions_have_the_most_words_first() -> None:
    assert [one.code for one in RULES.suggest("guru minta uang pungutan")][:2] == ["pungli", "sekolah"]
    assert RULES.suggest("") == ()


def test_a_greeting_is_nothing_else() -> None:
    assert RULES.greets("Selamat pagi!")
    assert not RULES.greets("Selamat pagi, jalan rusak")


def test_codes_that_are_not_there() -> None:
    assert RULES.category("") is None
    assert RULES.place("x") is None
