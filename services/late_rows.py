"""The statements of a late permission. All inside the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select

from models.cycle import CycleRow
from models.evaluation import DRAFT, EvaluationRow
from models.late_permission import LatePermission
from models.nip import BadRefError, read_ref
from models.notice import LATE_ALLOWED
from models.person import Person
from models.refusals import LateDatesWrong, NoFormInCycle
from services.cycle_rows import facts
from services.outbox import post
from services.transaction import Session


async def forms_of(session: Session, cycle: int, refs: Sequence[str]) -> list[EvaluationRow]:
    """The forms of these people, in this order. Raises NoFormInCycle with everybody who has none."""
    wanted = {_read(ref): ref for ref in refs}
    forms = (
        select(Person.ref, EvaluationRow)
        .join(EvaluationRow, col(EvaluationRow.person_id) == col(Person.id))
        .where(EvaluationRow.cycle_id == cycle, col(Person.ref).in_(wanted))
    )
    found = dict((await session.exec(forms)).all())
    if missing := [said for ref, said in wanted.items() if ref not in found]:
        raise NoFormInCycle(refs=tuple(missing))
    return [found[ref] for ref in wanted]


def _read(ref: str) -> str:
    try:
        return read_ref(ref)
    except BadRefError:
        return ref


def check_until(cycle: CycleRow, until: datetime, now: datetime) -> None:
    """May a permission end then? Raises LateDatesWrong."""
    if not facts(cycle).may_allow_until(until, now):
        raise LateDatesWrong(after=max(now, cycle.self_until), until=cycle.appraise_until)


async def allow(
    session: Session,
    cycle: CycleRow,
    forms: Sequence[EvaluationRow],
    until: datetime,
    reason: str,
    now: datetime,
    by: int | None = None,
) -> None:
    """Let all of these send until then. Raises LateDatesWrong."""
    check_until(cycle, until, now)
    for form in forms:
        permission = LatePermission(evaluation_id=form.id or 0, until=until, reason=reason, given_at=now, given_by=by)
        await _permit(session, permission, form, cycle, now)


async def _permit(
    session: Session, permission: LatePermission, form: EvaluationRow, cycle: CycleRow, now: datetime
) -> None:
    """Keep the permission, put it on the form; who has not sent yet is told."""
    until = permission.until
    session.add(permission)
    form.late_until = until
    session.add(form)
    await session.flush()
    if form.state == DRAFT:
        await post(
            session,
            LATE_ALLOWED,
            to=form.person_id,
            facts={"period": cycle.name, "until": until.isoformat()},
            dedupe_key=f"{LATE_ALLOWED}:{permission.id}",
            now=now,
            valid_until=until,
            subject=form.id,
        )
