"""Screens of cycles in chat: all of them, one of them."""

from locales.cycle import details, phase
from locales.cycle_reach import left_out
from locales.letter import Choice, Letter, bold, escaped, lines, paragraphs
from locales.text import words
from models.action import Home
from models.cycle import APPRAISE, PLANNED, PUBLISHED, SELF, Cycle, CycleStatus
from models.cycle_action import MoveCycle, OpenCycle, OpenCycles, OpenMissing, PopulateCycle, StartCycle, StartLate
from models.cycle_reach import Reach

SHOWN = 10
"""Cycles on the board: five years of two a year."""
LABEL = 60


def cycle_board(known: list[CycleStatus], may_change: bool, language: str, toast: str = "") -> Letter:
    """The newest cycles, how far each is, a button for each."""
    _ = words(language)
    shown = known[:SHOWN]
    text = [
        lines(
            bold(escaped(status.cycle.name)),
            _("Tahap: {phase}", phase=phase(status.phase, language)),
            _("Terkirim: {sent} dari {people}", sent=status.submitted, people=status.people),
        )
        for status in shown
    ]
    return Letter(
        paragraphs(*(text or [_("Belum ada siklus penilaian.")])),
        (
            *((Choice(escaped(status.cycle.name[:LABEL]), OpenCycle(status.cycle.id)),) for status in shown),
            *(((Choice(_("Buat siklus baru"), StartCycle()),),) if may_change else ()),
            (Choice(_("Menu"), Home()),),
        ),
        toast=toast,
    )


def cycle_card(status: CycleStatus, may_change: bool, language: str, toast: str = "") -> Letter:
    """Dates and counts; what hr may do now."""
    _ = words(language)
    cycle = status.cycle
    choices = []
    if may_change and status.phase in (SELF, APPRAISE):
        choices += [
            (Choice(_("Beri waktu tambahan"), StartLate(cycle.id)),),
            (Choice(_("Lengkapi peserta"), OpenMissing(cycle.id)),),
        ]
    if may_change and status.phase != PUBLISHED:
        choices.append((Choice(_("Ubah tanggal"), MoveCycle(cycle.id)),))
    facts = details(status, language)[1:]
    return Letter(
        paragraphs(
            bold(escaped(cycle.name)),
            lines(*(f"{label}: {escaped(value)}" for label, value in facts[:6])),
            lines(*(f"{label}: {escaped(value)}" for label, value in facts[6:])) if status.phase != PLANNED else "",
        ),
        (*choices, (Choice(_("← Kembali"), OpenCycles()),)),
        toast=toast,
    )


def cycle_missing(cycle: Cycle, reach: Reach, language: str) -> Letter:
    """Whose form is missing; it is made only after a press here."""
    _ = words(language)
    count = words(language).count(
        "{n} pegawai belum punya formulir di siklus ini.",
        "{n} pegawai belum punya formulir di siklus ini.",
        reach.people,
    )
    make = Choice(_("Buat formulirnya"), PopulateCycle(cycle.id))
    return Letter(
        paragraphs(
            bold(escaped(cycle.name)),
            count if reach.people else _("Semua peserta sudah punya formulir."),
            left_out(reach, language),
        ),
        (*(((make,),) if reach.people else ()), (Choice(_("← Kembali"), OpenCycle(cycle.id)),)),
    )
