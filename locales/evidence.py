"""Screens of evidence."""

from dataclasses import replace

from locales.letter import (
    MAX_CAPTION_UNITS,
    Attachment,
    Choice,
    Letter,
    bold,
    escaped,
    italic,
    joined,
    lines,
    paragraphs,
    rows,
)
from locales.text import Markup, Words, words
from models.action import EndEvidence, OpenEvaluation, OpenEvidence, RemoveEvidence, ViewEvidence
from models.evidence import LINK, Folder, Piece
from models.parcel import DOCUMENT, KEPT, PHOTO, VIDEO, VOICE

LABEL, LINE = 24, 80
"""Characters of a caption, a name or a link on a button and in a list."""


def folder(found: Folder, language: str) -> Letter:
    """What lies beside one behaviour, and that more may come."""
    _ = words(language)
    form, number = found.evaluation, found.item
    looks = [Choice(_label(one, index, language), ViewEvidence(one.id)) for index, one in enumerate(found.pieces, 1)]
    back = Choice(_("Selesai"), EndEvidence(form.id)) if found.editable else Choice(_("← Kembali"), OpenEvaluation())
    return Letter(
        paragraphs(
            lines(
                bold(_("Bukti nomor {number}", number=number)),
                italic(escaped(form.method.item(number).text.of(language))),
            ),
            _contents(found, language),
            _invitation(_) if found.editable else "",
        ),
        (*rows(looks, 2), (back,)),
    )


def _contents(found: Folder, language: str) -> Markup:
    _ = words(language)
    if found.album:
        return _("Album Anda kami terima; semua isinya masuk ke nomor ini.")
    if not found.pieces:
        return _("Belum ada bukti di sini.")
    return lines(*(f"{index}. {_line(one, language)}" for index, one in enumerate(found.pieces, 1)))


def _invitation(_: Words) -> Markup:
    return _(
        "Kirim foto, berkas, suara, video, atau tautan di sini, boleh beberapa. "
        "Lokasi yang tersimpan di dalam foto kami hapus. Tekan Selesai bila sudah cukup."
    )


def added(item: int, language: str) -> Letter:
    """Something came while an example is awaited: it is kept, the example is still awaited."""
    _ = words(language)
    return Letter(_("Tersimpan sebagai bukti nomor {number}. Tinggal tulisannya: ketik di sini.", number=item))


def piece(found: Piece, language: str) -> Letter:
    """One piece, sent back, with the way to remove it."""
    _ = words(language)
    heading = _("Bukti nomor {number}", number=found.item)
    said = escaped(_cut(found.link or found.caption, MAX_CAPTION_UNITS // 2))
    return Letter(
        paragraphs(joined(bold(heading), escaped(_cut(found.name, LINE))), said),
        (
            (
                Choice(_("Hapus"), RemoveEvidence(found.id)),
                Choice(_("← Semua bukti"), OpenEvidence(found.evaluation, found.item)),
            ),
        ),
        attachment=_attachment(found),
    )


def _attachment(found: Piece) -> Attachment | None:
    if found.path is None:
        return None
    nameless = {PHOTO: "foto.jpg", VOICE: "suara.oga", VIDEO: "video.mp4"}.get(found.kind, "berkas")
    return Attachment(found.kind, found.path, found.name or nameless)


def removed(left: Folder, language: str) -> Letter:
    """It is gone."""
    _ = words(language)
    return replace(folder(left, language), toast=_("Bukti dihapus."))


def evidence_label(count: int, language: str) -> str:
    """The button on a question."""
    _ = words(language)
    return _("Bukti ({n})", n=count) if count else _("Tambah bukti")


def kind_word(kind: str, language: str) -> str:
    """What it is, in a word."""
    _ = words(language)
    return {
        PHOTO: _("Foto"),
        DOCUMENT: _("Berkas"),
        VOICE: _("Suara"),
        VIDEO: _("Video"),
        LINK: _("Tautan"),
    }[kind]


def _line(one: Piece, language: str) -> Markup:
    _ = words(language)
    said = one.link or one.caption or one.name
    text = escaped(f"{kind_word(one.kind, language)}: {_cut(said, LINE)}" if said else kind_word(one.kind, language))
    notes = (_("contoh Anda") if one.spoken else "", "" if one.state == KEPT else _("sedang disimpan"))
    inside = ", ".join(note for note in notes if note)
    return joined(text, f"({inside})" if inside else "")


def _label(one: Piece, number: int, language: str) -> str:
    said = one.caption or one.name
    word = kind_word(one.kind, language)
    return f"{number} · {_cut(said, LABEL)}" if said else f"{number} · {word}"


def _cut(text: str, length: int) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= length else one_line[: length - 1].rstrip() + "…"
