"""Screens of one's own cases, and the words of states and kinds that everybody uses."""

from datetime import datetime

from locales.complaint_reply import asked_choices
from locales.letter import Choice, Letter, bold, escaped, joined, lines, paragraphs
from locales.moment import day, moment
from locales.text import Markup, Words, words
from models.action import Home
from models.complaint import (
    ANSWERED,
    ARCHIVED,
    ASKED,
    CLOSED,
    DUPLICATE,
    NOT_OURS,
    NOT_SOLVED,
    OPEN,
    RECEIVED,
    SOLVED,
    UNCONFIRMED,
    VERIFIED,
    WITHDRAWN,
    WORKING,
    Complaint,
    OwnCase,
)
from models.complaint_action import ConfirmCase, FileComplaint, OpenOwnCase, OpenOwnCases, RateCase, WithdrawCase
from models.complaint_days import next_due
from models.complaint_rules import STARS


def state_word(state: str, language: str) -> Markup:
    """The words the public knows."""
    _ = words(language)
    return {
        RECEIVED: _("Menunggu verifikasi"),
        VERIFIED: _("Terverifikasi"),
        WORKING: _("Diproses"),
        ASKED: _("Menunggu Anda"),
        ANSWERED: _("Dijawab"),
        CLOSED: _("Selesai"),
    }[state]


def topic_word(case: Complaint, language: str) -> str:
    """What it is about."""
    category = case.rules.category(case.row.category)
    return category.name.of(language) if category else case.rules.classes[case.row.kind].name.of(language)


def own_cases(cases: tuple[Complaint, ...], language: str) -> Letter:
    """The speaker's cases, newest first."""
    _ = words(language)
    foot = (Choice(_("Lapor"), FileComplaint()), Choice(_("Menu"), Home()))
    by_number = _("Laporan anonim atau dari HP lain: ketik /status dan nomornya.")
    if not cases:
        return Letter(paragraphs(_("Belum ada laporan dari akun ini."), by_number), (foot,))
    choices = tuple(
        (Choice(f"{state_word(case.row.state, language)} · {case.number}", OpenOwnCase(case.id)),) for case in cases
    )
    return Letter(paragraphs(bold(_("Laporan Anda")), _("Tekan untuk melihat."), by_number), (*choices, foot))


def own_case(own: OwnCase, language: str) -> Letter:
    """State, where it lies, since when, what comes next and by when."""
    _ = words(language)
    case, row = own.complaint, own.complaint.row
    asks = row.state == ANSWERED and own.mine
    choices: list[tuple[Choice, ...]] = [_judging(row.id or 0, row.version, _)] if asks else []
    if row.state == ASKED and own.mine:
        choices.append(asked_choices(row.id or 0, row.version, language))
    if row.state in OPEN and own.mine:
        choices.append((Choice(_("Tarik laporan"), WithdrawCase(row.id or 0, row.version, 0)),))
    if own.mine:
        choices.append((Choice(_("Semua laporan saya"), OpenOwnCases()),))
    return Letter(
        paragraphs(
            lines(
                bold(_("Laporan {number}", number=case.number)),
                escaped(topic_word(case, language)),
                escaped(row.title) if own.mine else "",
            ),
            lines(
                bold(state_word(row.state, language)),
                _("Di: {office}", office=case.office or _("Pemkab Lampung Selatan, tim pengaduan")),
                _("Sejak {at}.", at=moment(row.state_at, language)),
            ),
            _said(own, _),
            _next(own, language),
        ),
        (*choices, (Choice(_("Menu"), Home()),)),
        toast=_("Keadaannya sudah berubah. Ini yang terbaru.") if own.stale else "",
    )


def _said(own: OwnCase, _: Words) -> Markup:
    """The office's last words; a question is for its reporter only."""
    if not own.answer or (own.complaint.row.state == ASKED and not own.mine):
        return Markup("")
    asked = own.complaint.row.state == ASKED
    return _("Pertanyaan: {text}", text=own.answer) if asked else _("Jawaban: {answer}", answer=own.answer)


def _judging(complaint: int, version: int, _: Words) -> tuple[Choice, ...]:
    yes = Choice(_("Sudah"), ConfirmCase(complaint, version, 1))
    return yes, Choice(_("Belum"), ConfirmCase(complaint, version, 0))


def _next(own: OwnCase, language: str) -> Markup:
    _ = words(language)
    row, due = own.complaint.row, next_due(own.complaint.row)
    if due is None:
        return outcome_word(row.closed_as, language)
    until = day(due, language)
    if own.late:
        late = _("Batasnya {until}, jadi kami terlambat. Maaf; laporan ini tetap kami kerjakan.", until=until)
        if own.escalated is None:
            return late
        return joined(late, _("Atasan petugas sudah kami beri tahu {on}.", on=day(own.escalated, language)))
    return {
        RECEIVED: _("Berikutnya: kami periksa, paling lambat {until}.", until=until),
        VERIFIED: _("Berikutnya: petugas mengerjakan dan menjawab, paling lambat {until}.", until=until),
        WORKING: _("Berikutnya: jawaban untuk Anda, paling lambat {until}.", until=until),
        ASKED: _("Kami menunggu balasan Anda sampai {until}.", until=until),
        ANSWERED: _("Menurut Anda, sudah beres? Tanpa balasan sampai {until}, laporan kami tutup.", until=until),
    }[row.state]


def outcome_word(closed_as: str, language: str) -> Markup:
    """How it ended, to its reporter."""
    _ = words(language)
    return {
        SOLVED: _("Anda menyatakan sudah beres. Terima kasih."),
        UNCONFIRMED: _("Ditutup karena belum ada balasan atas jawaban kami."),
        NOT_SOLVED: _("Ditutup, belum beres menurut Anda."),
        NOT_OURS: _("Ini di luar wewenang Pemkab."),
        ARCHIVED: _("Diarsipkan."),
        DUPLICATE: _("Sudah ditangani dalam laporan lain yang sama."),
        WITHDRAWN: _("Anda menarik laporan ini."),
    }[closed_as]


def judged(own: OwnCase, language: str, *, solved: bool) -> Letter:
    """After «Sudah» or «Belum»."""
    _ = words(language)
    if own.stale:
        return own_case(own, language)
    number = own.complaint.number
    text = (
        _("Terima kasih. Laporan {number} selesai.", number=number)
        if solved
        else _(
            "Terima kasih sudah memberi tahu. Laporan {number} dibuka lagi untuk petugas lain; "
            "jawaban paling lambat {until}.",
            number=number,
            until=day(own.complaint.row.answer_due, language),
        )
    )
    foot = (Choice(_("Laporan saya"), OpenOwnCases()), Choice(_("Menu"), Home()))
    if not solved:
        return Letter(text, (foot,))
    stars = tuple(Choice("★" * stars, RateCase(own.complaint.id, stars)) for stars in STARS)
    return Letter(joined(text, _("Berapa bintang untuk penanganannya?")), (stars[:3], stars[3:], foot))


def rated(own: OwnCase, language: str) -> Letter:
    """The stars are kept."""
    _ = words(language)
    text = _(
        "Terima kasih, {stars} untuk laporan {number}.",
        stars="★" * (own.complaint.row.stars or 0),
        number=own.complaint.number,
    )
    return Letter(text, ((Choice(_("Laporan saya"), OpenOwnCases()), Choice(_("Menu"), Home())),))


def withdrawing(own: OwnCase, language: str) -> Letter:
    """Sure?"""
    _ = words(language)
    case = own.complaint
    return Letter(
        _("Tarik laporan {number}? Petugas berhenti mengerjakannya, dan tidak bisa dibuka lagi.", number=case.number),
        (
            (Choice(_("Ya, tarik laporan"), WithdrawCase(case.id, case.row.version, 1)),),
            (Choice(_("← Kembali"), OpenOwnCase(case.id)),),
        ),
    )


def code_asked(number: str, language: str) -> Letter:
    """Not one's own: the code is asked for, whether or not there is such a case."""
    _ = words(language)
    return Letter(
        _(
            "Nomor {number} bukan laporan dari akun ini. Ketik kode rahasianya bila Anda punya, atau /batal.",
            number=number,
        )
    )


def receipt(facts: dict[str, str], language: str) -> Letter:
    """The notice after filing; of an anonymous case with its secret code."""
    _ = words(language)
    secret = (
        lines(
            _("Kode rahasia: {code}", code=facts["code"]),
            _("Dengan nomor dan kode ini, laporan bisa dilihat dari HP mana pun. Jangan diberikan kepada orang lain."),
        )
        if facts["code"]
        else ""
    )
    return Letter(
        paragraphs(
            _("Laporan Anda sudah kami terima."),
            bold(_("Nomor laporan: {number}", number=facts["number"])),
            secret,
            _(
                "Jawaban paling lambat {due}. Simpan nomor ini; perkembangannya bisa dilihat kapan saja: /status",
                due=day(datetime.fromisoformat(facts["due"]), language),
            ),
        ),
        ((Choice(_("Laporan saya"), OpenOwnCases()),),),
    )


def verified_notice(facts: dict[str, str], language: str) -> Letter:
    """The case lies at an office now."""
    _ = words(language)
    return Letter(
        _(
            "Laporan {number} sudah terverifikasi dan kami teruskan ke {office}. Jawaban paling lambat {due}.",
            number=facts["number"],
            office=facts["office"],
            due=day(datetime.fromisoformat(facts["due"]), language),
        ),
        ((Choice(_("Laporan saya"), OpenOwnCases()),),),
    )


def answered_notice(facts: dict[str, str | int], language: str) -> Letter:
    """The answer, and the question whether it solved it."""
    _ = words(language)
    return Letter(
        paragraphs(
            _("Laporan {number} sudah dijawab:", number=facts["number"]),
            escaped(str(facts["answer"])),
            _(
                "Menurut Anda, sudah beres? Tanpa balasan sampai {until}, laporan kami tutup.",
                until=day(datetime.fromisoformat(str(facts["until"])), language),
            ),
        ),
        (_judging(int(facts["complaint"]), int(facts["version"]), _),),
    )
