"""Every sentence exists in both languages, with the same placeholders; every Refusal and every notice has words."""

import inspect
import re
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import locales
import models
from locales.notice import notice_letter
from locales.refusal import refusal_text
from locales.text import words
from models import notice
from models.refusals import Refusal
from tests.locales import complaint_words, paper_words

HERE = Path(locales.__file__).parent
Key = str | tuple[str, ...]


def said() -> dict[Key, str]:
    """What the code says, with the module it stands in."""
    found = extract_from_dir(HERE, method_map=[("**.py", "python")], keywords={"_": None, "N_": None, "count": (1, 2)})
    return {message: name for name, _, message, _, _ in found}


def translated() -> dict[Key, tuple[str, ...]]:
    with (HERE / "en" / "LC_MESSAGES" / "kinerja.po").open("rb") as file:
        catalogue = read_po(file, locale="en")
    return {
        message.id: message.string if isinstance(message.string, tuple) else (message.string,)
        for message in catalogue
        if message.id and not message.fuzzy
    }


def test_every_sentence_is_said_where_the_catalogue_looks_for_it() -> None:
    """Only `_("…")`, `N_("…")` and `.count("…", "…")` are collected, and none of them inside an f-string."""
    lost = re.compile(r"""words\([\w.]*\)\(|\{[^{}"]*\b_\('""")
    hidden = [file.name for file in HERE.glob("*.py") if lost.search(file.read_text())]
    assert hidden == []


def placeholders(sentence: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", sentence))


def test_english_is_complete_and_holds_nothing_else() -> None:
    spoken, known = said(), translated()
    assert set(spoken) - set(known) == set()
    assert set(known) - set(spoken) == set()
    assert [key for key, strings in known.items() if not all(strings)] == []


def test_placeholders_are_the_same_in_both_languages() -> None:
    for key, strings in translated().items():
        wanted = placeholders(key if isinstance(key, str) else key[-1])
        assert all(placeholders(string) == wanted for string in strings), key


REFUSALS = [
    kind
    for module in (import_module(f"models.{one.name}") for one in iter_modules(models.__path__))
    for _, kind in inspect.getmembers(module, inspect.isclass)
    if issubclass(kind, Refusal) and kind.__module__ == module.__name__
]
FACTS = {
    tuple[int, ...]: (3, 7),
    tuple[str, ...]: ("A-1",),
    int: 5,
    bool: True,
    str: "<Siti> & Co",
    datetime: datetime(2027, 1, 15, 9, tzinfo=UTC),
    date: date(2027, 1, 15),
}


def example(kind: type[Refusal]) -> Refusal:
    facts = {name: FACTS[annotation] for name, annotation in inspect.get_annotations(kind).items()}
    return kind(**facts | ({"state": "working"} if "state" in facts else {}))


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("kind", [kind for kind in REFUSALS if kind is not Refusal])
def test_every_refusal_has_a_sentence(kind: type[Refusal], language: str) -> None:
    text = refusal_text(example(kind), language)
    assert text
    assert "{" not in text
    assert "<Siti>" not in text


DUE = "2027-01-15T09:00:00+00:00"
TOLD: dict[str, Any] = {
    "kind": "roster",
    "figures": [["new", 1], ["refused", 1]],
    "refused": 1,
    "left": 3,
    "active": 6,
    "notes": [{"row": 4, "key": "nip_length", "facts": {"column": "ref", "nip": "1990••01"}}],
    "total": 1,
}
NOTICES = {
    notice.SELF_DUE: {
        "evaluation": 1,
        "name": "Siti",
        "period": "<2026>",
        "until": DUE,
        "days": 3,
        "missing": 7,
        "again": True,
    },
    notice.RATER_DIGEST: {
        "name": "Ratna",
        "cycles": [
            {
                "period": "<2026>",
                "self_until": DUE,
                "appraise_until": DUE,
                "waiting": ["Siti"],
                "unsent": ["A", "B", "C", "D", "E", "F"],
            }
        ],
    },
    notice.RATER_OVERDUE: {"cycle": 1, "name": "Ratna", "count": 3, "until": DUE, "told_on": DUE},
    notice.RATER_ESCALATED: {
        "name": "Hasan",
        "period": "<2026>",
        "until": DUE,
        "raters": [{"name": "Ratna", "count": 3, "obstacle": "<sakit>"}, {"name": "Budi", "count": 1, "obstacle": ""}],
    },
    notice.RATER_OBSTACLE: {"rater": "Ratna", "period": "<2026>", "text": "<sakit>"},
    notice.REVIEW_DUE: {"year": 2027},
    notice.DELIVERY_REPORT: {
        "since": "2027-01-14T09:00:00+00:00",
        "sent": 120,
        "failed": 3,
        "reasons": [["Button_data_invalid <x>", 3]],
        "unreachable": 2,
        "waiting": 7,
    },
    notice.DELIVERY_ALARM: {"alarm": "failing", "minutes": 0, "sent": 18, "failed": 4},
    notice.EVALUATION_SUBMITTED: {"employee": "Siti <b>& Co", "evaluation": 1, "until": "2027-01-15T16:59:59+00:00"},
    notice.LINK_MATCHED: {"name": "Siti"},
    notice.INVITATION_TRIED: {"at": "2027-01-15T02:00:00+00:00"},
    notice.DEADLINE_MOVED: {"period": "Tahun <2026>", "step": "self", "until": DUE},
    notice.LATE_ALLOWED: {"period": "Tahun <2026>", "until": "2027-01-15T09:00:00+00:00"},
    notice.EVIDENCE_LOST: {"evaluation": 1, "item": 3, "kind": "photo", "name": "", "reason": "file is gone"},
    notice.UPLOAD_PREVIEWED: {
        "upload": 1,
        "name": "a<b>.xlsx",
        "version": 1,
        "until": "2027-01-15T09:00:00+00:00",
        "again": True,
        "told": TOLD,
    },
    notice.UPLOAD_ROWS: {"name": "a<b>.xlsx", "kind": "roster", "rows": TOLD["notes"]},
    notice.UPLOAD_REFUSED: {"upload": 1, "name": "a<b>.xlsx", "key": "wrong_headers", "facts": {"found": "<X>"}},
    notice.UPLOAD_LOST: {"upload": 1, "name": ""},
    notice.UPLOAD_SAVED: {"upload": 1, "name": "a<b>.xlsx", "told": TOLD},
    notice.EVIDENCE_REFUSED: {"evaluation": 1, "item": 3, "kind": "document", "name": "a<b>.pdf", "reason": "program"},
    notice.CIRCULAR: {"text": "Bapak/Ibu {nama}, <rapat> di {unit}.", "text_en": "", "name": "Siti & Co", "unit": ""},
    notice.CIRCULAR_TRIED: {"text": "Dear {nama}", "name": "Siti", "unit": "", "language": "en"},
    notice.UPDATE_SET_ASIDE: {"number": 17, "kind": "button"},
    **complaint_words.NOTICES,
    **paper_words.NOTICES,
}
GOLDEN = {
    **paper_words.GOLDEN,
    (notice.SELF_DUE, "id"): (
        "Siti, evaluasi diri &lt;2026&gt; ditutup Jumat, 15 Januari 2027, pukul 16.00 WIB, 3 hari lagi.\n\n"
        "Tinggal 7 pertanyaan."
    ),
    (notice.SELF_DUE, "en"): (
        "Siti, self-evaluation &lt;2026&gt; closes Friday, 15 January 2027, 16:00 WIB, in 3 days.\n\n7 questions left."
    ),
    (notice.RATER_DIGEST, "id"): (
        "Bapak/Ibu Ratna, ringkasan hari ini.\n\n<b>&lt;2026&gt;</b>\n"
        "1 pegawai menunggu penilaian Anda: Siti. Batasnya Jumat, 15 Januari 2027, pukul 16.00 WIB.\n"
        "6 pegawai belum mengirim evaluasi diri: A, B, C, D, E, dan 1 lainnya. "
        "Batasnya Jumat, 15 Januari 2027, pukul 16.00 WIB."
    ),
    (notice.RATER_DIGEST, "en"): (
        "Ratna, your summary for today.\n\n<b>&lt;2026&gt;</b>\n"
        "1 employee awaits your appraisal: Siti. Due Friday, 15 January 2027, 16:00 WIB.\n"
        "6 employees have not sent a self-evaluation yet: A, B, C, D, E, and 1 other. "
        "Due Friday, 15 January 2027, 16:00 WIB."
    ),
    (notice.RATER_OVERDUE, "id"): (
        "Bapak/Ibu Ratna, 3 pegawai masih menunggu penilaian Anda; batasnya Jumat, 15 Januari 2027, pukul 16.00 "
        "WIB.\n\n"
        "Bila belum selesai Jumat, 15 Januari 2027, atasan Anda kami beri tahu."
    ),
    (notice.RATER_OVERDUE, "en"): (
        "Ratna, 3 employees still await your appraisal, due Friday, 15 January 2027, 16:00 WIB.\n\n"
        "If unfinished on Friday, 15 January 2027, we will inform your superior."
    ),
    (notice.RATER_ESCALATED, "id"): (
        "Bapak/Ibu Hasan, penilaian &lt;2026&gt; sudah lewat batasnya (Jumat, 15 Januari 2027, pukul 16.00 WIB) "
        "dan belum selesai:\n\n"
        "Ratna: 3 pegawai. Kendalanya: &lt;sakit&gt;\nBudi: 1 pegawai\n\n"
        "Mohon bantu mereka menyelesaikannya; mereka sudah tahu bahwa Bapak/Ibu diberi tahu."
    ),
    (notice.RATER_ESCALATED, "en"): (
        "Hasan, the appraisal &lt;2026&gt; is past its deadline (Friday, 15 January 2027, 16:00 WIB) and not "
        "finished:\n\n"
        "Ratna: 3 employees. What keeps them: &lt;sakit&gt;\nBudi: 1 employee\n\n"
        "Please help them to finish; they know that you are being told."
    ),
    (notice.RATER_OBSTACLE, "id"): "Ratna menyampaikan kendala dalam penilaian &lt;2026&gt;:\n\n&lt;sakit&gt;",
    (notice.RATER_OBSTACLE, "en"): "Ratna reports a problem with the appraisal &lt;2026&gt;:\n\n&lt;sakit&gt;",
    (notice.REVIEW_DUE, "id"): (
        "Sudah waktunya tinjauan tahunan metode penilaian 2027: apakah caranya masih cocok, dan apa yang diubah?"
    ),
    (notice.REVIEW_DUE, "en"): (
        "It is time for the yearly review of the appraisal method 2027: does it still fit, and what should change?"
    ),
    (notice.CIRCULAR, "id"): (
        "<b>Kabar dari Kepegawaian</b>\n\nBapak/Ibu Siti &amp; Co, &lt;rapat&gt; di kantor Anda.\n\n"
        "<i>Tidak ingin kabar seperti ini? Matikan di Pengaturan.</i>"
    ),
    (notice.CIRCULAR, "en"): (
        "<b>News from HR</b>\n\nBapak/Ibu Siti &amp; Co, &lt;rapat&gt; di kantor Anda.\n\n"
        "<i>Would you rather not get news like this? Switch it off in Settings.</i>"
    ),
    (notice.CIRCULAR_TRIED, "id"): (
        "<i>Ini kiriman coba; hanya Anda yang menerimanya.</i>\n\n<b>News from HR</b>\n\nDear Siti\n\n"
        "<i>Would you rather not get news like this? Switch it off in Settings.</i>"
    ),
    (notice.CIRCULAR_TRIED, "en"): (
        "<i>This is a test; only you get it.</i>\n\n<b>News from HR</b>\n\nDear Siti\n\n"
        "<i>Would you rather not get news like this? Switch it off in Settings.</i>"
    ),
    (notice.UPDATE_SET_ASIDE, "id"): (
        "Satu kiriman tidak berhasil kami proses dan kami sisihkan: nomor 17 (tombol).\n\n"
        "Isinya tidak hilang. Mohon kabari pengelola sistem; kinerja doctor menunjukkan jumlahnya."
    ),
    (notice.UPDATE_SET_ASIDE, "en"): (
        "We could not process one thing that somebody sent, and have set it aside: number 17 (button).\n\n"
        "Nothing of it is lost. Please tell whoever runs the system; kinerja doctor shows how many there are."
    ),
    (notice.DELIVERY_REPORT, "id"): (
        "<b>Pengiriman pesan sejak Kamis, 14 Januari 2027, pukul 16.00 WIB</b>\n\nTerkirim: 120\nGagal: 3\n"
        "· 3 kali: Button_data_invalid &lt;x&gt;\nMenunggu: 7\nPegawai yang belum bisa dihubungi: 2"
    ),
    (notice.DELIVERY_REPORT, "en"): (
        "<b>Messages sent since Thursday, 14 January 2027, 16:00 WIB</b>\n\nSent: 120\nFailed: 3\n"
        "· 3 times: Button_data_invalid &lt;x&gt;\nWaiting: 7\nEmployees we cannot reach: 2"
    ),
    (notice.DELIVERY_ALARM, "id"): (
        "Dalam satu jam terakhir 4 dari 22 pesan gagal terkirim.\n\nMohon teruskan kepada pengelola server."
    ),
    (notice.DELIVERY_ALARM, "en"): (
        "In the last hour 4 of 22 messages could not be sent.\n\nPlease tell those who run the server."
    ),
    (notice.UPLOAD_PREVIEWED, "id"): (
        "Data sudah berubah sejak Anda setuju, jadi kami tanyakan sekali lagi.\n\n"
        "<b>a&lt;b&gt;.xlsx</b>\nDikenali sebagai data pegawai. Belum ada yang disimpan.\n\n"
        "baru: 1\nditolak: 1\n\n"
        "Yang perlu dilihat:\n• baris 4: NIP 1990••01 harus 18 angka\n\n"
        "3 dari 6 pegawai tidak ada di berkas ini, lebih dari sepersepuluh. Apakah berkasnya lengkap?\n"
        "Baris yang ditolak akan dilewati; perbaiki dan kirim lagi kapan saja.\n\n"
        "Kami tunggu keputusan Anda sampai Jumat, 15 Januari 2027, pukul 16.00 WIB; setelah itu berkasnya kami hapus."
    ),
    (notice.UPLOAD_PREVIEWED, "en"): (
        "The data has changed since you agreed, so we ask once more.\n\n"
        "<b>a&lt;b&gt;.xlsx</b>\nRecognised as staff data. Nothing has been saved yet.\n\n"
        "new: 1\nrefused: 1\n\n"
        "To look at:\n• row 4: NIP 1990••01 must have 18 digits\n\n"
        "3 of 6 employees are not in this file, more than a tenth. Is the file complete?\n"
        "Refused rows will be left out; correct them and send them again at any time.\n\n"
        "We await your decision until Friday, 15 January 2027, 16:00 WIB; after that we delete the file."
    ),
    (notice.UPLOAD_ROWS, "id"): "Semua baris di a&lt;b&gt;.xlsx yang perlu dilihat: 1.",
    (notice.UPLOAD_ROWS, "en"): "All rows of a&lt;b&gt;.xlsx to look at: 1.",
    (notice.UPLOAD_REFUSED, "id"): (
        "a&lt;b&gt;.xlsx tidak bisa kami pakai.\n\nJudul kolomnya belum kami kenali. Yang terbaca: &lt;X&gt;. "
        "Yang kami perlukan: NIP dan NAMA, atau ID, NAMA_UNOR, dan ID_ATASAN, atau NIP dan HASIL KERJA."
    ),
    (notice.UPLOAD_REFUSED, "en"): (
        "a&lt;b&gt;.xlsx cannot be used.\n\nWe do not recognise its column headings. What we read: &lt;X&gt;. "
        "What we need: NIP and NAMA, or ID, NAMA_UNOR and ID_ATASAN, or NIP and HASIL KERJA."
    ),
    (notice.UPLOAD_LOST, "id"): (
        "Berkas tanpa nama belum berhasil kami ambil atau baca. Tidak ada yang berubah; mohon kirim ulang."
    ),
    (notice.UPLOAD_LOST, "en"): (
        "The file without a name could not be fetched or read yet. Nothing has changed; please send it again."
    ),
    (notice.UPLOAD_SAVED, "id"): (
        "a&lt;b&gt;.xlsx sudah disimpan sebagai data pegawai.\n\nbaru: 1\nditolak: 1\n\nBerkasnya kami hapus."
    ),
    (notice.UPLOAD_SAVED, "en"): (
        "a&lt;b&gt;.xlsx has been saved as staff data.\n\nnew: 1\nrefused: 1\n\nWe delete the file."
    ),
    (notice.DEADLINE_MOVED, "id"): (
        "Waktu evaluasi diri Tahun &lt;2026&gt; diperpanjang sampai Jumat, 15 Januari 2027, pukul 16.00 WIB."
    ),
    (notice.DEADLINE_MOVED, "en"): (
        "Time for the self-evaluation Tahun &lt;2026&gt; is extended until Friday, 15 January 2027, 16:00 WIB."
    ),
    (notice.LATE_ALLOWED, "id"): (
        "Evaluasi diri Tahun &lt;2026&gt; dibuka lagi untuk Anda sampai Jumat, 15 Januari 2027, pukul 16.00 WIB."
    ),
    (notice.LATE_ALLOWED, "en"): (
        "Self-evaluation Tahun &lt;2026&gt; is open for you again until Friday, 15 January 2027, 16:00 WIB."
    ),
    (notice.LINK_MATCHED, "id"): (
        "Nomor Anda sudah dicocokkan operator. Selamat datang, Siti. "
        "Akun Telegram ini sekarang terhubung dengan data Anda."
    ),
    (notice.LINK_MATCHED, "en"): (
        "The operator has matched your number. Welcome, Siti. This Telegram account is now linked to your record."
    ),
    (notice.EVALUATION_SUBMITTED, "id"): (
        "Siti &lt;b&gt;&amp; Co sudah mengirim evaluasi diri dan menunggu penilaian Anda.\n\n"
        "Batasnya Jumat, 15 Januari 2027, pukul 23.59 WIB."
    ),
    (notice.EVALUATION_SUBMITTED, "en"): (
        "Siti &lt;b&gt;&amp; Co has sent a self-evaluation and awaits your appraisal.\n\n"
        "Due by Friday, 15 January 2027, 23:59 WIB."
    ),
    (notice.EVIDENCE_LOST, "id"): ("Bukti foto untuk nomor 3 tidak bisa kami ambil dari Telegram. Mohon kirim ulang."),
    (notice.EVIDENCE_LOST, "en"): (
        "We could not get your evidence (photo) for number 3 from Telegram. Please send it again."
    ),
    (notice.EVIDENCE_REFUSED, "id"): (
        "Bukti a&lt;b&gt;.pdf untuk nomor 3 tidak kami simpan: isinya program. Mohon kirim yang lain."
    ),
    (notice.EVIDENCE_REFUSED, "en"): (
        "We did not keep your evidence (a&lt;b&gt;.pdf) for number 3: it is a program. Please send another."
    ),
    (notice.INVITATION_TRIED, "id"): (
        "Akun lain mencoba membuka undangan Anda, Jumat, 15 Januari 2027, pukul 09.00 WIB. Tidak berhasil; akun Anda "
        "tetap aman. Bila itu bukan Anda, beri tahu operator kepegawaian di kantor Anda."
    ),
    (notice.INVITATION_TRIED, "en"): (
        "Another account tried to open your invitation, Friday, 15 January 2027, 09:00 WIB. It did not succeed; your "
        "account is safe. If it was not you, tell the HR operator at your office."
    ),
}


@pytest.mark.parametrize(("kind", "language"), list(GOLDEN))
def test_the_words_of_every_notice(kind: str, language: str) -> None:
    assert notice_letter(kind, NOTICES[kind], language).text == GOLDEN[kind, language]


def test_no_kind_of_notice_is_without_golden_words() -> None:
    kinds = {
        value
        for name, value in vars(notice).items()
        if name.isupper() and isinstance(value, str) and value not in notice.OUTCOMES
    }
    assert kinds == set(NOTICES)


def test_a_value_never_becomes_markup() -> None:
    assert words("en")("Halo, {name}. Mau mengerjakan apa?", name="<b>&") == (
        "Hello, &lt;b&gt;&amp;. What would you like to do?"
    )
