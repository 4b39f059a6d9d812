"""The tree of offices as HR exports it (`ID`, `NAMA_UNOR`, `ID_ATASAN`): what is good, what is not, what changes."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from models.roster import RefusedRow, find_loops
from models.sheet import Headers, Sheet, cell_text

HEADERS = Headers(
    {
        "code": ("ID", "UNOR ID", "ID UNOR"),
        "name": ("NAMA_UNOR", "UNOR NAMA", "NAMA"),
        "parent": ("ID_ATASAN", "ID UNOR ATASAN", "UNOR ATASAN ID", "ATASAN ID", "DIATASAN ID"),
    },
    required=("code", "name", "parent"),
)
CODE_LIMIT, NAME_LIMIT = 64, 255


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """A row that reads well; `parent` is a code, or empty for an office with nothing above it."""

    row: int
    code: str
    name: str
    parent: str


@dataclass(frozen=True)
class OfficeReport:
    """What the office file did, or would have done."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: tuple[RefusedRow, ...] = ()


@dataclass(frozen=True)
class OfficePlan:
    """Offices to write, in the order of the file."""

    rows: tuple[OfficeRow, ...]
    report: OfficeReport


def read_offices(sheet: Sheet) -> tuple[list[OfficeRow], list[RefusedRow]]:
    """Every row by itself, then codes that occur twice: which of them is right only HR knows."""
    rows, refused = [], []
    at: defaultdict[str, list[int]] = defaultdict(list)
    for number, cells in sheet.rows:
        values = {name: cell_text(cell) for name, cell in zip(sheet.fields, cells, strict=True)}
        if not any(values.values()):
            continue
        row = OfficeRow(number, values["code"], values["name"], values["parent"])
        faults = list(_faults(row))
        refused += faults
        if not faults:
            rows.append(row)
            at[row.code].append(number)
    twice = {code: tuple(numbers) for code, numbers in at.items() if len(numbers) > 1}
    refused += [RefusedRow(row.row, "office_double", {"rows": twice[row.code]}) for row in rows if row.code in twice]
    return [row for row in rows if row.code not in twice], refused


def _faults(row: OfficeRow) -> Iterator[RefusedRow]:
    if not row.code:
        yield RefusedRow(row.row, "office_code_empty")
    if len(row.code) > CODE_LIMIT:
        yield RefusedRow(row.row, "office_code_long", {"limit": CODE_LIMIT})
    if not row.name:
        yield RefusedRow(row.row, "name_empty")
    if len(row.name) > NAME_LIMIT:
        yield RefusedRow(row.row, "name_long", {"limit": NAME_LIMIT})
    if row.code and row.parent == row.code:
        yield RefusedRow(row.row, "office_self")


def plan_offices(rows: list[OfficeRow], refused: list[RefusedRow], known: Mapping[str, tuple[str, str]]) -> OfficePlan:
    """Compare with the database: `known` gives each code's (name, code of the parent)."""
    refused = [*refused, *_lost(rows, known), *_loops(rows, known)]
    good = _standing(rows, {fault.row for fault in refused}, known)
    kept = {row.row for row in good}
    faulty = {fault.row for fault in refused}
    # Below a refused office nothing can hang; the office above is told with its own reason.
    refused += [RefusedRow(row.row, "office_above_refused") for row in rows if row.row not in kept | faulty]
    writes = tuple(row for row in good if known.get(row.code) != (row.name, row.parent))
    report = OfficeReport(
        new=sum(row.code not in known for row in writes),
        changed=sum(row.code in known for row in writes),
        unchanged=len(good) - len(writes),
        refused=tuple(sorted(refused, key=lambda fault: fault.row)),
    )
    return OfficePlan(writes, report)


def _lost(rows: list[OfficeRow], known: Mapping[str, object]) -> list[RefusedRow]:
    codes = {row.code for row in rows} | known.keys()
    return [
        RefusedRow(row.row, "office_above_unknown", {"code": row.parent[:CODE_LIMIT]})
        for row in rows
        if row.parent and row.parent not in codes
    ]


def _loops(rows: list[OfficeRow], known: Mapping[str, tuple[str, str]]) -> list[RefusedRow]:
    row_of = {row.code: row.row for row in rows}
    above = {code: parent for code, (_, parent) in known.items()} | {row.code: row.parent for row in rows}
    refused = []
    for loop in find_loops(above):
        numbers = tuple(sorted(row_of[code] for code in loop if code in row_of))
        refused += [RefusedRow(number, "office_loop", {"rows": numbers}) for number in numbers]
    return refused


def _standing(rows: list[OfficeRow], faulty: set[int], known: Mapping[str, object]) -> list[OfficeRow]:
    """The rows whose whole way up is good, or ends in an office that the database has."""
    good = [row for row in rows if row.row not in faulty]
    while True:
        codes = {row.code for row in good} | known.keys()
        kept = [row for row in good if not row.parent or row.parent in codes]
        if len(kept) == len(good):
            return good
        good = kept
