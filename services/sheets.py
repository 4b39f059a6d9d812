"""Bytes → rows: XLSX, XLS and ODS by calamine, CSV in the encodings and with the separators that offices use."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineWorkbook, PasswordError

from models.sheet import Cell, FileRefused, Headers, Match, Sheet, cell_text

LIMIT = 50 * 1024 * 1024
# An XLSX is a zip: a small one can hide far more than any roster needs.
UNPACKED_LIMIT = 20 * LIMIT
# Up to ten lines of title, with blank lines between, may stand above the header.
HEADER_WITHIN = 20
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

Rows = list[Sequence[Cell]]


def read_sheet(content: bytes, headers: Headers) -> Sheet:
    """The first sheet whose header matches. Raises FileRefused.

    Keys: `empty_file`, `too_large`, `protected`, `broken`, `not_a_sheet`, `wrong_encoding`, `wrong_headers`
    (facts `missing`, `found`), `no_rows`.
    """
    if not content.strip():
        raise FileRefused("empty_file")
    if len(content) > LIMIT:
        raise FileRefused("too_large", megabytes=LIMIT // 2**20)
    candidates = _workbook(content) if content.startswith((ZIP, OLE)) else _csv(content)
    nearest, best = [], -1
    for rows in candidates:
        for index, cells in enumerate(rows[:HEADER_WITHIN]):
            match = headers.match(cells)
            if not match.missing:
                return _below(rows, index, match)
            if len(match.columns) > best:
                nearest, best = _shown(cells), len(match.columns)
    missing = headers.match(nearest).missing
    raise FileRefused("wrong_headers", missing=", ".join(missing), found=", ".join(nearest) or "–")


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
            names = packed.infolist()
    except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise FileRefused("broken") from error
    if sum(entry.file_size for entry in names) > UNPACKED_LIMIT:
        raise FileRefused("too_large", megabytes=LIMIT // 2**20)
    if not any(entry.filename in {"[Content_Types].xml", "mimetype", "content.xml"} for entry in names):
        raise FileRefused("not_a_sheet")


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
