"""Words about methods of appraisal."""

from locales.text import Markup, Words, words
from models.method import Method


def method_is_fine(method: Method, language: str) -> Markup:
    """After a check without problems."""
    _ = words(language)
    return _("Metode baik: {parts} bagian, {items} butir.", parts=len(method.parts), items=method.count)


def method_added(method: Method, language: str) -> Markup:
    """After `method add`."""
    _ = words(language)
    return _(
        "Metode {id} tersimpan: {parts} bagian, {items} butir.",
        id=method.id,
        parts=len(method.parts),
        items=method.count,
    )


def method_results(method: Method, language: str) -> Markup:
    """Under the tables of `method show`: does it ask for work results?"""
    _ = words(language)
    if method.own_results is None:
        return _("Hasil kerja: tidak ditanyakan.")
    return _("Hasil kerja: dari berkas HR; bila tidak ada, ditulis sendiri paling banyak {n}.", n=method.own_results)


def headings(language: str) -> dict[str, Markup]:
    """Headings of the tables that `kinerja method` prints."""
    _: Words = words(language)
    return {
        "method": _("Metode"),
        "name": _("Nama"),
        "parts": _("Bagian"),
        "items": _("Butir"),
        "origin": _("Asal"),
        "shipped": _("bawaan"),
        "added": _("ditambahkan"),
        "item": _("Perilaku"),
        "na": _("Boleh “tidak berlaku”"),
        "yes": _("ya"),
        "level": _("Tingkat"),
        "word": _("Sebutan"),
        "meaning": _("Arti"),
        "matrix": _("hasil kerja ↓ / perilaku kerja →"),
        "misconduct": _("pelanggaran"),
    }
