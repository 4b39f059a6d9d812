"""Whatever a person does, and in whatever order: the rows are what the description says, and the screen shows them.

Random acts at the front door, on real databases, held against a small model of the form after each. More examples:
KINERJA_PROOF_EXAMPLES.
"""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from models.action import (
    Action,
    Answer,
    GoTo,
    NotApplicable,
    OpenEvaluation,
    OpenMember,
    Pause,
    Recall,
    Review,
    ReviewPart,
    SetLanguage,
    Submit,
)
from models.evaluation_result_actions import OpenResults, RateResult, WriteResult
from tests.conftest import START, ZONE
from tests.support.desk import OPEN_FOR, RATER, Desk
from tests.support.form_model import COUNT, OLD, REFUSED, Form, leads_away
from tests.support.form_rows import rows_at, rows_of
from tests.support.form_screen import shows, shows_after

EXAMPLES = {"sqlite": 25, "postgresql": 10}
picks = st.integers(0, 10_000)
levels = st.integers(1, 4)


class EvaluationMachine(RuleBasedStateMachine):
    """One employee, their rater, and everything that can happen to a form. No rule has a precondition: two acts at once
    may end either way, so what holds then cannot be replayed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.form = Form()
        self.seen: list[Action] = []

    @initialize(answered=st.sampled_from([0, 0, 1, 17, 20, 21, 21]), level=st.integers(1, 3))
    def begin(self, answered: int, level: int) -> None:
        self.desk.run(self.desk.begin_again(answered, level))
        self.form = Form(
            answers=dict.fromkeys(range(1, answered + 1), (level, "")),
            position=answered + 1,
            reviewed=answered == COUNT,
            steps=answered,
        )
        self.resume()

    # what the person does with the screen before them

    @rule(level=levels)
    def answer(self, level: int) -> None:
        self._press_where(lambda action: isinstance(action, Answer) and action.level == level)

    @rule(pick=picks)
    def press_anything(self, pick: int) -> None:
        self._press_where(lambda action: True, pick)

    @rule(pick=picks)
    def move(self, pick: int) -> None:
        """Back, skip, return, change an answer, the next gap, without an example."""
        self._press_where(lambda action: isinstance(action, GoTo), pick)

    @rule()
    def not_applicable(self) -> None:
        self._press_where(lambda action: isinstance(action, NotApplicable))

    @rule(pick=picks)
    def work_results(self, pick: int) -> None:
        """Into the section, and on in it."""
        self._press_where(lambda action: isinstance(action, OpenResults | WriteResult | RateResult), pick)

    @rule(item=st.sampled_from([19, 21]))
    def go_where_it_may_not_apply(self, item: int) -> None:
        self._act(GoTo(self.desk.evaluation, self.form.steps, item))

    @rule()
    def review(self) -> None:
        self._press_where(lambda action: isinstance(action, Review))

    @rule(pick=picks)
    def open_a_part(self, pick: int) -> None:
        self._press_where(lambda action: isinstance(action, ReviewPart), pick)

    @rule()
    def submit(self) -> None:
        self._press_where(lambda action: isinstance(action, Submit))

    @rule()
    def recall(self) -> None:
        self._press_where(lambda action: isinstance(action, Recall))

    @rule()
    def pause(self) -> None:
        self._press_where(lambda action: isinstance(action, Pause))

    @rule(text=st.sampled_from(["Warga berterima kasih.", " <b>& ", "3", "…" * 700, "/batal", "/bahasa"]))
    def write(self, text: str) -> None:
        outcome = self.form.write(text)
        self._deliver(self.desk.write(text))
        if outcome != "shown":
            self._check_screen(outcome)

    @rule()
    def resume(self) -> None:
        self._deliver(self.desk.write("/evaluasi"))
        assert shows(self.desk.screen(), self.form, self.desk.evaluation)

    @rule(language=st.sampled_from(["id", "en"]))
    def speak(self, language: str) -> None:
        self._act(SetLanguage(language))
        assert self.desk.run(self.desk.conversation()).language == language

    # what nobody plans for

    @rule(pick=picks)
    def old_button(self, pick: int) -> None:
        if self.seen:
            self._act(self.seen[pick % len(self.seen)])

    @rule(item=st.sampled_from([-1, 0, 22, 23, 10**9]), level=st.integers(-1, 5))
    def forged_button(self, item: int, level: int) -> None:
        self._act(Answer(self.desk.evaluation, self.form.steps, item, level))

    @rule(pick=picks)
    def double_tap(self, pick: int) -> None:
        action = self._pick(pick)
        for _ in range(2):
            outcome = self.form.press(action)
        self._deliver(self.desk.press(action), self.desk.press(action))
        self._check_screen(outcome, action)

    @rule(pick=picks)
    def same_update_held_by_two_workers(self, pick: int) -> None:
        action = self._pick(pick)
        outcome = self.form.press(action)
        sent_away = self.desk.run(self.desk.held_twice(self.desk.press(action)))
        assert sent_away == 1 or outcome in ("shown", REFUSED), "only what changes nothing may be read by both"
        self._check_rows()

    @rule(first=picks, second=picks)
    def two_at_once(self, first: int, second: int) -> None:
        """Two presses in the same moment, in different processes: as if one had come after the other."""
        one, two = self._pick(first), self._pick(second)
        in_order, other_way = self.form.after(one, two), self.form.after(two, one)
        self.desk.run(self.desk.at_once(self.desk.press(one), self.desk.press(two)))
        came = rows_at(self.desk)
        assert came in (rows_of(in_order), rows_of(other_way))
        self.form = in_order if came == rows_of(in_order) else other_way
        self.resume()

    @rule()
    def restart(self) -> None:
        self.desk.run(self.desk.restart())
        self._check_rows()

    @rule()
    def the_rater_opens(self) -> None:
        self.form.opened = self.form.opened or self.form.sent
        self._deliver(self.desk.press(OpenMember(self.desk.evaluation), who=RATER))

    @rule(pick=picks, late=st.booleans())
    def time_runs_out(self, pick: int, late: bool) -> None:
        """The last instant still belongs to the employee; the next one does not. Seldom: little happens after it."""
        if self.form.closed or pick % 4:
            return
        left = START + OPEN_FOR - self.desk.clock.now()
        self.desk.clock.advance(seconds=(left + timedelta(milliseconds=late)).total_seconds())
        self.form.closed = late
        self.resume()

    # how it is held against the model

    def _press_where(self, wanted: Callable[[Action], bool], pick: int = 0) -> None:
        found = [action for action in self._buttons() if wanted(action)]
        if found:
            self._act(found[pick % len(found)])

    def _buttons(self) -> tuple[Action, ...]:
        return tuple(one for one in self.desk.screen().actions if not leads_away(one))

    def _pick(self, pick: int) -> Action:
        choices = self._buttons() or (OpenEvaluation(),)
        return choices[pick % len(choices)]

    def _act(self, action: Action) -> None:
        outcome = self.form.press(action)
        self._deliver(self.desk.press(action))
        self._check_screen(outcome, action)

    def _deliver(self, *updates: dict[str, object]) -> None:
        self.desk.wire.toasts.clear()
        self.desk.run(self.desk.deliver(*updates))
        self._check_rows()

    def _check_screen(self, outcome: str, action: Action | None = None) -> None:
        screen, toasts = self.desk.screen(), self.desk.wire.toasts
        self.seen += [one for one in self._buttons() if one not in self.seen]
        if outcome == OLD:
            assert toasts[-1], "an old button is answered with a word"
        if outcome == REFUSED:
            assert action is None or toasts[-1], "a refusal says why"
        elif outcome != "shown" or isinstance(action, OpenEvaluation):
            assert shows_after(outcome, action, screen, self.form, self.desk.evaluation), screen

    def _check_rows(self) -> None:
        rows = rows_at(self.desk)
        self.form.learn(rows[-1])
        assert rows == rows_of(self.form)


def _play(url: str, data: Path) -> None:
    desk = Desk(url, data, START, ZONE)
    engine = url.partition("+")[0]
    try:
        run_state_machine_as_test(
            lambda: EvaluationMachine(desk),
            settings=settings(
                max_examples=int(os.environ.get("KINERJA_PROOF_EXAMPLES", EXAMPLES[engine])),
                stateful_step_count=40,
                deadline=None,
                derandomize="KINERJA_PROOF_EXAMPLES" not in os.environ,
                database=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        desk.close()


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_the_form_is_what_the_description_says(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    _play(request.getfixturevalue(f"{engine}_url_empty"), tmp_path)
