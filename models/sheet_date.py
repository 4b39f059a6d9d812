"""A day as people keep it in a sheet: a date cell, Excel's serial number, or text, day first, in either language."""

import re
from datetime import date, datetime, timedelta

from models.sheet import Cell, cell_text

_EXCEL_BEGAN = date(1899, 12, 30)
_EARLIEST, _LATEST = 1970, 2099
_MONTHS = {
    name: number
    for names in (
        "jan feb mar apr mei jun jul agu sep okt nov des",
        "januari februari maret april mei juni juli agustus september oktober november desember",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "january february march april may june july august september october november december",
        "jan peb mrt apr mei jun jul agt sept okt nop des",
        "januari pebruari maret april mei juni juli agustus september oktober nopember desember",
    )
    for number, name in enumerate(names.split(), 1)
}
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2}|[a-z]+)\.?[-/. ]+(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]00:00(?::00(?:\.0+)?)?)?")
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")


class BadDateError(Exception):
    """The cell says something, and that is no day between 1970 and 2099."""


def read_date(cell: Cell) -> date | None:
    """The day; None for an empty cell. The month never comes first: `03/04/2027` is 3 April. Raises BadDateError."""
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
    elif not (text := cell_text(cell).lstrip("'").lower()):
        return None
    else:
        day = _read(text)
    if not _EARLIEST <= day.year <= _LATEST:
        raise BadDateError
    return day


def _read(text: str) -> date:
    try:
        if _SERIAL.fullmatch(text):
            return _EXCEL_BEGAN + timedelta(days=int(float(text)))
        if found := _YEAR_FIRST.fullmatch(text):
            return date(*map(int, found.groups()))
        if found := _DAY_FIRST.fullmatch(text):
            said, named, year = found.groups()
            return date(int(year), int(named) if named.isdigit() else _MONTHS[named], int(said))
    except (ValueError, KeyError) as error:
        raise BadDateError from error
    raise BadDateError
