"""The forms of running cycles follow whoever rates today, over a vacancy too. All inside the caller's transaction."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, or_, update
from sqlmodel import select

from models.cycle import CycleRow
from models.evaluation import SUBMITTED, EvaluationRow
from models.notice import EVALUATION_SUBMITTED, submission_key
from models.person import SILENT, Person
from models.vacancy import Place, rates
from services.outbox import cancel, post
from services.rater_today import in_office, rater_by_terms, table_of
from services.transaction import Session


async def follow(session: Session, now: datetime) -> int:
    """Give every form of a running cycle to whoever rates its person today; how many changed hands.

    A published form stays with whoever rated it. Who takes over hears of what was sent already.
    """
    doubtful = (await session.exec(_doubtful(now))).all()
    if not doubtful:
        return 0
    places = await read_places(session, now)
    moved, changes = [], []
    for form in doubtful:
        today = rates(form.person_id, places)
        if (today.rater, today.vacant) != (form.rater_id, form.vacant):
            changes.append({"form": form.id, "rater": today.rater, "over": today.vacant})
        if today.rater != form.rater_id:
            moved.append((form, today.rater))
    forms = table_of(EvaluationRow)
    written: dict[str, Any] = {"rater_id": bindparam("rater"), "vacant": bindparam("over")}
    if changes:
        move = update(forms).where(forms.c.id == bindparam("form")).values(written)
        await (await session.connection()).execute(move, changes)
    for form, rater in moved:
        if form.state == SUBMITTED:
            await _hand_over(session, form, rater, now)
    return len(moved)


async def read_places(session: Session, now: datetime) -> dict[int, Place]:
    """The whole line of raters, by person."""
    people = table_of(Person)
    rows = select(people.c.id, rater_by_terms(people, now), people.c.superior_id, in_office(people))
    return {id_: Place(rater, superior, bool(present)) for id_, rater, superior, present in await session.exec(rows)}


def _doubtful(now: datetime) -> Any:
    """Forms whose rater may be another today. Held until the commit: one that is being sent is looked at after that."""
    forms, people, cycles = (table_of(model) for model in (EvaluationRow, Person, CycleRow))
    rater = people.alias("holder")
    here = select(rater.c.id).where(in_office(rater))
    return (
        select(  # type: ignore[call-overload]
            forms.c.id,
            forms.c.person_id,
            forms.c.rater_id,
            forms.c.vacant,
            forms.c.state,
            forms.c.submissions,
            people.c.name,
            people.c.standing,
            cycles.c.appraise_until,
            cycles.c.publish_at,
        )
        .join(people, people.c.id == forms.c.person_id)
        .join(cycles, cycles.c.id == forms.c.cycle_id)
        .where(cycles.c.publish_at > now)
        .where(
            or_(
                forms.c.rater_id.is_(None),
                forms.c.vacant,
                forms.c.rater_id.is_distinct_from(rater_by_terms(people, now)),
                forms.c.rater_id.not_in(here),
            )
        )
        .order_by(forms.c.id)
        .with_for_update(of=forms)
    )


async def _hand_over(session: Session, form: Any, rater: int | None, now: datetime) -> None:
    key = submission_key(form.id, form.submissions)
    await cancel(session, key, now)
    if rater is None or form.standing == SILENT:
        return
    await post(
        session,
        EVALUATION_SUBMITTED,
        to=rater,
        facts={"evaluation": form.id, "employee": form.name, "until": form.appraise_until.isoformat()},
        dedupe_key=f"{key}:{rater}:{now.isoformat()}",
        now=now,
        valid_until=form.publish_at,
        subject=form.id,
    )
