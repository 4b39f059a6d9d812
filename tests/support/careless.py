"""Somebody with a bad telephone: acts on what they see, taps twice, goes back, and asks again when nothing comes."""

from collections.abc import Awaitable, Callable
from random import Random

from models.action import (
    Action,
    Answer,
    GoTo,
    NotApplicable,
    Recall,
    Review,
    ReviewPart,
    SetLanguage,
    Submit,
    parse,
)
from sandbox.people import Person as Phone
from tests.support.form_model import Form, leads_away

PATIENCE = 2.5
"""Seconds after which they ask for the screen again."""
CALM = (0.05, 0.15, 0.2)
"""Seconds without a change after which they believe that this is the answer; some never wait."""
Act = Action | str


class Careless:
    """Keeps a model of their own form: every act counts exactly once and in the order in which they did it."""

    def __init__(self, phone: Phone, evaluation: int, random: Random, least: int) -> None:
        self.phone = phone
        self.evaluation = evaluation
        self.form = Form()
        self.steps = [0]
        """How many steps the form has taken after none, one, two … of the acts."""
        self._random = random
        self._least = least

    @property
    def acts(self) -> int:
        return len(self.steps) - 1

    @property
    def done(self) -> bool:
        return self.acts >= self._least and self.form.sent

    async def evaluate_myself(self, told: Callable[["Careless"], Awaitable[None]]) -> None:
        """Until everything is sent and there was enough to do; what was sent is let be until the rater is `told`."""
        self._do("/evaluasi")
        while not self.done:
            assert self.acts < self._least * 4, "this person gets nowhere"
            before = self._sight()
            if self.form.sent:
                await told(self)
            self._do_something()
            if not await self._changes(before, PATIENCE):
                self._do("/evaluasi")
            while await self._changes(self._sight(), self._random.choice(CALM)):
                pass

    async def _changes(self, before: object, within: float) -> bool:
        try:
            await self.phone.until(lambda _: self._sight() != before, within)
        except TimeoutError:
            return False
        return True

    def _sight(self) -> object:
        screen = self.phone.screen
        # Every press is answered, mostly without words, and only then the screen changes.
        words = sum(bool(toast.text) for toast in self.phone.toasts)
        return (screen.message_id, screen.text, screen.labels) if screen else None, words

    def _do_something(self) -> None:
        choices = self._choices()
        whim = self._random.random()
        if whim < 0.05 and (old := self._any_button()):
            self._do(old)
        elif whim < 0.11:
            self._do(self._random.choice(["/evaluasi", "/bahasa", "/batal", "Terima kasih!"]))
        else:
            act = self._sensible(choices)
            for _ in range(2 if whim > 0.94 else 1):
                self._do(act)

    def _sensible(self, choices: list[Action]) -> Act:
        """Mostly the way forward."""
        answers = [one for one in choices if isinstance(one, Answer)]
        moves = [one for one in choices if isinstance(one, GoTo)]
        ends = [one for one in choices if isinstance(one, Recall | Submit | SetLanguage)]
        if answers and self._random.random() < 0.85:
            return self._random.choices(answers, weights=[1, 2, 5, 3])[0]
        if answers:
            return self._random.choice([one for one in choices if isinstance(one, GoTo | NotApplicable | Review)])
        if moves and not any(isinstance(one, ReviewPart) for one in choices) and self._random.random() < 0.7:
            return f"Contoh nyata {self._random.randrange(1000)}, dilihat warga."
        if moves:
            return self._random.choice(moves)
        return self._random.choice(ends) if ends else "/evaluasi"

    def _choices(self) -> list[Action]:
        screen = self.phone.screen
        data = [button.data or "" for row in screen.buttons for button in row] if screen else []
        return [action for action in map(parse, data) if action is not None]

    def _any_button(self) -> Action | None:
        """A button of the form, of any message that still stands in the chat."""
        data = [button.data or "" for one in self.phone.messages for row in one.buttons for button in row]
        actions = [action for action in map(parse, data) if action is not None and not leads_away(action)]
        return self._random.choice(actions) if actions else None

    def _do(self, act: Act) -> None:
        if isinstance(act, str):
            self.phone.write(act)
            self.form.write(act)
        else:
            newest = self.phone.screen
            self.phone.press_data(newest.message_id if newest else 0, act.pack())
            self.form.press(act)
        self.steps.append(self.form.steps)
