"""Screens of filing a report: the story, two questions at most, the review."""

from locales.complaint_review import review
from locales.letter import Choice, Letter, bold, escaped, italic, joined, paragraphs, rows
from locales.text import Words, words
from models.action import Home, OpenEvaluation
from models.complaint_action import (
    AcceptStory,
    ChooseOffice,
    ChoosePlace,
    ChooseTopic,
    EndStory,
    FileComplaint,
    LeaveReport,
    OpenOwnCases,
    OpenTopics,
    ReviewReport,
)
from models.complaint_draft import OFFERED, PLACE, REVIEW, TOPIC, Draft, Drafted, Offices
from models.complaint_policy import Category

OFFERED_TOPICS = 6


def drafted_letter(drafted: Drafted, language: str) -> Letter:
    """The screen of the step at which the draft is. Numbers to call come first, whatever the step."""
    _ = words(language)
    draft = drafted.draft
    if draft.step == OFFERED:
        screen = _offer(draft, _)
    elif draft.step == TOPIC:
        screen = _topic(drafted, language)
    elif draft.step == PLACE:
        screen = places(drafted, language)
    elif draft.step == REVIEW:
        screen = review(drafted, language)
    else:
        screen = _telling(drafted, _)
    calls = [bold(escaped(call.text.of(language))) for call in drafted.calls]
    if calls:
        kept = _("Cerita Anda tetap kami simpan; boleh diteruskan sebagai laporan.")
        # A review's text begins as it always does.
        text = paragraphs(screen.text, *calls) if draft.step == REVIEW else paragraphs(*calls, kept, screen.text)
        screen = Letter(text, screen.choices)
    toast = _("Tombol itu dari layar lama. Ini keadaan yang sekarang.") if drafted.stale else ""
    return Letter(screen.text, screen.choices, toast=toast)


def _offer(draft: Draft, _: Words) -> Letter:
    return Letter(
        paragraphs(
            bold(_("Ini laporan warga?")),
            _("Kalau ya, tekan di bawah: pesan Anda sudah masuk. Kalau bukan, abaikan saja; tidak kami kirim."),
            _("Untuk bukti evaluasi: buka pertanyaannya, tekan Tambah bukti, lalu kirim lagi.")
            if draft.files
            else _("Untuk menjawab pertanyaan evaluasi, tekan tombolnya."),
        ),
        (
            (Choice(_("Ya, ini laporan"), AcceptStory(draft.version)),),
            (Choice(_("Lanjutkan evaluasi"), OpenEvaluation()), Choice(_("Menu"), Home())),
        ),
    )


def _telling(drafted: Drafted, _: Words) -> Letter:
    draft = drafted.draft
    if draft.empty:
        return Letter(
            paragraphs(
                bold(_("Silakan cerita.")),
                _(
                    "Ketik apa adanya, atau kirim suara, foto, berkas, atau lokasi; boleh beberapa pesan. "
                    "Tiga kata pun cukup. Gratis, tanpa NIK."
                ),
            ),
            ((Choice(_("Batal"), LeaveReport(draft.version)),),),
        )
    counted = words(_.language).count("Masuk: {n} pesan.", "Masuk: {n} pesan.", len(draft.pieces))
    return Letter(
        joined(counted, _("Ada lagi? Kirim saja. Bila cukup, tekan {button}.", button=italic(_("Selesai bercerita")))),
        (
            (Choice(_("Selesai bercerita"), EndStory(draft.version)),),
            (Choice(_("Batal"), LeaveReport(draft.version)),),
        ),
    )


def _topic(drafted: Drafted, language: str) -> Letter:
    _ = words(language)
    draft, rules = drafted.draft, drafted.rules
    suggested = rules.suggest(draft.story)
    usual = [one for one in rules.categories if one.frequent and one not in suggested]
    offered = [*suggested, *usual][:OFFERED_TOPICS]
    return Letter(
        paragraphs(bold(_("Tentang apa?")), _("Pilih yang paling dekat, atau ketik satu kata untuk mencari.")),
        (
            *rows([_topic_choice(draft, one, language) for one in offered], 2),
            (Choice(_("Pilihan lain"), OpenTopics(draft.version, "")),),
            (Choice(_("Tidak tahu"), ChooseTopic(draft.version, "")),),
        ),
    )


def topics(drafted: Drafted, group: str, language: str) -> Letter:
    """All groups of categories, or the categories of one."""
    _ = words(language)
    draft, rules = drafted.draft, drafted.rules
    inside = [one for one in rules.categories if one.group == group]
    if inside:
        choices = [_topic_choice(draft, one, language) for one in inside]
        back = Choice(_("← Kembali"), OpenTopics(draft.version, ""))
    else:
        choices = [Choice(one.name.of(language), OpenTopics(draft.version, one.code)) for one in rules.groups]
        back = Choice(_("← Kembali"), ReviewReport(draft.version))
    unknown = Choice(_("Tidak tahu"), ChooseTopic(draft.version, ""))
    return Letter(bold(_("Tentang apa?")), (*rows(choices, 1), (unknown, back)))


def _topic_choice(draft: Draft, one: Category, language: str) -> Choice:
    return Choice(one.name.of(language), ChooseTopic(draft.version, one.code))


def places(drafted: Drafted, language: str) -> Letter:
    """Where?"""
    _ = words(language)
    draft = drafted.draft
    named = [Choice(one.name, ChoosePlace(draft.version, one.code)) for one in drafted.rules.kecamatan]
    return Letter(
        paragraphs(bold(_("Di kecamatan mana?")), _("Pilih, atau kirim lokasi lewat tanda klip.")),
        (*rows(named, 2), (Choice(_("Lewati"), ChoosePlace(draft.version, "")),)),
    )


def detail_asked(drafted: Drafted, name: str, language: str) -> Letter:
    """When, where exactly, or which office?"""
    _ = words(language)
    if drafted.stale:
        return drafted_letter(drafted, language)
    text = {
        "occurred": _("Kapan kejadiannya? Ketik saja, misalnya: kemarin pagi, atau 3 Juli."),
        "place": _("Di mana persisnya? Ketik nama desa, jalan, atau patokan; atau kirim lokasi."),
        "office": _("Kantor mana? Ketik sebagian namanya, misalnya: kesehatan."),
    }[name]
    return Letter(text, ((Choice(_("← Kembali"), ReviewReport(drafted.draft.version)),),))


def offices_found(offices: Offices, language: str) -> Letter:
    """The offices that fit what was typed."""
    _ = words(language)
    version = offices.draft.version
    choices = tuple((Choice(one.name[:60], ChooseOffice(version, one.id)),) for one in offices.found)
    text = _("Pilih kantornya.") if choices else _("Belum ketemu. Coba satu kata lain, atau lewati saja.")
    none = Choice(_("Tanpa kantor"), ChooseOffice(version, 0))
    return Letter(text, (*choices, (none, Choice(_("← Kembali"), ReviewReport(version)))))


def sent(language: str) -> Letter:
    """Filed. The receipt with the number is a notice: it arrives whatever happens to this screen."""
    _ = words(language)
    return Letter(
        _("Terkirim. Terima kasih sudah bercerita. Nomor laporan Anda menyusul di bawah ini."),
        ((Choice(_("Laporan saya"), OpenOwnCases()), Choice(_("Menu"), Home())),),
    )


def dropped(language: str, *, was: bool) -> Letter:
    """Left."""
    _ = words(language)
    text = _("Baik, dibatalkan. Tidak ada yang kami simpan.") if was else _("Tidak ada laporan yang sedang ditulis.")
    return Letter(text, ((Choice(_("Lapor"), FileComplaint()), Choice(_("Menu"), Home())),))
