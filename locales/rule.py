"""Words about rules files."""

from locales.text import N_, Markup, words
from models.rule_file import CALENDAR, COMPLAINTS, REMINDERS, ListedRules, RuleFile

KINDS = {CALENDAR: N_("kalender kerja"), REMINDERS: N_("pengingat"), COMPLAINTS: N_("pengaduan")}


def rules_are_fine(file: RuleFile, language: str) -> Markup:
    """After a check without problems."""
    _ = words(language)
    return _("Berkas baik: {kind} {id}.", kind=_(KINDS[file.kind]), id=file.id)


def rules_added(file: RuleFile, language: str) -> Markup:
    """After `rules add`."""
    _ = words(language)
    return _("{id} tersimpan dan mulai berlaku ({kind}).", id=file.id, kind=_(KINDS[file.kind]))


def strangers(codes: list[str], language: str) -> Markup:
    """After `rules add`: offices that a calendar names and nobody knows."""
    _ = words(language)
    return _("Perhatian: belum ada kantor dengan kode ini: {codes}.", codes=", ".join(codes))


def headings(language: str) -> tuple[Markup, ...]:
    """Headings of `rules list`."""
    _ = words(language)
    return _("Jenis"), _("Id"), _("Nama"), _("Asal"), _("Berlaku")


def row(listed: ListedRules, language: str) -> tuple[str, ...]:
    """One file in `rules list`."""
    _ = words(language)
    file = listed.file
    origin = _("bawaan") if listed.shipped else _("ditambahkan")
    return _(KINDS[file.kind]), file.id, file.name.of(language), origin, _("ya") if listed.in_force else ""
