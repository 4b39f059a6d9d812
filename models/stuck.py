"""What holds work up, by person: an empty field, a missing link, a day that has passed. Pure facts and rules.

A person may be under several reasons and counts once in all. What is empty (a rater, an office, an account) is itself
the reason, so nobody drops out of the list because of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.vacancy import Place, rates

PAGE = 8
ASIDE_FOR = timedelta(days=30)
"""How long something of somebody's that was set aside is told; they were asked at once to do it again."""

NO_RATER, VACANT, NO_SUPERIOR = "no_rater", "vacant", "no_superior"
RATING_LATE, RATER_AWAY = "rating_late", "rater_away"
SELF_LATE, NO_FORM = "self_late", "no_form"
UNLINKED, PHONE, UNREACHABLE = "unlinked", "phone", "unreachable"
NO_OFFICE, SET_ASIDE = "no_office", "set_aside"
REASONS = (
    NO_RATER,
    VACANT,
    NO_SUPERIOR,
    RATING_LATE,
    RATER_AWAY,
    SELF_LATE,
    NO_FORM,
    UNLINKED,
    PHONE,
    UNREACHABLE,
    NO_OFFICE,
    SET_ASIDE,
)
"""In the order in which they are shown: first what holds up a whole appraisal."""


@dataclass(frozen=True, slots=True)
class Stuck:
    """Somebody whose work may be held up."""

    person: int
    name: str
    ref: str
    position: str
    office: str
    left: bool = False
    """They are no longer here, and what they sent is not finished; they have no card."""


@dataclass(frozen=True, slots=True)
class Held:
    """Why: whose turn it is (`rater`), in which cycle (`period`), since when; each empty where the reason has none."""

    reason: str
    person: int
    rater: str = ""
    period: str = ""
    since: datetime | None = None


def is_outside(ref: str) -> bool:
    """Without a NIP: the Bupati, who has no office here and nobody above (domain.md §1)."""
    return ref.startswith("X-")


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody in the roster's own words, as far as the line of raters asks. `rater` is the definitive one."""

    ref: str
    name: str
    rater: int | None
    present: bool
    """Still here and not on long leave, retired or dead."""

    @property
    def rated(self) -> bool:
        """Only who works here is; who has no NIP rates, but is not rated here."""
        return self.present and not self.outside

    @property
    def outside(self) -> bool:
        return is_outside(self.ref)


@dataclass(frozen=True)
class StuckLine:
    """One person under one reason."""

    who: Stuck
    why: Held


@dataclass(frozen=True)
class StuckBoard:
    """How many people each reason holds up, and how many people in all, each once."""

    counts: Mapping[str, int]
    people: int


@dataclass(frozen=True)
class StuckPage:
    """Some of the people under one reason, by office and name."""

    reason: str
    lines: tuple[StuckLine, ...]
    count: int
    page: int
    pages: int


@dataclass(frozen=True)
class StuckList:
    """Everybody, by reason."""

    by_reason: Mapping[str, tuple[StuckLine, ...]]

    @property
    def board(self) -> StuckBoard:
        """Its numbers."""
        everybody = {line.who.person for lines in self.by_reason.values() for line in lines}
        return StuckBoard({reason: len(lines) for reason, lines in self.by_reason.items()}, len(everybody))

    def page(self, reason: str, page: int) -> StuckPage:
        """That page of a reason, or the nearest there is."""
        lines = self.by_reason[reason]
        pages = max(-(-len(lines) // PAGE), 1)
        page = min(max(page, 0), pages - 1)
        return StuckPage(reason, lines[page * PAGE : (page + 1) * PAGE], len(lines), page, pages)


def sorted_out(people: Mapping[int, Stuck], held: Sequence[Held]) -> StuckList:
    """Everybody of `people` who is held up, by office and name; whoever is held twice for a reason by what began first.

    Others are somebody else's to look after.
    """
    kept: dict[tuple[str, int], Held] = {}
    for one in held:
        key = one.reason, one.person
        if one.person in people and (key not in kept or _earlier(one, kept[key])):
            kept[key] = one
    lines: dict[str, list[StuckLine]] = {reason: [] for reason in REASONS}
    for one in kept.values():
        lines[one.reason].append(StuckLine(people[one.person], one))
    return StuckList({reason: tuple(sorted(found, key=_place)) for reason, found in lines.items()})


def held_by_the_line(
    person: int, places: Mapping[int, Place], standings: Mapping[int, Standing]
) -> tuple[tuple[str, str], ...]:
    """What the line of raters holds up for somebody who is rated: reasons, each with the rater it is about."""
    if not standings[person].rated:
        return ()
    named, today = places[person].rater, rates(person, places)
    if today.rater is None:
        return ((NO_RATER, standings[named].name if named is not None else ""),)
    rater = standings[today.rater]
    found = []
    if today.vacant:
        found.append((VACANT, rater.name))
    if not rater.outside and not _somebody_hears(person, today.rater, places, standings):
        found.append((NO_SUPERIOR, rater.name))
    return tuple(found)


def _somebody_hears(person: int, rater: int, places: Mapping[int, Place], standings: Mapping[int, Standing]) -> bool:
    """Is anybody told when the rater's time is over? The superior named, else the rater's own definitive rater, as the
    ladder of reminders has it; they have to be in office, or nothing would come of it."""
    named = places[person].superior
    above = named if named not in (None, rater) else standings[rater].rater
    return above is not None and above != rater and standings[above].present


def _earlier(one: Held, other: Held) -> bool:
    return one.since is not None and other.since is not None and one.since < other.since


def _place(line: StuckLine) -> tuple[str, str, int]:
    return line.who.office, line.who.name, line.who.person
