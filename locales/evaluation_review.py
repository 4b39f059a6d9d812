"""Screens that show all answers: the review before sending, one part of it, and what was sent."""

from locales.letter import Choice, Letter, bold, escaped, italic, joined, lines, paragraphs, rows
from locales.moment import moment
from locales.text import Markup, Words, words
from models.action import GoTo, OpenEvaluation, OpenEvidence, Pause, Recall, Review, ReviewPart, Submit
from models.evaluation import Evaluation, Given
from models.evaluation_result import Results
from models.evaluation_result_actions import OpenResults
from models.paper import ON_PAPER
from models.paper_action import ViewPaper

SHOWN = 300
"""Characters of an example that a list shows; the whole text is kept."""


def review(evaluation: Evaluation, language: str) -> Letter:
    """All answers by value, what is missing, and the way to send."""
    _ = words(language)
    missing = evaluation.missing
    parts = [
        Choice(part.name.of(language), ReviewPart(evaluation.id, index))
        for index, part in enumerate(evaluation.method.parts)
    ]
    gap = (
        (Choice(_("Jawab yang belum ({n})", n=len(missing)), GoTo(evaluation.id, evaluation.version, missing[0])),)
        if missing
        else ()
    )
    send = (Choice(_("Kirim ke penilai"), Submit(evaluation.id, evaluation.version)),)
    return Letter(
        paragraphs(
            _review_heading(evaluation, _),
            summary(evaluation, language),
            _missing_examples(evaluation, _),
            _results(evaluation, language),
            _("Setelah dikirim, masih bisa ditarik selama penilai belum membukanya."),
        ),
        tuple(
            row
            for row in (
                *rows(parts, 2),
                gap,
                results_button(evaluation, language),
                send,
                (Choice(_("Berhenti dulu"), Pause(evaluation.id)),),
            )
            if row
        ),
    )


def _review_heading(evaluation: Evaluation, _: Words) -> Markup:
    heading = bold(_("Tinjau jawaban."))
    if not evaluation.missing and evaluation.results and not evaluation.results.complete:
        return joined(heading, _("Semua pertanyaan sudah terjawab. Silakan periksa; tekan bagian yang ingin diubah."))
    if not evaluation.missing:
        return joined(heading, _("Semua sudah terjawab. Silakan periksa; tekan bagian yang ingin diubah."))
    return joined(heading, _("Belum dijawab: nomor {numbers}.", numbers=_numbers(evaluation.missing)))


def _missing_examples(evaluation: Evaluation, _: Words) -> Markup:
    if not (bare := evaluation.without_example):
        return Markup()
    return _("Jawaban 4 tanpa contoh: nomor {numbers}. Boleh dikirim begitu.", numbers=_numbers(bare))


def results_label(results: Results, language: str) -> str:
    """The section and its own progress."""
    _ = words(language)
    return _("Hasil kerja terisi: {done} dari {count}", done=results.done, count=results.count)


def results_button(evaluation: Evaluation, language: str) -> tuple[Choice, ...]:
    """The way into the section; nothing where the method has none."""
    if evaluation.results is None:
        return ()
    return (Choice(results_label(evaluation.results, language), OpenResults(evaluation.id)),)


def _results(evaluation: Evaluation, language: str) -> Markup:
    """The section's progress and what is not filled in."""
    _ = words(language)
    if (results := evaluation.results) is None:
        return Markup()
    return lines(
        bold(escaped(results_label(results, language))),
        _("Belum ada yang ditulis.") if not results.entries else "",
        _("Belum dinilai: nomor {numbers}.", numbers=_numbers(results.unrated)) if results.unrated else "",
        _("Belum diceritakan: nomor {numbers}.", numbers=_numbers(results.untold)) if results.untold else "",
        ""
        if results.complete or evaluation.submitted
        else _("Hasil kerja boleh dikirim begitu; penilai Anda akan melihat yang belum terisi."),
    )


def summary(evaluation: Evaluation, language: str) -> Markup:
    """A line a part, with its digits."""
    _ = words(language)
    progress = _("Perilaku terisi: {done} dari {count}", done=len(evaluation.answers), count=evaluation.method.count)
    return lines(
        bold(progress) if evaluation.results else "",
        *(
            f"{escaped(part.name.of(language))}: "
            + bold(" · ".join(_mark(evaluation.answers.get(item.number)) for item in part.items))
            for part in evaluation.method.parts
        ),
    )


def _mark(given: Given | None) -> str:
    if given is None:
        return "?"
    return str(given.level) if given.applies else "–"


def review_part(evaluation: Evaluation, index: int, language: str) -> Letter:
    """The answers of one value, each with a button to change it while the form is a draft."""
    _ = words(language)
    part = evaluation.method.parts[min(max(index, 0), len(evaluation.method.parts) - 1)]
    texts = [
        lines(
            f"{item.number}. {escaped(item.text.of(language))}",
            bold(escaped(short(evaluation, item.number, language))),
            _told(evaluation, item.number, _),
            _evidence(evaluation, item.number, _),
        )
        for item in part.items
    ]
    editable = not evaluation.submitted and not evaluation.closed
    change = [
        Choice(_("Ubah nomor {number}", number=item.number), GoTo(evaluation.id, evaluation.version, item.number))
        for item in part.items
    ]
    back = Review(evaluation.id, evaluation.version) if editable else OpenEvaluation()
    evidence = [
        Choice(_("Bukti nomor {number} ({n})", number=item.number, n=pieces), OpenEvidence(evaluation.id, item.number))
        for item in part.items
        if (pieces := evaluation.evidence.get(item.number, 0))
    ]
    return Letter(
        paragraphs(bold(escaped(part.name.of(language))), *texts),
        (*(rows(change, 1) if editable else ()), *rows(evidence, 1), (Choice(_("← Semua jawaban"), back),)),
    )


def _told(evaluation: Evaluation, item: int, _: Words) -> Markup:
    """The example or the reason, in italics."""
    text = _words_of(evaluation.answers.get(item))
    if text == ON_PAPER:
        return italic(_("Alasannya ada di formulir kertas."))
    return italic(escaped(_cut(text))) if text else Markup()


def _evidence(evaluation: Evaluation, item: int, _: Words) -> Markup:
    pieces = evaluation.evidence.get(item, 0)
    return _.count("{n} bukti", "{n} bukti", pieces) if pieces else Markup()


def sent(evaluation: Evaluation, language: str) -> Letter:
    """What was sent, to whom, and whether it can still be taken back."""
    _ = words(language)
    at = moment(evaluation.submitted_at, language) if evaluation.submitted_at else ""
    if not evaluation.rater_name:
        fate = _("Penilai Anda belum tercatat; bagian kepegawaian akan melengkapinya.")
    elif evaluation.opened_at:
        fate = _("{rater} sudah membukanya.", rater=evaluation.rater_name)
    else:
        fate = _("{rater} sudah kami beri tahu.", rater=evaluation.rater_name)
    recall = _("Masih bisa ditarik selama penilai belum membukanya.") if evaluation.recallable else ""
    parts = [
        Choice(part.name.of(language), ReviewPart(evaluation.id, index))
        for index, part in enumerate(evaluation.method.parts)
    ]
    back = (Choice(_("Tarik kembali"), Recall(evaluation.id, evaluation.version)),) if evaluation.recallable else ()
    paper = (
        (Choice(_("Dari formulir kertas"), ViewPaper(evaluation.paper.id)),)
        if evaluation.on_paper and evaluation.paper
        else ()
    )
    return Letter(
        paragraphs(
            joined(bold(_("Terkirim.")), _("Evaluasi diri {period}, {at}.", period=evaluation.cycle.name, at=at)),
            fate,
            summary(evaluation, language),
            _results(evaluation, language),
            recall,
            _("Bahan dialog kinerja; hasil resmi di e-Kinerja."),
        ),
        tuple(row for row in (*rows(parts, 2), results_button(evaluation, language), paper, back) if row),
    )


def short(evaluation: Evaluation, item: int, language: str) -> str:
    """An answer in a few words: the level, that it does not apply, or that it is missing."""
    _ = words(language)
    given = evaluation.answers.get(item)
    if given is None:
        return _("Belum dijawab")
    if given.level is None:
        return _("Tidak berlaku")
    level = evaluation.method.levels[given.level - 1]
    if item in evaluation.without_example:
        mark = " (" + _("tanpa contoh") + ")"
    else:
        mark = " (" + _("contoh: pesan suara") + ")" if _is_only_spoken(evaluation, item) else ""
    return f"{level.digit} · {level.word.of(language)}{mark}"


def _is_only_spoken(evaluation: Evaluation, item: int) -> bool:
    given = evaluation.answers[item]
    return item in evaluation.spoken and given.level == evaluation.method.example_at and not given.example


def _words_of(given: Given | None) -> str:
    return (given.example or given.reason) if given else ""


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN].rstrip() + "…"


def _numbers(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))
