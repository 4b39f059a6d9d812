"""The tour of the demo: the main job, from the invitation to the rater's list, and a deadline that passes.

Whether a step is done is read from the buttons where they tell, since each chat may speak another language.
"""

from models.action import Action, Answer, NotMe, OpenMember, Recall, Submit, parse
from sandbox.stage import Step
from sandbox.view import ChatView


def _offers(phone: ChatView, kind: type[Action]) -> bool:
    """The newest message has a button that means this."""
    rows = phone.screen.buttons if phone.screen else []
    return any(isinstance(parse(button.data or ""), kind) for row in rows for button in row)


def _asks_for_the_number(phone: ChatView) -> bool:
    return any(button.request_contact for row in phone.keyboard or [] for button in row)


def _linked(phone: ChatView) -> bool:
    return _offers(phone, NotMe)


def _answering(phone: ChatView) -> bool:
    return _offers(phone, Answer)


def _reviewing(phone: ChatView) -> bool:
    return _offers(phone, Submit)


def _sent(phone: ChatView) -> bool:
    return _offers(phone, Recall)


def _sees_who_waits(phone: ChatView) -> bool:
    return _offers(phone, OpenMember) and bool(phone.screen and any(one.startswith("●") for one in phone.screen.labels))


def _sees_the_card(phone: ChatView) -> bool:
    return bool(phone.screen and phone.screen.text.startswith("Siti Contoh\n"))


def _closed(phone: ChatView) -> bool:
    return bool(phone.screen and any(words in phone.screen.text for words in ("sudah ditutup", "closed on")))


INVITATION = ("Buka undangan", "Open the invitation")
NUMBER = ("Bagikan nomor", "Share my number")
EVALUATION = ("Evaluasi diri", "Self-evaluation")

STEPS = [
    Step(
        "siti",
        "Siti mendapat undangan dari kantornya. Tekan undangan itu.",
        _asks_for_the_number,
        INVITATION,
        "Siti has an invitation from her office. Press it.",
    ),
    Step(
        "siti",
        "Nomor di telepon harus sama dengan data pegawai. Bagikan nomor Siti.",
        _linked,
        NUMBER,
        "The phone's number must match the roster. Share Siti's number.",
    ),
    Step(
        "siti",
        "Mulai evaluasi diri Siti.",
        _answering,
        EVALUATION,
        "Begin Siti's self-evaluation.",
    ),
    Step(
        "siti",
        "Jawab semua; 3 sudah baik. Mau mencoba mati listrik? Tekan “Matikan layanan” di tengah jalan.",
        _reviewing,
        ("3 ·",),
        "Answer all; 3 is good. Try a power cut: press “Kill the service” on the way.",
    ),
    Step(
        "ratna",
        "Ratna adalah penilai Siti. Tekan undangannya.",
        _asks_for_the_number,
        INVITATION,
        "Ratna is Siti's rater. Press her invitation.",
    ),
    Step("ratna", "Bagikan nomor Ratna.", _linked, NUMBER, "Share Ratna's number."),
    Step(
        "siti",
        "Kirim evaluasi diri Siti ke penilainya.",
        _sent,
        ("Kirim", "Send"),
        "Send Siti's self-evaluation to her rater.",
    ),
    Step(
        "ratna",
        "Kabar itu sampai di telepon Ratna. Buka daftar pegawainya.",
        _sees_who_waits,
        ("Buka daftar pegawai", "Open the list"),
        "Word of it reaches Ratna's phone. Open her list.",
    ),
    Step(
        "ratna",
        "Buka kartu Siti. Sejak itu Siti tidak bisa lagi menariknya kembali.",
        _sees_the_card,
        ("● Siti",),
        "Open Siti's card. From then on she cannot recall it.",
    ),
    Step(
        "made",
        "Made belum mulai. Tekan undangannya dan bagikan nomornya.",
        _linked,
        (*INVITATION, *NUMBER),
        "Made has not begun. Press his invitation and share his number.",
    ),
    Step(
        "made",
        "Lompat 15 hari dengan “ke …” pada jam demo, lalu buka evaluasi diri Made: batasnya sudah lewat.",
        _closed,
        EVALUATION,
        "Jump 15 days with “to …” on the demo's clock, then open Made's self-evaluation: it is closed.",
    ),
]
