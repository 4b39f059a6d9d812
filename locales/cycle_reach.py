"""Words about whom a cycle reaches, and who stays outside and why."""

from locales.letter import joined, lines
from locales.text import Markup, words
from models.cycle_reach import ELSEWHERE, NO_NIP, OTHER_KIND, TEACHER, Reach
from models.person import CLOSED, PAUSED, SILENT


def reached(reach: Reach, language: str) -> Markup:
    """How many take part, how many of them nobody rates, and the others by reason."""
    _ = words(language)
    return lines(
        joined(
            words(language).count("Menjangkau {n} pegawai.", "Menjangkau {n} pegawai.", reach.people),
            _("Tanpa penilai: {n}.", n=reach.without_rater) if reach.without_rater else "",
        ),
        left_out(reach, language),
    )


def left_out(reach: Reach, language: str) -> Markup:
    """The others, a line a reason."""
    _ = words(language)
    why = {
        NO_NIP: _("tanpa NIP"),
        CLOSED: _("pensiun, berhenti, atau keluar"),
        PAUSED: _("tugas belajar atau cuti di luar tanggungan"),
        SILENT: _("wafat"),
        ELSEWHERE: _("di kantor lain"),
        OTHER_KIND: _("jenis pegawai lain"),
        TEACHER: _("guru dan kepala sekolah"),
    }
    if not reach.left_out:
        return Markup()
    return lines(_("Tidak ikut:"), *(_("• {why}: {n}", why=why[word], n=n) for word, n in reach.left_out))
