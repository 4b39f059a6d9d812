"""The next level up, as a rule: by the roster's superior where it names one, else by the raters' own raters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.vacancy import Place, Rates, rates

P, R, S, A, B = range(1, 6)


def line(*gone: int, **superiors: int) -> dict[int, Place]:
    """P is rated by R, R by A, A by B; S by B."""
    raters = {P: R, R: A, A: B, S: B, B: None}
    named = {"PRSAB".index(name) + 1: superior for name, superior in superiors.items()}
    return {one: Place(rater, named.get(one), one not in gone) for one, rater in raters.items()}


CASES = {
    "the rater is there": (line(), Rates(R)),
    "the rater is there, whatever is above": (line(A, B, P=S), Rates(R)),
    "the rater's rater": (line(R), Rates(A, vacant=True)),
    "two places empty": (line(R, A), Rates(B, vacant=True)),
    "nobody above": (line(R, A, B), Rates(None)),
    "the superior named": (line(R, P=S), Rates(S, vacant=True)),
    "the superior named is gone too: their rater": (line(R, S, P=S), Rates(B, vacant=True)),
    "the rater's own row names the next": (line(R, A, R=S), Rates(S, vacant=True)),
    "the one named is the empty place itself": (line(R, P=R), Rates(A, vacant=True)),
    "the one named is the person": (line(R, P=P), Rates(A, vacant=True)),
    "somebody away themselves": (line(P), Rates(R)),
}


@pytest.mark.parametrize("case", list(CASES))
def test_the_next_level_up(case: str) -> None:
    places, expected = CASES[case]
    assert rates(P, places) == expected


def test_an_emptied_cell_goes_to_the_superior_named_and_else_to_nobody() -> None:
    places = line()
    assert rates(P, places | {P: Place(None, S, present=True)}) == Rates(S, vacant=True)
    assert rates(P, places | {P: Place(None, None, present=True)}) == Rates(None)


def test_nobody_is_rated_by_those_whom_they_rate() -> None:
    places = {P: Place(R, S, present=True), R: Place(None, None, present=False), S: Place(P, None, present=True)}
    assert rates(P, places) == Rates(None)
    places |= {R: Place(A, None, present=False), A: Place(None, None, present=True)}
    assert rates(P, places) == Rates(A, vacant=True)


people = st.integers(1, 8)
anybody = st.dictionaries(people, st.builds(Place, st.none() | people, st.none() | people, st.booleans()), min_size=8)


@given(anybody)
def test_it_always_ends_with_somebody_else_in_office_or_nobody(places: dict[int, Place]) -> None:
    for person, place in places.items():
        today = rates(person, places)
        if today.vacant:
            assert today.rater not in (None, person, place.rater)
        if today.rater is not None:
            assert places[today.rater].present
