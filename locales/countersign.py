"""Screens of countersigning: the employee sees what was entered for them from paper."""

from locales.evaluation_review import sent
from locales.letter import Attachment, Choice, Letter, paragraphs, rows
from locales.moment import moment
from locales.text import Markup, words
from models.action import OpenEvaluation
from models.evaluation import PAPER_AGREED, PAPER_DISPUTED
from models.paper import Countersign, Scan
from models.paper_action import AgreePaper, DisputePaper, ViewPaper, ViewScan
from models.parcel import PHOTO


def paper_view(found: Countersign, language: str) -> Letter:
    """The answers as a sent form, who entered them, the scan, and the two words that are asked for."""
    _ = words(language)
    if not found.evaluation.on_paper:
        return Letter(
            _("Formulir ini sudah tidak sama dengan kertasnya. Buka untuk melihat yang sekarang."),
            ((Choice(_("Evaluasi diri"), OpenEvaluation()),),),
        )
    form = sent(found.evaluation, language)
    own = [row for row in form.choices if not any(isinstance(choice.action, ViewPaper) for choice in row)]
    scans = [
        Choice(_("Pindaian {number}", number=number), ViewScan(scan.id)) for number, scan in enumerate(found.scans, 1)
    ]
    return Letter(
        paragraphs(
            form.text,
            _(
                "Dimasukkan dari formulir kertas oleh {operator}, {at}.",
                operator=found.operator_name,
                at=moment(found.saved_at, language) if found.saved_at else "",
            ),
            _asked_for(found, language),
        ),
        (*decision(found.paper, language), *own, *rows(scans, 2)) if found.waits else (*own, *rows(scans, 2)),
    )


def decision(paper: int, language: str) -> tuple[tuple[Choice, ...], ...]:
    """The two buttons."""
    _ = words(language)
    return (
        (Choice(_("Benar"), AgreePaper(paper)),),
        (Choice(_("Ada yang keliru"), DisputePaper(paper)),),
    )


def _asked_for(found: Countersign, language: str) -> Markup:
    _ = words(language)
    if found.state == PAPER_AGREED and found.countersigned_at:
        return _("Anda menyetujuinya {at}.", at=moment(found.countersigned_at, language))
    if found.state == PAPER_DISPUTED:
        return _("Anda menyatakan ada yang keliru; catatan Anda terbaca oleh penilai.")
    return _("Sesuai dengan kertas Anda? Tekan Benar. Bila tidak, tekan Ada yang keliru.")


def agreed(found: Countersign, language: str) -> Letter:
    """Thank you."""
    _ = words(language)
    at = moment(found.countersigned_at, language) if found.countersigned_at else ""
    return Letter(
        _("Terima kasih. Formulir kertas Anda tercatat disetujui, {at}.", at=at),
        ((Choice(_("Evaluasi diri"), OpenEvaluation()),),),
    )


def ask_remark(found: Countersign, language: str) -> Letter:
    """What is wrong?"""
    _ = words(language)
    open_again = (
        _("Formulirnya lalu dibuka lagi, supaya bisa Anda perbaiki sendiri.")
        if found.evaluation.recallable
        else _("Formulirnya tidak bisa dibuka lagi; catatan Anda terbaca oleh penilai.")
    )
    return Letter(
        paragraphs(_("Apa yang keliru? Ketik di sini."), open_again),
        ((Choice(_("← Kembali"), ViewPaper(found.paper)),),),
    )


def disputed(found: Countersign, language: str) -> Letter:
    """Kept, and what follows."""
    _ = words(language)
    told = _("Catatan Anda tersimpan, dan {operator} kami beri tahu.", operator=found.operator_name)
    if found.reopened:
        return Letter(
            paragraphs(told, _("Formulirnya dibuka lagi untuk Anda: periksa, perbaiki, lalu kirim.")),
            ((Choice(_("Lanjutkan"), OpenEvaluation()),),),
        )
    return Letter(
        paragraphs(told, _("Formulirnya tidak bisa dibuka lagi; catatan Anda terbaca oleh penilai.")),
        ((Choice(_("Evaluasi diri"), OpenEvaluation()),),),
    )


def scan_page(scan: Scan, language: str) -> Letter:
    """One page, sent back."""
    _ = words(language)
    nameless = "pindaian.jpg" if scan.kind == PHOTO else "pindaian"
    assert scan.path is not None
    return Letter(
        _("Pindaian formulir kertas Anda."),
        attachment=Attachment(scan.kind, scan.path, scan.name or nameless),
    )
