"""A form as the database holds it, and as its model says that it must be held."""

from typing import Any

from tests.support.desk import Desk
from tests.support.form_model import Form

CODES = {"example": "we", "reason": "wr", "evidence": "wv", "note": "wa", "words": "wo"}
"""How an awaited text is named in the rows."""


def rows_at(desk: Desk) -> tuple[Any, ...]:
    """Form, answers, what the conversation awaits and speaks, whether the rater hears of it and has opened it; last the
    work results by row."""
    form, answers, talk = (desk.run(read()) for read in (desk.form, desk.answers, desk.conversation))
    facts = (form.version, form.position, form.reviewing, form.state == "submitted", form.submissions)
    assert (form.submitted_at is not None) == (form.state == "submitted")
    notices = [notice.dedupe_key for notice in desk.run(desk.waiting_notices())]
    told = notices == [f"evaluation_submitted:{form.id}:{form.submissions}"]
    results = desk.run(desk.results())
    return facts, answers, talk.awaiting.split(":")[::2], talk.language, told, form.opened_at is not None, results


def rows_of(form: Form) -> tuple[Any, ...]:
    """The same of the model."""
    waiting = [CODES[form.awaited[0]], str(form.awaited[1])] if form.awaited else [""]
    facts = (form.steps, form.position, form.reviewed, form.sent, form.submissions)
    return facts, form.answers, waiting, form.language, form.sent, form.opened, dict(form.results)
