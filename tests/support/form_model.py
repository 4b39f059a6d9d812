"""A self-evaluation as its description words it: a small model of one form, to hold the real one against.

It knows no table and no rule of the product; only what a button means on the wire (`models.action`) is shared.
"""

from dataclasses import dataclass, field

from models.action import (
    Action,
    Answer,
    EndEvidence,
    GoTo,
    NotApplicable,
    OpenEvidence,
    Recall,
    Review,
    SetLanguage,
    Submit,
)

COUNT, EXAMPLE_AT, LEVELS = 21, 4, (1, 2, 3, 4)
MAY_NOT_APPLY = (19, 21)
REVIEW = COUNT + 1

CHANGED, OLD, REFUSED, SHOWN = "changed", "old", "refused", "shown"
"""What an act comes to: a step, nothing because its button is old, nothing with a reason, only another screen."""


@dataclass
class Form:
    """One person's form, and what their chat speaks."""

    answers: dict[int, tuple[int | None, str]] = field(default_factory=dict)
    """Item → the level with its example, or None with the reason why the item does not apply."""
    position: int = 1
    awaited: tuple[str, int] | None = None
    reviewed: bool = False
    sent: bool = False
    opened: bool = False
    closed: bool = False
    steps: int = 0
    submissions: int = 0
    language: str = "id"

    @property
    def missing(self) -> list[int]:
        return [item for item in range(1, REVIEW) if item not in self.answers]

    def press(self, action: Action) -> str:
        """A button with this meaning is pressed."""
        match action:
            case SetLanguage(language):
                self.language = language
                return SHOWN
            case Recall():
                return self._recall(action)
            case OpenEvidence(item=item):
                if not (self.sent or self.closed):
                    self.awaited = ("evidence", item)
                return SHOWN
            case EndEvidence():
                if self.awaited and self.awaited[0] == "evidence":
                    self.awaited = None
                return SHOWN
            case Answer() | GoTo() | NotApplicable() | Review() | Submit():
                if action.version != self.steps or self.sent:
                    return OLD
                return REFUSED if self.closed else self._step(action)
        return SHOWN

    def write(self, text: str) -> str:
        """Words are sent: the example or the reason that is awaited, else nothing we keep."""
        if text.startswith("/"):
            if text in ("/batal", "/cancel"):
                self.awaited = None
            return SHOWN
        if self.awaited is None:
            return SHOWN
        what, item = self.awaited
        if self.closed or what == "evidence":  # no words are evidence: a link or a file is
            return REFUSED
        fills_gap = item not in self.answers
        self.answers[item] = (EXAMPLE_AT if what == "example" else None, text.strip())
        return self._onward(item, fills_gap=fills_gap)

    def _step(self, action: Action) -> str:
        match action:
            case Answer(item=item, level=level) if 1 <= item <= COUNT and level in LEVELS:
                return self._answer(item, level)
            case GoTo(item=item) if 1 <= item <= REVIEW:
                return self._moved(item)
            case Review():
                return self._moved(REVIEW)
            case NotApplicable(item=item) if item in MAY_NOT_APPLY:
                return self._moved(item, ("reason", item))
            case Submit() if not self.missing:
                self.sent, self.opened, self.awaited = True, False, None
                self.submissions += 1
                self.steps += 1
                return CHANGED
        return REFUSED

    def _answer(self, item: int, level: int) -> str:
        fills_gap = item not in self.answers
        before, text = self.answers.get(item, (None, ""))
        example = text if before == level == EXAMPLE_AT else ""
        self.answers[item] = (level, example)
        if level == EXAMPLE_AT and not example:
            return self._moved(item, ("example", item))
        return self._onward(item, fills_gap=fills_gap)

    def _recall(self, action: Recall) -> str:
        if action.version != self.steps or not self.sent:
            return OLD
        if self.opened or self.closed:
            return REFUSED
        self.sent = False
        return self._moved(REVIEW)

    def _onward(self, item: int, *, fills_gap: bool) -> str:
        """In order at first; once all answers were reviewed, to the next gap or back to the review."""
        if not self.reviewed:
            return self._moved(item + 1)
        gaps = self.missing if fills_gap else []
        return self._moved(next((gap for gap in gaps if gap > item), next(iter(gaps), REVIEW)))

    def _moved(self, position: int, awaited: tuple[str, int] | None = None) -> str:
        self.position, self.awaited = position, awaited
        self.reviewed = self.reviewed or position == REVIEW
        self.steps += 1
        return CHANGED
