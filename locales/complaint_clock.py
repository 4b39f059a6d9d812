"""What time does to cases, told: to reporters, to desks, to superiors."""

from datetime import datetime
from typing import Any

from locales.letter import Choice, Letter, lines, paragraphs
from locales.moment import day
from locales.text import words
from models.complaint_action import FileComplaint, OpenOwnCases
from models.desk_action import OpenCase, OpenDesk

SHOWN = 8
"""Cases of one reminder."""


def closed_notice(facts: dict[str, Any], language: str) -> Letter:
    """Nobody said whether the answer solved it."""
    _ = words(language)
    return Letter(
        _(
            "Laporan {number} kami tutup karena belum ada balasan atas jawaban kami. Bila belum beres, silakan lapor "
            "lagi; sebut nomor ini.",
            number=facts["number"],
        ),
        ((Choice(_("Lapor"), FileComplaint()), Choice(_("Laporan saya"), OpenOwnCases())),),
    )


def unreplied_notice(facts: dict[str, Any], language: str) -> Letter:
    """To the officer who asked."""
    _ = words(language)
    return Letter(
        _(
            "Pelapor belum membalas pertanyaan tentang laporan {number}. Batas waktunya berjalan lagi; mohon dijawab "
            "dengan yang sudah ada.",
            number=facts["number"],
        ),
        ((Choice(_("Buka laporan"), OpenCase(facts["complaint"])),),),
    )


def arrived_notice(facts: dict[str, Any], language: str) -> Letter:
    """To a desk: something new."""
    _ = words(language)
    text = _.count(
        "Ada yang baru di meja pengaduan. {n} laporan menunggu Anda.",
        "Ada yang baru di meja pengaduan. {n} laporan menunggu Anda.",
        facts["count"],
    )
    return Letter(text, ((Choice(_("Meja pengaduan"), OpenDesk(0)),),))


def due_notice(facts: dict[str, Any], language: str) -> Letter:
    """To a desk, once a day: what comes near its limit, or is over it."""
    _ = words(language)
    cases = facts["cases"]
    said = [
        _("{number}: seharusnya {until}, sudah lewat", number=number, until=day(datetime.fromisoformat(due), language))
        if part >= 100
        else _("{number}: paling lambat {until}", number=number, until=day(datetime.fromisoformat(due), language))
        for number, due, part in cases[:SHOWN]
    ]
    more = _("dan {n} lainnya", n=len(cases) - SHOWN) if len(cases) > SHOWN else ""
    return Letter(
        paragraphs(_("Laporan warga yang batasnya sudah dekat atau lewat:"), lines(*said, more)),
        ((Choice(_("Meja pengaduan"), OpenDesk(0)),),),
    )


def late_notice(facts: dict[str, Any], language: str) -> Letter:
    """To a superior: which case and since when, nothing of what it tells or of who told it."""
    _ = words(language)
    case = {
        "name": facts["name"],
        "number": facts["number"],
        "until": day(datetime.fromisoformat(facts["due"]), language),
    }
    late = (
        _(
            "Bapak/Ibu {name}, laporan warga {number} di {office} seharusnya dijawab paling lambat {until}, dan belum.",
            office=facts["office"],
            **case,
        )
        if facts["office"]
        else _(
            "Bapak/Ibu {name}, laporan warga {number} seharusnya diperiksa paling lambat {until}, dan belum.", **case
        )
    )
    return Letter(
        paragraphs(
            late,
            _("Mohon bantu petugasnya menyelesaikan. Pelapor bisa melihat bahwa Bapak/Ibu sudah diberi tahu."),
        )
    )
