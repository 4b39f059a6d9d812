"""Words about the roster: why a file or a row is refused, what an import did."""

from collections.abc import Mapping

from locales.text import N_, Markup, words
from models.roster import RefusedRow
from models.roster_plan import ImportReport

FILES = {
    "missing_file": N_("Berkas {name} tidak ada atau tidak bisa dibaca."),
    "empty_file": N_("Berkas ini kosong."),
    "too_large": N_("Berkas terlalu besar; paling besar {megabytes} MB."),
    "too_spread": N_("Ada isian jauh di luar tabel: baris {rows}, kolom ke-{columns}. Hapus, lalu simpan ulang."),
    "protected": N_("Berkas ini dikunci dengan kata sandi. Simpan dulu tanpa kata sandi, lalu coba lagi."),
    "broken": N_("Berkas ini rusak. Buka di Excel, simpan ulang sebagai .xlsx, lalu coba lagi."),
    "not_a_sheet": N_("Ini bukan lembar kerja. Simpan sebagai .xlsx atau .csv."),
    "wrong_encoding": N_("Huruf di berkas CSV ini tidak terbaca. Simpan sebagai “CSV UTF-8” atau .xlsx."),
    "wrong_headers": N_("Judul kolom tidak ditemukan: {missing}. Yang terbaca: {found}."),
    "no_rows": N_("Di bawah judul kolom belum ada baris."),
    "too_many_left": N_(
        "{left} dari {active} pegawai tidak ada di berkas ini, lebih dari sepersepuluh. Apakah berkasnya lengkap? "
        "Bila memang benar, ulangi dengan --allow-left."
    ),
}
ROWS = {
    "nip_empty": N_("{column} kosong"),
    "nip_rounded": N_("{column} {nip} sudah dibulatkan oleh Excel; ambil ulang kolom ini sebagai teks"),
    "nip_length": N_("{column} {nip} harus 18 angka"),
    "nip_birth": N_("{column} {nip}: tanggal lahir tidak mungkin"),
    "nip_appointment": N_("{column} {nip}: tahun atau bulan pengangkatan tidak mungkin"),
    "nip_sex": N_("{column} {nip}: angka ke-15 harus 1 atau 2"),
    "bad_ref": N_("{column}: X- harus diikuti huruf dan angka, paling panjang 32 karakter"),
    "nip_double": N_("NIP {nip} ada di beberapa baris: {rows}"),
    "name_empty": N_("nama kosong"),
    "name_long": N_("nama terlalu panjang, paling banyak {limit} karakter"),
    "date_wrong": N_("{column} “{text}” bukan tanggal; tulis seperti 31-12-2027"),
    "rater_unknown": N_("{column} {nip} tidak dikenal"),
    "rater_self": N_("{column} adalah pegawai itu sendiri"),
    "office_code_empty": N_("ID kantor kosong"),
    "office_code_long": N_("ID kantor terlalu panjang, paling banyak {limit} karakter"),
    "office_double": N_("ID kantor ini ada di beberapa baris: {rows}"),
    "office_self": N_("kantor ini menjadi atasannya sendiri"),
    "office_above_unknown": N_("ID atasan {code} tidak dikenal"),
    "office_above_refused": N_("kantor di atasnya ditolak"),
    "office_loop": N_("kantor saling membawahkan, melingkar, di baris: {rows}"),
    "rater_loop": N_("penilai saling menilai, melingkar, di baris: {rows}"),
}
WARNINGS = {
    "phone_unusable": N_("nomor HP tidak bisa dipakai"),
    "text_cut": N_("{column} dipotong sampai {limit} karakter"),
    "status_unknown": N_("kedudukan hukum “{status}” belum dikenal; dianggap aktif"),
    "rater_refused": N_("penilainya ada di baris yang ditolak, jadi belum dihubungkan"),
    "rater_leaves": N_("penilainya tidak ada di berkas ini, jadi ikut tercatat keluar"),
}
PEOPLE = {
    "name_empty": N_("Nama belum diisi."),
    "name_long": N_("Nama terlalu panjang, paling banyak {limit} karakter."),
    "bad_ref": N_("Sebutan harus X- diikuti huruf dan angka, misalnya X-BUPATI."),
    "ref_taken": N_("Sebutan {ref} sudah dipakai."),
}
COLUMNS = {
    "ref": N_("NIP"),
    "rater": N_("NIP pejabat penilai"),
    "superior": N_("NIP atasan pejabat penilai"),
    "title_before": N_("gelar depan"),
    "title_after": N_("gelar belakang"),
    "position": N_("jabatan"),
    "post_kind": N_("jenis jabatan"),
    "grade": N_("golongan"),
    "echelon": N_("eselon"),
    "employment": N_("jenis pegawai"),
    "legal_status": N_("kedudukan hukum"),
    "contract_until": N_("akhir kontrak"),
    "office_name": N_("unit organisasi"),
    "group_name": N_("satuan kerja"),
}
PHASES = {
    "read": N_("Membaca"),
    "people": N_("Menyimpan pegawai"),
    "raters": N_("Menghubungkan penilai"),
    "left": N_("Mencatat yang keluar"),
}


def file_refused(key: str, facts: Mapping[str, object], language: str) -> Markup:
    """Why a file cannot be taken."""
    _ = words(language)
    return _(FILES[key], **facts)


def row_text(row: RefusedRow, language: str) -> Markup:
    """Why a row was refused, or what to look at in it: `baris 17: NIP 1986••••••••••1001 harus 18 angka`."""
    _ = words(language)
    return _("baris {row}: {what}", row=row.row, what=row_reason(row, language))


def row_reason(row: RefusedRow, language: str) -> Markup:
    """The same, where the row stands in a column of its own."""
    _ = words(language)
    return _((ROWS | WARNINGS)[row.key], **told_facts(row, language))


def told_facts(row: RefusedRow, language: str) -> dict[str, object]:
    """The facts of a row as its sentence takes them: the column by its name, rows with commas."""
    _ = words(language)
    facts = dict(row.facts)
    if isinstance(column := facts.get("column"), str):
        facts["column"] = _(COLUMNS[column])
    if isinstance(rows := facts.get("rows"), tuple):
        facts["rows"] = ", ".join(map(str, rows))
    return facts


def office_row_text(row: RefusedRow, language: str) -> Markup:
    """The same for a row of the file of offices."""
    _ = words(language)
    return _("kantor, {what}", what=row_text(row, language))


def counts(report: ImportReport, language: str) -> list[tuple[Markup, int]]:
    """The figures of an import, each with its name."""
    _ = words(language)
    tree = report.offices
    offices = (
        [
            (_("kantor baru"), tree.new),
            (_("kantor berubah"), tree.changed),
            (_("kantor tetap"), tree.unchanged),
            (_("kantor ditolak"), len({row.row for row in tree.refused})),
        ]
        if tree
        else []
    )
    return [
        *offices,
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
    if report.refuses and report.written:
        return _("Tersimpan, kecuali baris di atas. Perbaiki, lalu impor lagi.")
    if report.refuses:
        return _("Tidak ada yang disimpan. Perbaiki baris di atas, lalu impor lagi.")
    return _("Tersimpan.") if report.written else _("Hanya percobaan: tidak ada yang disimpan.")


def more_warnings(n: int, language: str) -> Markup:
    """After the first warnings."""
    _ = words(language)
    return _("… dan {n} catatan lain", n=n)


def phase(key: str, language: str) -> Markup:
    """What an import is doing now."""
    _ = words(language)
    return _(PHASES[key])


def person_refused(key: str, facts: Mapping[str, object], language: str) -> Markup:
    """Why a person cannot be added."""
    _ = words(language)
    return _(PEOPLE[key], **facts)


def person_added(name: str, ref: str, language: str) -> Markup:
    """Somebody without NIP was added."""
    _ = words(language)
    return _("{name} ditambahkan. REF: {ref}", name=name, ref=ref)
