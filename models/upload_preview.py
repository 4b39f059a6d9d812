"""What a file of HR's is and what it would change, as its sender is shown it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from models import office_tree, roster, work_result_file
from models.office_tree import OfficeReport
from models.roster import RefusedRow, Staff
from models.roster_plan import ImportReport, Known, Plan, plan_import
from models.sheet import FileRefused
from models.work_result_file import ResultReport

ROSTER, OFFICES, RESULTS = "roster", "offices", "results"
KINDS = {RESULTS: work_result_file.HEADERS, ROSTER: roster.HEADERS, OFFICES: office_tree.HEADERS}
"""Where a header fits several equally well, the first: a file of results may name people, a roster has no results."""
SHOWN = 8
"""Rows that stand in the message itself."""
LISTED = 20_000
"""Rows in the list that comes with it: more than the regency has staff."""
SAME = 20
"""Other rows named in one reason."""


@dataclass(frozen=True)
class Preview:
    """Counts by name, every row that was refused or deserves a look, and whether too many would leave."""

    kind: str
    figures: tuple[tuple[str, int], ...]
    refused: tuple[RefusedRow, ...] = ()
    warnings: tuple[RefusedRow, ...] = ()
    left: int = 0
    active: int = 0
    """Where over a tenth of the staff would be marked as left: how many, of how many; else 0."""

    def told(self) -> dict[str, Any]:
        """As JSON: what is shown, and what must still hold when it is confirmed."""
        notes = [*self.refused, *self.warnings]
        return {
            "kind": self.kind,
            "figures": [[name, number] for name, number in self.figures],
            "refused": _rows(self.refused),
            "left": self.left,
            "active": self.active,
            "notes": [note_facts(row) for row in notes[:SHOWN]],
            "total": len(notes),
        }

    def listed(self) -> list[dict[str, Any]]:
        """Every note, where they are too many for the message; else nothing."""
        notes = [*self.refused, *self.warnings]
        return [note_facts(row) for row in notes[:LISTED]] if len(notes) > SHOWN else []


def can_save(told: dict[str, Any]) -> bool:
    """Work results are taken whole or not at all: leaving out a row would withdraw what it says."""
    return not (told["kind"] == RESULTS and told["refused"])


def note_facts(row: RefusedRow) -> dict[str, Any]:
    """A row as JSON. A file in which every row repeats one NIP must not name all of them in each."""
    facts = {name: list(value[:SAME]) if isinstance(value, tuple) else value for name, value in row.facts.items()}
    return {"row": row.row, "key": row.key, "facts": facts}


def note_of(facts: dict[str, Any]) -> RefusedRow:
    """And back."""
    said = {name: tuple(value) if isinstance(value, list) else value for name, value in facts["facts"].items()}
    return RefusedRow(facts["row"], facts["key"], said)


def plan_roster(staff: Staff, known: Known) -> tuple[Plan, Preview]:
    """What would be written if its sender agrees: the good rows, with everybody who left."""
    left, active, skip = 0, 0, False
    try:
        plan = plan_import(staff, known, allow_left=False)
        if skip := bool(plan.report.refused):
            plan = plan_import(staff, known, allow_left=False, skip_refused=True)
    except FileRefused as refused:
        left, active = int(str(refused.facts["left"])), int(str(refused.facts["active"]))
        plan = plan_import(staff, known, allow_left=True, skip_refused=skip)
    return plan, _roster(plan.report, left, active)


def _roster(report: ImportReport, left: int, active: int) -> Preview:
    figures = (
        ("new", report.new),
        ("changed", report.changed),
        ("unchanged", report.unchanged),
        ("left", report.left),
        ("refused", _rows(report.refused)),
        ("without_rater", report.without_rater),
        ("without_phone", report.without_phone),
    )
    return Preview(ROSTER, figures, report.refused, report.warnings, left, active)


def offices_preview(report: OfficeReport) -> Preview:
    """Of a tree of offices."""
    figures = (
        ("new", report.new),
        ("changed", report.changed),
        ("unchanged", report.unchanged),
        ("refused", _rows(report.refused)),
    )
    return Preview(OFFICES, figures, report.refused)


def results_preview(report: ResultReport) -> Preview:
    """Of work results."""
    figures = (
        ("people", report.people),
        ("new", report.new),
        ("changed", report.changed),
        ("unchanged", report.unchanged),
        ("withdrawn", report.withdrawn),
        ("refused", _rows(report.refused)),
    )
    return Preview(RESULTS, figures, report.refused)


def _rows(notes: Iterable[RefusedRow]) -> int:
    return len({note.row for note in notes})
