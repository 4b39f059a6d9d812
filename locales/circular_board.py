"""Screens of circulars that were sent: the list, and how far one is, with a picture."""

import json
from importlib.resources import files

import typst
from babel.numbers import format_decimal

from locales.circular import for_whom
from locales.letter import Attachment, Choice, Letter, bold, escaped, joined, lines, paragraphs
from locales.moment import day, moment
from locales.text import Markup, words
from models.action import Home
from models.circular import STOPPED, CircularBoard, CircularCard, CircularLine
from models.circular_action import OpenCircular, OpenCirculars, ReuseCircular, StartCircular, StopCircular

GREEN, YELLOW, ORANGE, RED, GREY = "#2e9e5b", "#f0b429", "#e2762b", "#c4473a", "#9aa3ad"
PIXELS = 144
"""An inch: sharp on a phone, 20 KB."""


def circular_board(board: CircularBoard, language: str, toast: str = "") -> Letter:
    """The list, and the way to a new one."""
    _ = words(language)
    write = _("Lanjutkan kabar yang belum selesai") if board.has_draft else _("Tulis kabar baru")
    choices: list[tuple[Choice, ...]] = [(Choice(write, StartCircular()),)]
    choices += [
        (Choice(escaped(f"{number}. {line.title}"), OpenCircular(line.id)),)
        for number, line in enumerate(board.lines, 1)
    ]
    turns = []
    if board.page:
        turns.append(Choice(_("← Lebih baru"), OpenCirculars(board.page - 1)))
    if board.page + 1 < board.pages:
        turns.append(Choice(_("Lebih lama →"), OpenCirculars(board.page + 1)))
    if turns:
        choices.append(tuple(turns))
    sent = [lines(bold(escaped(f"{number}. {line.title}")), _line(line, language)) for number, line in numbered(board)]
    return Letter(
        paragraphs(
            bold(_("Kabar dari Kepegawaian")),
            _("Kabar yang pernah dikirim:") if sent else _("Belum ada kabar yang dikirim."),
            *sent,
        ),
        (*choices, (Choice(_("Menu"), Home()),)),
        toast=toast,
    )


def numbered(board: CircularBoard) -> list[tuple[int, CircularLine]]:
    """The lines with their numbers on this page."""
    return list(enumerate(board.lines, 1))


def _line(line: CircularLine, language: str) -> Markup:
    _ = words(language)
    return joined(
        _(
            "{day}, versi {edition}, untuk {n} orang.",
            day=day(line.sent_at, language),
            edition=line.edition,
            n=line.people,
        ),
        _("Dihentikan.") if line.state == STOPPED else "",
    )


def circular_card(card: CircularCard, language: str) -> Letter:
    """How far it is: the picture, the figures, and what can be done. Takes 40 ms: call it in a thread."""
    _ = words(language)
    choices: list[tuple[Choice, ...]] = [(Choice(_("Segarkan"), OpenCircular(card.line.id)),)]
    if card.runs:
        choices.append((Choice(_("Hentikan"), StopCircular(card.line.id)),))
    choices.append((Choice(_("Pakai lagi"), ReuseCircular(card.line.id)),))
    choices.append((Choice(_("← Kembali"), OpenCirculars()),))
    return Letter(
        paragraphs(
            bold(escaped(card.line.title)),
            _("Versi {edition}, dikirim {author}, {at}.", **_whence(card, language)),
            for_whom(card.audience, card.places, language),
            _standing(card, language),
        ),
        tuple(choices),
        attachment=Attachment("photo", _picture(card, language), "kabar.png"),
        in_place=True,
    )


def _whence(card: CircularCard, language: str) -> dict[str, object]:
    return {"edition": card.line.edition, "author": card.author, "at": moment(card.line.sent_at, language)}


def _standing(card: CircularCard, language: str) -> Markup:
    _ = words(language)
    if card.line.state == STOPPED:
        gone = _("Dihentikan: {n} sudah sampai, {rest} tidak jadi dikirim.", n=card.delivered, rest=card.cancelled)
        return joined(gone, _("{n} masih di jalan.", n=card.waiting) if card.waiting else "")
    if card.waiting and card.done_at:
        at = moment(card.done_at, language)
        return _("{n} masih menunggu giliran, paling cepat selesai {at}.", n=card.waiting, at=at)
    if card.waiting:
        return _("Sedang dikirim: {n} masih menunggu giliran.", n=card.waiting)
    return _("Selesai: sudah sampai kepada {n} orang.", n=card.delivered)


def _picture(card: CircularCard, language: str) -> bytes:
    """A PNG: one bar, a line for each part."""
    _ = words(language)
    parts = _parts(card, language)
    total = sum(count for _label, count, _colour in parts)
    data = {
        "language": language,
        "title": _("Sampai: {share}%", share=round(100 * card.delivered / max(total, 1))),
        "total": total,
        "parts": [
            {"label": label, "n": count, "said": format_decimal(count, locale=language), "colour": colour}
            for label, count, colour in parts
        ],
    }
    template = (files("locales") / "circular.typ").read_bytes()
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    picture = typst.compile(template, format="png", ppi=PIXELS, sys_inputs=inputs)
    assert isinstance(picture, bytes)
    return picture


def _parts(card: CircularCard, language: str) -> list[tuple[str, int, str]]:
    """Label, number, colour; what is none is not named, except who has it."""
    _ = words(language)
    others = [
        (_("Menunggu giliran"), card.waiting, YELLOW),
        (_("Belum bisa dihubungi"), card.away, ORANGE),
        (_("Tidak sampai"), card.lost, RED),
        (_("Tidak jadi dikirim"), card.cancelled, GREY),
    ]
    return [(_("Sampai"), card.delivered, GREEN), *(part for part in others if part[1])]
