"""What an import would change: the file's rows against what the database knows. Pure: counts and lists, no writing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from models.office_tree import OfficeReport
from models.roster import RefusedRow, RowWarning, Staff, StaffRow, check_raters
from models.sheet import FileRefused

OFFICE_FIELDS = ("office_code", "office_name", "group_name")
LINKS = ("rater", "superior")
# Columns of `person` that a file's field fills as it is, and the two that `models.staff_rules` derives.
PERSON_FIELDS = (
    "name",
    "title_before",
    "title_after",
    "position",
    "post_kind",
    "grade",
    "echelon",
    "employment",
    "legal_status",
    "contract_until",
    "phone",
    "standing",
    "teacher",
)
CODE_LIMIT = 64


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person in the database: `values` as a file would say them, office by code, rater and superior by REF."""

    id: int
    active: bool
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Known:
    """The database before the import: people by REF, offices by code as (name, group)."""

    people: Mapping[str, KnownPerson] = field(default_factory=dict)
    offices: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class ImportReport:
    """What an import did, or (`written` false) would have done: counts of people, rows that were refused."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    left: int = 0
    without_rater: int = 0
    without_phone: int = 0
    refused: tuple[RefusedRow, ...] = ()
    warnings: tuple[RowWarning, ...] = ()
    written: bool = False
    offices: OfficeReport | None = None

    @property
    def refuses(self) -> bool:
        """Was any row refused, of people or of offices?"""
        return bool(self.refused or (self.offices and self.offices.refused))


@dataclass(frozen=True)
class Plan:
    """Rows to insert, people to change (with their row), people who left (by id), offices to write."""

    new: list[StaffRow]
    changed: list[tuple[int, StaffRow]]
    left: list[int]
    offices: dict[str, tuple[str, str]]
    report: ImportReport


def plan_import(staff: Staff, known: Known, *, allow_left: bool, skip_refused: bool = False) -> Plan:
    """Compare. Raises FileRefused `too_many_left` when the file would be written and over a tenth of the staff is
    missing.

    With `skip_refused` the good rows are meant to be written. A refused row is not missing; where its NIP cannot be
    read, anybody may be meant, so nobody is marked as left.
    """
    active = {ref: person.values["rater"] for ref, person in known.people.items() if person.active}
    refused = sorted([*staff.refused, *check_raters(staff, active)], key=lambda row: row.row)
    faulty = {fault.row for fault in refused}
    rows = [row for row in staff.rows if row.row not in faulty]
    new, changed, unchanged = _sorted_out(rows, known)
    # Somebody without NIP is not HR's to list, so their absence says nothing.
    staffed = [ref for ref in active if not ref.startswith("X-")]
    left = [known.people[ref].id for ref in staffed if ref not in staff.refs]
    gone = len(left) - staff.nameless
    if staff.nameless and skip_refused:
        left, gone = [], 0
    if (skip_refused or not refused) and not allow_left and gone * 10 > len(staffed):
        raise FileRefused("too_many_left", left=gone, active=len(staffed))
    report = ImportReport(
        new=len(new),
        changed=len(changed),
        unchanged=unchanged,
        left=max(0, gone),
        without_rater=_without("rater", rows, known),
        without_phone=_without("phone", rows, known),
        refused=tuple(refused),
        warnings=tuple(
            sorted(
                [
                    *staff.warnings,
                    *_leaving_raters(rows, staff),
                    *(_skipped_raters(rows, known) if skip_refused else ()),
                ],
                key=lambda row: row.row,
            )
        ),
    )
    return Plan(new, changed, left, _offices(rows, known), report)


def _sorted_out(rows: list[StaffRow], known: Known) -> tuple[list[StaffRow], list[tuple[int, StaffRow]], int]:
    """Rows of people who are new, of people to change with their id, and how many are as they were."""
    new, changed, unchanged = [], [], 0
    for row in rows:
        person = known.people.get(row.ref)
        if person is None:
            new.append(row)
        elif not person.active or _differs(row, person):
            changed.append((person.id, row))
        else:
            unchanged += 1
    return new, changed, unchanged


def _differs(row: StaffRow, person: KnownPerson) -> bool:
    if any(row.values[name] != person.values[name] for name in (*PERSON_FIELDS, *LINKS) if name in row.values):
        return True
    return says_office(row) and office_code(row) != person.values["office_code"]


def says_office(row: StaffRow) -> bool:
    """Does the file say anything of offices? If it does not, everybody stays where they are."""
    return "office_code" in row.values or "office_name" in row.values


def office_code(row: StaffRow) -> str:
    """UNOR ID, or the office's name where there is none; a name too long to be a code ends in its digest."""
    code = str(row.values.get("office_code") or row.values.get("office_name", ""))
    if len(code) <= CODE_LIMIT:
        return code
    return f"{code[: CODE_LIMIT - 17]}-{sha256(code.encode()).hexdigest()[:16]}"


def _offices(rows: list[StaffRow], known: Known) -> dict[str, tuple[str, str]]:
    """Offices that are new or say something else than before, each as its first row describes it."""
    offices: dict[str, tuple[str, str]] = {}
    for row in rows:
        code = office_code(row)
        if code and code not in offices:
            name, group = known.offices.get(code, (code, ""))
            offices[code] = (row.values.get("office_name") or name, row.values.get("group_name", group))
    return {code: said for code, said in offices.items() if known.offices.get(code) != said}


def _without(name: str, rows: list[StaffRow], known: Known) -> int:
    """How many would have no rater, or no phone; where the file has no such column, what we know counts."""
    if rows and name in rows[0].values:
        return sum(not row.values[name] for row in rows)
    return sum(row.ref not in known.people or not known.people[row.ref].values[name] for row in rows)


def _leaving_raters(rows: list[StaffRow], staff: Staff) -> list[RowWarning]:
    """A rater whom the file does not list goes at this very import, unless they have no NIP."""
    return [
        RowWarning(row.row, "rater_leaves")
        for row in rows
        if row.rater and row.rater not in staff.refs and not row.rater.startswith("X-")
    ]


def _skipped_raters(rows: list[StaffRow], known: Known) -> list[RowWarning]:
    """A rater who is only in a refused row cannot be linked yet; the next import does it."""
    there = {row.ref for row in rows} | known.people.keys()
    return [RowWarning(row.row, "rater_refused") for row in rows if row.rater and row.rater not in there]
