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
    _ = words(language)
    return _("tidak bisa dibuka ({error}). Periksa KINERJA_DATABASE_URL.", error=error)


def upgrade(language: str) -> str:
    _ = words(language)
    return _("jalankan: kinerja db upgrade")


def no_token(language: str) -> str:
    _ = words(language)
    return _("KINERJA_TELEGRAM_TOKEN belum diisi. Minta kepada @BotFather.")


def bad_token(language: str) -> str:
    _ = words(language)
    return _("Telegram tidak mengenal token ini. Periksa KINERJA_TELEGRAM_TOKEN.")


def no_telegram(error: str, language: str) -> str:
    _ = words(language)
    return _("Telegram belum bisa dihubungi ({error}). Periksa jaringan dan KINERJA_TELEGRAM_API.", error=error)


def webhook_is_set(language: str) -> str:
    _ = words(language)
    return _("webhook masih terpasang, jadi polling tidak menerima apa pun. Hapus dengan deleteWebhook.")


def clock_is_wrong(seconds: int, language: str) -> str:
    _ = words(language)
    return _("jam mesin ini berbeda {seconds} detik dari Telegram. Nyalakan NTP.", seconds=seconds)


def backlog(waiting: int, set_aside: int, language: str) -> str:
    _ = words(language)
    return _("{waiting} menunggu, {set_aside} disisihkan. Lihat log layanan.", waiting=waiting, set_aside=set_aside)
