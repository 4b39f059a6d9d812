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
from models.refusals import NoFormInCycle
from services.outbox import post
from services.transaction import Session


async def forms_of(session: Session, cycle: int, refs: Sequence[str]) -> list[EvaluationRow]:
    """The forms of these people. Raises NoFormInCycle with everybody who has none."""
    wanted = {_read(ref): ref for ref in refs}
    forms = (
        select(Person.ref, EvaluationRow)
        .join(EvaluationRow, col(EvaluationRow.person_id) == col(Person.id))
        .where(EvaluationRow.cycle_id == cycle, col(Person.ref).in_(wanted))
    )
    found = dict((await session.exec(forms)).all())
    if missing := [said for ref, said in wanted.items() if ref not in found]:
        raise NoFormInCycle(refs=tuple(missing))
    return list(found.values())


def _read(ref: str) -> str:
    try:
        return read_ref(ref)
    except BadRefError:
        return ref


async def permit(
    session: Session, form: EvaluationRow, cycle: CycleRow, until: datetime, reason: str, now: datetime
) -> None:
    """Keep the permission, put it on the form; who has not sent yet is told."""
    permission = LatePermission(evaluation_id=form.id or 0, until=until, reason=reason, given_at=now)
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
