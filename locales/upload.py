"""Words about HR's files: how to send one, what it would change, what became of it."""

import csv
from datetime import datetime
from html import unescape
from io import StringIO
from typing import Any

from locales.letter import Attachment, Choice, Letter, bold, escaped, lines, paragraphs
from locales.moment import moment
from locales.roster import FILES, row_reason
from locales.text import N_, Markup, Words, words
from locales.work_result import result_row_reason
from models.action import Home
from models.parcel import DOCUMENT, KEPT, LOST, REFUSED, WAITING
from models.upload import CANCELLED, CONFIRMED, EXPIRED, PREVIEWED, SAVED, Upload
from models.upload_action import CancelUpload, OpenUploads, SaveUpload, ViewUpload
from models.upload_preview import OFFICES, RESULTS, ROSTER, SHOWN, can_save, note_of

LINE, LABEL = 200, 32
"""Characters of a row's reason in a message, and of a file's name on a button."""
KINDS = {ROSTER: N_("data pegawai"), OFFICES: N_("susunan kantor"), RESULTS: N_("hasil kerja")}
FIGURES = {
    "people": N_("pegawai"),
    "new": N_("baru"),
    "changed": N_("berubah"),
    "unchanged": N_("tetap"),
    "left": N_("keluar"),
    "withdrawn": N_("ditarik"),
    "refused": N_("ditolak"),
    "without_rater": N_("tanpa penilai"),
    "without_phone": N_("tanpa nomor HP"),
}


def guide(pending: tuple[Upload, ...], language: str) -> Letter:
    """Which file, which columns, how; and the files that have not come to an end."""
    _ = words(language)
    return Letter(
        paragraphs(
            bold(_("Data pegawai")),
            _("Kirim berkas XLSX atau CSV di sini. Jenisnya kami kenali dari judul kolomnya:"),
            lines(
                _(
                    "• Data pegawai: NIP dan NAMA; bila ada juga jabatan, unit kerja, nomor HP, NIP PEJABAT PENILAI. "
                    "Ekspor SIASN bisa langsung dikirim."
                ),
                _("• Susunan kantor: ID, NAMA_UNOR, ID_ATASAN."),
                _("• Hasil kerja: NIP, HASIL KERJA, INDIKATOR, TARGET."),
            ),
            _(
                "Kami tunjukkan dulu apa yang akan berubah; tidak ada yang disimpan sebelum Anda setuju. "
                "Setelah selesai, berkasnya kami hapus."
            ),
        ),
        (
            *((Choice(_("Lihat: {name}", name=_cut(one.name, LABEL)), ViewUpload(one.id)),) for one in pending),
            (Choice(_("Menu"), Home()),),
        ),
    )


def screen(upload: Upload, language: str) -> Letter:
    """A file where it stands; what was pressed too late gets a word over it."""
    _ = words(language)
    toast = _("Tombol itu sudah lewat; ini keadaannya sekarang.") if upload.stale else ""
    if upload.state == PREVIEWED and upload.until is not None:
        letter = _preview(upload.id, upload.version, upload.name, upload.until, upload.told, language)
        return Letter(letter.text, letter.choices, toast=toast)
    if upload.state in (WAITING, KEPT):
        choices: tuple[tuple[Choice, ...], ...] = ((Choice(_("Batal"), CancelUpload(upload.id)),),)
    else:
        choices = _again(_)
    return Letter(_standing(upload, language), choices, toast=toast)


def _standing(upload: Upload, language: str) -> Markup:
    _ = words(language)
    name = upload.name or _("Berkas tanpa nama")
    if upload.state == SAVED:
        return _saved(name, upload.told, language)
    if upload.state == REFUSED:
        return _why(name, upload.told, language)
    return {
        WAITING: _("{name} kami terima dan sedang kami baca. Sebentar lagi kami tunjukkan isinya.", name=name),
        KEPT: _("{name} sedang kami baca. Sebentar lagi kami tunjukkan isinya.", name=name),
        CONFIRMED: _("{name} sedang disimpan. Hasilnya kami kabarkan di sini.", name=name),
        CANCELLED: _("{name} dibatalkan. Tidak ada yang berubah, berkasnya kami hapus.", name=name),
        EXPIRED: _(
            "{name} sudah kami hapus karena sehari tanpa keputusan. Tidak ada yang berubah; "
            "bila masih perlu, kirim lagi.",
            name=name,
        ),
        LOST: _lost(name, language),
    }[upload.state]


def _preview(upload: int, version: int, name: str, until: datetime, told: dict[str, Any], language: str) -> Letter:
    _ = words(language)
    return Letter(
        paragraphs(
            lines(
                bold(escaped(name or _("Berkas tanpa nama"))),
                _("Dikenali sebagai {kind}. Belum ada yang disimpan.", kind=_kind(told, _)),
            ),
            _figures(told, language),
            _notes(told, language),
            _question(told, language),
            _(
                "Kami tunggu keputusan Anda sampai {until}; setelah itu berkasnya kami hapus.",
                until=moment(until, language),
            ),
        ),
        _decisions(upload, version, told, _),
    )


def _kind(told: dict[str, Any], _: Words) -> Markup:
    kind = KINDS[told["kind"]]
    return _(kind)


def _figures(told: dict[str, Any], language: str) -> Markup:
    _ = words(language)
    return lines(*(_("{what}: {n}", what=_(FIGURES[name]), n=number) for name, number in told["figures"]))


def _notes(told: dict[str, Any], language: str) -> Markup:
    _ = words(language)
    if not told["total"]:
        return Markup("")
    more = _("… dan {n} lagi; semuanya ada di berkas yang menyusul.", n=told["total"] - len(told["notes"]))
    return lines(
        _("Yang perlu dilihat:"),
        *(_note(note, told["kind"], language) for note in told["notes"]),
        more if told["total"] > SHOWN else "",
    )


def _note(note: dict[str, Any], kind: str, language: str) -> Markup:
    _ = words(language)
    what = escaped(_cut(_reason(note, kind, language), LINE))
    return _("• baris {row}: {what}", row=note["row"], what=what)


def _reason(note: dict[str, Any], kind: str, language: str) -> str:
    """Plain text."""
    return unescape((result_row_reason if kind == RESULTS else row_reason)(note_of(note), language))


def _question(told: dict[str, Any], language: str) -> Markup:
    _ = words(language)
    many = _(
        "{left} dari {active} pegawai tidak ada di berkas ini, lebih dari sepersepuluh. Apakah berkasnya lengkap?",
        left=told["left"],
        active=told["active"],
    )
    if not can_save(told):
        return _("Belum bisa disimpan. Perbaiki barisnya, lalu kirim lagi berkasnya.")
    skipped = _("Baris yang ditolak akan dilewati; perbaiki dan kirim lagi kapan saja.")
    return lines(many if told["active"] else "", skipped if told["refused"] else "")


def _decisions(upload: int, version: int, told: dict[str, Any], _: Words) -> tuple[tuple[Choice, ...], ...]:
    if told["active"]:
        label = _("Terima, banyak yang keluar")
    else:
        label = _("Simpan yang baik saja") if told["refused"] else _("Simpan")
    save = ((Choice(label, SaveUpload(upload, version)),),) if can_save(told) else ()
    return (*save, (Choice(_("Batal"), CancelUpload(upload)),))


def _again(_: Words) -> tuple[tuple[Choice, ...], ...]:
    return ((Choice(_("Data pegawai"), OpenUploads()), Choice(_("Menu"), Home())),)


def _saved(name: str, told: dict[str, Any], language: str) -> Markup:
    _ = words(language)
    return paragraphs(
        _("{name} sudah disimpan sebagai {kind}.", name=name, kind=_kind(told, _)),
        _figures(told, language),
        _("Berkasnya kami hapus."),
    )


def _why(name: str, told: dict[str, Any], language: str) -> Markup:
    _ = words(language)
    if told["key"] == "wrong_headers":
        why = _(
            "Judul kolomnya belum kami kenali. Yang terbaca: {found}. Yang kami perlukan: NIP dan NAMA, "
            "atau ID, NAMA_UNOR, dan ID_ATASAN, atau NIP dan HASIL KERJA.",
            **told["facts"],
        )
    else:
        sentence = FILES[told["key"]]
        why = _(sentence, **told["facts"])
    return paragraphs(_("{name} tidak bisa kami pakai.", name=name), why)


def _lost(name: str, language: str) -> Markup:
    _ = words(language)
    return _("{name} belum berhasil kami ambil atau baca. Tidak ada yang berubah; mohon kirim ulang.", name=name)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


# --- notices --------------------------------------------------------------------------------------------------------


def previewed(facts: dict[str, Any], language: str) -> Letter:
    """The preview and the question; once more where the roster has changed since it was confirmed."""
    _ = words(language)
    until = datetime.fromisoformat(facts["until"])
    letter = _preview(facts["upload"], facts["version"], facts["name"], until, facts["told"], language)
    again = _("Data sudah berubah sejak Anda setuju, jadi kami tanyakan sekali lagi.") if facts["again"] else ""
    return Letter(paragraphs(again, letter.text), letter.choices)


def all_rows(facts: dict[str, Any], language: str) -> Letter:
    """Every row with its reason, as a sheet."""
    _ = words(language)
    stream = StringIO()
    # With a semicolon and a mark, a double click in Indonesian Excel opens it in columns and with every letter.
    sheet = csv.writer(stream, delimiter=";")
    sheet.writerow([_("BARIS"), _("KETERANGAN")])
    for note in facts["rows"]:
        sheet.writerow([note["row"], _reason(note, facts["kind"], language)])
    text = _("Semua baris di {name} yang perlu dilihat: {n}.", name=facts["name"], n=len(facts["rows"]))
    content = ("\ufeff" + stream.getvalue()).encode()
    return Letter(text, attachment=Attachment(DOCUMENT, content, _("baris-yang-perlu-dilihat.csv")))


def refused(facts: dict[str, Any], language: str) -> Letter:
    """Why the file cannot be taken."""
    _ = words(language)
    return Letter(_why(facts["name"] or _("Berkas tanpa nama"), facts, language), _again(_))


def lost(facts: dict[str, Any], language: str) -> Letter:
    """It could not be had or read."""
    _ = words(language)
    return Letter(_lost(facts["name"] or _("Berkas tanpa nama"), language), _again(_))


def saved(facts: dict[str, Any], language: str) -> Letter:
    """What the import did."""
    _ = words(language)
    return Letter(_saved(facts["name"] or _("Berkas tanpa nama"), facts["told"], language), _again(_))
