"""Greeting, help, language, and the kind answers to what we did not expect."""

from locales.letter import Choice, Letter, bold, italic, lines, paragraphs
from locales.text import words
from models.action import (
    Action,
    AwaitContact,
    ChooseLanguage,
    Help,
    Home,
    NotMe,
    OpenEvaluation,
    OpenLinks,
    OpenTeam,
    SetLanguage,
)
from models.circular_action import OpenCirculars
from models.complaint_action import FileComplaint, OpenOwnCases
from models.conversation import Speaker
from models.cycle_action import OpenCycles
from models.desk_action import OpenDesk
from models.duty import Duty
from models.reminder_actions import OpenSettings, OpenTasks
from models.stuck_action import OpenStuck
from models.upload_action import OpenUploads

COMMANDS = (
    "evaluasi",
    "tugas",
    "tim",
    "meja",
    "macet",
    "siklus",
    "kabar",
    "lapor",
    "status",
    "pengaturan",
    "bahasa",
    "bantuan",
    "batal",
)
ENGLISH_NAMES = {
    "lapor": "report",
    "meja": "desk",
    "evaluasi": "evaluate",
    "tugas": "tasks",
    "tim": "team",
    "macet": "stuck",
    "siklus": "cycle",
    "kabar": "letter",
    "pengaturan": "settings",
    "bahasa": "language",
    "bantuan": "help",
    "batal": "cancel",
}


def command_menu(language: str, duty: Duty) -> list[tuple[str, str]]:
    """The commands that fit a person, with what each does."""
    _ = words(language)
    said = {
        "evaluasi": _("Evaluasi diri: mulai atau lanjutkan"),
        "tugas": _("Semua yang menunggu Anda"),
        "tim": _("Pegawai yang Anda nilai"),
        "macet": _("Yang tersendat, dan sebabnya"),
        "meja": _("Laporan warga yang menunggu Anda"),
        "siklus": _("Siklus penilaian dan kemajuannya"),
        "kabar": _("Kabar dari Kepegawaian kepada pegawai"),
        "lapor": _("Lapor, usul, atau minta informasi"),
        "status": _("Laporan saya dan batas waktunya"),
        "pengaturan": _("Pengingat dan jam tenang"),
        "bahasa": _("Ganti bahasa"),
        "bantuan": _("Bantuan"),
        "batal": _("Tinggalkan yang sedang berjalan"),
    }
    shown = {
        "evaluasi": duty.linked,
        "tugas": duty.linked,
        "pengaturan": duty.linked,
        "tim": duty.rater,
        "macet": duty.operator,
        "meja": duty.desk,
        "siklus": duty.cycles,
        "kabar": duty.hr,
    }
    names = ENGLISH_NAMES if language == "en" else {}
    return [(names.get(name, name), text) for name, text in said.items() if shown.get(name, True)]


def home(speaker: Speaker, duty: Duty, *, toast: str = "") -> Letter:
    """The greeting and the buttons that fit the person."""
    _ = words(speaker.language)
    if speaker.person is None:
        return Letter(
            paragraphs(
                _(
                    "Halo! Ini bot Pemkab Lampung Selatan. Anda bisa melapor, bertanya, atau menilai layanan. "
                    "Gratis, tanpa NIK. Pilih di bawah, atau langsung cerita: ketik atau kirim suara."
                ),
                _("Pegawai? Mulai dari tautan undangan yang Anda terima."),
            ),
            (
                (Choice(_("Lapor"), FileComplaint()), Choice(_("Laporan saya"), OpenOwnCases())),
                (Choice(_("Bantuan"), Help()), Choice("Bahasa / Language", ChooseLanguage())),
            ),
            toast=toast,
        )
    choices: list[tuple[Choice, ...]] = [(Choice(_("Evaluasi diri"), OpenEvaluation()),)]
    if duty.rater:
        choices.append((Choice(_("Pegawai yang saya nilai"), OpenTeam()),))
    if duty.operator:
        choices.append((Choice(_("Sambungan pegawai"), OpenLinks()), Choice(_("Yang tersendat"), OpenStuck())))
    if duty.cycles:
        choices.append((Choice(_("Siklus penilaian"), OpenCycles()),))
    if duty.hr:
        choices.append((Choice(_("Data pegawai"), OpenUploads()), Choice(_("Kirim kabar"), OpenCirculars())))
    if duty.desk:
        choices.append((Choice(_("Meja pengaduan"), OpenDesk()),))
    choices.append((Choice(_("Yang menunggu saya"), OpenTasks()), Choice(_("Pengaturan"), OpenSettings())))
    choices.append((Choice(_("Lapor"), FileComplaint()), Choice(_("Laporan saya"), OpenOwnCases())))
    choices.append((Choice(_("Bantuan"), Help()), Choice("Bahasa / Language", ChooseLanguage())))
    return Letter(_("Halo, {name}. Mau mengerjakan apa?", name=speaker.name), tuple(choices), toast=toast)


def welcome(speaker: Speaker) -> Letter:
    """Linked: the reply keyboard goes away."""
    _ = words(speaker.language)
    return Letter(
        _("Berhasil. Selamat datang, {name}. Akun Telegram ini sudah terhubung dengan data Anda.", name=speaker.name),
        clears_keyboard=True,
    )


def first_steps(speaker: Speaker, duty: Duty) -> Letter:
    """What comes after the welcome, with the way out for who is not meant."""
    _ = words(speaker.language)
    page = home(speaker, duty)
    undo = Choice(_("Bukan saya"), NotMe(speaker.person or 0))
    return Letter(
        paragraphs(
            _("Bukan {name}? Tekan {button}.", name=speaker.name, button=italic(_("Bukan saya"))),
            _("Kalau benar, silakan mulai."),
        ),
        (*page.choices, (undo,)),
    )


def help_page(speaker: Speaker, duty: Duty) -> Letter:
    """What can be done here."""
    _ = words(speaker.language)
    commands = command_menu(speaker.language, duty)
    return Letter(
        paragraphs(
            bold(_("Bantuan")),
            lines(*(f"/{name} · {text}" for name, text in commands)),
            _(
                "Jawaban tersimpan setiap kali tombol ditekan, jadi aman ditinggal. "
                "Perlu bantuan orang? Hubungi operator kepegawaian di kantor Anda."
            ),
        ),
        ((Choice(_("Menu"), Home()),),),
    )


def language_choice(language: str) -> Letter:
    """Which language?"""
    _ = words(language)
    return Letter(
        _("Pilih bahasa. / Choose a language."),
        ((Choice("Bahasa Indonesia", SetLanguage("id")), Choice("English", SetLanguage("en"))),),
    )


def home_in_new_language(speaker: Speaker, duty: Duty) -> Letter:
    """The greeting, with a word that the language has changed."""
    _ = words(speaker.language)
    return home(speaker, duty, toast=_("Baik, kita pakai bahasa Indonesia."))


def left(language: str, waited: Action | None) -> Letter:
    """After /batal; the keyboard that asked for a contact goes away."""
    _ = words(language)
    text = _("Baik, ditinggalkan. Yang sudah tersimpan tetap ada.") if waited else _("Tidak ada yang sedang ditunggu.")
    if isinstance(waited, AwaitContact):
        return Letter(text, clears_keyboard=True)
    return Letter(text, ((Choice(_("Menu"), Home()),),))


def hint(speaker: Speaker) -> Letter:
    """For stickers and other things nobody asked for: once in a while, kindly."""
    _ = words(speaker.language)
    if speaker.person is None:
        return Letter(
            _("Yang ini belum bisa kami baca. Ketik saja ceritanya, atau kirim suara atau foto; lihat juga /bantuan."),
            ((Choice(_("Lapor"), FileComplaint()), Choice(_("Menu"), Home())),),
        )
    return Letter(
        _("Pesan ini tidak kami simpan. Untuk menjawab, tekan tombolnya; untuk melanjutkan, tekan di bawah."),
        ((Choice(_("Lanjutkan evaluasi"), OpenEvaluation()), Choice(_("Menu"), Home())),),
    )


def file_unasked(speaker: Speaker) -> Letter:
    """A photo, a file or a voice note, while something else is awaited."""
    _ = words(speaker.language)
    if speaker.person is None:
        return hint(speaker)
    return Letter(
        _("Terima kasih. Supaya tersimpan sebagai bukti: buka pertanyaannya, tekan Tambah bukti, lalu kirim lagi."),
        ((Choice(_("Lanjutkan evaluasi"), OpenEvaluation()), Choice(_("Menu"), Home())),),
    )


def edited(language: str) -> Letter:
    """Editing a message changes nothing here."""
    _ = words(language)
    return Letter(
        _(
            "Pesan yang diubah tidak terbaca oleh kami. Kirim lagi sebagai pesan baru; "
            "jawaban evaluasi diubah di /evaluasi."
        )
    )


def privately(language: str) -> Letter:
    """In a group."""
    _ = words(language)
    return Letter(_("Demi kerahasiaan, silakan tulis kepada saya langsung, bukan di grup."))


def trouble(language: str) -> Letter:
    """An update was set aside after three tries."""
    _ = words(language)
    return Letter(
        _("Maaf, langkah terakhir belum berhasil kami simpan. Silakan ulangi; yang sebelumnya tetap tersimpan."),
        ((Choice(_("Menu"), Home()),),),
    )
