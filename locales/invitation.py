"""Words of linking an account."""

from html import unescape

from locales.letter import AskContact, Choice, Letter, paragraphs
from locales.text import words
from models.action import Home
from models.nip import mask_nip


def ask_contact(language: str) -> Letter:
    """The invitation is good; the second proof is the sender's own contact."""
    _ = words(language)
    return Letter(
        paragraphs(
            _("Undangan Anda kami terima. Satu langkah lagi."),
            _(
                "Tekan tombol di bawah untuk membagikan nomor Telegram Anda. "
                "Nomor hanya dicocokkan dengan data kepegawaian."
            ),
        ),
        ask=AskContact(_("Bagikan nomor saya")),
    )


def undone(name: str, language: str) -> Letter:
    """*Bukan saya* was pressed."""
    _ = words(language)
    return Letter(
        _(
            "Baik, akun ini tidak lagi terhubung dengan data {name}. Tidak ada data yang berubah. "
            "Sampaikan kepada operator kepegawaian bahwa nomor di undangan keliru.",
            name=name,
        ),
        ((Choice(_("Menu"), Home()),),),
    )


def making(language: str) -> str:
    """For a progress bar."""
    _ = words(language)
    return _("Membuat undangan")


def written(n: int, file: str, language: str) -> str:
    """Invitations are in a file."""
    return words(language).count(
        "{n} undangan ditulis ke {file}. Berlaku 60 hari; jaga seperti kata sandi.",
        "{n} undangan ditulis ke {file}. Berlaku 60 hari; jaga seperti kata sandi.",
        n,
        file=file,
    )


def unknown_ref(ref: str, language: str) -> str:
    """Nobody active has this REF; a NIP is shown masked."""
    _ = words(language)
    return _("{ref}: tidak ada pegawai aktif dengan NIP itu.", ref=mask_nip(ref))


def no_telegram(error: str, language: str) -> str:
    """The bot's name could not be asked."""
    _ = words(language)
    return _(
        "Telegram belum bisa dihubungi ({error}), padahal nama bot diperlukan untuk tautan. Periksa: kinerja doctor",
        error=error,
    )


def slip_texts(language: str) -> tuple[str, str]:
    """What a printed slip says: how to begin, and to keep it. Plain text."""
    _ = words(language)
    return (
        unescape(_("Pindai kode ini dengan HP Anda, lalu bagikan nomor Telegram Anda sendiri.")),
        unescape(_("Hanya untuk Anda, sekali pakai, berlaku 60 hari.")),
    )
