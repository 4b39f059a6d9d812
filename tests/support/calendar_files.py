"""Calendars to hold a day against: the shipped one, and one with offices and days of their own."""

import tomllib
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from models.calendar import Calendar
from models.calendar_file import read_calendar

ZONE = ZoneInfo("Asia/Jakarta")
SHIPPED = (files("models") / "rules" / "calendar.toml").read_text("utf-8")


def _week(hours: str, days: int) -> str:
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return "{ " + ", ".join(f'{name} = "{hours}"' for name in names[:days]) + " }"


OWN = (
    SHIPPED.replace('"kalender-2026"', '"kalender-kami"')
    + f"""
[[free]]
date = 2026-07-15
name = "Pemilihan kepala desa"

[[working]]
date = 2026-12-24
hours = "07.30-12.00"
name = "Layanan akhir tahun"

[[office]]
code = "SIX"
hours = {_week("07.30-14.00", 6)}
ramadan = {_week("08.00-12.30", 6)}

[[office.free]]
date = 2026-12-24
name = "Hari jadi"

[[office]]
code = "SHIFT"
works_on_holidays = true
hours = {_week("00.00-24.00", 7)}

[[office.working]]
date = 2026-07-16
hours = "08.00-10.00"
name = "Inventaris"
"""
)


def calendar(source: str = SHIPPED, office: str | None = None) -> Calendar:
    data: dict[str, Any] = tomllib.loads(source)
    return read_calendar(data, ZONE, office)
