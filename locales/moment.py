"""Dates as people say them: «Jumat, 15 Januari 2027, pukul 16.00 WIB»."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime

_ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
_office = ZoneInfo("Asia/Jakarta")


def set_office_zone(zone: ZoneInfo) -> None:
    """The zone in which this office reads a clock; assembly sets it once (KINERJA_TIMEZONE)."""
    global _office  # noqa: PLW0603 - one office, one zone, set at the start
    _office = zone


def moment(at: datetime, language: str) -> str:
    """Day, date and hour in full, in the office's zone."""
    zone = _ZONES.get(_office.key, "")
    pattern = "EEEE, d MMMM y, HH:mm" if language == "en" else "EEEE, d MMMM y, 'pukul' HH.mm"
    return f"{format_datetime(at.astimezone(_office), pattern, locale=language)} {zone}".strip()


def day(at: datetime, language: str) -> str:
    """Day and date."""
    return format_datetime(at.astimezone(_office), "EEEE, d MMMM y", locale=language)


def whole_day(on: date, language: str) -> str:
    """A date with its weekday."""
    return format_date(on, "EEEE, d MMMM y", locale=language)


def date_text(on: date, language: str) -> str:
    """A date without its weekday."""
    return format_date(on, "d MMMM y", locale=language)


def office_time(at: datetime) -> datetime:
    """The same instant as a clock on the office's wall shows it, without a zone: for a cell of a spreadsheet."""
    return at.astimezone(_office).replace(tzinfo=None)
