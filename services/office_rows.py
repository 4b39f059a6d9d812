"""The statements of the tree of offices. All inside the caller's transaction."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, update
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from models.office import FOUND, MOST_WORDS, FoundOffice
from models.office_tree import OfficePlan, OfficeRow, plan_offices
from models.person import Office
from models.refusals import OfficeNotFound
from models.roster import RefusedRow
from models.roster_plan import Known
from services.transaction import Session
from services.upsert import insert_into


def with_sub_offices(offices: Any) -> Any:
    """Ids of these offices (a select of one column, `office_id`) and of all below them, as a select."""
    # Nested: before an INSERT, SQLite would no longer say how many rows it made.
    within = offices.cte("within", recursive=True, nesting=True)
    below = select(col(Office.id)).join(within, col(Office.parent_id) == within.c.office_id)
    # UNION, not UNION ALL: a loop in the tree would never end.
    return select(within.union(below).c.office_id)


async def offices(session: Session, *which: Any, limit: int | None = None) -> tuple[FoundOffice, ...]:
    """These, with the one above each, by name."""
    above: Any = aliased(Office)
    query = (
        select(Office.id, Office.name, above.name)
        .outerjoin(above, above.id == col(Office.parent_id))
        .where(*which)
        .order_by(col(Office.name), col(Office.id))
        .limit(limit)
    )
    return tuple(FoundOffice(id_ or 0, name, top or "") for id_, name, top in await session.exec(query))


async def in_order(session: Session, ids: Sequence[int]) -> tuple[FoundOffice, ...]:
    """These, in the order in which they were chosen."""
    found = {one.id: one for one in await offices(session, col(Office.id).in_(ids))}
    return tuple(found[one] for one in ids if one in found)


async def offices_named(session: Session, text: str, limit: int = FOUND) -> tuple[FoundOffice, ...]:
    """The first offices whose names have every word of `text`."""
    fitting = [col(Office.name).icontains(word, autoescape=True) for word in text.split()[:MOST_WORDS]]
    return await offices(session, *fitting, limit=limit)


async def find_offices(session: Session, text: str) -> tuple[FoundOffice, ...]:
    """The same, and one more if there are others; a code (UNOR ID) finds its own. Raises OfficeNotFound."""
    code = text.strip()
    found = await offices(session, col(Office.code) == code) or await offices_named(session, text, FOUND + 1)
    if not found:
        raise OfficeNotFound(text=code)
    return found


async def plan_tree(session: Session, rows: list[OfficeRow], refused: list[RefusedRow]) -> OfficePlan:
    """What the file would change."""
    above = aliased(Office)
    offices = select(Office.code, Office.name, above.code).outerjoin(above, col(above.id) == col(Office.parent_id))
    known = {code: (name, parent or "") for code, name, parent in await session.exec(offices)}
    return plan_offices(rows, refused, known)


def with_tree(known: Known, planned: OfficePlan | None) -> Known:
    """What the roster's own rows are compared with: the offices as the tree leaves them."""
    if planned is None:
        return known
    named = {row.code: (row.name, known.offices.get(row.code, ("", ""))[1]) for row in planned.rows}
    return replace(known, offices={**known.offices, **named})


async def write_tree(session: Session, planned: OfficePlan) -> None:
    """Every office first, then what stands above what: everybody has an id by then."""
    if not planned.rows:
        return
    connection = await session.connection()
    upsert = insert_into(session, Office)
    upsert = upsert.on_conflict_do_update(index_elements=["code"], set_={"name": upsert.excluded.name})
    await connection.execute(upsert, [{"code": row.code, "name": row.name} for row in planned.rows])
    id_of = dict((await session.exec(select(Office.code, Office.id))).all())
    table = Office.__table__  # type: ignore[attr-defined]
    link = update(table).where(table.c.id == bindparam("at")).values(parent_id=bindparam("above"))
    links = [{"at": id_of[row.code], "above": id_of.get(row.parent)} for row in planned.rows]
    await connection.execute(link, links)
