"""Screens of the rater."""

from locales.contract import contract_line
from locales.letter import Choice, Letter, bold, escaped, lines, paragraphs
from locales.moment import moment
from locales.paper import paper_state
from locales.text import Markup, words
from models.action import OpenMember, OpenTeam
from models.cycle import Cycle
from models.evaluation import SUBMITTED, Member, Team

REMARK = 1000
"""Characters of a remark on the card; the whole is kept."""


def team_list(team: Team, language: str) -> Letter:
    """Who sent first, then the others; a button for each. Where several cycles run, each says which."""
    _ = words(language)
    cycles = {member.cycle.id: member.cycle for member in team.members}
    several = len(cycles) > 1
    choices = [(Choice(_label(member, several), OpenMember(member.evaluation)),) for member in team.members]
    pages = [
        Choice(label, OpenTeam(page))
        for label, page in ((_("← Sebelumnya"), team.page - 1), (_("Berikutnya →"), team.page + 1))
        if 0 <= page < team.pages
    ]
    return Letter(
        paragraphs(
            bold(_("Formulir yang Anda nilai: {count}", count=team.count))
            if several
            else bold(_("Pegawai yang Anda nilai: {count}", count=team.count)),
            lines(*(_line(member, language, several) for member in team.members)),
            lines(*(_due(cycle, language) for cycle in cycles.values())),
        ),
        (*choices, *((tuple(pages),) if pages else ())),
    )


def _due(cycle: Cycle, language: str) -> Markup:
    _ = words(language)
    until = moment(cycle.appraise_until, language)
    return _("Penilaian {period} paling lambat {until}.", period=cycle.name, until=until)


def _label(member: Member, several: bool) -> str:
    mark = "●" if member.state == SUBMITTED and member.opened_at is None else "○"
    return f"{mark} {_named(member, several)}"[:60]


def _line(member: Member, language: str, several: bool) -> Markup:
    return Markup(f"{escaped(_named(member, several))}: {_state(member, language)}")


def _named(member: Member, several: bool) -> str:
    return f"{member.name} ({member.cycle.name})" if several else member.name


def _state(member: Member, language: str) -> Markup:
    _ = words(language)
    if member.state != SUBMITTED:
        return _("mengisi ({done} jawaban)", done=member.answered) if member.answered else _("belum mulai")
    return _("dikirim, sudah Anda buka") if member.opened_at else bold(_("dikirim, menunggu Anda"))


def member_card(member: Member, language: str) -> Letter:
    """One person: who, where, since when. No answer is shown before the rater has given their own rating."""
    _ = words(language)
    sent = _("Dikirim {at}.", at=moment(member.submitted_at, language)) if member.submitted_at else ""
    note = (
        _("Jawabannya baru terlihat setelah Anda memberi penilaian sendiri. Bagian itu menyusul.")
        if member.submitted_at
        else _("Evaluasi dirinya belum dikirim.")
    )
    return Letter(
        paragraphs(
            lines(
                bold(escaped(member.name)),
                escaped(member.position),
                escaped(member.office),
                contract_line(member.contract_until, language),
            ),
            lines(
                _("Evaluasi diri {period}: {state}", period=member.cycle.name, state=_state(member, language)),
                sent,
                paper_state(member.paper, language) if member.paper else "",
            ),
            _("Tempat penilai langsungnya sedang kosong, karena itu Bapak/Ibu yang menilai.") if member.vacant else "",
            _("Catatan pegawai: {remark}", remark=member.remark[:REMARK]) if member.remark else "",
            note,
            _("Batas penilaian: {until}.", until=moment(member.cycle.appraise_until, language)),
        ),
        ((Choice(_("← Semua pegawai"), OpenTeam()),),),
    )
