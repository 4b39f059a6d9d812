"""The roster HR brings: which columns are taken, and what makes a row unacceptable."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.nip import BadRefError, mask_nip, read_ref
from models.phone import read_phone
from models.sheet import Cell, Headers, Sheet, cell_text
from models.sheet_date import BadDateError, read_date

# The only columns that are ever read (domain.md §6): SIASN's export, then what other exports call them.
HEADERS = Headers(
    {
        "ref": ("NIP BARU", "NIP", "NIP/NI PPPK", "NI PPPK", "NIP PEGAWAI"),
        "name": ("NAMA", "NAMA LENGKAP", "NAMA PEGAWAI"),
        "title_before": ("GELAR DEPAN",),
        "title_after": ("GELAR BELAKANG",),
        "position": ("JABATAN NAMA", "NAMA JABATAN", "JABATAN"),
        "post_kind": ("JENIS JABATAN NAMA", "JENIS JABATAN"),
        "grade": ("GOL AKHIR NAMA", "GOLONGAN", "GOL", "GOLONGAN RUANG"),
        "echelon": ("ESELON NAMA", "ESELON"),
        "office_code": ("UNOR ID", "ID UNOR"),
        "office_name": ("UNOR NAMA", "NAMA UNOR", "UNOR", "UNIT ORGANISASI", "UNIT KERJA"),
        "group_name": ("SATUAN KERJA KERJA NAMA", "SATUAN KERJA"),
        "employment": ("JENIS PEGAWAI NAMA", "JENIS PEGAWAI"),
        "legal_status": ("KEDUDUKAN HUKUM NAMA", "KEDUDUKAN HUKUM"),
        "contract_until": (
            "TANGGAL AKHIR KONTRAK",
            "AKHIR KONTRAK",
            "TMT AKHIR KONTRAK",
            "MASA KONTRAK SAMPAI",
            "TANGGAL BERAKHIR KONTRAK",
            "KONTRAK SAMPAI",
        ),
        "phone": ("NOMOR HP", "NO HP", "HP", "NOMOR TELEPON", "NO TELEPON", "TELEPON"),
        "rater": ("NIP PEJABAT PENILAI", "NIP PEJABAT PENILAI KINERJA", "NIP PENILAI"),
        "superior": ("NIP ATASAN PEJABAT PENILAI", "NIP ATASAN PEJABAT PENILAI KINERJA", "NIP ATASAN PENILAI"),
    },
    required=("ref", "name"),
)
REFS = ("ref", "rater", "superior")
NAME_LIMIT = 255
DATE_SHOWN = 30
LIMITS = {
    "title_before": 64,
    "title_after": 128,
    "position": 255,
    "post_kind": 64,
    "grade": 32,
    "echelon": 32,
    "employment": 64,
    "legal_status": 64,
    "office_name": 255,
    "group_name": 255,
}


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that cannot be taken: `row` as the sheet counts (its first line is 1). A NIP in `facts` is masked."""

    row: int
    key: str
    facts: Mapping[str, object] = field(default_factory=dict)


class RowWarning(RefusedRow):
    """A row that was taken, with something HR should look at."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A row that reads well: `values` holds each field that the file has a column for, and what it means."""

    row: int
    values: Mapping[str, Any]

    @property
    def ref(self) -> str:
        return str(self.values["ref"])

    @property
    def rater(self) -> str:
        return str(self.values.get("rater", ""))

    @property
    def superior(self) -> str:
        return str(self.values.get("superior", ""))


@dataclass
class Staff:
    """A file's rows, read: what is good, what is refused, and every NIP seen in either."""

    fields: frozenset[str]
    rows: list[StaffRow] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    warnings: list[RowWarning] = field(default_factory=list)
    refs: set[str] = field(default_factory=set)
    nameless: int = 0
    """How many rows have no readable NIP: anybody may be meant."""


def read_staff(sheet: Sheet) -> Staff:
    """Every row by itself, then NIPs that occur twice. Rows without a word in our columns are passed over."""
    staff = Staff(frozenset(sheet.fields))
    at: defaultdict[str, list[int]] = defaultdict(list)
    for number, cells in sheet.rows:
        row = _read_row(staff, number, dict(zip(sheet.fields, cells, strict=True)))
        if row:
            staff.rows.append(row)
            at[row.ref].append(number)
    twice = {ref: tuple(rows) for ref, rows in at.items() if len(rows) > 1}
    # Which of them is right only HR knows: none is taken.
    for row in staff.rows:
        if row.ref in twice:
            staff.refused.append(RefusedRow(row.row, "nip_double", {"nip": mask_nip(row.ref), "rows": twice[row.ref]}))
    staff.rows = [row for row in staff.rows if row.ref not in twice]
    return staff


def _read_row(staff: Staff, number: int, cells: Mapping[str, Cell]) -> StaffRow | None:
    values = {name: cell_text(cell) for name, cell in cells.items()}
    if not any(values.values()):
        return None
    refused: list[RefusedRow] = []
    for name in REFS:
        if name in cells:
            _read_ref(number, name, cells[name], values, refused)
    if values["ref"]:
        staff.refs.add(values["ref"])
    else:
        staff.nameless += 1
    if not any(letter.isalnum() for letter in values["name"]):
        refused.append(RefusedRow(number, "name_empty"))
    elif len(values["name"]) > NAME_LIMIT:
        refused.append(RefusedRow(number, "name_long", {"limit": NAME_LIMIT}))
    contract = _read_contract(number, cells, refused)
    staff.refused += refused
    if refused:
        return None
    _tidy(staff, number, cells, values)
    return StaffRow(number, values | contract)


def _read_ref(number: int, name: str, cell: Cell, values: dict[str, str], refused: list[RefusedRow]) -> None:
    try:
        values[name] = read_ref(cell)
        if name == "ref" and not values[name]:
            refused.append(RefusedRow(number, "nip_empty", {"column": name}))
    except BadRefError as error:
        refused.append(RefusedRow(number, error.key, {"column": name, "nip": mask_nip(values[name])}))
        values[name] = ""


def _read_contract(number: int, cells: Mapping[str, Cell], refused: list[RefusedRow]) -> dict[str, date | None]:
    if "contract_until" not in cells:
        return {}
    try:
        return {"contract_until": read_date(cells["contract_until"])}
    except BadDateError:
        said = cell_text(cells["contract_until"])[:DATE_SHOWN]
        refused.append(RefusedRow(number, "date_wrong", {"column": "contract_until", "text": said}))
        return {}


def _tidy(staff: Staff, number: int, cells: Mapping[str, Cell], values: dict[str, str]) -> None:
    if values.get("phone"):
        phone = read_phone(cells["phone"])
        if phone is None:
            staff.warnings.append(RowWarning(number, "phone_unusable"))
        values["phone"] = phone or ""
    for name, limit in LIMITS.items():
        if len(values.get(name, "")) > limit:
            staff.warnings.append(RowWarning(number, "text_cut", {"column": name, "limit": limit}))
            values[name] = values[name][:limit].rstrip()


def check_raters(staff: Staff, active: Mapping[str, str]) -> list[RefusedRow]:
    """Rows whose rater is unknown, is themselves, or is in the end rated by them.

    `active`: the people whom the database has in office, each with their rater's REF or an empty text.
    """
    known = staff.refs | active.keys()
    refused = [fault for row in staff.rows for fault in _unknown_raters(row, known)]
    faulty = {fault.row for fault in refused}
    row_of = {row.ref: row.row for row in staff.rows}
    rater_of = {**active, **{row.ref: row.rater for row in staff.rows if "rater" in row.values}}
    rater_of |= {row.ref: "" for row in staff.rows if row.row in faulty}
    for loop in find_loops(rater_of):
        rows = tuple(row_of[ref] for ref in loop if ref in row_of)
        refused += (RefusedRow(number, "rater_loop", {"rows": rows}) for number in rows)
    return refused


def _unknown_raters(row: StaffRow, known: set[str]) -> Iterable[RefusedRow]:
    for column, ref in (("rater", row.rater), ("superior", row.superior)):
        if ref and ref == row.ref:
            yield RefusedRow(row.row, "rater_self", {"column": column})
        elif ref and ref not in known:
            yield RefusedRow(row.row, "rater_unknown", {"column": column, "nip": mask_nip(ref)})


def find_loops(next_of: Mapping[str, str]) -> list[list[str]]:
    """The loops of a graph in which each node leads to at most one other (an empty text: to none)."""
    loops = []
    done: set[str] = set()
    for start in next_of:
        path: dict[str, int] = {}
        node = start
        while node and node not in done and node not in path:
            path[node] = len(path)
            node = next_of.get(node, "")
        if node in path:
            loops.append(list(path)[path[node] :])
        done.update(path)  # not |=, which copies the whole set when the other side is no set
    return loops
