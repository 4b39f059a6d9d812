"""HR's file read and compared: bytes → what kind it is → what it would change, and how that is written."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from models.office_tree import OfficeRow, read_offices
from models.roster import RefusedRow, Staff, read_staff
from models.sheet import Sheet
from models.upload_preview import (
    KINDS,
    OFFICES,
    RESULTS,
    Preview,
    offices_preview,
    plan_roster,
    results_preview,
)
from models.work_result_file import ResultRow, read_results
from services import office_rows, roster_rows, work_result_rows
from services.sheets import read_any
from services.staff_rules import staff_rules
from services.transaction import Session

Write = Callable[[Session, datetime], Awaitable[None]]


@dataclass(frozen=True)
class Draft:
    """What would change, and the statements that do it, in a transaction that has not ended since."""

    preview: Preview
    write: Write


Compare = Callable[[Session], Awaitable[Draft]]


def read_upload(content: bytes) -> Compare:
    """Read it; give what compares it with the database. Blocking. Raises FileRefused as `services.sheets` says."""
    kind, sheet = read_any(content, KINDS)
    return {RESULTS: _results, OFFICES: _offices}.get(kind, _roster)(sheet)


def _roster(sheet: Sheet) -> Compare:
    staff = read_staff(sheet)
    staff_rules().apply(staff)
    return lambda session: _draft_roster(session, staff)


async def _draft_roster(session: Session, staff: Staff) -> Draft:
    known = await roster_rows.read_known(session)
    # In a thread: of 14,000 people the comparison alone takes longer than anybody should wait for an answer.
    plan, preview = await asyncio.to_thread(plan_roster, staff, known)
    return Draft(preview, lambda session, now: roster_rows.write(session, plan, now, lambda *_: None))


def _offices(sheet: Sheet) -> Compare:
    rows, refused = read_offices(sheet)
    return lambda session: _draft_offices(session, rows, refused)


async def _draft_offices(session: Session, rows: list[OfficeRow], refused: list[RefusedRow]) -> Draft:
    plan = await office_rows.plan_tree(session, rows, refused)
    return Draft(offices_preview(plan.report), lambda session, _: office_rows.write_tree(session, plan))


def _results(sheet: Sheet) -> Compare:
    rows, refused = read_results(sheet)
    return lambda session: _draft_results(session, rows, refused)


async def _draft_results(session: Session, rows: list[ResultRow], refused: list[RefusedRow]) -> Draft:
    plan = await work_result_rows.plan_rows(session, rows, refused)
    return Draft(results_preview(plan.report), lambda session, now: work_result_rows.write_results(session, plan, now))
