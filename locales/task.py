"""`/tugas`: everything that waits for somebody, each line with the button to the exact step."""

from locales.letter import Choice, Letter, bold, joined, paragraphs
from locales.moment import moment
from locales.text import Markup, Words, words
from models.action import Home
from models.task import APPRAISE, COUNTERSIGN, ENTER, EVALUATE, MATCH, Task


def task_list(tasks: list[Task], language: str) -> Letter:
    """What waits, the nearest deadline first."""
    _ = words(language)
    menu = (Choice(_("Menu"), Home()),)
    if not tasks:
        return Letter(_("Tidak ada yang menunggu Anda. Selamat beristirahat."), (menu,))
    return Letter(
        paragraphs(bold(_("Yang menunggu Anda")), *(_line(task, language) for task in tasks)),
        (*((Choice(_button(task, _), task.action),) for task in tasks), menu),
    )


def _line(task: Task, language: str) -> Markup:
    _ = words(language)
    return joined(_what(task, _), _until(task, language))


def _until(task: Task, language: str) -> Markup:
    _ = words(language)
    if task.until is None:
        return Markup()
    until = moment(task.until, language)
    return _("Batasnya sudah lewat: {until}.", until=until) if task.late else _("Paling lambat {until}.", until=until)


def _what(task: Task, _: Words) -> Markup:
    if task.kind == EVALUATE:
        missing, period = int(str(task.facts["missing"])), task.facts["period"]
        if not missing:
            return _("Evaluasi diri {period}: semua terjawab, tinggal dikirim.", period=period)
        return _.count(
            "Evaluasi diri {period}: tinggal {n} pertanyaan.",
            "Evaluasi diri {period}: tinggal {n} pertanyaan.",
            missing,
            period=period,
        )
    if task.kind == COUNTERSIGN:
        return _("Formulir kertas {period}: menunggu persetujuan Anda.", period=task.facts["period"])
    if task.kind == ENTER:
        return _("Formulir kertas {name}: belum selesai dimasukkan.", name=task.facts["name"])
    count = int(str(task.facts["count"]))
    if task.kind == APPRAISE:
        return _.count(
            "Penilaian {period}: {n} pegawai menunggu.",
            "Penilaian {period}: {n} pegawai menunggu.",
            count,
            period=task.facts["period"],
        )
    return _.count("{n} nomor HP menunggu dicocokkan.", "{n} nomor HP menunggu dicocokkan.", count)


def _button(task: Task, _: Words) -> str:
    return {
        EVALUATE: _("Lanjutkan evaluasi"),
        APPRAISE: _("Nilai sekarang"),
        MATCH: _("Cocokkan nomor"),
        COUNTERSIGN: _("Periksa formulir kertas"),
        ENTER: _("Lanjutkan formulir kertas"),
    }[task.kind]
