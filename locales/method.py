"""Words about methods of appraisal."""

from locales.text import N_, Markup, Words, words
from models.method import Method
from models.method_check import Problem

PROBLEMS = {
    "unreadable": N_("baris {line}, kolom {column}: bukan TOML yang benar"),
    "too_deep": N_("isi berkas terlalu bertingkat"),
    "not_utf8": N_("berkas harus teks UTF-8"),
    "missing": N_("belum ada"),
    "unknown_key": N_("nama ini tidak dikenal; salah ketik?"),
    "not_text": N_("harus teks"),
    "empty_text": N_("teks masih kosong"),
    "long_text": N_("teks terlalu panjang, paling banyak {limit} karakter"),
    "not_identifier": N_("hanya huruf kecil, angka, dan tanda hubung; paling banyak 32 karakter"),
    "not_flag": N_("harus true atau false"),
    "not_number": N_("harus bilangan bulat dari {low} sampai {high}"),
    "not_table": N_("harus tabel"),
    "not_list": N_("harus daftar"),
    "empty_list": N_("daftar masih kosong"),
    "no_period": N_("harus memuat {field} tepat satu kali, tanpa isian lain"),
    "level_count": N_("ada {count} tingkat; harus {low} sampai {high}"),
    "no_such_level": N_("tingkat ini tidak ada; tingkat terakhir {count}"),
    "out_of_order": N_("harus {wanted}, tertulis {found}"),
    "twice": N_("{name} sudah dipakai di atas"),
    "unknown_word": N_("“{word}” tidak dikenal; yang ada: {known}"),
    "cell_twice": N_("sel {results} × {behaviour} sudah diisi di atas"),
    "cell_missing": N_("sel {results} × {behaviour} belum ada"),
}


def problem_text(problem: Problem, language: str) -> Markup:
    """Where and what: `parts[2].items[1].text.en: teks masih kosong`."""
    _ = words(language)
    what = _(PROBLEMS[problem.key], **problem.facts, field="{period}")
    return _("{place}: {what}", place=problem.place, what=what) if problem.place else what


def method_is_fine(method: Method, language: str) -> Markup:
    """After a check without problems."""
    _ = words(language)
    return _("Metode baik: {parts} bagian, {items} butir.", parts=len(method.parts), items=method.count)


def method_added(method: Method, language: str) -> Markup:
    """After `method add`."""
    _ = words(language)
    return _(
        "Metode {id} tersimpan: {parts} bagian, {items} butir.",
        id=method.id,
        parts=len(method.parts),
        items=method.count,
    )


def headings(language: str) -> dict[str, Markup]:
    """Headings of the tables that `kinerja method` prints."""
    _: Words = words(language)
    return {
        "method": _("Metode"),
        "name": _("Nama"),
        "parts": _("Bagian"),
        "items": _("Butir"),
        "origin": _("Asal"),
        "shipped": _("bawaan"),
        "added": _("ditambahkan"),
        "item": _("Perilaku"),
        "na": _("Boleh “tidak berlaku”"),
        "yes": _("ya"),
        "level": _("Tingkat"),
        "word": _("Sebutan"),
        "meaning": _("Arti"),
        "matrix": _("hasil kerja ↓ / perilaku kerja →"),
        "misconduct": _("pelanggaran"),
    }
