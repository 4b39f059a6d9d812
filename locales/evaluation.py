"""Screens of the self-evaluation."""

from collections.abc import Callable
from dataclasses import replace

from locales.contract import contract_line
from locales.evaluation_review import results_button, results_label, review, sent, short
from locales.evidence import evidence_label
from locales.letter import Choice, Letter, bold, escaped, italic, lines, paragraphs, rows
from locales.moment import moment
from locales.text import Markup, Words, words
from models.action import Answer, GoTo, Home, NotApplicable, OpenEvaluation, OpenEvidence, Pause, Review
from models.evaluation import Evaluation
from models.method import Part


def evaluation_card(evaluation: Evaluation, language: str) -> Letter:
    """The form where it stands: a question, the text it waits for, the review, what was sent, or that it is closed."""
    letter = _present(evaluation)(evaluation, language)
    if evaluation.late_until and not evaluation.closed and not evaluation.submitted:
        letter = replace(letter, text=paragraphs(letter.text, late(evaluation, language)))
    return replace(letter, toast=stale_toast(language)) if evaluation.stale else letter


def _present(evaluation: Evaluation) -> Callable[[Evaluation, str], Letter]:
    states = (
        (evaluation.submitted, sent),
        (evaluation.closed, closed),
        (evaluation.awaited is not None, awaited),
        (evaluation.at_review, review),
    )
    return next((screen for holds, screen in states if holds), question)


def late(evaluation: Evaluation, language: str) -> Markup:
    """HR has given more time."""
    _ = words(language)
    return _("Bagian kepegawaian memberi Anda waktu sampai {until}.", until=moment(evaluation.until, language))


def stale_toast(language: str) -> str:
    """For a button of a screen that has moved on."""
    _ = words(language)
    return _("Tombol itu dari layar lama. Ini layar yang sekarang.")


def introduction(evaluation: Evaluation, language: str) -> Markup:
    """Above the very first question: how much it is, until when, and that a 3 is good."""
    _ = words(language)
    method = evaluation.method
    return paragraphs(
        bold(_("Evaluasi diri {period}", period=evaluation.cycle.name)),
        _(
            "{count} pertanyaan dalam {parts} bagian, sekitar {n} menit. "
            "Boleh berhenti kapan saja; jawaban tersimpan. Paling lambat {until}.",
            count=method.count,
            parts=len(method.parts),
            n=method.minutes(method.count),
            until=moment(evaluation.until, language),
        ),
        _about_results(evaluation, language),
        escaped(method.intro.of(language)),
        contract_line(evaluation.contract_until, language),
    )


def _about_results(evaluation: Evaluation, language: str) -> Markup:
    """There is a second section, to be filled in whenever one likes."""
    _ = words(language)
    if evaluation.results is None:
        return Markup()
    label = bold(escaped(results_label(evaluation.results, language)))
    return _("Ada juga bagian {section}. Isilah kapan saja sebelum mengirim: sekarang, atau di akhir.", section=label)


def question(evaluation: Evaluation, language: str) -> Letter:
    """One behaviour, the four levels in words, and where one stands."""
    _ = words(language)
    method, number = evaluation.method, evaluation.position
    item = method.item(number)
    part = method.parts[item.part]
    stem = method.stem.of(language).format(period=evaluation.cycle.name)
    levels = lines(
        *(
            Markup(f"<b>{level.digit} {escaped(level.word.of(language))}</b> · {escaped(level.text.of(language))}")
            for level in method.levels
        )
    )
    return Letter(
        paragraphs(
            introduction(evaluation, language) if evaluation.version == 0 else _pause_offer(evaluation, part, _),
            lines(
                _(
                    "{part} · {number} dari {count}",
                    part=bold(escaped(part.name.of(language))),
                    number=number,
                    count=method.count,
                ),
                italic(_sentence(item.text.of(language))),
            ),
            escaped(stem),
            levels,
            _given_line(evaluation, number, language)
            if number in evaluation.answers
            else _("Pilih yang paling mendekati."),
            _progress(evaluation, _),
        ),
        _question_choices(evaluation, language),
    )


def _question_choices(evaluation: Evaluation, language: str) -> tuple[tuple[Choice, ...], ...]:
    _ = words(language)
    number, version = evaluation.position, evaluation.version
    levels = [
        Choice(f"{level.digit} · {level.word.of(language)}", Answer(evaluation.id, version, number, level.digit))
        for level in evaluation.method.levels
    ]
    moves = []
    if number > 1:
        moves.append(Choice(_("← Kembali"), GoTo(evaluation.id, version, number - 1)))
    onward = _("Lanjut →") if number in evaluation.answers else _("Lewati →")
    moves.append(Choice(onward, GoTo(evaluation.id, version, number + 1)))
    rest = []
    if evaluation.method.item(number).allow_na:
        rest.append(Choice(_("Tidak berlaku"), NotApplicable(evaluation.id, version, number)))
    pieces = evaluation.evidence.get(number, 0)
    rest.append(Choice(evidence_label(pieces, language), OpenEvidence(evaluation.id, number)))
    ends = [
        Choice(_("Tinjau"), Review(evaluation.id, version)),
        Choice(_("Berhenti dulu"), Pause(evaluation.id)),
    ]
    results = results_button(evaluation, language)
    return tuple(row for row in (*rows(levels, 2), tuple(moves), tuple(rest), tuple(ends), results) if row)


def _pause_offer(evaluation: Evaluation, part: Part, _: Words) -> Markup:
    """At the first question of each later part: the part before is done, a pause is offered."""
    first = part.items[0].number
    # In a light method, with one question a part, a pause after each would be a nuisance.
    if len(part.items) == 1 or first == 1:
        return Markup()
    if evaluation.position != first or evaluation.reviewing or not evaluation.answers:
        return Markup()
    return _(
        "Bagian {done} dari {parts} selesai. Mau berhenti dulu? Boleh, nanti lanjut dari sini.",
        done=part.items[0].part,
        parts=len(evaluation.method.parts),
    )


def _progress(evaluation: Evaluation, _: Words) -> Markup:
    count, done = evaluation.method.count, len(evaluation.answers)
    bar = "▰" * round(done * 10 / count) + "▱" * (10 - round(done * 10 / count))
    left = evaluation.method.minutes(count - done)
    return _(
        "{bar} Tersimpan: {done} dari {count}. Sisanya sekitar {n} menit.", bar=bar, done=done, count=count, n=left
    )


def _given_line(evaluation: Evaluation, number: int, language: str) -> Markup:
    _ = words(language)
    return _("Jawaban Anda sekarang: {answer}", answer=bold(escaped(short(evaluation, number, language))))


def awaited(evaluation: Evaluation, language: str) -> Letter:
    """Waiting for an example or a reason."""
    _ = words(language)
    waits = evaluation.awaited
    assert waits is not None
    item = evaluation.method.item(waits.item)
    heading = lines(_("Nomor {number}", number=item.number), italic(_sentence(item.text.of(language))))
    if waits.what == "example":
        skip = GoTo(evaluation.id, evaluation.version, evaluation.after(item.number))
        return Letter(
            paragraphs(
                heading,
                _(
                    "Jawaban 4 tersimpan. Ceritakan satu kejadian nyata yang dilihat orang lain: "
                    "ketik atau pakai suara."
                ),
                _("Foto atau berkas yang dikirim di sini menjadi buktinya."),
                _("Tanpa contoh pun boleh; penilai Anda akan melihat tandanya."),
            ),
            (
                (Choice(_("Lanjut tanpa contoh"), skip),),
                (Choice(_("Ubah jawaban"), GoTo(evaluation.id, evaluation.version, item.number)),),
            ),
        )
    return Letter(
        paragraphs(heading, _("Mengapa ini tidak berlaku untuk tugas Anda? Ketik alasannya di sini.")),
        ((Choice(_("← Kembali ke pertanyaan"), GoTo(evaluation.id, evaluation.version, item.number)),),),
    )


def closed(evaluation: Evaluation, language: str) -> Letter:
    """A draft that was not sent in time."""
    _ = words(language)
    return Letter(
        paragraphs(
            _(
                "Evaluasi diri {period} sudah ditutup {until}.",
                period=evaluation.cycle.name,
                until=moment(evaluation.until, language),
            ),
            _(
                "Jawaban Anda tersimpan ({done} dari {count}), tetapi belum terkirim. Hubungi operator kepegawaian.",
                done=len(evaluation.answers),
                count=evaluation.method.count,
            ),
        ),
        ((Choice(_("Menu"), Home()),),),
    )


def paused(evaluation: Evaluation, language: str) -> Letter:
    """Enough for now."""
    _ = words(language)
    return Letter(
        paragraphs(
            _(
                "Tersimpan: {done} dari {count}. Sisanya sekitar {n} menit.",
                done=len(evaluation.answers),
                count=evaluation.method.count,
                n=evaluation.method.minutes(len(evaluation.missing)),
            ),
            _(
                "Kapan saja, lanjut dari sini: /evaluasi. Ditutup {until}.",
                until=moment(evaluation.until, language),
            ),
        ),
        ((Choice(_("Lanjutkan"), OpenEvaluation()),),),
    )


def _sentence(text: str) -> Markup:
    return escaped(text if text.endswith(".") else text + ".")
