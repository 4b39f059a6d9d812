"""The statements of work results. All inside the caller's transaction."""

from datetime import datetime

from sqlalchemy import bindparam, update
from sqlmodel import col, select

from models.person import Person
from models.roster import RefusedRow
from models.work_result import WorkResult
from models.work_result_file import Key, Result, ResultPlan, ResultRow, plan_results
from services.transaction import Session
from services.upsert import insert_into

CHUNK = 1000


async def plan_rows(session: Session, rows: list[ResultRow], refused: list[RefusedRow]) -> ResultPlan:
    """What the file would change."""
    staff = await session.exec(select(Person.ref, Person.id).where(Person.state == "active"))
    return plan_results(rows, refused, {ref: id_ or 0 for ref, id_ in staff}, await _known(session))


async def _known(session: Session) -> dict[Key, Result | None]:
    columns = (WorkResult.person_id, WorkResult.digest, WorkResult.text, WorkResult.indicators, WorkResult.position)
    rows = await session.exec(select(*columns, WorkResult.withdrawn_at))  # type: ignore[call-overload]
    return {
        (person, digest): None if withdrawn else Result(text, tuple(map(_pair, indicators)), position)
        for person, digest, text, indicators, position, withdrawn in rows
    }


def _pair(indicator: dict[str, str]) -> tuple[str, str]:
    return indicator["indicator"], indicator["target"]


async def write_results(session: Session, plan: ResultPlan, now: datetime) -> None:
    connection = await session.connection()
    insert = insert_into(session, WorkResult)
    said = ("text", "indicators", "position", "changed_at", "withdrawn_at")
    upsert = insert.on_conflict_do_update(
        index_elements=["person_id", "digest"], set_={name: insert.excluded[name] for name in said}
    )
    rows = [_row(key, result, now) for key, result in plan.writes.items()]
    for start in range(0, len(rows), CHUNK):
        await connection.execute(upsert, rows[start : start + CHUNK])
    if plan.withdrawn:
        gone = update(WorkResult).where(
            col(WorkResult.person_id) == bindparam("person"), col(WorkResult.digest) == bindparam("same")
        )
        keys = [{"person": person, "same": digest, "at": now} for person, digest in plan.withdrawn]
        await connection.execute(gone.values(withdrawn_at=bindparam("at")), keys)


def _row(key: Key, result: Result, now: datetime) -> dict[str, object]:
    return {
        "person_id": key[0],
        "digest": key[1],
        "text": result.text,
        "indicators": [{"indicator": indicator, "target": target} for indicator, target in result.indicators],
        "position": result.position,
        "changed_at": now,
        "withdrawn_at": None,
    }
