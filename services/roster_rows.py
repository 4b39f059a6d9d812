"""The roster's statements: read everybody at once, write in chunks. All inside the caller's transaction."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, Table, bindparam, insert, text, update
from sqlalchemy.orm import aliased
from sqlmodel import SQLModel, col, select

from models.evaluation import EvaluationRow
from models.notice import CANCELLED, WAITING, Notice
from models.person import SILENT, Office, Person
from models.roster import StaffRow
from models.roster_plan import LINKS, PERSON_FIELDS, Known, KnownPerson, Plan, office_code, says_office
from services.rater_terms import follow_roster
from services.transaction import Session
from services.upsert import insert_into

CHUNK = 1000
Progress = Callable[[int, int, str], None]
Values = dict[str, Any]


async def lock_roster(session: Session) -> None:
    """Two imports at once would each see the other's people as new. SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        await session.exec(text("LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE"))  # type: ignore[call-overload]


async def read_known(session: Session) -> Known:
    """Every person and office, as an import compares them."""
    rater, superior = aliased(Person), aliased(Person)
    people = (
        select(Person.id, Person.ref, Person.state, Office.code, rater.ref, superior.ref, *_fields())  # type: ignore[call-overload]
        .outerjoin(Office, col(Office.id) == Person.office_id)
        .outerjoin(rater, col(rater.id) == Person.rater_id)
        .outerjoin(superior, col(superior.id) == Person.superior_id)
    )
    known = {}
    for id_, ref, state, code, its_rater, its_superior, *said in await session.exec(people):
        values = dict(zip(PERSON_FIELDS, said, strict=True))
        values |= {"office_code": code or "", "rater": its_rater or "", "superior": its_superior or ""}
        known[ref] = KnownPerson(id_, state == "active", values)
    offices = await session.exec(select(Office.code, Office.name, Office.group_name))
    return Known(known, {code: (name, group) for code, name, group in offices})


def _fields() -> list[Any]:
    return [getattr(Person, name) for name in PERSON_FIELDS]


async def write(session: Session, plan: Plan, now: datetime, progress: Progress) -> None:
    """Offices, then people, then who rates whom (everybody has an id by then), then who left."""
    await _write_offices(session, plan)
    office_ids = dict((await session.exec(select(Office.code, Office.id))).all())
    people = _Chunks(session, len(plan.new) + len(plan.changed), "people", progress)
    new = [_person(row, office_ids) | {"ref": row.ref, "state": "active", "changed_at": now} for row in plan.new]
    await people.run(insert(Person), new)
    changed = [
        _person(row, office_ids) | {"at": id_, "state": "active", "changed_at": now} for id_, row in plan.changed
    ]
    await people.run(_update(changed), changed)
    await _link(session, plan, progress)
    left = [{"at": id_, "state": "left", "changed_at": now} for id_ in plan.left]
    await _Chunks(session, len(left), "left", progress).run(_update(left), left)
    await follow_roster(session, now)
    await _hush(session, now)


async def _hush(session: Session, now: datetime) -> None:
    """Nothing that waits goes out to somebody who has died, nor to others about their form."""
    silent = select(Person.id).where(Person.standing == SILENT)
    forms = select(EvaluationRow.id).where(col(EvaluationRow.person_id).in_(silent))
    about = col(Notice.facts)["evaluation"].as_integer().in_(forms)
    await session.exec(
        update(Notice)
        .where(col(Notice.outcome) == WAITING, col(Notice.person_id).in_(silent) | about)
        .values(outcome=CANCELLED, settled_at=now)
    )


async def _write_offices(session: Session, plan: Plan) -> None:
    rows = [{"code": code, "name": name, "group_name": group} for code, (name, group) in plan.offices.items()]
    statement = insert_into(session, Office)
    said = {"name": statement.excluded.name, "group_name": statement.excluded.group_name}
    upsert = statement.on_conflict_do_update(index_elements=["code"], set_=said)
    await _Chunks(session, len(rows), "offices", lambda *_: None).run(upsert, rows)


def _person(row: StaffRow, office_ids: dict[str, int | None]) -> Values:
    values: Values = {name: row.values[name] for name in PERSON_FIELDS if name in row.values}
    if says_office(row):
        values["office_id"] = office_ids.get(office_code(row))
    return values


async def _link(session: Session, plan: Plan, progress: Progress) -> None:
    rows = [*plan.new, *(row for _, row in plan.changed)]
    columns = [name for name in LINKS if rows and name in rows[0].values]
    if not columns:
        return
    id_of: dict[str, int | None] = dict((await session.exec(select(Person.ref, Person.id))).all())
    # A new row without a rater has nothing to link; a changed one may have lost its rater.
    new = {row.ref for row in plan.new}
    linked = [row for row in rows if row.ref not in new or any(row.values[name] for name in columns)]
    values = [
        {"at": id_of[row.ref]} | {f"{name}_id": id_of.get(row.values[name]) for name in columns} for row in linked
    ]
    await _Chunks(session, len(values), "raters", progress).run(_update(values), values)


def _table(model: type[SQLModel]) -> Table:
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


def _update(rows: Sequence[Values]) -> Executable:
    """UPDATE person, one row a set of values; `at` is the id."""
    columns = [name for name in rows[0] if name != "at"] if rows else ["state"]
    table = _table(Person)
    return update(table).where(table.c.id == bindparam("at")).values({name: bindparam(name) for name in columns})


class _Chunks:
    """Runs one statement over many rows, a thousand at a time, and says how far it is."""

    def __init__(self, session: Session, total: int, phase: str, progress: Progress) -> None:
        self._session = session
        self._total = total
        self._phase = phase
        self._progress = progress
        self._done = 0

    async def run(self, statement: Executable, rows: Sequence[Values]) -> None:
        connection = await self._session.connection()
        for start in range(0, len(rows), CHUNK):
            chunk = rows[start : start + CHUNK]
            await connection.execute(statement, chunk)
            self._done += len(chunk)
            self._progress(self._done, self._total, self._phase)
