"""Words of `kinerja role`."""

from locales.text import words
from models.role import DESK, HR, INSPECTOR, LEADER, OPERATOR, TRIAGE


def role_name(role: str, language: str) -> str:
    """A role in words."""
    _ = words(language)
    return {
        HR: _("kepegawaian (BKD)"),
        OPERATOR: _("operator kantor"),
        DESK: _("meja pengaduan"),
        TRIAGE: _("verifikasi pengaduan"),
        INSPECTOR: _("inspektorat"),
        LEADER: _("pimpinan"),
    }[role]


def changed(role: str, language: str, *, granted: bool) -> str:
    """A role was given or taken."""
    _ = words(language)
    name = role_name(role, language)
    return _("Peran diberikan: {role}.", role=name) if granted else _("Peran dicabut: {role}.", role=name)


def headings(language: str) -> tuple[str, ...]:
    """Columns of the list."""
    _ = words(language)
    return ("NIP", _("Nama"), _("Peran"), _("Kantor"))
