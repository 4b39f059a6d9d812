"""Days of the calendar, on buttons and in sentences."""

from collections.abc import Iterable
from datetime import date

from babel.dates import format_date

from locales.letter import lines
from locales.moment import whole_day
from locales.text import Markup, words
from models.day import FreeDay


def day_label(day: date, language: str) -> str:
    """A day on a button: `Jum, 15 Jan 2027`."""
    return format_date(day, "EEE, d MMM y", locale=language)


def days_off(free: Iterable[FreeDay], language: str) -> Markup:
    """Which days are free, and why; a line each."""
    _ = words(language)
    return lines(
        *(
            _("{day} libur: {name}.", day=whole_day(one.day, language), name=one.name)
            if one.name
            else _("{day} bukan hari kerja.", day=whole_day(one.day, language))
            for one in free
        )
    )
