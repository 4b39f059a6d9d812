"""Whatever HR brings is read, or turned away with its own reason."""

import zipfile
from contextlib import suppress
from io import BytesIO
from types import SimpleNamespace

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import PasswordError

from locales.roster import file_refused
from models.roster import HEADERS, read_staff
from models.sheet import FileRefused
from services import sheets
from services.sheets import read_sheet
from tests.roster.roster_files import HEADER, csv_file, person, text, xlsx

ROWS = [HEADER, person(1), person(2)]
OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def rows_of(content: bytes) -> list[int]:
    staff = read_staff(read_sheet(content, HEADERS))
    assert not staff.refused
    return [row.row for row in staff.rows]


def test_title_lines_above_the_header_keep_the_sheets_numbers() -> None:
    titles = [["DAFTAR PEGAWAI"], [], ["Kabupaten"], *[[f"baris {n}"] for n in range(7)]]
    assert rows_of(xlsx([*titles, *ROWS])) == [12, 13]
    assert rows_of(csv_file([*titles, *ROWS])) == [12, 13]


def test_blank_rows_are_passed_over_and_counted() -> None:
    assert rows_of(xlsx([HEADER, [], person(1), ["", " ", None, ""], person(2)])) == [3, 5]
    assert rows_of(csv_file([HEADER, [], person(1), ["", " "], person(2)])) == [3, 5]


def test_a_row_that_is_only_numbered_is_blank() -> None:
    rows = [["NO", *HEADER], [1, *person(1)], [2, "", "", "", ""]]
    assert rows_of(xlsx(rows)) == rows_of(csv_file(rows)) == [2]


def test_the_sheet_that_has_the_header_is_taken() -> None:
    assert rows_of(xlsx(ROWS, others=[[["Petunjuk"]], [], [["NIP LAMA", "NAMA"], ["1", "2"]]])) == [2, 3]


def test_a_table_that_begins_in_another_column() -> None:
    assert rows_of(xlsx([[], *[["", "", *row] for row in ROWS]])) == [3, 4]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_files(separator: str, encoding: str) -> None:
    assert rows_of(csv_file(ROWS, separator, encoding)) == [2, 3]


def test_a_separator_inside_a_title_does_not_decide() -> None:
    assert rows_of(csv_file([["a,b,c,d,e,f,g,h,i,j"], *ROWS], ";")) == [3, 4]


def test_a_row_over_several_lines_is_one_row() -> None:
    assert rows_of(csv_file([HEADER, [person(1)[0], "Siti\nAminah"], person(2)])) == [2, 3]


def test_a_formula_without_a_value_is_empty() -> None:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, person(1)[:2])
        sheet.write_formula(1, 2, "=A1", None, "")
    (row,) = read_staff(read_sheet(stream.getvalue(), HEADERS)).rows
    assert row.rater == ""


def _zip(**files: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "empty_file"),
        (b" \n\r\n", "empty_file"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "protected"),
        (OLE + b"\0" * 600, "broken"),
        (xlsx(ROWS)[:-200], "broken"),
        (b"PK\x03\x04" + b"x" * 100, "broken"),
        (_zip(**{"[Content_Types].xml": b"junk"}), "broken"),
        (_zip(photo=b"junk"), "not_a_sheet"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "not_a_sheet"),
        (b"%PDF-1.7 ...", "not_a_sheet"),
        (b"<html><table><tr><td>NIP</td></tr></table>", "not_a_sheet"),
        (text([HEADER, ["1", "Andr\u00e9"]]).encode("latin-1"), "wrong_encoding"),
        (b"\xff\xfe\x00", "wrong_encoding"),
        (csv_file(ROWS, ",", "utf-16-le"), "wrong_encoding"),
        (csv_file([["NIP LAMA", "JABATAN"], ["1", "2"]]), "wrong_headers"),
        (xlsx([["NIP LAMA", "JABATAN"], ["1", "2"]]), "wrong_headers"),
        (xlsx([]), "wrong_headers"),
        (xlsx([HEADER]), "no_rows"),
        (csv_file([HEADER, ["", ""]]), "no_rows"),
        (b'NIP,"' + b"x" * 140_000, "broken"),
    ],
)
def test_a_file_is_turned_away_with_its_reason(content: bytes, key: str) -> None:
    with pytest.raises(FileRefused) as caught:
        read_sheet(content, HEADERS)
    assert caught.value.key == key
    assert file_refused(key, caught.value.facts, "id")


def test_wrong_headers_names_what_misses_and_what_was_there() -> None:
    with pytest.raises(FileRefused) as caught:
        read_sheet(csv_file([["Laporan"], ["NIP LAMA", "NAMA", "3.14159265"], ["1", "2"]]), HEADERS)
    assert caught.value.facts == {"missing": "NIP BARU", "found": "NIP LAMA, NAMA"}


def test_an_old_workbook_with_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: BytesIO) -> None:
        raise PasswordError

    monkeypatch.setattr(sheets, "CalamineWorkbook", SimpleNamespace(from_filelike=refuse))
    with pytest.raises(FileRefused, match="protected"):
        read_sheet(OLE + b"\0" * 600, HEADERS)


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LIMIT", 100)
    with pytest.raises(FileRefused, match="too_large"):
        read_sheet(csv_file(ROWS), HEADERS)


def test_a_zip_that_hides_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "UNPACKED_LIMIT", 100)
    with pytest.raises(FileRefused, match="too_large"):
        read_sheet(xlsx(ROWS), HEADERS)


def test_a_word_in_the_last_corner_is_told() -> None:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write(1_048_575, 16_383, "x")
    with pytest.raises(FileRefused) as caught:
        read_sheet(stream.getvalue(), HEADERS)
    assert (caught.value.key, caught.value.facts) == ("too_spread", {"rows": 1_048_576, "columns": 16_384})


def test_a_format_in_the_last_corner_does_no_harm() -> None:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        for index, row in enumerate(ROWS):
            sheet.write_row(index, 0, row)
        sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))
    assert rows_of(stream.getvalue()) == [2, 3]


GOOD = xlsx(ROWS)


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.binary(),
        st.text().map(str.encode),
        st.tuples(st.sampled_from([OLE, b"PK\x03\x04", b"\xff\xfe"]), st.binary()).map(b"".join),
    )
)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(FileRefused):
        read_staff(read_sheet(content, HEADERS))


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255), st.booleans())
def test_a_damaged_workbook_is_read_or_refused(place: int, value: int, cut: bool) -> None:
    damaged = GOOD[:place] if cut else GOOD[:place] + bytes([value]) + GOOD[place + 1 :]
    test_any_bytes_are_read_or_refused.hypothesis.inner_test(damaged)
