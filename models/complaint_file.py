"""The file complaints are ruled by (`models/rules/complaints.toml`): what can be wrong with it, and how it is read."""

from collections.abc import Mapping
from typing import Any

from models.check import TEXT, Problem, Problems, Rule, array, flag, identifier, number, string, table, twice
from models.complaint_policy import (
    CLASSES,
    Call,
    Category,
    ComplaintClass,
    ComplaintRules,
    Days,
    Group,
    Kecamatan,
    Limits,
    spoken,
)
from models.method import Text

DAY = number(1, 250)
EVERY = 2
"""Working days from one level to the next, where the rules do not say."""
MOST = 40
"""Of groups, categories and kecamatan: what fits a screen of buttons."""


def check_complaints(data: object) -> list[Problem]:
    """Everything wrong with the data; empty when `read_complaints` may read it."""
    problems = list(_COMPLAINTS(data, ""))
    if problems or not isinstance(data, dict):
        return problems
    return list(_fit(data))


def _few(each: Rule) -> Rule:
    def rule(value: object, place: str) -> Problems:
        yield from array(each)(value, place)
        if isinstance(value, list) and len(value) > MOST:
            yield Problem(place, "too_many", {"limit": MOST})

    return rule


def _maybe(each: Rule) -> Rule:
    """A list that may be empty."""

    def rule(value: object, place: str) -> Problems:
        if value != []:
            yield from array(each)(value, place)

    return rule


_CLASS = table({"inspector": flag}, name=TEXT, finish=DAY)
_COMPLAINTS = table(
    kind=string,
    id=identifier,
    name=TEXT,
    days=table(verify=DAY, answer=DAY, reply=DAY, confirm=DAY),
    limits=table(per_hour=number(1, 1000), per_day=number(1, 1000), parts=number(1, 100), text=number(500, 100_000)),
    escalation=table({"every": number(1, 30)}, percent=array(number(1, 100)), levels=number(1, 3)),
    group=_few(table(code=identifier, name=TEXT)),
    category=_few(
        table(
            {"frequent": flag, "offices": array(string)},
            code=identifier,
            group=string,
            name=TEXT,
            words=array(string),
            **{"class": string},
        )
    ),
    greetings=_maybe(string),
    call=array(table(numbers=_maybe(string), words=array(string), text=TEXT)),
    kecamatan=_few(table(code=identifier, name=string, desa=_maybe(string))),
    **{"class": table(**dict.fromkeys(CLASSES, _CLASS))},
)


def _fit(data: Mapping[str, Any]) -> Problems:
    for key in ("group", "category", "kecamatan"):
        yield from twice([one["code"] for one in data[key]], key, "code")
    groups = [one["code"] for one in data["group"]]
    for index, one in enumerate(data["category"]):
        if one["group"] not in groups:
            yield Problem(f"category[{index}].group", "unknown_word", _known(one["group"], groups))
        if one["class"] not in CLASSES:
            yield Problem(f"category[{index}].class", "unknown_word", _known(one["class"], CLASSES))


def _known(word: str, known: Any) -> dict[str, object]:
    return {"word": word, "known": ", ".join(known)}


def read_complaints(data: Mapping[str, Any]) -> ComplaintRules:
    """The rules, of data without problems."""
    classes = {
        code: ComplaintClass(code, _text(one["name"]), one["finish"], one.get("inspector", False))
        for code, one in data["class"].items()
    }
    return ComplaintRules(
        id=data["id"],
        days=Days(**data["days"]),
        limits=Limits(**data["limits"]),
        percent=tuple(data["escalation"]["percent"]),
        levels=data["escalation"]["levels"],
        every=data["escalation"].get("every", EVERY),
        classes=classes,
        groups=tuple(Group(one["code"], _text(one["name"])) for one in data["group"]),
        categories=tuple(map(_category, data["category"])),
        calls=tuple(Call(tuple(one["numbers"]), tuple(one["words"]), _text(one["text"])) for one in data["call"]),
        greetings=frozenset(spoken(one).strip() for one in data["greetings"]),
        kecamatan=tuple(Kecamatan(one["code"], one["name"], tuple(one["desa"])) for one in data["kecamatan"]),
    )


def _category(one: Mapping[str, Any]) -> Category:
    return Category(
        code=one["code"],
        group=one["group"],
        name=_text(one["name"]),
        kind=one["class"],
        words=tuple(one["words"]),
        offices=tuple(one.get("offices", ())),
        frequent=one.get("frequent", False),
    )


def _text(value: Mapping[str, str]) -> Text:
    return Text(value["id"], value["en"])
