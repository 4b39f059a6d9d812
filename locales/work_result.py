"""Words about work results: why a row is refused, what an import did."""

from locales.roster import ROWS, told_facts
from locales.text import N_, Markup, words
from models.roster import RefusedRow
from models.work_result_file import ResultReport

RESULT_ROWS = {
    "result_empty": N_("hasil kerja kosong"),
    "result_double": N_("hasil kerja dengan indikator ini ada di beberapa baris: {rows}"),
    "text_long": N_("hasil kerja terlalu panjang, paling banyak {limit} karakter"),
    "indicator_long": N_("indikator terlalu panjang, paling banyak {limit} karakter"),
    "target_long": N_("target terlalu panjang, paling banyak {limit} karakter"),
    "person_unknown": N_("NIP {nip} tidak ada di data pegawai"),
}


def result_row_text(row: RefusedRow, language: str) -> Markup:
    """Why a row was refused."""
    _ = words(language)
    return _("baris {row}: {what}", row=row.row, what=result_row_reason(row, language))


def result_row_reason(row: RefusedRow, language: str) -> Markup:
    """The same, where the row stands in a column of its own."""
    _ = words(language)
    return _((RESULT_ROWS | ROWS)[row.key], **told_facts(row, language))


def result_counts(report: ResultReport, language: str) -> list[tuple[Markup, int]]:
    """The figures of an import, each with its name."""
    _ = words(language)
    return [
        (_("pegawai"), report.people),
        (_("baru"), report.new),
        (_("berubah"), report.changed),
        (_("tetap"), report.unchanged),
        (_("ditarik"), report.withdrawn),
        (_("ditolak"), len({row.row for row in report.refused})),
    ]


def result_outcome(report: ResultReport, language: str) -> Markup:
    """The last line: was anything written?"""
    _ = words(language)
    if report.written:
        return _("Tersimpan.")
    return _("Tidak ada yang disimpan. Perbaiki baris di atas, lalu impor lagi.")
