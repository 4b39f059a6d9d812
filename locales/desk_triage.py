"""Screens of ending a case before it begins, and of giving it back; what its reporter is told."""

from typing import Any

from locales.complaint_case import outcome_word
from locales.desk import desk_case
from locales.letter import Choice, Letter, bold, paragraphs
from locales.text import words
from models.complaint import ARCHIVED, DUPLICATE, NOT_OURS
from models.complaint_action import FileComplaint, OpenOwnCases
from models.desk import REASON_LIMIT, DeskCase
from models.desk_action import DismissCase, OpenCase, OpenDesk


def dismissal(card: DeskCase, outcome: str, language: str) -> Letter:
    """How does it end, then why?"""
    _ = words(language)
    if card.stale:
        return desk_case(card, language)
    case, version = card.complaint, card.complaint.row.version
    heading, back = bold(_("Laporan {number}", number=case.number)), Choice(_("← Kembali"), OpenCase(case.id))
    if outcome:
        text = _(
            "Tulis alasannya, paling banyak {limit} karakter: pelapor akan membacanya. Sebut ke mana ia bisa pergi, "
            "bila ada.",
            limit=REASON_LIMIT,
        )
        return Letter(paragraphs(heading, text), ((back,),))
    named = {
        NOT_OURS: _("Bukan wewenang Pemkab"),
        DUPLICATE: _("Sama dengan laporan lain"),
        ARCHIVED: _("Arsipkan"),
    }
    choices = tuple((Choice(label, DismissCase(case.id, version, code)),) for code, label in named.items())
    return Letter(paragraphs(heading, _("Mengapa tidak diteruskan?")), (*choices, (back,)))


def giving_back(card: DeskCase, language: str) -> Letter:
    """Why is it not ours?"""
    _ = words(language)
    if card.stale:
        return desk_case(card, language)
    case = card.complaint
    text = (
        _("Mengapa dipindahkan? Tulis sebabnya; setelah itu Anda memilih kantornya.")
        if card.scope.triage
        else _(
            "Bukan urusan kantor Anda? Tulis sebabnya, dan kantor mana menurut Anda; tim pengaduan yang membaca. "
            "Pelapor tidak kehilangan apa pun."
        )
    )
    heading = bold(_("Laporan {number}", number=case.number))
    return Letter(paragraphs(heading, text), ((Choice(_("← Kembali"), OpenCase(case.id)),),))


def given_back(language: str) -> Letter:
    """Triage has it."""
    _ = words(language)
    text = _("Terima kasih. Laporan itu kembali ke tim pengaduan, yang mencarikan kantornya.")
    return Letter(text, ((Choice(_("← Meja"), OpenDesk(0)),),))


def dismissed_notice(facts: dict[str, Any], language: str) -> Letter:
    """To the reporter: how it ended, and why."""
    _ = words(language)
    return Letter(
        paragraphs(
            bold(_("Laporan {number}", number=facts["number"])),
            outcome_word(facts["outcome"], language),
            _("Alasannya: {reason}", reason=facts["answer"]),
            _("Belum tepat menurut Anda? Silakan lapor lagi dengan keterangan tambahan; sebut nomor ini."),
        ),
        ((Choice(_("Lapor"), FileComplaint()), Choice(_("Laporan saya"), OpenOwnCases())),),
    )
