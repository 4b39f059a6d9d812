"""Bytes → rows: XLSX, XLS and ODS by calamine, CSV in the encodings and with the separators that offices use."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from zipfile import ZipFile

from python_calamine import CalamineWorkbook, PasswordError

from models.sheet import Cell, FileRefused, Headers, Match, Sheet, cell_text

LIMIT = 50 * 1024 * 1024
# An XLSX is a zip: a small one can hide far more than any roster needs.
UNPACKED_LIMIT = 20 * LIMIT
# Up to ten lines of title, with blank lines between, may stand above the header.
HEADER_WITHIN = 20
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CELLS_LIMIT = 20_000_000
CHUNK = 2**20
_DIMENSION = re.compile(rb'<dimension ref="(?:[A-Z]+[0-9]+:)?([A-Z]{1,3})([0-9]{1,7})"')
_FILLED = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?:[^>]*[^/>])?>')
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

Rows = list[Sequence[Cell]]


def read_sheet(content: bytes, headers: Headers) -> Sheet:
    """The first sheet whose header matches. Raises FileRefused.

    Keys: `empty_file`, `too_large`, `too_spread`, `protected`, `broken`, `not_a_sheet`, `wrong_encoding`,
    `wrong_headers` (facts `missing`, `found`), `no_rows`.
    """
    return read_any(content, {"": headers})[1]


def read_any(content: bytes, kinds: Mapping[str, Headers]) -> tuple[str, Sheet]:
    """The first sheet whose header matches one of several kinds of file, and which: the one that knows most columns.

    Where several know as many, the first of `kinds`. Raises FileRefused as `read_sheet` does; `missing` is then of the
    kind that came nearest.
    """
    if not content.strip():
        raise FileRefused("empty_file")
    if len(content) > LIMIT:
        raise FileRefused("too_large", megabytes=LIMIT // 2**20)
    candidates = _workbook(content) if content.startswith((ZIP, OLE)) else _csv(content)
    found, missing, best = "–", next(iter(kinds.values())).match(()).missing, -1
    for rows in candidates:
        for index, cells in enumerate(rows[:HEADER_WITHIN]):
            matches = {kind: headers.match(cells) for kind, headers in kinds.items()}
            fitting = {kind: match for kind, match in matches.items() if not match.missing}
            if fitting:
                kind = max(fitting, key=lambda one: len(fitting[one].columns))
                return kind, _below(rows, index, fitting[kind])
            nearest = max(matches.values(), key=lambda match: len(match.columns))
            if len(nearest.columns) > best:
                found, missing, best = ", ".join(_shown(cells)) or "–", nearest.missing, len(nearest.columns)
    raise FileRefused("wrong_headers", missing=", ".join(missing), found=found)


def _below(rows: Rows, header: int, match: Match) -> Sheet:
    """Only the matched columns leave this module: what we may not keep is not even read."""
    below = [
        (number, cells) for number, cells in enumerate(rows[header + 1 :], header + 2) if any(map(cell_text, cells))
    ]
    if not below:
        raise FileRefused("no_rows")
    places = tuple(match.columns.values())

    def picked() -> Iterator[tuple[int, tuple[Cell, ...]]]:
        for number, cells in below:
            yield number, tuple(cells[place] if place < len(cells) else None for place in places)

    return Sheet(tuple(match.columns), picked(), len(below))


def _shown(cells: Iterable[Cell]) -> list[str]:
    """What stood where a header should: short, and nothing that looks like somebody's number."""
    texts = [cell_text(cell) for cell in cells]
    return [text[:30] for text in texts if text and sum(letter.isdigit() for letter in text) < 5][:12]


# --- workbooks ------------------------------------------------------------------------------------------------------


def _workbook(content: bytes) -> Iterator[Rows]:
    if content.startswith(OLE) and ENCRYPTED in content:
        raise FileRefused("protected")
    if content.startswith(ZIP):
        _check_zip(content)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            for index in range(len(book.sheet_names)):
                yield list(book.get_sheet_by_index(index).iter_rows())
    except (FileRefused, GeneratorExit, KeyboardInterrupt, SystemExit):
        raise
    except PasswordError as error:
        raise FileRefused("protected") from error
    # The reader is written in Rust: a file that makes it panic raises what is not even an Exception.
    except BaseException as error:
        raise FileRefused("broken") from error


def _check_zip(content: bytes) -> None:
    try:
        with ZipFile(io.BytesIO(content)) as packed:
            _check_entries(packed)
    except FileRefused:
        raise
    except Exception as error:  # zipfile and zlib have many words for it
        raise FileRefused("broken") from error


def _check_entries(packed: ZipFile) -> None:
    entries = packed.infolist()
    if sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
        raise FileRefused("too_large", megabytes=LIMIT // 2**20)
    if not any(entry.filename in {"[Content_Types].xml", "mimetype", "content.xml"} for entry in entries):
        raise FileRefused("not_a_sheet")
    for entry in entries:
        if re.fullmatch(r"xl/worksheets/[^/]+\.xml", entry.filename):
            _check_spread(packed, entry.filename)


def _check_spread(packed: ZipFile, name: str) -> None:
    """A word left in the last corner of a sheet makes the reader lay out every cell before it, and the process dies.

    The extent that the sheet declares is believed when small; when large, only filled cells count, since a format put
    on whole columns declares them too.
    """
    with packed.open(name) as sheet:
        chunk = sheet.read(CHUNK)
        declared = _DIMENSION.search(chunk)
        if declared and int(declared[2]) * _column(declared[1]) <= CELLS_LIMIT:
            return
        rows = columns = 0
        while chunk:
            for column, row in _FILLED.findall(chunk):
                rows, columns = max(rows, int(row)), max(columns, _column(column))
            if rows * columns > CELLS_LIMIT:
                raise FileRefused("too_spread", rows=rows, columns=columns)
            # A cell that begins in this chunk may end in the next.
            more = sheet.read(CHUNK)
            chunk = chunk[-200:] + more if more else b""


def _column(letters: bytes) -> int:
    """Number of a column: A is 1, XFD 16,384."""
    return reduce(lambda number, letter: number * 26 + letter - 64, letters, 0)


# --- text -----------------------------------------------------------------------------------------------------------


def _csv(content: bytes) -> Iterator[Rows]:
    """The same text read with each separator in turn: only the right one gives a header that matches."""
    text = _decoded(content)
    if text.lstrip()[:200].lower().startswith(("<", "%pdf", "{\\rtf")):
        raise FileRefused("not_a_sheet")
    for separator in sorted(",;\t", key=lambda mark: -text[:2000].count(mark)):
        try:
            yield list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
        except csv.Error as error:
            raise FileRefused("broken") from error


def _decoded(content: bytes) -> str:
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        binary = not wide and b"\0" in content[:4096]
        raise FileRefused("not_a_sheet" if binary else "wrong_encoding") from error
    if text.count("\0") * 10 > len(text):
        # UTF-16 that does not say so.
        raise FileRefused("wrong_encoding")
    return text
