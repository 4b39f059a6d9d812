"""Screens of a question to the reporter and their reply, and the notices about both."""

from datetime import datetime
from typing import Any

from locales.letter import Choice, Letter, bold, escaped, lines, paragraphs
from locales.moment import day
from locales.text import words
from models.action import Home
from models.complaint import OwnCase, Replied
from models.complaint_action import EndReply, OpenOwnCase, ReplyCase, UnknownReply
from models.desk_action import OpenCase


def asked_choices(complaint: int, version: int, language: str) -> tuple[Choice, ...]:
    """How a question can be answered."""
    _ = words(language)
    return Choice(_("Balas"), ReplyCase(complaint)), Choice(_("Tidak tahu"), UnknownReply(complaint, version))


def asked_notice(facts: dict[str, Any], language: str) -> Letter:
    """The question, until when, and that the clock stands still."""
    _ = words(language)
    return Letter(
        paragraphs(
            lines(bold(_("Laporan {number}", number=facts["number"])), escaped(facts["answer"])),
            _(
                "Balas di sini sampai {until}; suara atau foto boleh. "
                "Batas waktu kami berhenti dulu sampai Anda menjawab.",
                until=day(datetime.fromisoformat(facts["until"]), language),
            ),
        ),
        (asked_choices(facts["complaint"], facts["version"], language),),
    )


def reply_asked(own: OwnCase, language: str) -> Letter:
    """Write or send the reply."""
    _ = words(language)
    case = own.complaint
    return Letter(
        paragraphs(
            lines(bold(_("Laporan {number}", number=case.number)), escaped(own.answer)),
            _("Silakan balas: ketik, atau kirim suara, foto, atau berkas; boleh beberapa pesan."),
        ),
        ((Choice(_("← Kembali"), OpenOwnCase(case.id)),),),
    )


def replied(reply: Replied, language: str) -> Letter:
    """It is in; more may follow."""
    _ = words(language)
    return Letter(
        _(
            "Terima kasih, sudah masuk ke laporan {number}. Petugas kami beri tahu. Ada lagi? Kirim saja.",
            number=reply.number,
        ),
        ((Choice(_("Selesai membalas"), EndReply(reply.complaint)), Choice(_("Menu"), Home())),),
    )


def replied_notice(facts: dict[str, Any], language: str) -> Letter:
    """To the officer who asked."""
    _ = words(language)
    return Letter(
        _("Pelapor sudah membalas laporan {number}. Batas waktunya berjalan lagi.", number=facts["number"]),
        ((Choice(_("Buka laporan"), OpenCase(facts["complaint"])),),),
    )
