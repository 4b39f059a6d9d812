"""The tour of the demo: the main job from the invitation to the rater's list, the operator and the head beside it, a
reminder that comes by itself, a deadline that passes, and HR who sees what is held up.

Whether a step is done is read from the buttons where they tell, since each chat may speak another language.
"""

from models.action import Action, Answer, NotMe, OpenMember, Recall, Submit, parse
from models.invitation_action import OfferSlips
from models.reminder_actions import RemindTomorrow
from models.stuck_action import SendStuck
from sandbox.stage import Step
from sandbox.view import ChatView


def _offers(phone: ChatView, kind: type[Action]) -> bool:
    """Some message has a button that means this; not only the newest, since news of something else may come between."""
    buttons = (button for message in phone.messages for row in message.buttons for button in row)
    return any(isinstance(parse(button.data or ""), kind) for button in buttons)


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
    return _offers(phone, OpenMember) and any(
        one.startswith("●") for message in phone.messages for one in message.labels
    )


def _sees_the_card(phone: ChatView) -> bool:
    return any(message.text.startswith("Siti Contoh\n") for message in phone.messages)


def _sees_who_is_not_linked(phone: ChatView) -> bool:
    return _offers(phone, OfferSlips)


def _sees_a_team(phone: ChatView) -> bool:
    return _offers(phone, OpenMember)


def _reminded(phone: ChatView) -> bool:
    return _offers(phone, RemindTomorrow)


def _sees_what_is_held_up(phone: ChatView) -> bool:
    return _offers(phone, SendStuck)


def _closed(phone: ChatView) -> bool:
    return any(words in message.text for message in phone.messages for words in ("sudah ditutup", "closed on"))


INVITATION = ("Buka undangan", "Open the invitation")
NUMBER = ("Bagikan nomor", "Share my number")
LINK = (*INVITATION, *NUMBER)
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
        "dewi",
        "Dewi, operator kantor ini, menghubungkan pegawai. Tekan undangannya dan bagikan nomornya.",
        _linked,
        LINK,
        "Dewi, this office's operator, links people. Press her invitation and share her number.",
    ),
    Step(
        "dewi",
        "Buka “Sambungan pegawai”: siapa yang belum terhubung, undangan untuk dicetak.",
        _sees_who_is_not_linked,
        ("Sambungan pegawai", "Staff links"),
        "Open “Staff links”: who is not linked yet, invitations to print.",
    ),
    Step(
        "hasan",
        "Hasan, kepala dinas, menilai Ratna. Tekan undangannya dan bagikan nomornya.",
        _linked,
        LINK,
        "Hasan, head of the office, appraises Ratna. Press his invitation and share his number.",
    ),
    Step(
        "hasan",
        "Buka daftar pegawai yang dinilai Hasan.",
        _sees_a_team,
        ("Pegawai yang saya nilai", "People I appraise"),
        "Open the list of those whom Hasan appraises.",
    ),
    Step(
        "made",
        "Made belum mulai. Tekan undangannya dan bagikan nomornya.",
        _linked,
        LINK,
        "Made has not begun. Press his invitation and share his number.",
    ),
    Step(
        "made",
        "Lompat sekitar 8 hari dengan “ke …” pada jam demo, ke hari kerja pukul 10.00. Pengingat datang sendiri.",
        _reminded,
        english="Jump about 8 days with “to …”, to 10:00 of a working day. A reminder comes by itself.",
    ),
    Step(
        "made",
        "Lompat seminggu lagi dengan “ke …”, lalu buka evaluasi diri Made: batasnya sudah lewat.",
        _closed,
        ("Lanjutkan", "Continue", *EVALUATION),
        "Jump another week with “to …”, then open Made's self-evaluation: it is closed.",
    ),
    Step(
        "wayan",
        "Wayan mengurus kepegawaian seluruh kabupaten. Tekan undangannya dan bagikan nomornya.",
        _linked,
        LINK,
        "Wayan is HR for the whole regency. Press his invitation and share his number.",
    ),
    Step(
        "wayan",
        "Buka “Yang tersendat”: siapa yang tertahan, sebabnya, dan apa yang bisa dilakukan.",
        _sees_what_is_held_up,
        ("Yang tersendat", "Held up"),
        "Open “Held up”: who cannot go on, why, and what can be done.",
    ),
]
