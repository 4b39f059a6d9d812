"""A form as the database holds it, and as its model says that it must be held."""

from tests.support.desk import Desk
from tests.support.form_model import Form

CODES = {"example": "we", "reason": "wr", "evidence": "wv"}
"""How an awaited text is named in the rows."""


def rows_at(desk: Desk) -> object:
    """Form, answers, what the conversation awaits and speaks, whether the rater hears of it and has opened it."""
    form, answers, talk = (desk.run(read()) for read in (desk.form, desk.answers, desk.conversation))
    facts = (form.version, form.position, form.reviewing, form.state == "submitted", form.submissions)
    assert (form.submitted_at is not None) == (form.state == "submitted")
    notices = [notice.dedupe_key for notice in desk.run(desk.waiting_notices())]
    told = notices == [f"evaluation_submitted:{form.id}:{form.submissions}"]
    return facts, answers, talk.awaiting.split(":")[::2], talk.language, told, form.opened_at is not None


def rows_of(form: Form) -> object:
    """The same of the model."""
    waiting = [CODES[form.awaited[0]], str(form.awaited[1])] if form.awaited else [""]
    facts = (form.steps, form.position, form.reviewed, form.sent, form.submissions)
    return facts, form.answers, waiting, form.language, form.sent, form.opened
