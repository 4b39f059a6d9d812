"""The rules of complaints as they are read, and what the words of a story find in them. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.method import Text

INFORMATION, ASPIRATION, COMPLAINT, MISCONDUCT = "information", "aspiration", "complaint", "misconduct"
CLASSES = (INFORMATION, ASPIRATION, COMPLAINT, MISCONDUCT)


@dataclass(frozen=True, slots=True)
class ComplaintClass:
    """`finish`: working days until such a case must be finished. `inspector`: for the Inspektorat only."""

    code: str
    name: Text
    finish: int
    inspector: bool


@dataclass(frozen=True, slots=True)
class Days:
    """Working days: until verified, until the first answer (both from arrival), to reply, to confirm."""

    verify: int
    answer: int
    reply: int
    confirm: int


@dataclass(frozen=True, slots=True)
class Limits:
    """Reports an account may file in an hour and in 24; parts and characters of one report."""

    per_hour: int
    per_day: int
    parts: int
    text: int


@dataclass(frozen=True, slots=True)
class Group:
    """A branch of the tree of categories."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class Category:
    """What a case may be about. `words`: how people say it; `offices`: UNOR IDs that usually have it."""

    code: str
    group: str
    name: Text
    kind: str
    words: tuple[str, ...]
    offices: tuple[str, ...] = ()
    frequent: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """What does not wait for a desk: its words, whom to call, and the sentence that says so."""

    numbers: tuple[str, ...]
    words: tuple[str, ...]
    text: Text


@dataclass(frozen=True, slots=True)
class Kecamatan:
    """A district, with names of some of its villages."""

    code: str
    name: str
    desa: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComplaintRules:
    """One version of the rules."""

    id: str
    days: Days
    limits: Limits
    percent: tuple[int, ...]
    """Of a limit: from the first on, the desk is reminded every working day."""
    levels: int
    every: int
    """Working days from one level to the next."""
    classes: Mapping[str, ComplaintClass]
    groups: tuple[Group, ...]
    categories: tuple[Category, ...]
    calls: tuple[Call, ...]
    kecamatan: tuple[Kecamatan, ...]
    greetings: frozenset[str] = frozenset()

    def greets(self, text: str) -> bool:
        """Is this no more than a greeting?"""
        return spoken(text).strip() in self.greetings

    def category(self, code: str) -> Category | None:
        """The category of this code, if these rules have it."""
        return next((one for one in self.categories if one.code == code), None)

    def place(self, code: str) -> Kecamatan | None:
        """The kecamatan of this code, if these rules have it."""
        return next((one for one in self.kecamatan if one.code == code), None)

    def suggest(self, story: str) -> tuple[Category, ...]:
        """Categories whose words the story has, the most and the longest first."""
        said = spoken(story)
        scores = {one.code: _score(said, one.words) for one in self.categories}
        found = [one for one in self.categories if scores[one.code]]
        return tuple(sorted(found, key=lambda one: -scores[one.code]))

    def decided(self, story: str) -> Category | None:
        """The category, where the words leave no doubt: one leads alone."""
        said, found = spoken(story), self.suggest(story)
        if len(found) > 1 and _score(said, found[0].words) == _score(said, found[1].words):
            return None
        return found[0] if found else None

    def kecamatan_in(self, story: str) -> Kecamatan | None:
        """The one kecamatan whose name, or a village of which, the story has; None for none and for several."""
        said = spoken(story)
        by_name = [one for one in self.kecamatan if _meets(said, one.name)]
        found = by_name or [one for one in self.kecamatan if any(_meets(said, desa) for desa in one.desa)]
        return found[0] if len(found) == 1 else None

    def calls_in(self, story: str) -> tuple[Call, ...]:
        """What the story has that must not wait."""
        said = spoken(story)
        return tuple(one for one in self.calls if any(_meets(said, phrase) for phrase in one.words))


def spoken(story: str) -> str:
    """Its words in small letters, a space around each: «KTP-nya lama!» → ` ktp lama `."""
    found: Iterable[str] = re.findall(r"\w+", story.casefold())
    plain = (word.removesuffix("nya") if len(word) > 5 else word for word in found if word != "nya")
    return f" {' '.join(plain)} "


def _meets(said: str, phrase: str) -> bool:
    return spoken(phrase) in said


def _score(said: str, phrases: tuple[str, ...]) -> int:
    """Long phrases weigh more: «lampu jalan» is not about the road."""
    return sum(len(phrase.split()) ** 2 for phrase in phrases if _meets(said, phrase))
