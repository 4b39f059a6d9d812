"""Words of linking an account."""

from locales.letter import AskContact, Choice, Letter, paragraphs
from locales.text import words
from models.action import Home


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
