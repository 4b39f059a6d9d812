"""Screens of the operator's work on links, and words of `kinerja role`."""

from locales.letter import Choice, Letter, bold, escaped, lines, paragraphs
from locales.moment import moment
from locales.text import words
from models.action import DecideLink, Home, OpenLinkCase, OpenLinks
from models.link import LinkBoard, LinkCase
from models.staff_action import SearchStaff


def link_board(board: LinkBoard, language: str, toast: str = "") -> Letter:
    """How many are linked, which phones wait, who is missing."""
    _ = words(language)
    choices = [(Choice(case.name[:60], OpenLinkCase(case.attempt)),) for case in board.cases]
    waiting = (
        _("Nomor yang menunggu dicocokkan: {n}. Tekan namanya.", n=len(board.cases))
        if board.cases
        else _("Tidak ada nomor yang menunggu dicocokkan.")
    )
    missing = (
        lines(_("Belum terhubung, antara lain:"), *(escaped(name) for name in board.unlinked)) if board.unlinked else ""
    )
    return Letter(
        paragraphs(
            bold(_("Sudah terhubung: {linked} dari {people}", linked=board.linked, people=board.people)),
            waiting,
            missing,
        ),
        (*choices, (Choice(_("Cari pegawai"), SearchStaff()),), (Choice(_("Menu"), Home()),)),
        toast=toast,
    )


def link_case(case: LinkCase, language: str) -> Letter:
    """Who, which phone, since when; the operator decides."""
    _ = words(language)
    return Letter(
        paragraphs(
            lines(bold(escaped(case.name)), escaped(case.position), escaped(case.office)),
            lines(
                _("Nomor yang dibagikan: {phone}", phone=case.phone),
                _("Nomor di data: {phone}", phone=case.on_record) if case.on_record else _("Nomor di data: belum ada"),
                _("Sejak {at}.", at=moment(case.at, language)),
            ),
            _("Pastikan langsung dengan orangnya, lalu pilih. Keputusan Anda tercatat."),
        ),
        (
            (Choice(_("Cocok, hubungkan"), DecideLink(case.attempt, 1)),),
            (Choice(_("Bukan orangnya"), DecideLink(case.attempt, 0)),),
            (Choice(_("← Kembali"), OpenLinks()),),
        ),
    )


def decided(language: str, *, match: bool) -> str:
    """A toast."""
    _ = words(language)
    return _("Terhubung; orangnya kami beri tahu.") if match else _("Baik, tidak dihubungkan.")
