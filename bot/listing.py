"""A list on paper or in a spreadsheet: the same rows as CSV, XLSX or PDF, by the file's ending."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Listing:
    """Plain text throughout."""

    title: str
    subtitle: str
    head: Sequence[str]
    rows: Rows


def written(listing: Listing, ending: str, language: str) -> bytes:
    """The bytes of the file; KeyError for another ending than `.csv`, `.xlsx`, `.pdf`."""
    return {".csv": _csv, ".xlsx": _xlsx, ".pdf": _pdf}[ending.lower()](listing, language)


def _csv(listing: Listing, _: str) -> bytes:
    page = io.StringIO()
    # What begins like a formula stays text in a spreadsheet.
    csv.writer(page).writerows(
        ["'" + cell if cell[:1] in "=+-@" and cell else cell for cell in row] for row in (listing.head, *listing.rows)
    )
    return page.getvalue().encode("utf-8-sig")


def _xlsx(listing: Listing, _: str) -> bytes:
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 - has no types; only where it is asked for

    page = io.BytesIO()
    with xlsxwriter.Workbook(page, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(listing.title[:31])
        sheet.write_row(0, 0, listing.head, book.add_format({"bold": True}))
        for number, row in enumerate(listing.rows, 1):
            sheet.write_row(number, 0, row)
        sheet.autofit()
    return page.getvalue()


def _pdf(listing: Listing, language: str) -> bytes:
    import typst  # noqa: PLC0415 - only where it is asked for

    data: dict[str, object] = {"language": language, "title": listing.title, "subtitle": listing.subtitle}
    data |= {"head": list(listing.head), "rows": [list(row) for row in listing.rows]}
    template = (files("locales") / "listing.typ").read_bytes()
    pdf = typst.compile(template, format="pdf", sys_inputs={"data": json.dumps(data, ensure_ascii=False)})
    assert isinstance(pdf, bytes)
    return pdf
