"""What the line of raters holds up, and how people are counted: pure."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from locales.stuck import advice, reason_name
from models.stuck import (
    NO_RATER,
    NO_SUPERIOR,
    PAGE,
    REASONS,
    SELF_LATE,
    UNLINKED,
    VACANT,
    Held,
    Standing,
    Stuck,
    held_by_the_line,
    sorted_out,
)
from models.vacancy import Place

BUPATI, HEAD, DEPUTY, CHIEF, CLERK = range(1, 6)
AT = datetime(2026, 7, 1, tzinfo=UTC)


def line(
    raters: dict[int, int | None], *, away: tuple[int, ...] = (), superiors: dict[int, int] | None = None
) -> tuple[dict[int, Place], dict[int, Standing]]:
    everybody = (BUPATI, HEAD, DEPUTY, CHIEF, CLERK)
    places = {one: Place(raters.get(one), (superiors or {}).get(one), one not in away) for one in everybody}
    standings = {
        one: Standing("X-BUPATI" if one == BUPATI else f"nip-{one}", f"name-{one}", raters.get(one), one not in away)
        for one in everybody
    }
    return places, standings


WHOLE: dict[int, int | None] = {CLERK: CHIEF, CHIEF: DEPUTY, DEPUTY: HEAD, HEAD: BUPATI}
CASES = {
    "all there": (CLERK, WHOLE, (), {}, ()),
    "the Bupati rates and is not rated": (BUPATI, WHOLE, (), {}, ()),
    "nobody is above the Bupati, and that is in order": (HEAD, WHOLE, (), {}, ()),
    "who is away is not rated": (CLERK, {**WHOLE, CLERK: None}, (CLERK,), {}, ()),
    "no rater": (CLERK, {**WHOLE, CLERK: None}, (), {}, ((NO_RATER, ""),)),
    "the rater is away, and somebody above rates": (CLERK, WHOLE, (CHIEF,), {}, ((VACANT, "name-3"),)),
    "all above are away": (CLERK, {**WHOLE, HEAD: None}, (CHIEF, DEPUTY, HEAD), {}, ((NO_RATER, "name-4"),)),
    "the rater has nobody above": (CLERK, {**WHOLE, CHIEF: None}, (), {}, ((NO_SUPERIOR, "name-4"),)),
    "a superior is named": (CLERK, {**WHOLE, CHIEF: None}, (), {CLERK: HEAD}, ()),
    "the rater is named as the superior": (
        CLERK,
        {**WHOLE, CHIEF: None},
        (),
        {CLERK: CHIEF},
        ((NO_SUPERIOR, "name-4"),),
    ),
    "the superior is away": (CLERK, WHOLE, (DEPUTY,), {}, ((NO_SUPERIOR, "name-4"),)),
    "two who rate each other": (CLERK, {**WHOLE, CHIEF: CHIEF}, (), {}, ((NO_SUPERIOR, "name-4"),)),
    "above an empty place, and nobody above that": (
        CLERK,
        {**WHOLE, DEPUTY: None},
        (CHIEF,),
        {},
        ((VACANT, "name-3"), (NO_SUPERIOR, "name-3")),
    ),
}


@pytest.mark.parametrize("case", list(CASES))
def test_what_the_line_of_raters_holds_up(case: str) -> None:
    person, raters, away, superiors, held = CASES[case]
    places, standings = line(raters, away=away, superiors=superiors)
    assert held_by_the_line(person, places, standings) == held


def some(person: int, name: str = "Siti", office: str = "Dinas") -> Stuck:
    return Stuck(person, name, "nip", "Analis", office)


def test_everybody_counts_once_in_all_and_once_for_a_reason() -> None:
    people = {1: some(1), 2: some(2, "Agus"), 3: some(3, "Made", "Badan")}
    held = [
        Held(UNLINKED, 1),
        Held(SELF_LATE, 1, period="later", since=AT + timedelta(days=1)),
        Held(SELF_LATE, 1, period="earlier", since=AT),
        Held(SELF_LATE, 1, period="between", since=AT + timedelta(hours=1)),
        Held(SELF_LATE, 2, since=AT),
        Held(SELF_LATE, 3, since=AT),
        Held(SELF_LATE, 9, since=AT),
    ]
    found = sorted_out(people, held)
    assert found.board.people == 3
    assert {reason: n for reason, n in found.board.counts.items() if n} == {SELF_LATE: 3, UNLINKED: 1}
    assert [line.who.name for line in found.by_reason[SELF_LATE]] == ["Made", "Agus", "Siti"], "by office and name"
    assert found.by_reason[SELF_LATE][2].why.period == "earlier"


def test_pages() -> None:
    people = {one: some(one, f"{one:02}") for one in range(PAGE + 1)}
    found = sorted_out(people, [Held(UNLINKED, one) for one in people])
    first, last = found.page(UNLINKED, -3), found.page(UNLINKED, 7)
    assert (first.page, first.pages, len(first.lines), first.count) == (0, 2, PAGE, PAGE + 1)
    assert (last.page, [line.who.name for line in last.lines]) == (1, [f"{PAGE:02}"])
    none = found.page(SELF_LATE, 0)
    assert (none.page, none.pages, none.lines) == (0, 1, ())


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_reason_is_the_name_of_a_sheet_and_says_what_to_do(language: str) -> None:
    names = [reason_name(reason, language) for reason in REASONS]
    assert len({name.lower() for name in names}) == len(names)
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") and name[:1] != "'" for name in names)
    assert all(advice(reason, language).endswith(".") for reason in REASONS)


def test_somebody_who_left_keeps_what_they_sent() -> None:
    found = sorted_out({1: replace(some(1), left=True)}, [Held(SELF_LATE, 1)])
    assert found.board.people == 1
