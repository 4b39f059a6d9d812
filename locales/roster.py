"""Words about the roster: why a file or a row is refused, what an import did."""

from collections.abc import Mapping

from locales.text import Markup, words
from models.roster import RefusedRow
from models.roster_plan import ImportReport

FILES = {
    "missing_file": "Berkas {name} tidak ada atau tidak bisa dibaca.",
    "empty_file": "Berkas ini kosong.",
    "too_large": "Berkas terlalu besar; paling besar {megabytes} MB.",
    "too_spread": "Ada isian jauh di luar tabel: baris {rows}, kolom ke-{columns}. Hapus, lalu simpan ulang.",
    "protected": "Berkas ini dikunci dengan kata sandi. Simpan dulu tanpa kata sandi, lalu coba lagi.",
    "broken": "Berkas ini rusak. Buka di Excel, simpan ulang sebagai .xlsx, lalu coba lagi.",
    "not_a_sheet": "Ini bukan lembar kerja. Simpan sebagai .xlsx atau .csv.",
    "wrong_encoding": "Huruf di berkas CSV ini tidak terbaca. Simpan sebagai “CSV UTF-8” atau .xlsx.",
    "wrong_headers": "Judul kolom tidak ditemukan: {missing}. Yang terbaca: {found}.",
    "no_rows": "Di bawah judul kolom belum ada baris.",
    "too_many_left": (
        "{left} dari {active} pegawai tidak ada di berkas ini, lebih dari sepersepuluh. Apakah berkasnya lengkap? "
        "Bila memang benar, ulangi dengan --allow-left."
    ),
}
ROWS = {
    "nip_empty": "{column} kosong",
    "nip_rounded": "{column} {nip} sudah dibulatkan oleh Excel; ambil ulang kolom ini sebagai teks",
    "nip_length": "{column} {nip} harus 18 angka",
    "nip_birth": "{column} {nip}: tanggal lahir tidak mungkin",
    "nip_appointment": "{column} {nip}: tahun atau bulan pengangkatan tidak mungkin",
    "nip_sex": "{column} {nip}: angka ke-15 harus 1 atau 2",
    "bad_ref": "{column}: X- harus diikuti huruf dan angka, paling panjang 32 karakter",
    "nip_double": "NIP {nip} ada di beberapa baris: {rows}",
    "name_empty": "nama kosong",
    "name_long": "nama terlalu panjang, paling banyak {limit} karakter",
    "rater_unknown": "{column} {nip} tidak dikenal",
    "rater_self": "{column} adalah pegawai itu sendiri",
    "rater_loop": "penilai saling menilai, melingkar, di baris: {rows}",
}
WARNINGS = {
    "phone_unusable": "nomor HP tidak bisa dipakai",
    "text_cut": "{column} dipotong sampai {limit} karakter",
    "rater_leaves": "penilainya tidak ada di berkas ini, jadi ikut tercatat keluar",
}
PEOPLE = {
    "name_empty": "Nama belum diisi.",
    "name_long": "Nama terlalu panjang, paling banyak {limit} karakter.",
    "bad_ref": "Sebutan harus X- diikuti huruf dan angka, misalnya X-BUPATI.",
    "ref_taken": "Sebutan {ref} sudah dipakai.",
}
COLUMNS = {
    "ref": "NIP",
    "rater": "NIP pejabat penilai",
    "superior": "NIP atasan pejabat penilai",
    "title_before": "gelar depan",
    "title_after": "gelar belakang",
    "position": "jabatan",
    "post_kind": "jenis jabatan",
    "grade": "golongan",
    "echelon": "eselon",
    "employment": "jenis pegawai",
    "legal_status": "kedudukan hukum",
    "office_name": "unit organisasi",
    "group_name": "satuan kerja",
}
PHASES = {
    "read": "Membaca",
    "people": "Menyimpan pegawai",
    "raters": "Menghubungkan penilai",
    "left": "Mencatat yang keluar",
}


def file_refused(key: str, facts: Mapping[str, object], language: str) -> Markup:
    """Why a file cannot be taken."""
    return words(language)(FILES[key], **facts)


def row_text(row: RefusedRow, language: str) -> Markup:
    """Why a row was refused, or what to look at in it: `baris 17: NIP 1986••••••••••1001 harus 18 angka`."""
    _ = words(language)
    facts = dict(row.facts)
    if isinstance(column := facts.get("column"), str):
        facts["column"] = _(COLUMNS[column])
    if isinstance(rows := facts.get("rows"), tuple):
        facts["rows"] = ", ".join(map(str, rows))
    what = _((ROWS | WARNINGS)[row.key], **facts)
    return _("baris {row}: {what}", row=row.row, what=what)


def counts(report: ImportReport, language: str) -> list[tuple[Markup, int]]:
    """The figures of an import, each with its name."""
    _ = words(language)
    return [
        (_("baru"), report.new),
        (_("berubah"), report.changed),
        (_("tetap"), report.unchanged),
        (_("keluar"), report.left),
        (_("ditolak"), len({row.row for row in report.refused})),
        (_("tanpa penilai"), report.without_rater),
        (_("tanpa nomor HP"), report.without_phone),
    ]


def outcome(report: ImportReport, language: str) -> Markup:
    """The last line: was anything written?"""
    _ = words(language)
    if report.refused:
        return _("Tidak ada yang disimpan. Perbaiki baris di atas, lalu impor lagi.")
    return _("Tersimpan.") if report.written else _("Hanya percobaan: tidak ada yang disimpan.")


def more_warnings(n: int, language: str) -> Markup:
    """After the first warnings."""
    return words(language)("… dan {n} catatan lain", n=n)


def phase(key: str, language: str) -> Markup:
    """What an import is doing now."""
    return words(language)(PHASES[key])


def person_refused(key: str, facts: Mapping[str, object], language: str) -> Markup:
    """Why a person cannot be added."""
    return words(language)(PEOPLE[key], **facts)


def person_added(name: str, ref: str, language: str) -> Markup:
    """Somebody without NIP was added."""
    return words(language)("{name} ditambahkan. REF: {ref}", name=name, ref=ref)
