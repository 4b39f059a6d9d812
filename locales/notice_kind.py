"""What a kind of notice is called, for those who look at the outbox."""

from locales.text import Markup, words
from models.notice import (
    CIRCULAR,
    CIRCULAR_TRIED,
    DEADLINE_MOVED,
    DELIVERY_ALARM,
    DELIVERY_REPORT,
    EVALUATION_SUBMITTED,
    EVIDENCE_LOST,
    EVIDENCE_REFUSED,
    INVITATION_TRIED,
    LATE_ALLOWED,
    LINK_MATCHED,
    PAPER_DISPUTED,
    PAPER_ENTERED,
    RATER_DIGEST,
    RATER_ESCALATED,
    RATER_OBSTACLE,
    RATER_OVERDUE,
    REVIEW_DUE,
    SCAN_MISSING,
    SELF_DUE,
    UPDATE_SET_ASIDE,
    UPLOAD_LOST,
    UPLOAD_PREVIEWED,
    UPLOAD_REFUSED,
    UPLOAD_ROWS,
    UPLOAD_SAVED,
)

COMPLAINTS = "complaint_"
"""How all of them begin."""
PAPER = (PAPER_DISPUTED, PAPER_ENTERED, SCAN_MISSING)
UPLOADS = (UPLOAD_LOST, UPLOAD_PREVIEWED, UPLOAD_REFUSED, UPLOAD_ROWS, UPLOAD_SAVED)


def kind_name(kind: str, language: str) -> Markup:
    """In a few words; kinds that mean the same to a reader share them."""
    _ = words(language)
    if kind in UPLOADS:
        return _("berkas dari Kepegawaian")
    if kind in PAPER:
        return _("kabar tentang formulir kertas")
    if kind.startswith(COMPLAINTS):
        return _("kabar tentang laporan warga")
    return {
        CIRCULAR: _("kabar dari Kepegawaian"),
        CIRCULAR_TRIED: _("kiriman coba kabar"),
        DEADLINE_MOVED: _("waktu yang diperpanjang"),
        DELIVERY_ALARM: _("peringatan pengiriman"),
        DELIVERY_REPORT: _("laporan pengiriman"),
        EVALUATION_SUBMITTED: _("evaluasi untuk dinilai"),
        EVIDENCE_LOST: _("bukti untuk dikirim ulang"),
        EVIDENCE_REFUSED: _("bukti untuk dikirim ulang"),
        INVITATION_TRIED: _("percobaan pada undangan"),
        LATE_ALLOWED: _("izin mengirim terlambat"),
        LINK_MATCHED: _("kabar akun terhubung"),
        RATER_DIGEST: _("ringkasan untuk penilai"),
        RATER_ESCALATED: _("kabar kepada atasan penilai"),
        RATER_OBSTACLE: _("kendala penilai"),
        RATER_OVERDUE: _("penilaian yang lewat batas"),
        REVIEW_DUE: _("tinjauan tahunan metode"),
        SELF_DUE: _("pengingat evaluasi diri"),
        UPDATE_SET_ASIDE: _("kiriman yang disisihkan"),
    }.get(kind, _("pemberitahuan lain"))
