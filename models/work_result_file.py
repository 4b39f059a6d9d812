"""HR's file of work results: rows that read well, rows that are refused, and what it would change. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from models.nip import BadRefError, mask_nip, read_ref
from models.roster import RefusedRow
from models.sheet import Cell, Headers, Sheet, cell_text

HEADERS = Headers(
    {
        "ref": ("NIP", "NIP BARU", "NIP/NI PPPK", "NI PPPK", "NIP PEGAWAI"),
        "text": ("HASIL KERJA", "RENCANA HASIL KERJA", "URAIAN HASIL KERJA", "RHK"),
        "indicator": ("INDIKATOR", "INDIKATOR KINERJA INDIVIDU", "INDIKATOR KINERJA", "IKI"),
        "target": ("TARGET", "TARGET TAHUNAN"),
    },
    required=("ref", "text"),
)
LIMITS = {"text": 500, "indicator": 500, "target": 255}


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One row that reads well."""

    row: int
    ref: str
    text: str
    indicator: str
    target: str

    @property
    def digest(self) -> str:
        return sha256(self.text.casefold().encode()).hexdigest()


@dataclass(frozen=True)
class Result:
    """One work result as a row of the table says it. Several rows with the same text are its indicators."""

    text: str
    indicators: tuple[tuple[str, str], ...]
    position: int


@dataclass(frozen=True)
class ResultReport:
    """What an import did, or would have done: counts of results, and of the people they belong to."""

    people: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    refused: tuple[RefusedRow, ...] = ()
    written: bool = False


Key = tuple[int, str]
"""Person and digest."""


@dataclass(frozen=True)
class ResultPlan:
    """Results to write, new or changed, and those that the file no longer has for somebody whom it names."""

    writes: Mapping[Key, Result] = field(default_factory=dict)
    withdrawn: tuple[Key, ...] = ()
    report: ResultReport = ResultReport()


def read_results(sheet: Sheet) -> tuple[list[ResultRow], list[RefusedRow]]:
    """Every row by itself, then the same result with the same indicator twice."""
    rows, refused = [], []
    at: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for number, cells in sheet.rows:
        read = dict(zip(sheet.fields, cells, strict=True))
        values = {name: cell_text(read.get(name)) for name in ("text", "indicator", "target")}
        if not any(values.values()) and not cell_text(read["ref"]):
            continue
        ref, faults = _ref(number, read["ref"])
        faults += _faults(number, values)
        refused += faults
        if not faults:
            row = ResultRow(number, ref, **values)
            rows.append(row)
            at[_same(row)].append(number)
    twice = {same: tuple(numbers) for same, numbers in at.items() if len(numbers) > 1}
    refused += [
        RefusedRow(row.row, "result_double", {"rows": twice[_same(row)]}) for row in rows if _same(row) in twice
    ]
    return [row for row in rows if _same(row) not in twice], refused


def _same(row: ResultRow) -> tuple[str, str, str]:
    return row.ref, row.digest, row.indicator.casefold()


def _ref(number: int, cell: Cell) -> tuple[str, list[RefusedRow]]:
    try:
        ref = read_ref(cell)
    except BadRefError as error:
        return "", [RefusedRow(number, error.key, {"column": "ref", "nip": mask_nip(cell_text(cell))})]
    return ref, [] if ref else [RefusedRow(number, "nip_empty", {"column": "ref"})]


def _faults(number: int, values: Mapping[str, str]) -> Iterator[RefusedRow]:
    if not values["text"]:
        yield RefusedRow(number, "result_empty")
    for name, limit in LIMITS.items():
        if len(values[name]) > limit:
            yield RefusedRow(number, f"{name}_long", {"limit": limit})


def plan_results(
    rows: list[ResultRow], refused: list[RefusedRow], people: Mapping[str, int], known: Mapping[Key, Result | None]
) -> ResultPlan:
    """Compare. `people`: who is on the roster, by REF; `known`: what is there, None where it was withdrawn.

    What the file says of a person is all there is of them; of people whom it does not name it says nothing.
    """
    lost = [RefusedRow(row.row, "person_unknown", {"nip": mask_nip(row.ref)}) for row in rows if row.ref not in people]
    rows = [row for row in rows if row.ref in people]
    said = _results(rows, people)
    named = {person for person, _ in said}
    writes = {key: result for key, result in said.items() if known.get(key) != result}
    gone = tuple(key for key, result in known.items() if result and key[0] in named and key not in said)
    report = ResultReport(
        people=len(named),
        new=sum(known.get(key) is None for key in writes),
        changed=sum(known.get(key) is not None for key in writes),
        unchanged=len(said) - len(writes),
        withdrawn=len(gone),
        refused=tuple(sorted([*refused, *lost], key=lambda fault: fault.row)),
    )
    return ResultPlan(writes, gone, report)


def _results(rows: list[ResultRow], people: Mapping[str, int]) -> dict[Key, Result]:
    grouped: defaultdict[Key, list[ResultRow]] = defaultdict(list)
    for row in rows:
        grouped[people[row.ref], row.digest].append(row)
    counts: defaultdict[int, int] = defaultdict(int)
    results = {}
    for key, of_one in grouped.items():
        counts[key[0]] += 1
        indicators = tuple((row.indicator, row.target) for row in of_one if row.indicator or row.target)
        results[key] = Result(of_one[0].text, indicators, counts[key[0]])
    return results
