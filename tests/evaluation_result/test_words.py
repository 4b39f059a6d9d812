"""The words of the section, in both languages."""

import re
from dataclasses import replace

import pytest

from locales.evaluation_result import results_page
from locales.evaluation_review import review, sent
from models.evaluation_result import Results, Said, Wording
from models.evaluation_result_rules import NOTE, WORDS, Page
from tests.evaluation_result.test_rules import NOW, form

KTP, FASTER = Wording("KTP <b>& KK", (("sehari", "90 %"), ("", "12"))), Wording("KTP", (("sejam", ""),))
RESULTS = Results((Said(1, 7, KTP, 1, 2, "Cepat.", later=FASTER), Said(2, 8, FASTER, 2, 1, withdrawn=True)), 3)
MIXED = replace(RESULTS, entries=(*RESULTS.entries, Said(3, None, Wording("Arsip"), 3)))
PAGES = {
    "nothing yet": Page(form(), Results((), 3)),
    "list": Page(form(), MIXED),
    "changed by HR": Page(form(), MIXED, shown=1),
    "withdrawn": Page(form(), MIXED, shown=2),
    "own": Page(form(), MIXED, shown=3),
    "note": Page(form(), MIXED, shown=1, awaited=NOTE),
    "new": Page(form(), Results((), 3), awaited=WORDS),
}
GOLDEN = {
    ("nothing yet", "id"): (
        "Hasil kerja terisi: 0 dari 3\n\nDaftar dari bagian kepegawaian belum ada. Tulis sendiri paling banyak "
        "3; satu pun "
        "boleh. Lalu nilai dan ceritakan apa yang tercapai."
    ),
    ("nothing yet", "en"): (
        "Work results filled in: 0 of 3\n\nThere is no list from the HR office yet. Write up to 3 yourself; one "
        "is fine too. "
        "Then rate them and tell what was achieved."
    ),
    ("list", "id"): (
        "Hasil kerja terisi: 2 dari 3\n\nNilai setiap hasil dengan satu dari tiga sebutan, lalu ceritakan apa "
        "yang tercapai."
        "\n\n1. KTP &lt;b&gt;&amp; KK: Sesuai Ekspektasi (diubah bagian kepegawaian)\n2. KTP: Di Atas Ekspektasi "
        "(belum ada cerita, tidak lagi di daftar kepegawaian)\n3. Arsip: belum dinilai"
    ),
    ("list", "en"): (
        "Work results filled in: 2 of 3\n\nRate each result with one of three words, then tell what was achieved."
        "\n\n1. KTP &lt;b&gt;&amp; KK: Sesuai Ekspektasi (changed by HR)\n2. KTP: Di Atas Ekspektasi (nothing told "
        "yet, no longer on HR's list)\n3. Arsip: not rated yet"
    ),
    ("changed by HR", "id"): (
        "Hasil kerja 1 dari 3\nKTP &lt;b&gt;&amp; KK\n• sehari (target 90 %)\n• target 12\n\n"
        "Sesudah Anda nilai, bagian kepegawaian mengubahnya menjadi:\n\nKTP\n• sejam\n\n"
        "Penilaian Anda tetap tentang kalimat semula. Menilai lagi berarti menilai kalimat yang baru.\n\n"
        "Penilaian Anda: Sesuai Ekspektasi\nCepat."
    ),
    ("changed by HR", "en"): (
        "Work result 1 of 3\nKTP &lt;b&gt;&amp; KK\n• sehari (target 90 %)\n• target 12\n\n"
        "After you rated it, the HR office changed it to:\n\nKTP\n• sejam\n\n"
        "Your rating is still about the earlier words. Rating again means rating the new ones.\n\n"
        "Your rating: Sesuai Ekspektasi\nCepat."
    ),
    ("withdrawn", "id"): (
        "Hasil kerja 2 dari 3\nKTP\n• sejam\n\nBagian kepegawaian tidak lagi mencantumkannya. Yang Anda sampaikan "
        "tetap tersimpan.\n\nPenilaian Anda: Di Atas Ekspektasi\nBelum ada cerita tentang yang tercapai."
    ),
    ("withdrawn", "en"): (
        "Work result 2 of 3\nKTP\n• sejam\n\nThe HR office no longer lists it. What you said of it stays saved.\n\n"
        "Your rating: Di Atas Ekspektasi\nNothing told yet about what was achieved."
    ),
    ("own", "id"): "Hasil kerja 3 dari 3\nArsip\n\nBagaimana hasilnya dibandingkan dengan yang diharapkan?",
    ("own", "en"): "Work result 3 of 3\nArsip\n\nHow did it turn out compared with what was expected?",
    ("note", "id"): (
        "Hasil kerja 1 dari 3\nKTP &lt;b&gt;&amp; KK\n• sehari (target 90 %)\n• target 12\n\nTersimpan: Sesuai "
        "Ekspektasi. Apa yang tercapai? Ceritakan dalam satu atau dua kalimat: ketik di sini.\n\n"
        "Yang tertulis sekarang: Cepat."
    ),
    ("note", "en"): (
        "Work result 1 of 3\nKTP &lt;b&gt;&amp; KK\n• sehari (target 90 %)\n• target 12\n\nSaved: Sesuai Ekspektasi. "
        "What was achieved? Tell it in a sentence or two: type here.\n\nWritten now: Cepat."
    ),
    ("new", "id"): "Hasil kerja\n\nApa satu hasil kerja Anda? Ketik di sini, misalnya: KTP selesai dalam satu hari.",
    ("new", "en"): (
        "Work result\n\nWhat is one of your work results? Type it here, for example: ID cards ready within a day."
    ),
}


def bare(html: str) -> str:
    return re.sub("</?[bi]>", "", html)


@pytest.mark.parametrize(("page", "language"), list(GOLDEN))
def test_the_words_of_every_page(page: str, language: str) -> None:
    assert bare(results_page(PAGES[page], language).text) == GOLDEN[page, language]


def test_no_page_is_without_golden_words() -> None:
    assert {page for page, _ in GOLDEN} == set(PAGES)


REVIEWED = replace(form(), position=22, results=MIXED)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "id",
            "Hasil kerja terisi: 2 dari 3\nBelum dinilai: nomor 3.\nBelum diceritakan: nomor 2.\n"
            "Hasil kerja boleh dikirim begitu; penilai Anda akan melihat yang belum terisi.\n\n",
        ),
        (
            "en",
            "Work results filled in: 2 of 3\nNot rated yet: number 3.\nNothing told yet: number 2.\n"
            "Work results may be sent as they are; your rater will see what is not filled in.\n\n",
        ),
    ],
)
def test_the_review_says_what_is_open(language: str, words: str) -> None:
    assert words in bare(review(REVIEWED, language).text)
    after = bare(sent(replace(REVIEWED, state="submitted", submitted_at=NOW), language).text)
    assert "\n".join(words.split("\n")[:3]) + "\n\n" in after, "after sending too, without the advice"
