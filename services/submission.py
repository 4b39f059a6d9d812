"""What follows from a form that was sent, whoever sent it. Inside the caller's transaction."""

from datetime import datetime

from models.evaluation import Evaluation
from models.notice import EVALUATION_SUBMITTED, submission_key
from services.outbox import cancel, post
from services.transaction import Session


async def tell_rater(session: Session, form: Evaluation, employee: str, now: datetime) -> None:
    """The rater, if there is one."""
    if form.rater is None:
        return
    await post(
        session,
        EVALUATION_SUBMITTED,
        to=form.rater,
        facts={"evaluation": form.id, "employee": employee, "until": form.cycle.appraise_until.isoformat()},
        dedupe_key=submission_key(form.id, form.submissions),
        now=now,
        valid_until=form.cycle.publish_at,
        subject=form.id,
    )


async def untell_rater(session: Session, form: Evaluation, now: datetime) -> None:
    """`form` as it was before it was taken back: a notice that has not gone out must not."""
    await cancel(session, submission_key(form.id, form.submissions), now)
