"""The shipped method says what the circular and the regulation say, word for word."""

import pytest

from models.method import Method
from services.methods import Methods

# SE MenPANRB 20/2021.
BERAKHLAK = {
    "Berorientasi Pelayanan": [
        "Memahami dan memenuhi kebutuhan masyarakat",
        "Ramah, cekatan, solutif, dan dapat diandalkan",
        "Melakukan perbaikan tiada henti",
    ],
    "Akuntabel": [
        "Melaksanakan tugas dengan jujur, bertanggung jawab, cermat, disiplin, dan berintegritas tinggi",
        "Menggunakan kekayaan dan barang milik negara secara bertanggung jawab, efektif, dan efisien",
        "Tidak menyalahgunakan kewenangan jabatan",
    ],
    "Kompeten": [
        "Meningkatkan kompetensi diri untuk menjawab tantangan yang selalu berubah",
        "Membantu orang lain belajar",
        "Melaksanakan tugas dengan kualitas terbaik",
    ],
    "Harmonis": [
        "Menghargai setiap orang apa pun latar belakangnya",
        "Suka menolong orang lain",
        "Membangun lingkungan kerja yang kondusif",
    ],
    "Loyal": [
        "Memegang teguh ideologi Pancasila, Undang-Undang Dasar Negara Republik Indonesia Tahun 1945, setia kepada "
        "Negara Kesatuan Republik Indonesia serta pemerintahan yang sah",
        "Menjaga nama baik sesama ASN, pimpinan, instansi, dan negara",
        "Menjaga rahasia jabatan dan negara",
    ],
    "Adaptif": [
        "Cepat menyesuaikan diri menghadapi perubahan",
        "Terus berinovasi dan mengembangkan kreativitas",
        "Bertindak proaktif",
    ],
    "Kolaboratif": [
        "Memberi kesempatan kepada berbagai pihak untuk berkontribusi",
        "Terbuka dalam bekerja sama untuk menghasilkan nilai tambah",
        "Menggerakkan pemanfaatan berbagai sumber daya untuk tujuan bersama",
    ],
}
LEVELS = [
    ("Belum", "Not yet", "Belum tahu caranya dalam tugas saya, atau baru bila diingatkan."),
    ("Kadang", "Sometimes", "Sudah, tetapi masih ada saat saya ragu atau terlewat."),
    (
        "Tetap",
        "Steady",
        "Tetap saya terapkan, tanpa diingatkan. Inilah yang diharapkan dari setiap pegawai.",
    ),
    ("Teladan", "Example", "Seperti 3, dan ada kejadian nyata yang dilihat orang lain. Ceritakan satu."),
]
# PermenPANRB 6/2022; rows hasil kerja 1..3, columns perilaku kerja 3..1, by SIASN code.
MATRIX = {
    1: ["Kurang", "Baik", "Sangat Baik"],
    2: ["Kurang", "Baik", "Baik"],
    3: ["Sangat Kurang", "Butuh Perbaikan", "Butuh Perbaikan"],
}


@pytest.fixture
def method() -> Method:
    return Methods.find("berakhlak-2026")


def test_behaviours_are_word_for_word(method: Method) -> None:
    assert {part.name.id: [item.text.id for item in part.items] for part in method.parts} == BERAKHLAK


def test_levels_are_word_for_word(method: Method) -> None:
    assert [(level.word.id, level.word.en, level.text.id) for level in method.levels] == LEVELS
    assert [level.digit for level in method.levels] == [1, 2, 3, 4]


def test_matrix_is_the_regulations(method: Method) -> None:
    found = {
        results: [method.matrix.look_up(results, behaviour).predikat.word for behaviour in (3, 2, 1)]
        for results in MATRIX
    }
    assert found == MATRIX
    misconduct = {pair for pair, cell in method.matrix.cells.items() if cell.misconduct}
    assert misconduct == {(1, 3), (2, 3)}
    assert [(grade.code, grade.word) for grade in method.matrix.ratings] == [
        (1, "Di Atas Ekspektasi"),
        (2, "Sesuai Ekspektasi"),
        (3, "Di Bawah Ekspektasi"),
    ]
    assert [grade.word for grade in method.matrix.predikat] == [
        "Sangat Baik",
        "Baik",
        "Butuh Perbaikan",
        "Kurang",
        "Sangat Kurang",
    ]


def test_items_are_numbered_from_one_over_all_parts(method: Method) -> None:
    assert method.count == 21
    assert [method.item(number).number for number in range(1, 22)] == list(range(1, 22))
    assert (method.item(4).key, method.item(4).part) == ("akuntabel-1", 1)
    for outside in (0, -1, 22):
        with pytest.raises(IndexError):
            method.item(outside)


def test_integrity_is_never_not_applicable(method: Method) -> None:
    assert not any(item.allow_na for item in method.items if item.key.startswith(("akuntabel", "loyal")))
    assert any(item.allow_na for item in method.items)


def test_small_things(method: Method) -> None:
    assert method.stem.of("en").format(period="2026") == "During 2026, how have I applied this?"
    assert method.stem.of("id").format(period="2026") == "Selama 2026, bagaimana saya menerapkan hal ini?"
    assert (method.minutes(21), method.minutes(1), method.minutes(0)) == (9, 1, 0)
    assert method.example_at == 4
    assert hash(method) == hash(Methods.find("berakhlak-2026"))
