"""Words about a contract, which several screens share."""

from datetime import date

from locales.moment import date_text
from locales.text import Markup, words


def contract_line(until: date | None, language: str) -> Markup:
    """Until when a PPPK's contract runs; nothing where the roster says nothing."""
    _ = words(language)
    return _("Kontrak sampai {date}.", date=date_text(until, language)) if until else Markup()
