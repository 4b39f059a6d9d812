"""Words of every notice, made at delivery in the language of that moment."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from locales import complaint_clock, delivery, upload
from locales.circular import circular_letter, tried_letter
from locales.complaint_case import answered_notice, receipt, verified_notice
from locales.complaint_reply import asked_notice, replied_notice
from locales.countersign import decision
from locales.desk_triage import dismissed_notice
from locales.evidence import kind_word
from locales.letter import Choice, Letter, paragraphs
from locales.moment import moment
from locales.reminder import rater_digest, rater_escalated, rater_obstacle, rater_overdue, review_due, self_due
from locales.text import Markup, Words, words
from models.action import Home, OpenEvaluation, OpenEvidence, OpenTeam
from models.cycle_draft import APPRAISE
from models.inbox import BUTTON, MESSAGE, OTHER
from models.notice import (
    CIRCULAR,
    CIRCULAR_TRIED,
    COMPLAINT_ANSWERED,
    COMPLAINT_ARRIVED,
    COMPLAINT_ASKED,
    COMPLAINT_CLOSED,
    COMPLAINT_DISMISSED,
    COMPLAINT_DUE,
    COMPLAINT_FILE_LOST,
    COMPLAINT_FILE_REFUSED,
    COMPLAINT_LATE,
    COMPLAINT_RECEIVED,
    COMPLAINT_REPLIED,
    COMPLAINT_UNREPLIED,
    COMPLAINT_VERIFIED,
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
from models.paper_action import OpenScan, ViewPaper
from models.staff_action import OpenStaff


def notice_letter(kind: str, facts: dict[str, Any], language: str) -> Letter:
    """What the person reads. KeyError on a kind without words: a test holds that there is none."""
    return _LETTERS[kind](facts, language)


def _evaluation_submitted(facts: dict[str, Any], language: str) -> Letter:
    _ = words(language)
    return Letter(
        paragraphs(
            _("{employee} sudah mengirim evaluasi diri dan menunggu penilaian Anda.", employee=facts["employee"]),
            _("Batasnya {until}.", until=moment(datetime.fromisoformat(facts["until"]), language)),
        ),
        ((Choice(_("Buka daftar pegawai"), OpenTeam()),),),
    )


def _late_allowed(facts: dict[str, Any], language: str) -> Letter:
    _ = words(language)
    return Letter(
        _(
            "Evaluasi diri {period} dibuka lagi untuk Anda sampai {until}.",
            period=facts["period"],
            until=moment(datetime.fromisoformat(facts["until"]), language),
        ),
        ((Choice(_("Lanjutkan"), OpenEvaluation()),),),
    )


def _deadline_moved(facts: dict[str, Any], language: str) -> Letter:
    _ = words(language)
    period, until = facts["period"], moment(datetime.fromisoformat(facts["until"]), language)
    if facts["step"] == APPRAISE:
        return Letter(
            _("Waktu penilaian {period} diperpanjang sampai {until}.", period=period, until=until),
            ((Choice(_("Buka daftar pegawai"), OpenTeam()),),),
        )
    return Letter(
        _("Waktu evaluasi diri {period} diperpanjang sampai {until}.", period=period, until=until),
        ((Choice(_("Lanjutkan"), OpenEvaluation()),),),
    )


def _invitation_tried(facts: dict[str, Any], language: str) -> Letter:
    _ = words(language)
    at = moment(datetime.fromisoformat(facts["at"]), language)
    return Letter(
        _(
            "Akun lain mencoba membuka undangan Anda, {at}. Tidak berhasil; akun Anda tetap aman. "
            "Bila itu bukan Anda, beri tahu operator kepegawaian di kantor Anda.",
            at=at,
        )
    )


def _link_matched(facts: dict[str, Any], language: str) -> Letter:
    _ = words(language)
    return Letter(
        _(
            "Nomor Anda sudah dicocokkan operator. Selamat datang, {name}. "
            "Akun Telegram ini sekarang terhubung dengan data Anda.",
            name=facts["name"],
        ),
        ((Choice(_("Mulai"), Home()),),),
    )


def _evidence_lost(facts: dict[str, Any], language: str) -> Letter:
    _ = words(language)
    text = _(
        "Bukti {what} untuk nomor {number} tidak bisa kami ambil dari Telegram. Mohon kirim ulang.",
        what=_what(facts, language),
        number=facts["item"],
    )
    return Letter(text, _to_the_evidence(facts, _))


def _evidence_refused(facts: dict[str, Any], language: str) -> Letter:
    _ = words(language)
    text = _(
        "Bukti {what} untuk nomor {number} tidak kami simpan: {why}. Mohon kirim yang lain.",
        what=_what(facts, language),
        number=facts["item"],
        why=_why(facts, _),
    )
    return Letter(text, _to_the_evidence(facts, _))


def _why(facts: dict[str, Any], _: Words) -> Markup:
    return {
        "program": _("isinya program"),
        "empty": _("isinya kosong"),
        "unreadable": _("gambarnya tidak bisa dibaca"),
    }[facts["reason"]]


def _complaint_file_lost(facts: dict[str, Any], language: str) -> Letter:
    _ = words(language)
    return Letter(
        _(
            "{what} untuk laporan {number} tidak bisa kami ambil dari Telegram. Laporannya tetap berjalan.",
            what=_what(facts, language).capitalize(),
            number=facts["number"],
        )
    )


def _complaint_file_refused(facts: dict[str, Any], language: str) -> Letter:
    _ = words(language)
    return Letter(
        _(
            "{what} untuk laporan {number} tidak kami simpan: {why}. Laporannya tetap berjalan.",
            what=_what(facts, language).capitalize(),
            number=facts["number"],
            why=_why(facts, _),
        )
    )


def _update_set_aside(facts: dict[str, Any], language: str) -> Letter:
    _ = words(language)
    kind = {MESSAGE: _("pesan"), BUTTON: _("tombol"), OTHER: _("lainnya")}[facts["kind"]]
    return Letter(
        paragraphs(
            _(
                "Satu kiriman tidak berhasil kami proses dan kami sisihkan: nomor {number} ({kind}).",
                number=facts["number"],
                kind=kind,
            ),
            _("Isinya tidak hilang. Mohon kabari pengelola sistem; kinerja doctor menunjukkan jumlahnya."),
        )
    )


def _what(facts: dict[str, Any], language: str) -> str:
    return str(facts["name"]) or kind_word(facts["kind"], language).lower()


def _to_the_evidence(facts: dict[str, Any], _: Words) -> tuple[tuple[Choice, ...], ...]:
    number = facts["item"]
    return ((Choice(_("Bukti nomor {number}", number=number), OpenEvidence(facts["evaluation"], number)),),)


def _paper_entered(facts: dict[str, Any], language: str) -> Letter:
    _ = words(language)
    return Letter(
        paragraphs(
            _(
                "Evaluasi diri {period} Anda dimasukkan dari formulir kertas oleh {operator}, {at}.",
                period=facts["period"],
                operator=facts["operator"],
                at=moment(datetime.fromisoformat(facts["at"]), language),
            ),
            _("Mohon diperiksa: sudah sesuai dengan kertas Anda?"),
        ),
        ((Choice(_("Lihat"), ViewPaper(facts["paper"])),), *decision(facts["paper"], language)),
    )


def _paper_disputed(facts: dict[str, Any], language: str) -> Letter:
    _ = words(language)
    what = _(
        "{employee} menyatakan ada yang keliru pada formulir kertas yang Anda masukkan.", employee=facts["employee"]
    )
    follows = (
        _("Formulirnya dibuka lagi untuk pegawai itu; Anda tidak perlu melakukan apa-apa.")
        if facts["reopened"]
        else _("Formulirnya tidak bisa dibuka lagi; catatannya terbaca oleh penilai.")
    )
    return Letter(paragraphs(what, follows), ((Choice(_("Buka pegawai ini"), OpenStaff(facts["person"])),),))


def _scan_missing(facts: dict[str, Any], language: str) -> Letter:
    _ = words(language)
    why = {
        "lost": _("tidak bisa kami ambil dari Telegram"),
        "program": _("isinya program"),
        "empty": _("isinya kosong"),
        "unreadable": _("gambarnya tidak bisa dibaca"),
    }[facts["reason"]]
    text = _(
        "Satu pindaian formulir kertas {employee} tidak tersimpan: {why}. Mohon kirim ulang.",
        employee=facts["employee"],
        why=why,
    )
    return Letter(text, ((Choice(_("Kirim ulang"), OpenScan(facts["paper"])),),))


_LETTERS: dict[str, Callable[[dict[str, Any], str], Letter]] = {
    COMPLAINT_ANSWERED: answered_notice,
    COMPLAINT_ARRIVED: complaint_clock.arrived_notice,
    COMPLAINT_ASKED: asked_notice,
    COMPLAINT_CLOSED: complaint_clock.closed_notice,
    COMPLAINT_DISMISSED: dismissed_notice,
    COMPLAINT_DUE: complaint_clock.due_notice,
    COMPLAINT_LATE: complaint_clock.late_notice,
    COMPLAINT_UNREPLIED: complaint_clock.unreplied_notice,
    COMPLAINT_REPLIED: replied_notice,
    COMPLAINT_FILE_LOST: _complaint_file_lost,
    COMPLAINT_FILE_REFUSED: _complaint_file_refused,
    COMPLAINT_RECEIVED: receipt,
    COMPLAINT_VERIFIED: verified_notice,
    DELIVERY_ALARM: delivery.alarm,
    DELIVERY_REPORT: delivery.report,
    EVALUATION_SUBMITTED: _evaluation_submitted,
    INVITATION_TRIED: _invitation_tried,
    LATE_ALLOWED: _late_allowed,
    DEADLINE_MOVED: _deadline_moved,
    LINK_MATCHED: _link_matched,
    EVIDENCE_LOST: _evidence_lost,
    EVIDENCE_REFUSED: _evidence_refused,
    UPDATE_SET_ASIDE: _update_set_aside,
    SELF_DUE: self_due,
    RATER_DIGEST: rater_digest,
    RATER_OVERDUE: rater_overdue,
    RATER_ESCALATED: rater_escalated,
    RATER_OBSTACLE: rater_obstacle,
    REVIEW_DUE: review_due,
    UPLOAD_PREVIEWED: upload.previewed,
    UPLOAD_ROWS: upload.all_rows,
    UPLOAD_REFUSED: upload.refused,
    UPLOAD_LOST: upload.lost,
    UPLOAD_SAVED: upload.saved,
    CIRCULAR: circular_letter,
    CIRCULAR_TRIED: tried_letter,
    PAPER_ENTERED: _paper_entered,
    PAPER_DISPUTED: _paper_disputed,
    SCAN_MISSING: _scan_missing,
}
