"""Screens of a circular while HR writes it, and the circular itself as somebody reads it."""

from typing import Any

from locales.evaluation import stale_toast
from locales.letter import Choice, Letter, bold, escaped, italic, joined, lines, paragraphs
from locales.moment import moment
from locales.text import Markup, Words, words
from models.circular import ENGLISH as IN_ENGLISH
from models.circular import (
    EVERYBODY,
    NAME,
    OFFICES,
    PLACES,
    RATERS,
    REVIEW,
    UNIT,
    UNSENT,
    WHO,
    WORDS,
    CircularDraft,
    Preview,
    fill,
)
from models.circular_action import (
    AddOffice,
    CancelCircular,
    ChooseAudience,
    ClearOffices,
    GoCircular,
    SendCircular,
    SkipEnglish,
    TryCircular,
)
from models.office import FOUND, FoundOffice
from models.reminder_actions import OpenSettings

NAMED = 6
"""Offices named one by one; the rest is a number."""
LABEL = 56
"""Characters of an office on a button or in a line."""
Rows = tuple[tuple[Choice, ...], ...]


def circular_letter(facts: dict[str, Any], language: str) -> Letter:
    """What somebody gets: the text in their language if there is one, and where to switch such messages off."""
    _ = words(language)
    spoken = "en" if language == "en" and facts["text_en"] else "id"
    said = facts["text_en"] if spoken == "en" else facts["text"]
    return Letter(
        paragraphs(
            bold(_("Kabar dari Kepegawaian")),
            filled(said, facts["name"], facts["unit"], spoken),
            italic(_("Tidak ingin kabar seperti ini? Matikan di Pengaturan.")),
        ),
        ((Choice(_("Pengaturan"), OpenSettings()),),),
    )


def tried_letter(facts: dict[str, Any], language: str) -> Letter:
    """The same for its author alone, in the language that is tried."""
    _ = words(language)
    letter = circular_letter({**facts, "text_en": facts["text"]}, facts["language"])
    return Letter(paragraphs(italic(_("Ini kiriman coba; hanya Anda yang menerimanya.")), letter.text), letter.choices)


def filled(said: str, name: str, unit: str, language: str) -> Markup:
    """The text as one person reads it."""
    _ = words(language)
    return escaped(fill(said, name, unit or _("kantor Anda")))


def braced(name: str) -> Markup:
    """A placeholder as it is typed. The braces are written by number: no sentence of ours may contain one."""
    return Markup(f"&#123;{escaped(name)}&#125;")


def draft_screen(draft: CircularDraft, language: str) -> Letter:
    """The step that is shown, with what is known already."""
    _ = words(language)
    show = {WHO: _who, PLACES: _places, WORDS: _text, IN_ENGLISH: _english, REVIEW: _review}[draft.step]
    text, choices = show(draft, language)
    toast = _("Kiriman coba sedang dikirim kepada Anda.") if draft.tried else ""
    return Letter(
        paragraphs(bold(_("Kabar dari Kepegawaian")), text),
        (*choices, (Choice(_("Batal"), CancelCircular(draft.id)),)),
        toast=stale_toast(language) if draft.stale else toast,
    )


def audience_word(audience: str | None, language: str) -> Markup:
    """Whom it is for."""
    _ = words(language)
    return {
        EVERYBODY: _("Semua pegawai"),
        UNSENT: _("Yang belum mengirim evaluasi diri"),
        RATERS: _("Para penilai"),
        OFFICES: _("Kantor tertentu"),
    }.get(audience or "", Markup())


def for_whom(audience: str | None, places: tuple[FoundOffice, ...], language: str) -> Markup:
    """Whom it is for, with the offices."""
    _ = words(language)
    if audience != OFFICES:
        return _("Untuk: {who}", who=audience_word(audience, language)) if audience else Markup()
    shown = [f"• {escaped(place.name[:LABEL])}" for place in places[:NAMED]]
    rest = len(places) - len(shown)
    return lines(
        _("Untuk kantor ini, dengan semua unit di bawahnya:") if places else "",
        *shown,
        _("dan {n} lainnya", n=rest) if rest else "",
    )


def _who(draft: CircularDraft, language: str) -> tuple[Markup, Rows]:
    _ = words(language)
    offered = [
        (Choice(audience_word(audience, language), ChooseAudience(draft.id, draft.version, audience)),)
        for audience in (EVERYBODY, UNSENT, RATERS, OFFICES)
    ]
    return _("Untuk siapa kabar ini? Hanya yang sudah terhubung yang menerimanya."), tuple(offered)


def _places(draft: CircularDraft, language: str) -> tuple[Markup, Rows]:
    _ = words(language)
    found = draft.found[:FOUND]
    seen = lines(*(f"{number}. {_place(place)}" for number, place in enumerate(found, 1)))
    more = _("Masih ada yang lain. Ketik namanya lebih lengkap.") if len(draft.found) > FOUND else ""
    ask = (
        joined(_("Tekan yang dimaksud, atau ketik nama lain."), more)
        if found
        else _("Kantor mana? Ketik bagian dari namanya; boleh lebih dari satu kantor, satu per satu.")
    )
    choices: list[tuple[Choice, ...]] = [
        (Choice(escaped(f"{number}. {place.name}"[:LABEL]), AddOffice(draft.id, draft.version, place.id)),)
        for number, place in enumerate(found, 1)
    ]
    if draft.places:
        choices.append((Choice(_("Cukup, lanjut"), GoCircular(draft.id, draft.version, REVIEW)),))
        choices.append((Choice(_("Pilih ulang"), ClearOffices(draft.id, draft.version)),))
    return paragraphs(for_whom(draft.audience, draft.places, language), seen, ask), tuple(choices)


def _place(place: FoundOffice) -> Markup:
    return escaped(", ".join(part[:LABEL] for part in (place.name, place.above) if part))


def _text(draft: CircularDraft, language: str) -> tuple[Markup, Rows]:
    _ = words(language)
    return (
        paragraphs(
            for_whom(draft.audience, draft.places, language),
            _("Tulis kabarnya di sini, dalam bahasa Indonesia."),
            _(
                "{name} menjadi nama penerima, {unit} menjadi unit kerjanya; yang lain dikirim seperti Anda tulis.",
                name=braced(NAME),
                unit=braced(UNIT),
            ),
        ),
        _back(draft, _),
    )


def _english(draft: CircularDraft, language: str) -> tuple[Markup, Rows]:
    _ = words(language)
    skip = Choice(_("Tanpa bahasa Inggris"), SkipEnglish(draft.id, draft.version))
    return (
        paragraphs(
            _("Ada versi bahasa Inggrisnya? Tulis di sini; ini untuk yang memakai bahasa Inggris."),
            _("Tanpa itu, semua membaca versi Indonesia."),
        ),
        ((skip,),),
    )


def _back(draft: CircularDraft, _: Words) -> Rows:
    """Out of a change without changing anything; while something is missing there is nowhere to go."""
    if not draft.text or draft.text_en is None:
        return ()
    return ((Choice(_("← Kembali"), GoCircular(draft.id, draft.version, REVIEW)),),)


def _review(draft: CircularDraft, language: str) -> tuple[Markup, Rows]:
    _ = words(language)
    preview = draft.preview
    assert preview is not None

    def change(label: str, step: str) -> Choice:
        return Choice(label, GoCircular(draft.id, draft.version, step))

    text = paragraphs(
        for_whom(draft.audience, draft.places, language),
        _reach(preview, language),
        _when(preview, language),
        _("Versi bahasa Inggris: ada.") if draft.text_en else _("Versi bahasa Inggris: tidak ada."),
        _sample(draft, preview, language),
    )
    choices: list[tuple[Choice, ...]] = [
        (Choice(_("Kirim coba ke saya"), TryCircular(draft.id, draft.version)),),
        (change(_("Ubah tulisan"), WORDS), change(_("Ubah versi Inggris"), IN_ENGLISH)),
        (change(_("Ubah penerima"), WHO),),
    ]
    if count := preview.reach.notices:
        label = words(language).count("Kirim ke {n} orang", "Kirim ke {n} orang", count)
        choices.append((Choice(label, SendCircular(draft.id, draft.version)),))
    return text, tuple(choices)


def _reach(preview: Preview, language: str) -> Markup:
    _ = words(language)
    reach = preview.reach
    return lines(
        _("Menerima: {n}", n=reach.people),
        _("Belum bisa dihubungi, kami tunggu seminggu: {n}", n=reach.away) if reach.away else "",
        _("Belum terhubung, tidak menerima: {n}", n=reach.unlinked) if reach.unlinked else "",
        _("Mematikan kabar, tidak menerima: {n}", n=reach.muted) if reach.muted else "",
    )


def _when(preview: Preview, language: str) -> Markup:
    _ = words(language)
    if not preview.reach.notices:
        return _("Belum ada yang bisa menerimanya. Pilih penerima lain.")
    takes = words(language).count(
        "Pengirimannya sekitar {n} menit.", "Pengirimannya sekitar {n} menit.", preview.minutes
    )
    if preview.is_later:
        at = moment(preview.begins_at, language)
        return joined(_("Sekarang jam tenang atau hari libur: mulai dikirim {at}.", at=at), takes)
    return joined(takes, _("Jam tenang dan hari libur tetap dihormati."))


def _sample(draft: CircularDraft, preview: Preview, language: str) -> Markup:
    _ = words(language)
    if not preview.name:
        return paragraphs(bold(_("Tulisannya")), escaped(draft.text))
    return paragraphs(
        bold(_("Contoh untuk {name}", name=preview.name[:LABEL])), filled(draft.text, preview.name, preview.unit, "id")
    )
