"""Words about raters and their terms, for the command line."""

from datetime import datetime

from locales.moment import moment
from locales.text import words
from models.rater_term import DEFINITIVE, PLH, PLT, Term
from models.vacancy import RaterToday


def rater_set(language: str) -> str:
    """A term was written."""
    _ = words(language)
    return _("Penilai dicatat.")


def headings(language: str) -> tuple[str, ...]:
    """Columns of the history."""
    _ = words(language)
    return (_("Penilai"), _("Sebagai"), _("Berlaku mulai"), _("Berakhir sebelum"), _("Kini"))


def row(name: str, term: Term, now: datetime, language: str) -> tuple[str, ...]:
    """A line of the history."""
    _ = words(language)
    kind = {DEFINITIVE: _("definitif"), PLT: "Plt.", PLH: "Plh."}[term.kind]
    until = moment(term.until_at, language) if term.until_at else "–"
    return name, kind, moment(term.from_at, language), until, _("ya") if term.runs(now) else ""


def today(rater: RaterToday, language: str) -> str:
    """Below the history: who rates now, and why it is not the one whom the table shows."""
    _ = words(language)
    if not rater.name:
        return _("Saat ini tidak ada yang menilai, juga di tingkat atasnya.")
    if rater.vacant:
        return _("Tempat penilainya sedang kosong. Yang menilai sekarang atasannya: {name}.", name=rater.name)
    return _("Yang menilai sekarang: {name}.", name=rater.name)
