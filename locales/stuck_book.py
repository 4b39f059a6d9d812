"""The list of what is stuck as a spreadsheet: a summary, then a sheet for each reason."""

import io
from datetime import datetime
from html import unescape
from typing import Any

from locales.letter import Attachment, Letter, joined
from locales.moment import moment, office_time
from locales.stuck import advice, headings, reason_name, remark, total
from locales.text import Markup, words
from models.nip import mask_nip
from models.stuck import REASONS, StuckLine, StuckList

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula once somebody edits the cell or saves it as CSV."""
SUMMARY_WIDTHS = (34, 10, 90)
WIDTHS = (30, 22, 32, 40, 30, 20, 18, 50)
"""Characters of each column: name, NIP, position, office, rater, cycle, since, remark."""


def stuck_document(found: StuckList, now: datetime, language: str) -> Letter:
    """The spreadsheet with its caption. A second for a whole regency: not for the event loop."""
    _ = words(language)
    return Letter(
        joined(
            words(language).count(
                "Yang tersendat per {at}: {n} orang.",
                "Yang tersendat per {at}: {n} orang.",
                found.board.people,
                at=moment(now, language),
            ),
            _("Satu lembar untuk setiap sebab. Berisi data pegawai, mohon dijaga."),
        ),
        attachment=Attachment("document", stuck_book(found, now, language), _("yang-tersendat.xlsx")),
    )


def stuck_book(found: StuckList, now: datetime, language: str) -> bytes:
    """The bytes of the XLSX. The NIP is masked, as wherever it leaves the database by chat."""
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 - has no types; only where it is asked for

    page = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(page, options) as book:
        sheets = _Sheets(book)
        _summary(sheets, found, now, language)
        for reason in REASONS:
            _sheet(sheets, reason, found.by_reason[reason], language)
    return page.getvalue()


class _Sheets:
    """A workbook with its three looks; every text is written as text."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._plain = book.add_format({"text_wrap": True, "valign": "top"})
        self._kept = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        self._day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"})

    def add(self, name: str, widths: tuple[int, ...]) -> Any:
        sheet = self._book.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return sheet

    def write(
        self, sheet: Any, row: int, cells: tuple[str | int | datetime | None, ...], *, head: bool = False
    ) -> None:
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                text = unescape(cell) if isinstance(cell, Markup) else cell
                plain = self._kept if text.startswith(FORMULA) else self._plain
                sheet.write_string(row, column, text, self._bold if head else plain)
            elif isinstance(cell, datetime):
                sheet.write_datetime(row, column, office_time(cell), self._day)
            elif cell is not None:
                sheet.write_number(row, column, cell, self._bold if head else self._plain)


def _summary(sheets: _Sheets, found: StuckList, now: datetime, language: str) -> None:
    _ = words(language)
    board = found.board
    sheet = sheets.add(_("Ringkasan"), SUMMARY_WIDTHS)
    sheets.write(sheet, 0, (_("Yang tersendat per {at}", at=moment(now, language)),), head=True)
    sheets.write(sheet, 2, headings(language), head=True)
    for row, reason in enumerate(REASONS, 3):
        name = reason_name(reason, language)
        sheets.write(sheet, row, (name, board.counts[reason], advice(reason, language)))
        sheet.write_url(row, 0, f"internal:'{unescape(name).replace(chr(39), chr(39) * 2)}'!A1", string=unescape(name))
    sheets.write(sheet, 3 + len(REASONS), (total(language), board.people, ""), head=True)
    sheet.freeze_panes(3, 0)


def _sheet(sheets: _Sheets, reason: str, found: tuple[StuckLine, ...], language: str) -> None:
    _ = words(language)
    head = (
        _("Nama"),
        _("NIP/NI PPPK"),
        _("Jabatan"),
        _("Kantor"),
        _("Penilai"),
        _("Siklus"),
        _("Batas atau sejak"),
        _("Keterangan"),
    )
    sheet = sheets.add(unescape(reason_name(reason, language)), WIDTHS)
    sheets.write(sheet, 0, head, head=True)
    for row, line in enumerate(found, 1):
        who, why = line.who, line.why
        cells = (who.name, mask_nip(who.ref), who.position, who.office, why.rater, why.period, why.since)
        sheets.write(sheet, row, (*cells, remark(line, language)))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(found), 1), len(head) - 1)
