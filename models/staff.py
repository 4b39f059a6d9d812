"""A member of staff, as whoever looks after them sees it: who, where, how far. Never an answer."""

from dataclasses import dataclass
from datetime import datetime

from models.cycle import Cycle
from models.evaluation import PaperMark
from models.staff_refusals import SearchTooShort

FOUND = 8
"""People that a search shows."""
LETTERS, DIGITS = 2, 3
"""The least that is looked for: of a name, of the end of a NIP."""
MAX_WORDS = 6


@dataclass(frozen=True)
class Query:
    """Either words that all stand in the name, or digits that the NIP ends in."""

    words: tuple[str, ...] = ()
    digits: str = ""


@dataclass(frozen=True)
class FoundStaff:
    """One line of what a search found."""

    person: int
    name: str
    ref: str
    office: str


@dataclass(frozen=True)
class Search:
    """What was looked for, and the first FOUND of it; `more` says that there are others."""

    said: str
    found: tuple[FoundStaff, ...]
    more: bool = False


@dataclass(frozen=True)
class StaffForm:
    """How far somebody's self-evaluation is; `until` with HR's permission, `of` the number of questions."""

    evaluation: int
    cycle: Cycle
    submitted_at: datetime | None
    until: datetime
    answered: int
    of: int
    takes: bool = True
    """It may still be filled in and sent."""
    paper: PaperMark | None = None
    on_paper: bool = False
    """What was sent is what an operator entered from paper."""


@dataclass(frozen=True)
class StaffCard:
    """One person; `form` is None for who takes part in no cycle that has opened.

    `invited` is their newest invitation, 0 for none.
    """

    person: int
    name: str
    ref: str
    position: str
    office: str
    linked: bool
    viewer: int
    invited: int = 0
    form: StaffForm | None = None

    @property
    def own_paper(self) -> PaperMark | None:
        """The form on paper that whoever looks has entered, or is entering."""
        mark = self.form.paper if self.form else None
        return mark if mark and mark.operator == self.viewer else None

    @property
    def may_begin_paper(self) -> bool:
        """Nothing is answered yet, and there is time."""
        form = self.form
        return (
            form is not None and form.takes and not (form.answered or form.submitted_at) and self.person != self.viewer
        )


def read_query(text: str) -> Query:
    """Digits, spaced as people write a NIP, are its end; anything else is a part of the name. Raises SearchTooShort."""
    words = tuple(text.split())
    together = "".join(words)
    if together.isascii() and together.isdigit():
        if len(together) < DIGITS:
            raise SearchTooShort(letters=LETTERS, digits=DIGITS)
        return Query(digits=together)
    if len(together) < LETTERS:
        raise SearchTooShort(letters=LETTERS, digits=DIGITS)
    return Query(words=words[:MAX_WORDS])
