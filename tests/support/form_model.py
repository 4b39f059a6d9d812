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
from models.evaluation_result_actions import (
    LeaveResults,
    NoteResult,
    OpenResult,
    OpenResults,
    RateResult,
    RemoveResult,
    WriteResult,
)

COUNT, EXAMPLE_AT, LEVELS = 21, 4, (1, 2, 3, 4)
MAY_NOT_APPLY = (19, 21)
REVIEW = COUNT + 1
OWN, RATINGS, OWN_TEXT = 3, (1, 2, 3), 500

CHANGED, TOLD, OLD, REFUSED, SHOWN = "changed", "told", "old", "refused", "shown"
"""What an act comes to: a step in the questions or in the work results, nothing because its button is old, nothing with
a reason, only another screen."""

SECTION = (OpenResults, OpenResult, RateResult, NoteResult, WriteResult, RemoveResult)
Result = tuple[str, int | None, str]
"""The text of a work result of one's own, its rating, what was achieved."""


def leads_away(action: Action) -> bool:
    """A report's button: with it the report's words are awaited, no longer the form's. tests/complaint holds those."""
    return type(action).__module__.endswith("complaint_action")


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
    results: tuple[tuple[int, Result], ...] = ()
    """Row → what was said; 0 until the row is known."""

    @property
    def missing(self) -> list[int]:
        return [item for item in range(1, REVIEW) if item not in self.answers]

    def after(self, *actions: Action) -> "Form":
        """What these presses would make of it."""
        form = Form(**{**vars(self), "answers": dict(self.answers)})
        for action in actions:
            form.press(action)
        return form

    def press(self, action: Action) -> str:
        """A button with this meaning is pressed."""
        match action:
            case SetLanguage(language):
                self.language = language
            case Recall():
                return self._recall(action)
            case OpenEvidence() | EndEvidence():
                self._evidence(action)
            case OpenResults() | OpenResult() | LeaveResults():
                return self._look(action)
            case RateResult() | NoteResult() | WriteResult() | RemoveResult():
                return self._of_results(action)
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
        if what in ("note", "words"):
            return self._told(what, item, text.strip())
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

    def learn(self, rows: dict[int, Result]) -> None:
        """The number of a row that was just made."""
        known = dict(self.results)
        self.results = tuple((row or next(one for one in rows if one not in known), said) for row, said in self.results)

    def _evidence(self, action: Action) -> None:
        if isinstance(action, EndEvidence):
            self.awaited = None if self.awaited and self.awaited[0] == "evidence" else self.awaited
        elif not (self.sent or self.closed):
            self.awaited = ("evidence", getattr(action, "item", 0))

    def _of_results(self, action: Action) -> str:
        if getattr(action, "version", 0) != self.steps or self.sent or not self._fits(action):
            return OLD
        return REFUSED if self.closed else self._say(action)

    def _look(self, action: Action) -> str:
        if isinstance(action, OpenResult) and action.result not in dict(self.results):
            return OLD
        ours = self.awaited and self.awaited[0] in ("note", "words")
        if ours if isinstance(action, LeaveResults) else not (self.sent or self.closed):
            self.awaited = None
        return SHOWN

    def _fits(self, action: Action) -> bool:
        if isinstance(action, WriteResult) and not action.result:
            return len(self.results) < OWN
        said = dict(self.results).get(getattr(action, "result", 0))
        return said is not None and (said[1] is not None or not isinstance(action, NoteResult))

    def _say(self, action: Action) -> str:
        self.awaited = None
        match action:
            case RateResult(result=row, rating=rating):
                if rating not in RATINGS:
                    return REFUSED
                text, _, note = dict(self.results)[row]
                self._put(row, (text, rating, note))
                self.awaited = ("note", row)
            case NoteResult(result=row):
                self.awaited = ("note", row)
            case WriteResult(result=row):
                self.awaited = ("words", row)
            case RemoveResult(result=row):
                self.results = tuple(one for one in self.results if one[0] != row)
        self.steps += 1
        return TOLD

    def _told(self, what: str, row: int, text: str) -> str:
        if what == "words" and len(text) > OWN_TEXT:
            return REFUSED
        text_before, rating, note = dict(self.results).get(row, ("", None, ""))
        said = (text, rating, note) if what == "words" else (text_before, rating, text)
        if row:
            self._put(row, said)
        else:
            self.results = (*self.results, (0, said))
        self.awaited = None
        self.steps += 1
        return TOLD

    def _put(self, row: int, said: Result) -> None:
        self.results = tuple((one, said if one == row else before) for one, before in self.results)

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
