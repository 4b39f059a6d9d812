"""Screens of the desk."""

from html import unescape

from locales.complaint_case import state_word, topic_word
from locales.evidence import kind_word
from locales.letter import Choice, Letter, bold, cut, italic, lines, paragraphs, rows
from locales.moment import day, moment
from locales.text import Markup, words
from models import complaint_rules as steps
from models.action import Home
from models.complaint import LOCATION, OFFICE, TEXT, Complaint
from models.complaint_days import next_due
from models.complaint_rules import can
from models.desk import ANSWER_LIMIT, DeskBoard, DeskCase, OfficeChoice
from models.desk_action import (
    AnswerCase,
    AskCase,
    DismissCase,
    NoteCase,
    OpenCase,
    OpenDesk,
    ReturnCase,
    TakeCase,
    VerifyCase,
    VerifyFor,
    ViewPart,
)
from models.parcel import KEPT, WAITING

STORY, SAID, NOTED = 1400, 800, 200
"""UTF-16 units of the story, about as many of what was said since, and of each note, on a card."""


def desk_board(board: DeskBoard, language: str) -> Letter:
    """The cases that wait, what is due first on top; a button ends in its number."""
    _ = words(language)
    turn = []
    if board.page:
        turn.append(Choice(_("← Sebelumnya"), OpenDesk(board.page - 1)))
    if board.more:
        turn.append(Choice(_("Berikutnya →"), OpenDesk(board.page + 1)))
    text = (
        words(language).count("{n} laporan menunggu.", "{n} laporan menunggu.", board.total)
        if board.total
        else _("Tidak ada laporan yang menunggu.")
    )
    choices = [(Choice(_label(case, language), OpenCase(case.id)),) for case in board.cases]
    pages = [tuple(turn)] if turn else []
    return Letter(paragraphs(bold(_("Meja pengaduan")), text), (*choices, *pages, (Choice(_("Menu"), Home()),)))


def _label(case: Complaint, language: str) -> str:
    said = f"{state_word(case.row.state, language)} · {topic_word(case, language)}"
    return f"{said[:44]} · {case.number}"


def desk_case(card: DeskCase, language: str, toast: str = "") -> Letter:
    """One case, with what this officer may do now."""
    _ = words(language)
    case, row = card.complaint, card.complaint.row
    choices: list[tuple[Choice, ...]] = []
    if can(card.scope, steps.VERIFY, row):
        choices.append((Choice(_("Verifikasi"), VerifyCase(case.id, row.version)),))
        choices.append((Choice(_("Tidak diteruskan"), DismissCase(case.id, row.version, "")),))
    if can(card.scope, steps.TAKE, row):
        choices.append((Choice(_("Kerjakan"), TakeCase(case.id, row.version)),))
    if can(card.scope, steps.ASK, row):
        choices.append((Choice(_("Tanya pelapor"), AskCase(case.id, row.version)),))
    if can(card.scope, steps.ANSWER, row):
        choices.append((Choice(_("Jawab"), AnswerCase(case.id, row.version)),))
    if can(card.scope, steps.RETURN, row):
        label = _("Pindahkan ke kantor lain") if card.scope.triage else _("Bukan kantor kami")
        choices.append((Choice(label, ReturnCase(case.id, row.version)),))
    choices.append((Choice(_("Tulis catatan"), NoteCase(case.id)),))
    stale = _("Keadaannya sudah berubah. Ini yang terbaru.")
    return Letter(
        paragraphs(
            lines(bold(_("Laporan {number}", number=case.number)), bold(state_word(row.state, language))),
            _about(card, language),
            _story(card, language),
            lines(*(_("Catatan: {text}", text=cut(note, NOTED)) for note in card.notes)),
            _due(card, language),
        ),
        (*choices, *_files(card, language), (Choice(_("← Meja"), OpenDesk(0)), Choice(_("Menu"), Home()))),
        toast=stale if card.stale else toast,
    )


def _about(card: DeskCase, language: str) -> Markup:
    _ = words(language)
    case, row = card.complaint, card.complaint.row
    place = case.rules.place(row.kecamatan)
    kind = case.rules.classes[row.kind].name.of(language)
    category = case.rules.category(row.category)
    return lines(
        _("Jenis: {what}", what=kind),
        _("Tentang: {what}", what=category.name.of(language) if category else _("belum ditentukan")),
        _("Kecamatan: {where}", where=place.name) if place else "",
        _("Tempat: {where}", where=row.place_text) if row.place_text else "",
        _("Waktu: {when}", when=row.occurred_text) if row.occurred_text else "",
        _("Kantor: {office}", office=case.office) if case.office else "",
        _("Anonim") if row.anonymous else "",
        _("Rahasia: tidak dibuka untuk umum") if row.confidential else "",
        _("Pelapor menyebut diri: {name}", name=card.signed) if card.signed else "",
        _("Dikerjakan oleh {name}", name=card.assigned) if card.assigned else "",
        _("Dikembalikan: {reason}", reason=card.returned) if card.returned else "",
        _("Dibuka lagi: belum beres menurut pelapor") if row.reopened else "",
    )


def _files(card: DeskCase, language: str) -> tuple[tuple[Choice, ...], ...]:
    """What can be looked at, in the order in which it came."""
    kept = [part for part in card.told if part.kind not in (TEXT, LOCATION) and part.state in (WAITING, KEPT)]
    named = [f"{number} · {kind_word(part.kind, language)}" for number, part in enumerate(kept, 1)]
    return rows([Choice(label, ViewPart(part.id)) for label, part in zip(named, kept, strict=True)], 3)


def _story(card: DeskCase, language: str) -> Markup:
    """What was told first, then what both sides said, the newest of it."""
    _ = words(language)
    first = next((at for at, part in enumerate(card.told) if part.side == OFFICE), len(card.told))
    story = "\n".join(part.text for part in card.told[:first] if part.text)
    said = [
        _("Petugas: {text}", text=part.text) if part.side == OFFICE else _("Pelapor: {text}", text=part.text)
        for part in card.told[first:]
        if part.text
    ]
    kinds = [kind_word(part.kind, language) for part in card.told if part.kind not in (TEXT, LOCATION)]
    return paragraphs(
        cut(story, STORY),
        _("Lampiran: {what}", what=", ".join(kinds)) if kinds else "",
        lines(*_newest(said)),
    )


def _newest(said: list[Markup]) -> list[Markup]:
    """The last of them that fit, whole; of the very last one always its beginning."""
    shown: list[Markup] = []
    left = SAID
    for one in reversed(said):
        if shown and len(one) > left:
            break
        shown.insert(0, one if len(one) <= left else cut(unescape(one), SAID // 2))
        left -= len(one)
    return shown


def _due(card: DeskCase, language: str) -> Markup:
    _ = words(language)
    row, due = card.complaint.row, next_due(card.complaint.row)
    return lines(
        _("Masuk {at}.", at=moment(row.filed_at, language)),
        _("Batas berikutnya {until}.", until=day(due, language)) if due else "",
    )


def office_choice(choice: OfficeChoice, language: str) -> Letter:
    """Which office has it?"""
    _ = words(language)
    case = choice.complaint
    found = tuple((Choice(one.name[:60], VerifyFor(case.id, case.row.version, one.id)),) for one in choice.offices)
    if choice.searched and not found:
        text = _("Tidak ada kantor dengan nama “{text}”. Coba kata lain.", text=choice.searched)
    else:
        text = _("Kantor mana yang menangani? Pilih, atau ketik sebagian namanya.")
    heading = bold(_("Verifikasi {number}", number=case.number))
    return Letter(paragraphs(heading, text), (*found, (Choice(_("← Kembali"), OpenCase(case.id)),)))


def answer_asked(card: DeskCase, language: str) -> Letter:
    """Write the answer."""
    _ = words(language)
    if card.stale:
        return desk_case(card, language)
    case = card.complaint
    return Letter(
        paragraphs(
            bold(_("Jawaban untuk {number}", number=case.number)),
            _(
                "Ketik jawabannya di sini, paling banyak {limit} karakter: apa yang sudah dilakukan, dan kapan beres. "
                "Pelapor langsung menerimanya.",
                limit=ANSWER_LIMIT,
            ),
            italic(_("Tanpa nama pelapor dan tanpa nama petugas.")),
        ),
        ((Choice(_("← Kembali"), OpenCase(case.id)),),),
    )


def verified_toast(language: str) -> str:
    """A toast."""
    _ = words(language)
    return _("Terverifikasi; pelapor kami beri tahu.")


def taken_toast(language: str) -> str:
    """A toast."""
    _ = words(language)
    return _("Sekarang Anda yang mengerjakan.")
