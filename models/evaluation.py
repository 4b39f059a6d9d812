"""A self-evaluation: one form of one person in one cycle, and its answers.

States:  draft ──submit──▶ submitted ──the rater opens it──▶ submitted, opened_at set (no way back)
           ▲                  │
           └─────recall───────┘   (until the rater opens it, until the phase or HR's permission ends)

Invariants: one form a person a cycle; an answer is a level or a reason why the item does not apply, never both; an
example may stand only beside the level that asks for one; `version` grows with every change, so that a button drawn
before the change is known to be old.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.base import UTCDateTime, Word, words
from models.cycle import Cycle, self_ends
from models.evaluation_result import Results
from models.method import Method
from models.refusals import Refusal

DRAFT, SUBMITTED = "draft", "submitted"
PAPER_DRAFT, PAPER_SAVED, PAPER_AGREED, PAPER_DISPUTED = "draft", "saved", "agreed", "disputed"
"""States of a form on paper (models/paper.py)."""
MAX_TEXT = 4096
"""Characters of an example or a reason: whatever fits one Telegram message."""


class EvaluationRow(SQLModel, table=True):
    """The form."""

    __tablename__ = "evaluation"
    __table_args__ = (UniqueConstraint("cycle_id", "person_id"), words("state", DRAFT, SUBMITTED))

    id: int | None = Field(default=None, primary_key=True)
    cycle_id: int = Field(foreign_key="cycle.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    rater_id: int | None = Field(default=None, foreign_key="person.id", index=True, description="today's rater")
    vacant: bool = Field(default=False, description="the rater's place is empty: rater_id is the level above")
    state: str = Field(default=DRAFT, sa_type=Word)
    version: int = Field(default=0)
    position: int = Field(default=1, description="the item that is open; count + 1 is the review")
    reviewing: bool = Field(default=False, description="the review was reached once: a changed answer returns to it")
    submissions: int = Field(default=0)
    submitted_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    late_until: datetime | None = Field(default=None, sa_type=UTCDateTime, description="the latest LatePermission's")
    opened_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    created_at: datetime = Field(sa_type=UTCDateTime)


class AnswerRow(SQLModel, table=True):
    """One answer."""

    __tablename__ = "answer"
    __table_args__ = (CheckConstraint("(level IS NULL) <> (reason = '')", name="level_or_reason"),)

    evaluation_id: int = Field(foreign_key="evaluation.id", primary_key=True)
    item: int = Field(primary_key=True, description="1-based, as the method numbers it")
    level: int | None = Field(default=None)
    example: str = Field(default="", sa_column=Column(Text, nullable=False))
    reason: str = Field(default="", sa_column=Column(Text, nullable=False), description="why it does not apply")
    answered_at: datetime = Field(sa_type=UTCDateTime)


@dataclass(frozen=True)
class Given:
    """An answer that was given."""

    level: int | None = None
    example: str = ""
    reason: str = ""

    @property
    def applies(self) -> bool:
        return self.level is not None


@dataclass(frozen=True)
class Awaited:
    """The text we wait for: `example` or `reason`, of one item."""

    what: str
    item: int


@dataclass(frozen=True)
class PaperMark:
    """That this form is, or was, entered from paper. `submission` is the sending that was."""

    id: int
    operator: int
    state: str
    submission: int


@dataclass(frozen=True)
class Evaluation:
    """All facts of one form, as use cases return them and screens show them."""

    id: int
    person: int
    rater: int | None
    rater_name: str
    cycle: Cycle
    method: Method
    state: str
    version: int
    position: int
    reviewing: bool
    submissions: int
    submitted_at: datetime | None
    opened_at: datetime | None
    answers: Mapping[int, Given]
    awaited: Awaited | None = None
    late_until: datetime | None = None
    """Until when HR lets this person send, after the phase has ended."""
    stale: bool = False
    """The button was older than the form: nothing changed, this is the present state."""
    closed: bool = False
    """Self-evaluation has ended for this person."""
    contract_until: date | None = None
    """The last day of this person's contract, where the roster says one."""
    evidence: Mapping[int, int] = field(default_factory=dict)
    """Pieces of evidence, by item."""
    spoken: frozenset[int] = frozenset()
    """Items whose example is a voice note."""
    turned_away: Refusal | None = None
    """The words were kept; the file that came with them was not, and why."""
    results: Results | None = None
    """Work results, where the screen tells of them (`tells_results`)."""
    paper: PaperMark | None = None

    @property
    def missing(self) -> tuple[int, ...]:
        """Items without an answer, in order."""
        return tuple(number for number in range(1, self.method.count + 1) if number not in self.answers)

    @property
    def until(self) -> datetime:
        """The last instant at which this person may send."""
        return self_ends(self.cycle.self_until, self.late_until)

    @property
    def without_example(self) -> tuple[int, ...]:
        """Items at the level that asks for an example, and none is told."""
        bare = (
            number
            for number, given in self.answers.items()
            if given.level == self.method.example_at and not given.example and number not in self.spoken
        )
        return tuple(sorted(bare))

    @property
    def at_review(self) -> bool:
        return self.position > self.method.count

    @property
    def submitted(self) -> bool:
        return self.state == SUBMITTED

    @property
    def tells_results(self) -> bool:
        """The review, what was sent and the very beginning show the section beside the questions."""
        begins = self.position == 1 and not self.answers
        return self.method.own_results is not None and (self.submitted or self.at_review or begins)

    @property
    def on_paper(self) -> bool:
        """Is what was sent what the operator entered from paper?"""
        return self.submitted and self.paper is not None and self.paper.submission == self.submissions

    def after(self, item: int) -> int:
        """The position that follows `item`: the next question, or the review once it was seen."""
        return self.method.count + 1 if self.reviewing else item + 1

    @property
    def recallable(self) -> bool:
        return self.submitted and self.opened_at is None and not self.closed


@dataclass(frozen=True)
class Member:
    """One person in a rater's list; never an answer."""

    evaluation: int
    name: str
    position: str
    office: str
    cycle: Cycle
    state: str
    answered: int
    submitted_at: datetime | None
    opened_at: datetime | None
    vacant: bool = False
    """They are rated from the level above, because their rater's place is empty."""
    contract_until: date | None = None
    paper: str = ""
    """The state of the paper form that was sent, if it was one."""
    remark: str = ""
    """What the employee says is wrong with it."""


@dataclass(frozen=True)
class Team:
    """The people somebody appraises: those who sent first."""

    members: tuple[Member, ...]
    count: int
    page: int
    pages: int
