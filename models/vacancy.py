"""A vacancy goes to the next level up (domain.md §1): who rates when the rater is not in office.

Not in office is whoever left, retired, died, or is on study or unpaid leave. An acting rater (Plt., Plh.) fills the
place before any of this is asked: they are then the rater by the terms.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody in the line of raters, by ids: their rater by the terms, and that rater's superior if the roster names
    one. `present`: in office, so they can rate."""

    rater: int | None
    superior: int | None
    present: bool


@dataclass(frozen=True, slots=True)
class Rates:
    """Who rates somebody today; `vacant` if it is somebody above the rater's empty place."""

    rater: int | None
    vacant: bool = False


@dataclass(frozen=True, slots=True)
class RaterToday:
    """The same for people to read; an empty `name`: nobody."""

    name: str
    vacant: bool = False


def rates(person: int, places: Mapping[int, Place]) -> Rates:
    """The rater where there is one in office, else the first in office above; nobody whom `person` rates."""
    rater = places[person].rater
    if rater is not None and places[rater].present:
        return Rates(rater)
    for above in _levels_up(person, places):
        if places[above].present and person not in _line(above, places):
            return Rates(above, vacant=True)
    return Rates(None)


def _levels_up(person: int, places: Mapping[int, Place]) -> Iterator[int]:
    """Above the rater's place, each once: the superior where the row below names one, else the rater's own rater."""
    place = places[person]
    below, named = place.rater, place.superior
    seen = {person, below}
    while True:
        own = places[below].rater if below is not None else None
        useless = named is None or named in seen or person in _line(named, places)
        above = own if useless else named
        if above is None or above in seen:
            return
        yield above
        seen.add(above)
        # What a row names is the superior of its own rater, of nobody else.
        named = places[below].superior if below is not None and above == own else None
        below = above


def _line(person: int, places: Mapping[int, Place]) -> set[int]:
    """Everybody who rates `person`, directly or through others."""
    line: set[int] = set()
    above = places[person].rater
    while above is not None and above not in line:
        line.add(above)
        above = places[above].rater
    return line
