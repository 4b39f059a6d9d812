"""Words of `kinerja doctor`."""

from locales.text import words


def line(name: str, *, fine: bool, advice: str, language: str) -> str:
    """One point: ok, or what to do."""
    _ = words(language)
    names = {
        "settings": _("pengaturan"),
        "database": _("basis data"),
        "migrations": _("migrasi"),
        "telegram": _("token, webhook, jam"),
        "backlog": _("antrean"),
    }
    mark = _("baik") if fine else _("perlu tindakan")
    return f"{'✓' if fine else '✗'} {names[name]}: {mark}" + (f" · {advice}" if advice else "")


def no_database(error: str, language: str) -> str:
    return words(language)("tidak bisa dibuka ({error}). Periksa KINERJA_DATABASE_URL.", error=error)


def upgrade(language: str) -> str:
    return words(language)("jalankan: kinerja db upgrade")


def no_token(language: str) -> str:
    return words(language)("KINERJA_TELEGRAM_TOKEN belum diisi. Minta kepada @BotFather.")


def bad_token(language: str) -> str:
    return words(language)("Telegram tidak mengenal token ini. Periksa KINERJA_TELEGRAM_TOKEN.")


def no_telegram(error: str, language: str) -> str:
    return words(language)(
        "Telegram belum bisa dihubungi ({error}). Periksa jaringan dan KINERJA_TELEGRAM_API.", error=error
    )


def webhook_is_set(language: str) -> str:
    return words(language)("webhook masih terpasang, jadi polling tidak menerima apa pun. Hapus dengan deleteWebhook.")


def clock_is_wrong(seconds: int, language: str) -> str:
    return words(language)("jam mesin ini berbeda {seconds} detik dari Telegram. Nyalakan NTP.", seconds=seconds)


def backlog(waiting: int, set_aside: int, language: str) -> str:
    return words(language)(
        "{waiting} menunggu, {set_aside} disisihkan. Lihat log layanan.", waiting=waiting, set_aside=set_aside
    )
