"""Words of what the bot says by itself about deadlines; each is made at delivery, with the counts of that moment."""

from datetime import datetime
from typing import Any

from locales.letter import Choice, Letter, bold, escaped, lines, paragraphs
from locales.moment import day, moment
from locales.text import Markup, Words, words
from models.action import Home, OpenEvaluation, OpenTeam
from models.reminder_actions import RemindTomorrow, ReportObstacle

NAMES = 5
"""Names in one message; the others are a number."""


def self_due(facts: dict[str, Any], language: str) -> Letter:
    """To the employee: until when, how much is left."""
    _ = words(language)
    until = datetime.fromisoformat(facts["until"])
    return Letter(
        paragraphs(
            _(
                "{name}, evaluasi diri {period} ditutup {until}, {when}.",
                name=facts["name"],
                period=facts["period"],
                until=moment(until, language),
                when=_in_days(facts["days"], _),
            ),
            _left(facts["missing"], _),
        ),
        (_answers(facts, _),),
    )


def _answers(facts: dict[str, Any], _: Words) -> tuple[Choice, ...]:
    onward = Choice(_("Lanjutkan"), OpenEvaluation())
    # Not on the last day: there is no other.
    return (onward, Choice(_("Ingatkan besok"), RemindTomorrow(facts["evaluation"]))) if facts["again"] else (onward,)


def _left(missing: int, _: Words) -> Markup:
    if not missing:
        return _("Semua sudah terjawab; tinggal dikirim.")
    return _.count("Tinggal {n} pertanyaan.", "Tinggal {n} pertanyaan.", missing)


def _in_days(days: int, _: Words) -> str:
    if days == 0:
        return _("hari ini")
    return _("besok") if days == 1 else _.count("{n} hari lagi", "{n} hari lagi", days)


def rater_digest(facts: dict[str, Any], language: str) -> Letter:
    """To the rater: everybody, of every cycle, in one message."""
    _ = words(language)
    return Letter(
        paragraphs(
            _("Bapak/Ibu {name}, ringkasan hari ini.", name=facts["name"]),
            *(_digest_of(cycle, language) for cycle in facts["cycles"]),
        ),
        ((Choice(_see_people(facts, _), OpenTeam()),),),
    )


def _see_people(facts: dict[str, Any], _: Words) -> str:
    waits = any(cycle["waiting"] for cycle in facts["cycles"])
    return _("Nilai sekarang") if waits else _("Buka daftar pegawai")


def _digest_of(cycle: dict[str, Any], language: str) -> Markup:
    return lines(bold(escaped(cycle["period"])), _waiting(cycle, language), _unsent(cycle, language))


def _waiting(cycle: dict[str, Any], language: str) -> Markup:
    _ = words(language)
    n, listed = len(cycle["waiting"]), _names(cycle["waiting"], _)
    if not n:
        return Markup()
    return _.count(
        "{n} pegawai menunggu penilaian Anda: {names}. Batasnya {until}.",
        "{n} pegawai menunggu penilaian Anda: {names}. Batasnya {until}.",
        n,
        names=listed,
        until=moment(datetime.fromisoformat(cycle["appraise_until"]), language),
    )


def _unsent(cycle: dict[str, Any], language: str) -> Markup:
    _ = words(language)
    n, listed = len(cycle["unsent"]), _names(cycle["unsent"], _)
    if not n:
        return Markup()
    return _.count(
        "{n} pegawai belum mengirim evaluasi diri: {names}. Batasnya {until}.",
        "{n} pegawai belum mengirim evaluasi diri: {names}. Batasnya {until}.",
        n,
        names=listed,
        until=moment(datetime.fromisoformat(cycle["self_until"]), language),
    )


def _names(names: list[str], _: Words) -> str:
    listed, more = ", ".join(names[:NAMES]), len(names) - NAMES
    return _.count("{names}, dan {n} lainnya", "{names}, dan {n} lainnya", more, names=listed) if more > 0 else listed


def rater_overdue(facts: dict[str, Any], language: str) -> Letter:
    """To the rater whose time is over: what follows, said beforehand."""
    _ = words(language)
    return Letter(
        paragraphs(
            _.count(
                "Bapak/Ibu {name}, {n} pegawai masih menunggu penilaian Anda; batasnya {until}.",
                "Bapak/Ibu {name}, {n} pegawai masih menunggu penilaian Anda; batasnya {until}.",
                facts["count"],
                name=facts["name"],
                until=moment(datetime.fromisoformat(facts["until"]), language),
            ),
            _(
                "Bila belum selesai {date}, atasan Anda kami beri tahu.",
                date=day(datetime.fromisoformat(facts["told_on"]), language),
            )
            if facts["told_on"]
            else "",
        ),
        ((Choice(_("Nilai sekarang"), OpenTeam()), Choice(_("Ada kendala"), ReportObstacle(facts["cycle"]))),),
    )


def rater_escalated(facts: dict[str, Any], language: str) -> Letter:
    """To the superior of raters whose time is over: one message, whoever they are."""
    _ = words(language)
    return Letter(
        paragraphs(
            _(
                "Bapak/Ibu {name}, penilaian {period} sudah lewat batasnya ({until}) dan belum selesai:",
                name=facts["name"],
                period=facts["period"],
                until=moment(datetime.fromisoformat(facts["until"]), language),
            ),
            lines(*(_late_rater(rater, _) for rater in facts["raters"])),
            _("Mohon bantu mereka menyelesaikannya; mereka sudah tahu bahwa Bapak/Ibu diberi tahu."),
        ),
        ((Choice(_("Menu"), Home()),),),
    )


def _late_rater(rater: dict[str, Any], _: Words) -> Markup:
    line = _.count("{name}: {n} pegawai", "{name}: {n} pegawai", rater["count"], name=rater["name"])
    return _("{line}. Kendalanya: {obstacle}", line=line, obstacle=rater["obstacle"]) if rater["obstacle"] else line


def rater_obstacle(facts: dict[str, Any], language: str) -> Letter:
    """To HR and the superior: what a rater says keeps them from finishing."""
    _ = words(language)
    return Letter(
        paragraphs(
            _("{rater} menyampaikan kendala dalam penilaian {period}:", rater=facts["rater"], period=facts["period"]),
            escaped(facts["text"]),
        ),
        ((Choice(_("Menu"), Home()),),),
    )


def review_due(facts: dict[str, Any], language: str) -> Letter:
    """To HR, once a year."""
    _ = words(language)
    return Letter(
        _(
            "Sudah waktunya tinjauan tahunan metode penilaian {year}: apakah caranya masih cocok, dan apa yang diubah?",
            year=facts["year"],
        ),
        ((Choice(_("Menu"), Home()),),),
    )


def snoozed(at: datetime, language: str) -> Letter:
    """After *Ingatkan besok*."""
    _ = words(language)
    return Letter(
        _("Baik, kami ingatkan lagi {at}.", at=moment(at, language)),
        ((Choice(_("Lanjutkan sekarang"), OpenEvaluation()),),),
    )


def obstacle_asked(language: str) -> Letter:
    """After *Ada kendala*."""
    _ = words(language)
    return Letter(
        _("Apa kendalanya? Ketik di sini; bagian kepegawaian dan atasan Anda akan membacanya. Tidak jadi: /batal.")
    )


def obstacle_kept(language: str) -> Letter:
    """The obstacle was written down."""
    _ = words(language)
    return Letter(
        _("Terima kasih, kendalanya sudah kami catat. Batasnya belum berubah; sebisanya, silakan lanjutkan."),
        ((Choice(_("Nilai sekarang"), OpenTeam()), Choice(_("Menu"), Home())),),
    )
