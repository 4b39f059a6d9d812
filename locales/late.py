"""Screens of a late permission that HR is putting together."""

from locales.day import day_label, days_off
from locales.evaluation import stale_toast
from locales.letter import Choice, Letter, bold, escaped, joined, lines, paragraphs, rows
from locales.moment import moment
from locales.text import Markup, words
from models.cycle_action import AddLate, CancelLate, ChooseLateDay, ClearLate, ConfirmLate, GoLate, OpenCycle
from models.late_draft import PEOPLE, REASON, REVIEW, UNTIL, LateDraft, LateGiven, LatePerson
from models.nip import mask_nip
from models.staff import FOUND

NAMED = 15
"""People named one by one; the rest is a number."""
LABEL = 60
"""Characters of a name or an office: fifteen long ones still fit a message."""
Rows = tuple[tuple[Choice, ...], ...]


def late_screen(draft: LateDraft, language: str) -> Letter:
    """The step that is shown, with what is known already."""
    _ = words(language)
    text, choices = {PEOPLE: _people, UNTIL: _until, REASON: _reason, REVIEW: _review}[draft.step](draft, language)
    return Letter(
        paragraphs(bold(_("Waktu tambahan: {cycle}", cycle=draft.cycle.name)), text),
        (*choices, (Choice(_("Batalkan"), CancelLate(draft.id)),)),
        toast=stale_toast(language) if draft.stale else "",
    )


def late_given(given: LateGiven, language: str) -> Letter:
    """It is done."""
    _ = words(language)
    return Letter(
        paragraphs(
            words(language).count(
                "{n} pegawai boleh mengirim sampai {until}.",
                "{n} pegawai boleh mengirim sampai {until}.",
                given.people,
                until=moment(given.until, language),
            ),
            _("Yang belum mengirim kami beri tahu sekarang."),
        ),
        ((Choice(_("← Kembali"), OpenCycle(given.cycle)),),),
    )


def _who(one: LatePerson) -> Markup:
    return escaped(", ".join(part[:LABEL] for part in (one.name, one.office) if part))


def _chosen(draft: LateDraft, language: str) -> Markup:
    _ = words(language)
    if not draft.people:
        return Markup()
    named = [_who(one) for one in draft.people[:NAMED]]
    rest = len(draft.people) - len(named)
    return lines(
        words(language).count("Dipilih {n} pegawai:", "Dipilih {n} pegawai:", len(draft.people)),
        *(f"• {name}" for name in named),
        _("dan {n} lainnya", n=rest) if rest else "",
    )


def _people(draft: LateDraft, language: str) -> tuple[Markup, Rows]:
    _ = words(language)
    found = draft.found[:FOUND]
    seen = lines(*(f"{number}. {_who(one)}, {mask_nip(one.ref)}" for number, one in enumerate(found, 1)))
    more = _("Masih ada yang lain. Ketik namanya lebih lengkap.") if len(draft.found) > FOUND else ""
    ask = (
        joined(_("Tekan yang dimaksud, atau ketik nama lain."), more)
        if found
        else _("Untuk siapa? Ketik NIP, boleh beberapa sekaligus, atau bagian dari namanya.")
    )
    choices: list[tuple[Choice, ...]] = [
        (Choice(escaped(f"{number}. {one.name}"[:LABEL]), AddLate(draft.id, draft.version, one.form)),)
        for number, one in enumerate(found, 1)
    ]
    if draft.people:
        choices.append((Choice(_("Cukup, lanjut"), GoLate(draft.id, draft.version, REVIEW)),))
        choices.append((Choice(_("Pilih ulang"), ClearLate(draft.id, draft.version)),))
    return paragraphs(_chosen(draft, language), seen, ask), tuple(choices)


def _until(draft: LateDraft, language: str) -> tuple[Markup, Rows]:
    _ = words(language)
    days = [
        Choice(day_label(day, language), ChooseLateDay(draft.id, draft.version, day.isoformat())) for day in draft.days
    ]
    return (
        paragraphs(
            _chosen(draft, language),
            _("Sampai kapan? Pilih tanggal, atau ketik seperti ini: 15 Jan 2027."),
            _("Paling lambat {until}, batas penilai.", until=moment(draft.cycle.appraise_until, language)),
        ),
        rows(days, 2),
    )


def _reason(draft: LateDraft, language: str) -> tuple[Markup, Rows]:
    _ = words(language)
    return paragraphs(_facts(draft, language), _("Apa alasannya? Ketik singkat; alasan ini disimpan.")), ()


def _review(draft: LateDraft, language: str) -> tuple[Markup, Rows]:
    _ = words(language)

    def change(label: str, step: str) -> Choice:
        return Choice(label, GoLate(draft.id, draft.version, step))

    return (
        paragraphs(_facts(draft, language), _("Sudah benar? Semua yang dipilih mendapat izin ini.")),
        (
            (Choice(_("Beri izin"), ConfirmLate(draft.id, draft.version)),),
            (change(_("Ubah pegawai"), PEOPLE), change(_("Ubah tanggal"), UNTIL), change(_("Ubah alasan"), REASON)),
        ),
    )


def _facts(draft: LateDraft, language: str) -> Markup:
    _ = words(language)
    return paragraphs(
        _chosen(draft, language),
        lines(
            _("Sampai: {until}", until=moment(draft.until, language)) if draft.until else "",
            _("Alasan: {reason}", reason=draft.reason) if draft.reason else "",
        ),
        days_off(draft.free, language),
    )
