"""Words about cycles, for the command line."""

from datetime import datetime

from locales.moment import moment
from locales.text import words
from models.cycle import APPRAISE, PLANNED, PUBLISHED, RESULT, SELF, Cycle, CycleStatus


def phase(name: str, language: str) -> str:
    """A phase in words."""
    _ = words(language)
    return {
        PLANNED: _("belum dibuka"),
        SELF: _("evaluasi diri"),
        APPRAISE: _("penilaian"),
        RESULT: _("menunggu pengumuman"),
        PUBLISHED: _("diumumkan"),
    }[name]


def created(cycle: Cycle, language: str) -> str:
    """A cycle was made."""
    _ = words(language)
    return _(
        "Siklus {id} «{name}» dibuat; dibuka {at}.", id=cycle.id, name=cycle.name, at=moment(cycle.opens_at, language)
    )


def populated(n: int, language: str) -> str:
    """Forms were created."""
    _ = words(language)
    return _("Formulir baru: {n}.", n=n)


def late_allowed(n: int, until: datetime, language: str) -> str:
    """Permissions were given."""
    _ = words(language)
    return _("Diizinkan mengirim sampai {until}: {n} pegawai.", until=moment(until, language), n=n)


def headings(language: str) -> tuple[str, ...]:
    """Columns of the list."""
    _ = words(language)
    return ("ID", _("Nama"), _("Metode"), _("Tahap"), _("Pegawai"), _("Terkirim"))


def row(status: CycleStatus, language: str) -> tuple[str, ...]:
    """A line of the list."""
    return (
        str(status.cycle.id),
        status.cycle.name,
        status.method_code,
        phase(status.phase, language),
        str(status.people),
        str(status.submitted),
    )


def details(status: CycleStatus, language: str) -> list[tuple[str, str]]:
    """Everything about one."""
    _ = words(language)
    cycle = status.cycle
    return [
        (_("Nama"), cycle.name),
        (_("Metode"), status.method_code),
        (_("Tahap"), phase(status.phase, language)),
        (_("Dibuka"), moment(cycle.opens_at, language)),
        (_("Evaluasi diri sampai"), moment(cycle.self_until, language)),
        (_("Penilaian sampai"), moment(cycle.appraise_until, language)),
        (_("Diumumkan"), moment(cycle.publish_at, language)),
        (_("Pegawai"), str(status.people)),
        (_("Belum mengirim"), str(status.drafts)),
        (_("Terkirim"), str(status.submitted)),
        (_("Dari kertas, menunggu persetujuan"), str(status.paper_waiting)),
        (_("Dari kertas, disetujui"), str(status.paper_agreed)),
        (_("Tanpa penilai"), str(status.without_rater)),
        (_("Pada atasan penilai, karena penilainya kosong"), str(status.vacant)),
        (_("Ditutup: pensiun, berhenti, keluar"), str(status.closed)),
        (_("Dijeda: tugas belajar, cuti di luar tanggungan"), str(status.paused)),
        (_("Wafat"), str(status.silent)),
    ]


def bad_date(text: str, language: str) -> str:
    """Not a date."""
    _ = words(language)
    return _("{text}: bukan tanggal. Tulis seperti 2026-12-31 atau 2026-12-31T16:00.", text=text)
