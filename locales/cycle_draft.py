"""Screens of a cycle that HR is putting together, or whose dates HR changes."""

from locales.cycle_reach import reached
from locales.day import day_label, days_off
from locales.evaluation import stale_toast
from locales.letter import Choice, Letter, bold, escaped, joined, lines, paragraphs, rows
from locales.moment import moment, whole_day
from locales.text import Markup, words
from models.cycle_action import CancelCycle, ConfirmCycle, GoCycle, OpenCycle, SayCycle, TurnCycleKind, TurnCycleOffice
from models.cycle_draft import (
    APPRAISE,
    DATES,
    KINDS,
    METHOD,
    NAME,
    OFFICES,
    OPENS,
    PUBLISH,
    REVIEW,
    SELF,
    CycleDone,
    CycleDraft,
    mark,
)
from models.office import FOUND, FoundOffice

LABEL = 60
"""Characters of a name on a button or in a list."""
Rows = tuple[tuple[Choice, ...], ...]


def cycle_draft(draft: CycleDraft, language: str) -> Letter:
    """The step that is shown, under what is known already."""
    _ = words(language)
    title = _("Ubah tanggal: {cycle}", cycle=draft.cycle.name) if draft.cycle else _("Siklus baru")
    screens = {NAME: _name, METHOD: _method, OFFICES: _offices, KINDS: _kinds, REVIEW: _review}
    text, choices = screens.get(draft.step, _day)(draft, language)
    return Letter(
        paragraphs(bold(title), facts(draft, language), _free(draft, language), text),
        (*choices, (Choice(_("Batalkan"), CancelCycle(draft.id)),)),
        toast=stale_toast(language) if draft.stale else "",
    )


def cycle_done(done: CycleDone, language: str) -> Letter:
    """It is made, or its dates are changed."""
    _ = words(language)
    name, opens = done.cycle.name, moment(done.cycle.opens_at, language)
    told = words(language).count("{n} pemberitahuan kami kirim.", "{n} pemberitahuan kami kirim.", done.told)
    have = words(language).count(
        "{n} pegawai sekarang punya formulir.", "{n} pegawai sekarang punya formulir.", done.forms
    )
    if done.moved:
        text = _("Tanggal siklus {name} diubah.", name=name)
    elif done.open:
        text = _("Siklus {name} dibuat dan sudah dibuka.", name=name)
    else:
        text = _("Siklus {name} dibuat. Siklus ini dibuka sendiri {at}.", name=name, at=opens)
    text = paragraphs(text, have if done.forms else "", told if done.told else "")
    return Letter(text, ((Choice(_("Lihat siklusnya"), OpenCycle(done.cycle.id)),),))


def facts(draft: CycleDraft, language: str) -> Markup:
    """What is said so far, a line each."""
    _ = words(language)
    new = draft.cycle is None
    offices = ", ".join(_office(one) for one in draft.offices or ()) or _("semua")
    kinds = ", ".join(one[:LABEL] for one in draft.employments) or _("semua")
    teachers = _("ikut") if draft.include_teachers else _("tidak ikut")
    return lines(
        _("Periode: {name}", name=draft.name) if draft.name else "",
        _("Metode: {method}", method=draft.method.of(language)) if draft.method.id else "",
        _("Kantor: {offices}", offices=offices) if new and draft.offices is not None else "",
        _("Jenis pegawai: {kinds}", kinds=kinds) if new and draft.step in (KINDS, REVIEW) else "",
        _("Guru dan kepala sekolah: {teachers}", teachers=teachers) if new and draft.step in (KINDS, REVIEW) else "",
        *(_dated(draft, step, language) for step in DATES if step in draft.dates),
    )


def date_name(step: str, language: str) -> str:
    """What a date is called, before its colon."""
    _ = words(language)
    return {
        OPENS: _("Dibuka"),
        SELF: _("Evaluasi diri sampai"),
        APPRAISE: _("Penilaian sampai"),
        PUBLISH: _("Diumumkan"),
    }[step]


def _dated(draft: CycleDraft, step: str, language: str) -> Markup:
    _ = words(language)
    at = moment(draft.dates[step], language)
    line = escaped(f"{date_name(step, language)}: {at}")
    if draft.cycle and step in draft.changed:
        return joined(line, _("(semula {before})", before=moment(getattr(draft.cycle, DATES[step]), language)))
    return line


def _name(draft: CycleDraft, language: str) -> tuple[Markup, Rows]:
    _ = words(language)
    return (
        lines(
            _("Periode apa yang dinilai? Pilih, atau ketik namanya, misalnya Semester I 2027."),
            _("Nama ini dibaca pegawai di setiap pertanyaan."),
        ),
        rows([Choice(name, SayCycle(draft.id, draft.version, NAME, name)) for name in draft.offers.names], 2),
    )


def _method(draft: CycleDraft, language: str) -> tuple[Markup, Rows]:
    _ = words(language)
    return (
        _("Dengan metode apa? Siklus ini memakainya sampai selesai, juga bila metodenya nanti diperbarui."),
        tuple(
            (Choice(escaped(name.of(language)[:LABEL]), SayCycle(draft.id, draft.version, METHOD, code)),)
            for code, name in draft.offers.methods
        ),
    )


def _offices(draft: CycleDraft, language: str) -> tuple[Markup, Rows]:
    _ = words(language)
    found, chosen = draft.offers.offices[:FOUND], draft.offices or ()
    seen = lines(*(escaped(f"{number}. {_office(one)}") for number, one in enumerate(found, 1)))
    more = _("Masih ada yang lain. Ketik namanya lebih lengkap.") if len(draft.offers.offices) > FOUND else ""
    ask = (
        joined(_("Tekan yang dimaksud, atau ketik nama lain."), more)
        if found
        else _("Untuk kantor mana? Ketik sebagian namanya. Kantor di bawahnya ikut.")
    )

    def turn(label: str, office: int) -> tuple[Choice, ...]:
        return (Choice(label, TurnCycleOffice(draft.id, draft.version, office)),)

    choices = [turn(escaped(f"{number}. {one.name}"[:LABEL]), one.id) for number, one in enumerate(found, 1)]
    if chosen:
        choices.append((Choice(_("Cukup, lanjut"), GoCycle(draft.id, draft.version, REVIEW)),))
        known = {one.id for one in found}
        choices += [turn(_("Hapus {office}", office=one.name[:LABEL]), one.id) for one in chosen if one.id not in known]
    choices.append(turn(_("Semua kantor"), 0))
    return paragraphs(seen, ask), tuple(choices)


def _kinds(draft: CycleDraft, language: str) -> tuple[Markup, Rows]:
    _ = words(language)

    def turn(label: str, on: bool, kind: int) -> tuple[Choice, ...]:
        return (Choice(f"{'✓ ' if on else ''}{label}", TurnCycleKind(draft.id, draft.version, kind)),)

    kinds = [turn(escaped(one[:LABEL]), one in draft.employments, mark(one)) for one in draft.offers.kinds]
    teachers = turn(_("Guru dan kepala sekolah"), draft.include_teachers, 0)
    done = (Choice(_("Cukup, lanjut"), GoCycle(draft.id, draft.version, REVIEW)),)
    return (
        lines(
            _("Jenis pegawai mana yang ikut? Bila tidak ada yang dipilih, semuanya ikut."),
            _("Guru dan kepala sekolah dinilai di Ruang GTK; pilih hanya bila mereka juga dinilai di sini."),
        ),
        (*kinds, teachers, done),
    )


def _day(draft: CycleDraft, language: str) -> tuple[Markup, Rows]:
    _ = words(language)
    ask = {
        OPENS: _("Kapan siklus dibuka? Berlaku mulai pukul 00.00 hari itu."),
        SELF: _("Evaluasi diri sampai kapan? Berlaku sampai pukul 23.59 hari itu."),
        APPRAISE: _("Penilaian sampai kapan? Berlaku sampai pukul 23.59 hari itu."),
        PUBLISH: _("Kapan hasilnya diumumkan? Berlaku mulai pukul 00.00 hari itu."),
    }[draft.step]
    first = _("Paling awal {first}.", first=whole_day(draft.first, language)) if draft.first else ""
    days = [
        Choice(day_label(day, language), SayCycle(draft.id, draft.version, draft.step, day.isoformat()))
        for day in draft.offers.days
    ]
    return (
        paragraphs(ask, lines(_("Pilih hari kerja di bawah, atau ketik tanggalnya: 31 Desember, 31/12/2026."), first)),
        rows(days, 2),
    )


def _review(draft: CycleDraft, language: str) -> tuple[Markup, Rows]:
    _ = words(language)
    steps = (NAME, METHOD, OFFICES, KINDS, *DATES) if draft.cycle is None else draft.movable
    labels = {
        NAME: _("Ubah nama"),
        METHOD: _("Ubah metode"),
        OFFICES: _("Ubah kantor"),
        KINDS: _("Ubah jenis pegawai"),
        OPENS: _("Ubah tanggal buka"),
        SELF: _("Ubah batas evaluasi diri"),
        APPRAISE: _("Ubah batas penilaian"),
        PUBLISH: _("Ubah tanggal pengumuman"),
    }
    change = rows([Choice(labels[step], GoCycle(draft.id, draft.version, step)) for step in steps], 2)
    confirm = Choice(_confirm(draft, language), ConfirmCycle(draft.id, draft.version))
    return (
        paragraphs(reached(draft.reach, language) if draft.reach else "", _ask(draft, language)),
        (((confirm,),) if draft.changed else ()) + change,
    )


def _confirm(draft: CycleDraft, language: str) -> str:
    _ = words(language)
    if draft.cycle:
        return _("Simpan tanggal ini")
    return _("Buat dan buka sekarang") if draft.opens_now else _("Buat siklus")


def _ask(draft: CycleDraft, language: str) -> Markup:
    _ = words(language)
    if draft.cycle is None:
        return _("Sudah benar?")
    if not draft.changed:
        return _("Tanggal mana yang diubah? Yang sudah lewat tetap.")
    runs = OPENS not in draft.movable
    return joined(
        _("Sudah benar?"),
        _("Yang belum mengirim kami beri tahu.") if runs and SELF in draft.changed else "",
        _("Para penilai kami beri tahu.") if runs and APPRAISE in draft.changed else "",
    )


def _free(draft: CycleDraft, language: str) -> Markup:
    """Which of the dates are free, and whose year nobody knows yet."""
    _ = words(language)
    unknown = (_("Hari libur {year} belum ditetapkan.", year=year) for year in draft.unknown)
    return lines(days_off(draft.free, language), *unknown)


def _office(one: FoundOffice) -> str:
    return ", ".join(part[:LABEL] for part in (one.name, one.above) if part)
