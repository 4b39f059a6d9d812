"""Screens of asking the reporter, and of what they sent."""

from locales.letter import (
    MAX_CAPTION_UNITS,
    Attachment,
    Choice,
    Letter,
    bold,
    cut,
    lines,
    paragraphs,
)
from locales.moment import day
from locales.text import words
from models.desk import NOTE_LIMIT, QUESTION_LIMIT, CaseFile, DeskCase, QuestionAsked
from models.desk_action import OpenCase
from models.parcel import PHOTO, VIDEO, VOICE


def question_asked(found: QuestionAsked, language: str) -> Letter:
    """Write the question."""
    _ = words(language)
    case = found.card.complaint
    return Letter(
        paragraphs(
            bold(_("Pertanyaan untuk {number}", number=case.number)),
            _(
                "Ketik pertanyaannya di sini, paling banyak {limit} karakter. Pelapor bisa membalas sampai {until}; "
                "selama itu batas waktunya berhenti.",
                limit=QUESTION_LIMIT,
                until=day(found.until, language),
            ),
        ),
        ((Choice(_("← Kembali"), OpenCase(case.id)),),),
    )


def note_asked(card: DeskCase, language: str) -> Letter:
    """Write a note for the other officers."""
    _ = words(language)
    case = card.complaint
    return Letter(
        paragraphs(
            bold(_("Catatan untuk {number}", number=case.number)),
            _("Tulis catatannya, paling banyak {limit} karakter. Hanya petugas yang membacanya.", limit=NOTE_LIMIT),
        ),
        ((Choice(_("← Kembali"), OpenCase(case.id)),),),
    )


def case_file(found: CaseFile, language: str) -> Letter:
    """A photo, a voice note or a file, sent as it was kept."""
    _ = words(language)
    nameless = {PHOTO: "foto.jpg", VOICE: "suara.oga", VIDEO: "video.mp4"}.get(found.kind, "berkas")
    return Letter(
        lines(
            bold(_("Lampiran laporan {number}", number=found.number)),
            cut(found.name, 100),
            cut(found.text, MAX_CAPTION_UNITS // 2),
        ),
        ((Choice(_("← Laporan"), OpenCase(found.complaint)),),),
        attachment=Attachment(found.kind, found.path, found.name or nameless),
    )
