"""Words of `kinerja doctor`."""

from datetime import date, timedelta

from locales.moment import date_text
from locales.text import words

SOON = timedelta(days=60)
"""The joint decree on next year's holidays comes in autumn; two months before they are needed is time to look."""


def line(name: str, *, fine: bool, advice: str, language: str) -> str:
    """One point: ok, or what to do."""
    _ = words(language)
    names = {
        "settings": _("pengaturan"),
        "database": _("basis data"),
        "migrations": _("migrasi"),
        "telegram": _("token, webhook, jam"),
        "backlog": _("antrean"),
        "delivery": _("pengiriman"),
        "calendar": _("kalender"),
        "secret": _("kunci rahasia"),
        "complaints": _("riwayat laporan"),
    }
    mark = _("baik") if fine else _("perlu tindakan")
    return f"{'✓' if fine else '✗'} {names[name]}: {mark}" + (f" · {advice}" if advice else "")


def no_database(error: str, language: str) -> str:
    _ = words(language)
    return _("tidak bisa dibuka ({error}). Periksa KINERJA_DATABASE_URL.", error=error)


def not_readable(language: str) -> str:
    """What stands in the database cannot be looked at: the points above say why."""
    _ = words(language)
    return _("belum bisa dibaca. Bereskan dulu basis data dan migrasinya.")


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


def calendar(id_: str, known_until: date | None, today: date, language: str) -> str:
    """The calendar in force, until when holidays are known, and what to do when that is soon."""
    _ = words(language)
    if known_until is None:
        known = _("{id}; hari libur {year} belum diketahui.", id=id_, year=today.year)
    else:
        known = _("{id}; hari libur diketahui sampai {date}.", id=id_, date=date_text(known_until, language))
        if known_until - today > SOON:
            return known
    return known + " " + _("Perbarui program, atau lengkapi dengan kinerja rules add.")


def delivery(minutes: int, failed: int, language: str) -> str:
    _ = words(language)
    return _(
        "yang tertua menunggu {minutes} menit, {failed} gagal dalam satu jam. Lihat kinerja notices --failed.",
        minutes=minutes,
        failed=failed,
    )


def key_in_a_file(language: str) -> str:
    _ = words(language)
    return _("memakai secret.key di KINERJA_DATA. Lebih aman: isi KINERJA_SECRET_KEY, dan simpan salinannya.")


def chain_is_broken(number: str, event: int, language: str) -> str:
    """A case whose events are not what they were."""
    _ = words(language)
    return _(
        "laporan {number}: catatan ke-{event} tidak seperti waktu ditulis. Periksa siapa yang mengubah basis data.",
        number=number,
        event=event,
    )
