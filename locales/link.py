"""Screens of the operator's work on links, and words of `kinerja role`."""

from locales.letter import Attachment, Choice, Letter, bold, escaped, joined, lines, paragraphs
from locales.moment import moment
from locales.slips import slips_pdf
from locales.text import words
from models.action import DecideLink, Home, OpenLinkCase, OpenLinks
from models.delivery_action import OpenUnreachable
from models.invitation import Slip
from models.invitation_action import OfferSlips, PrintSlips
from models.link import LinkBoard, LinkCase, SlipOffer
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
        lines(
            _("Belum terhubung:")
            if board.linked + len(board.unlinked) == board.people
            else _("Belum terhubung, antara lain:"),
            *(escaped(name) for name in board.unlinked),
        )
        if board.unlinked
        else ""
    )
    return Letter(
        paragraphs(
            bold(_("Sudah terhubung: {linked} dari {people}", linked=board.linked, people=board.people)),
            waiting,
            missing,
            _("Belum bisa dihubungi: {n}", n=board.unreachable) if board.unreachable else "",
        ),
        (
            *choices,
            *([(Choice(_("Lihat yang belum bisa dihubungi"), OpenUnreachable()),)] if board.unreachable else []),
            (Choice(_("Cari pegawai"), SearchStaff()),),
            *([(Choice(_("Cetak undangan"), OfferSlips()),)] if board.unlinked else []),
            (Choice(_("Menu"), Home()),),
        ),
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


def slip_offer(offer: SlipOffer, language: str, *, stale: bool = False) -> Letter:
    """Before printing: for how many. `stale`: the pressed button was older than the newest invitation."""
    _ = words(language)
    back = (Choice(_("← Kembali"), OpenLinks()),)
    if not offer.people:
        return Letter(_("Semua pegawai sudah terhubung. Tidak ada undangan yang perlu dicetak."), (back,))
    return Letter(
        paragraphs(
            bold(_("Cetak undangan")),
            words(language).count(
                "{n} pegawai belum terhubung. Slipnya kami kirim sebagai PDF dengan kode QR, urut kantor dan nama.",
                "{n} pegawai belum terhubung. Slipnya kami kirim sebagai PDF dengan kode QR, urut kantor dan nama.",
                offer.people,
            ),
            _("Slip yang sudah dibagikan tetap berlaku."),
        ),
        ((Choice(_("Cetak sekarang"), PrintSlips(offer.newest)),), back),
        toast=_("Undangan baru sudah dibuat. Cetak lagi hanya bila perlu.") if stale else "",
    )


def slips_coming(n: int, language: str) -> Letter:
    """The invitations are made; their PDF takes a moment."""
    _ = words(language)
    return Letter(
        paragraphs(
            words(language).count(
                "{n} undangan sudah dibuat. PDF-nya sedang disiapkan dan segera kami kirim ke sini.",
                "{n} undangan sudah dibuat. PDF-nya sedang disiapkan dan segera kami kirim ke sini.",
                n,
            ),
            _("Belum datang setelah beberapa menit? Cetak sekali lagi."),
        ),
        ((Choice(_("← Kembali"), OpenLinks()),),),
    )


def slip_document(slips: list[Slip], language: str, *, part: int, parts: int) -> Letter:
    """The PDF with its caption. Seconds for hundreds: not for the event loop."""
    _ = words(language)
    number = _("Bagian {part} dari {parts}.", part=part, parts=parts) if parts > 1 else ""
    name = f"undangan-{part}.pdf" if parts > 1 else "undangan.pdf"
    return Letter(
        joined(
            words(language).count("{n} slip undangan.", "{n} slip undangan.", len(slips)),
            number,
            _("Potong, lalu serahkan kepada orangnya. Berlaku 60 hari; jaga seperti kata sandi."),
        ),
        attachment=Attachment("document", slips_pdf(slips, language), name),
    )


def invited(language: str, *, moves: bool, stale: bool) -> str:
    """A toast over the card of somebody who was invited, or whose card was old."""
    _ = words(language)
    if stale:
        return _("Keadaannya sudah berubah. Ini yang terbaru.")
    return _("Undangan untuk HP baru dibuat.") if moves else _("Undangan dibuat.")


def one_invitation(slip: Slip, language: str, *, moves: bool) -> Letter:
    """One person's invitation: the link to send, the slip to print. Made as `slip_document` is."""
    _ = words(language)
    use = (
        _("Untuk HP baru: begitu dipakai dengan nomor di data kepegawaian, akun Telegram yang lama dilepas.")
        if moves
        else ""
    )
    return Letter(
        paragraphs(
            bold(_("Undangan untuk {name}", name=slip.name)),
            escaped(slip.link),
            use,
            _("Serahkan langsung kepada orangnya. Sekali pakai, berlaku 60 hari; jaga seperti kata sandi."),
        ),
        attachment=Attachment("document", slips_pdf([slip], language), "undangan.pdf"),
    )
