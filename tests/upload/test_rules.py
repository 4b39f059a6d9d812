"""Which kind of file it is, and what of it is told: pure."""

import pytest

from models.roster import RefusedRow
from models.roster_plan import ImportReport
from models.sheet import FileRefused
from models.upload_preview import (
    KINDS,
    LISTED,
    OFFICES,
    RESULTS,
    ROSTER,
    SAME,
    SHOWN,
    Preview,
    can_save,
    note_facts,
    note_of,
    results_preview,
)
from models.work_result_file import ResultReport
from services.sheets import read_any
from tests.roster.roster_files import SIASN, csv_file


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (SIASN, ROSTER),
        (("NIP", "NAMA"), ROSTER),
        (("NIP", "NAMA", "HASIL KERJA"), RESULTS),
        (("NIP", "NAMA", "JABATAN", "UNIT KERJA", "HASIL KERJA", "INDIKATOR", "TARGET"), RESULTS),
        (("NIP", "NAMA", "JABATAN", "UNIT KERJA", "NOMOR HP", "HASIL KERJA"), ROSTER),
        (("ID", "NAMA_UNOR", "ID_ATASAN"), OFFICES),
        (("UNOR ID", "NAMA", "NIP", "UNOR ATASAN ID", "NOMOR HP"), ROSTER),
    ],
)
def test_the_kind_whose_columns_fit_best(header: tuple[str, ...], kind: str) -> None:
    assert read_any(csv_file([header, ["x"] * len(header)]), KINDS)[0] == kind


def test_what_is_missing_is_said_of_the_nearest_kind() -> None:
    with pytest.raises(FileRefused) as caught:
        read_any(csv_file([("ID", "NAMA_UNOR"), ("a", "b")]), KINDS)
    assert caught.value.facts == {"missing": "ID_ATASAN", "found": "ID, NAMA_UNOR"}


def test_a_reason_comes_back_as_it_was() -> None:
    row = RefusedRow(7, "nip_double", {"nip": "1990••01", "rows": (7, 9)})
    assert note_of(note_facts(row)) == row


def test_a_file_of_one_repeated_nip_names_a_few_rows_in_each() -> None:
    row = RefusedRow(7, "nip_double", {"rows": tuple(range(14_000))})
    assert note_facts(row)["facts"]["rows"] == list(range(SAME))


@pytest.mark.parametrize(("notes", "listed"), [(SHOWN, 0), (SHOWN + 1, SHOWN + 1), (LISTED + 1, LISTED)])
def test_a_list_comes_where_the_message_is_too_short(notes: int, listed: int) -> None:
    preview = Preview(ROSTER, (), tuple(RefusedRow(number, "name_empty") for number in range(notes)))
    assert len(preview.listed()) == listed
    assert (len(preview.told()["notes"]), preview.told()["total"]) == (min(notes, SHOWN), notes)


def test_work_results_are_whole_or_not_at_all() -> None:
    fault = RefusedRow(2, "result_empty")
    assert can_save(results_preview(ResultReport(new=1)).told())
    assert not can_save(results_preview(ResultReport(refused=(fault,))).told())
    assert can_save(Preview(ROSTER, (), ImportReport(refused=(fault,)).refused).told())
