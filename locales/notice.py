"""Words of every notice, made at delivery in the language of that moment."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from locales.letter import Choice, Letter, paragraphs
from locales.moment import day, moment
from locales.text import words
from models.action import Home, OpenEvaluation, OpenTeam
from models.notice import EVALUATION_SUBMITTED, INVITATION_TRIED, LATE_ALLOWED, LINK_MATCHED


def notice_letter(kind: str, facts: dict[str, Any], language: str) -> Letter:
    """What the person reads. KeyError on a kind without words: a test holds that there is none."""
    return _LETTERS[kind](facts, language)


def _evaluation_submitted(facts: dict[str, Any], language: str) -> Letter:
    _ = words(language)
    return Letter(
        paragraphs(
            _("{employee} sudah mengirim evaluasi diri dan menunggu penilaian Anda.", employee=facts["employee"]),
            _("Batasnya {until}.", until=day(datetime.fromisoformat(facts["until"]), language)),
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


_LETTERS: dict[str, Callable[[dict[str, Any], str], Letter]] = {
    EVALUATION_SUBMITTED: _evaluation_submitted,
    INVITATION_TRIED: _invitation_tried,
    LATE_ALLOWED: _late_allowed,
    LINK_MATCHED: _link_matched,
}
