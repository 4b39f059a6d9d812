"""Screens of work results in a self-evaluation: the list, one of them, the text that is awaited."""

from dataclasses import replace

from locales.evaluation import stale_toast
from locales.evaluation_review import SHOWN, results_label
from locales.letter import Choice, Letter, bold, escaped, italic, lines, paragraphs, rows
from locales.text import Markup, Words, words
from models.evaluation_result import Said, Wording
from models.evaluation_result_actions import (
    LeaveResults,
    NoteResult,
    OpenResult,
    OpenResults,
    RateResult,
    RemoveResult,
    WriteResult,
)
from models.evaluation_result_rules import NOTE, WORDS, Page

LISTED, LINE, LABEL = 20, 60, 32
"""Results that the list shows, and how many characters of each, in a line and on a button."""
INDICATORS = 500
"""Characters of indicators on a screen: with the text, HR's later words and a note it stays one message."""


def results_page(page: Page, language: str) -> Letter:
    """The section where it stands: the text it waits for, the result that is open, else all of them."""
    if page.awaited == NOTE:
        letter = _note_awaited(page, language)
    elif page.awaited == WORDS:
        letter = _words_awaited(page, language)
    else:
        letter = _card(page, language) if page.said else _list(page, language)
    return replace(letter, toast=stale_toast(language)) if page.stale else letter


def _list(page: Page, language: str) -> Letter:
    _ = words(language)
    entries, form = page.results.entries, page.evaluation
    looks = [
        (Choice(f"{number} · {_cut(said.wording.text, LABEL)}", OpenResult(form.id, said.id or 0)),)
        for number, said in enumerate(entries[:LISTED], 1)
        if said.id
    ]
    more = len(entries) - LISTED
    write = (Choice(_("Tulis hasil kerja"), WriteResult(form.id, form.version, 0)),)
    return Letter(
        paragraphs(
            bold(escaped(results_label(page.results, language))),
            _guidance(page, _),
            lines(
                *(_line(number, said, page, _) for number, said in enumerate(entries[:LISTED], 1)),
                _("… dan {n} lagi", n=more) if more > 0 else "",
            ),
        ),
        (
            *looks,
            *((write,) if page.editable and page.results.addable else ()),
            (Choice(_("← Kembali ke formulir"), LeaveResults(form.id)),),
        ),
    )


def _guidance(page: Page, _: Words) -> Markup:
    if not page.editable:
        return Markup()
    if page.results.complete:
        return _("Semua sudah terisi. Tekan salah satu bila ada yang ingin diubah.")
    if page.results.listed:
        return _("Nilai setiap hasil dengan satu dari tiga sebutan, lalu ceritakan apa yang tercapai.")
    return _(
        "Daftar dari bagian kepegawaian belum ada. Tulis sendiri paling banyak {limit}; satu pun boleh. "
        "Lalu nilai dan ceritakan apa yang tercapai.",
        limit=page.results.limit,
    )


def _line(number: int, said: Said, page: Page, _: Words) -> Markup:
    rating = bold(escaped(_word(said.rating, page))) if said.rating else _("belum dinilai")
    notes = (
        _("belum ada cerita") if said.rating and not said.note else "",
        _("tidak lagi di daftar kepegawaian") if said.withdrawn else "",
        _("diubah bagian kepegawaian") if said.later else "",
    )
    inside = ", ".join(note for note in notes if note)
    return Markup(f"{number}. {escaped(_cut(said.wording.text, LINE))}: {rating}" + f" ({inside})" * bool(inside))


def _card(page: Page, language: str) -> Letter:
    _ = words(language)
    said = page.said
    assert said is not None
    return Letter(
        paragraphs(
            _heading(page, said.wording, _),
            _changes(said, _),
            lines(
                _("Penilaian Anda: {rating}", rating=bold(escaped(_word(said.rating, page)))),
                italic(escaped(_cut(said.note, SHOWN))) if said.note else _("Belum ada cerita tentang yang tercapai."),
            )
            if said.rating
            else _("Bagaimana hasilnya dibandingkan dengan yang diharapkan?")
            if page.editable
            else _("Belum dinilai."),
        ),
        tuple(row for row in (*(_changing(page, said, _) if page.editable else ()), _ways(page, said, _)) if row),
    )


def _changes(said: Said, _: Words) -> Markup:
    """What HR has done to it since it was rated."""
    if said.withdrawn:
        return _("Bagian kepegawaian tidak lagi mencantumkannya. Yang Anda sampaikan tetap tersimpan.")
    if said.later is None:
        return Markup()
    return paragraphs(
        _("Sesudah Anda nilai, bagian kepegawaian mengubahnya menjadi:"),
        _wording(said.later, SHOWN, _),
        _("Penilaian Anda tetap tentang kalimat semula. Menilai lagi berarti menilai kalimat yang baru."),
    )


def _changing(page: Page, said: Said, _: Words) -> tuple[tuple[Choice, ...], ...]:
    form, result = page.evaluation, said.id or 0
    ratings = [
        Choice(
            "✓ " * (grade.code == said.rating) + grade.word,
            RateResult(form.id, form.version, result, grade.code, said.asked.edition),
        )
        for grade in form.method.matrix.ratings
    ]
    tell = _("Ubah cerita") if said.note else _("Ceritakan yang tercapai")
    more = [Choice(tell, NoteResult(form.id, form.version, result))] if said.rating else []
    own = [Choice(_("Ubah kalimat"), WriteResult(form.id, form.version, result))] if said.own else []
    if said.removable:
        own.append(Choice(_("Hapus"), RemoveResult(form.id, form.version, result)))
    return *rows(ratings, 1), tuple(more), tuple(own)


def _ways(page: Page, said: Said, _: Words) -> tuple[Choice, ...]:
    form, number = page.evaluation, page.shown or 0
    back = Choice(_("← Semua hasil kerja"), OpenResults(form.id))
    if number == len(page.results.entries):
        return (back,)
    onward = _("Lanjut →") if said.rating or not page.editable else _("Lewati →")
    return back, Choice(onward, OpenResult(form.id, page.results.entries[number].id or 0))


def _note_awaited(page: Page, language: str) -> Letter:
    _ = words(language)
    said, form = page.said, page.evaluation
    assert said is not None
    onward = page.results.onward(page.shown or 0)
    skip = OpenResult(form.id, page.results.entries[onward - 1].id or 0) if onward else OpenResults(form.id)
    return Letter(
        paragraphs(
            _heading(page, said.wording, _),
            _(
                "Tersimpan: {rating}. Apa yang tercapai? Ceritakan dalam satu atau dua kalimat: ketik di sini.",
                rating=bold(escaped(_word(said.rating, page))),
            ),
            _written(said.note, _),
        ),
        (
            (Choice(_("Lanjut →") if said.note else _("Lewati →"), skip),),
            (Choice(_("Ubah penilaian"), OpenResult(form.id, said.id or 0)),),
        ),
    )


def _words_awaited(page: Page, language: str) -> Letter:
    _ = words(language)
    said, form = page.said, page.evaluation
    back = OpenResult(form.id, said.id) if said and said.id else OpenResults(form.id)
    return Letter(
        paragraphs(
            bold(_("Hasil kerja")),
            _("Ketik kalimat gantinya di sini.")
            if said
            else _("Apa satu hasil kerja Anda? Ketik di sini, misalnya: KTP selesai dalam satu hari."),
            _written(said.wording.text if said else "", _),
        ),
        ((Choice(_("← Kembali"), back),),),
    )


def _written(text: str, _: Words) -> Markup:
    return _("Yang tertulis sekarang: {text}", text=italic(escaped(_cut(text, SHOWN)))) if text else Markup()


def _heading(page: Page, wording: Wording, _: Words) -> Markup:
    place = _("Hasil kerja {number} dari {count}", number=page.shown, count=page.results.count)
    return lines(bold(place), _wording(wording, INDICATORS, _))


def _wording(wording: Wording, room: int, _: Words) -> Markup:
    """The text and its indicators, as many as there is room for."""
    shown: list[Markup] = []
    for indicator, target in wording.indicators:
        line = _indicator(indicator, target, _)
        room -= len(line)
        if room < 0:
            shown.append(_("… dan {n} indikator lagi", n=len(wording.indicators) - len(shown)))
            break
        shown.append(line)
    return lines(italic(escaped(wording.text)), *shown)


def _indicator(indicator: str, target: str, _: Words) -> Markup:
    if not target:
        return Markup(f"• {escaped(indicator)}")
    if not indicator:
        return _("• target {target}", target=target)
    return _("• {indicator} (target {target})", indicator=indicator, target=target)


def _word(rating: int | None, page: Page) -> str:
    """The word of a rating: Indonesian in every language, as the method has it."""
    return next((grade.word for grade in page.evaluation.method.matrix.ratings if grade.code == rating), "")


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
