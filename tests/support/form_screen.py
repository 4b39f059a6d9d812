"""Does a screen show a form as it stands? Read from its words and buttons, in both languages."""

from models.action import Action, Answer, GoTo, NotApplicable, Recall, Review, Submit
from tests.support.form_model import COUNT, LEVELS, MAY_NOT_APPLY, REVIEW, SECTION, TOLD, Form
from tests.support.wire import Shown

SAID = {
    "id": {"sent": "<b>Terkirim", "review": "<b>Tinjau jawaban", "of": "dari", "number": "Nomor", "closed": "ditutup"},
    "en": {"sent": "<b>Sent", "review": "<b>Review your answers", "of": "of", "number": "Number", "closed": "closed"},
}


def shows(screen: Shown, form: Form, evaluation: int) -> bool:
    """Is this the screen of the form's state: the right words, the right buttons, none of another state?"""
    said = SAID[form.language]
    if form.sent:
        return screen.text.startswith(said["sent"]) and _offers(screen, *_recall(form, evaluation))
    if form.closed:
        return said["closed"] in screen.text and _offers(screen)
    if form.awaited is not None and form.awaited[0] in ("example", "reason"):
        return _heads(screen, f"{said['number']} {form.awaited[1]}") and _offers(screen, *_awaiting(form, evaluation))
    if form.position == REVIEW:
        return screen.text.startswith(said["review"]) and _offers(screen, *_review(form, evaluation))
    return f"{form.position} {said['of']} {COUNT}" in screen.text and _offers(screen, *_question(form, evaluation))


def shows_after(outcome: str, action: Action | None, screen: Shown, form: Form, evaluation: int) -> bool:
    """The form's screen, or one of its work results where the act belongs to them."""
    if outcome != TOLD and not isinstance(action, SECTION):
        return shows(screen, form, evaluation)
    return screen.text.startswith({"id": "<b>Hasil kerja", "en": "<b>Work result"}[form.language])


def _heads(screen: Shown, words: str) -> bool:
    return screen.text.split("\n", 1)[0] == words


def _offers(screen: Shown, *actions: object) -> bool:
    """Exactly these buttons change something, in this order."""
    changing = (Answer, GoTo, NotApplicable, Recall, Review, Submit)
    return [action for action in screen.actions if isinstance(action, changing)] == list(actions)


def _recall(form: Form, evaluation: int) -> list[object]:
    return [] if form.opened or form.closed else [Recall(evaluation, form.steps)]


def _awaiting(form: Form, evaluation: int) -> list[object]:
    what, item = form.awaited or ("", 0)
    onward = REVIEW if form.reviewed else item + 1
    skip = [GoTo(evaluation, form.steps, onward)] if what == "example" else []
    return [*skip, GoTo(evaluation, form.steps, item)]


def _review(form: Form, evaluation: int) -> list[object]:
    gap = [GoTo(evaluation, form.steps, form.missing[0])] if form.missing else []
    return [*gap, Submit(evaluation, form.steps)]


def _question(form: Form, evaluation: int) -> list[object]:
    item, steps = form.position, form.steps
    back = [GoTo(evaluation, steps, item - 1)] if item > 1 else []
    spare = [NotApplicable(evaluation, steps, item)] if item in MAY_NOT_APPLY else []
    levels = [Answer(evaluation, steps, item, level) for level in LEVELS]
    return [*levels, *back, GoTo(evaluation, steps, item + 1), *spare, Review(evaluation, steps)]
