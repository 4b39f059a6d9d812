"""What is wrong with a rules file, in words: where, and what."""

from locales.text import N_, Markup, words
from models.check import Problem

COMMON = {
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
    "twice": N_("{name} sudah dipakai di atas"),
    "unknown_word": N_("“{word}” tidak dikenal; yang ada: {known}"),
}
METHOD = {
    "no_period": N_("harus memuat {field} tepat satu kali, tanpa isian lain"),
    "level_count": N_("ada {count} tingkat; harus {low} sampai {high}"),
    "no_such_level": N_("tingkat ini tidak ada; tingkat terakhir {count}"),
    "out_of_order": N_("harus {wanted}, tertulis {found}"),
    "cell_twice": N_("sel {results} × {behaviour} sudah diisi di atas"),
    "cell_missing": N_("sel {results} × {behaviour} belum ada"),
}
CALENDAR = {
    "not_date": N_("harus tanggal, misalnya 2026-12-09"),
    "not_hours": N_("harus jam dari–sampai, misalnya 07.30-16.00"),
    "hours_backwards": N_("jam selesai harus setelah jam mulai, paling lambat 24.00"),
    "hours_empty": N_("jam mulai dan jam selesai tidak boleh sama"),
    "no_weekday": N_("sebutkan sedikitnya satu hari, monday sampai sunday"),
    "range_backwards": N_("tanggal terakhir mendahului tanggal pertama"),
    "ranges_overlap": N_("bertumpang tindih dengan rentang tanggal lain"),
}
REMINDERS = {
    "not_hour": N_("harus jam, misalnya 09:00"),
    "not_month_and_day": N_("harus bulan dan hari yang ada setiap tahun, misalnya 12-01"),
    "not_rising": N_("harus makin besar: peringatan dulu, lalu tiap atasan"),
}
COMPLAINTS = {
    "too_many": N_("terlalu banyak, paling banyak {limit}"),
}
PROBLEMS = {**COMMON, **METHOD, **CALENDAR, **REMINDERS, **COMPLAINTS}


def problem_text(problem: Problem, language: str) -> Markup:
    """Where and what: `parts[2].items[1].text.en: teks masih kosong`."""
    _ = words(language)
    what = _(PROBLEMS[problem.key], **problem.facts, field="{period}")
    return _("{place}: {what}", place=problem.place, what=what) if problem.place else what
