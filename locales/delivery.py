"""Words about delivery: HR's report and alarm, the people who cannot be reached, `kinerja notices`."""

from datetime import datetime
from typing import Any

from locales.letter import Choice, Letter, bold, escaped, lines, paragraphs
from locales.moment import day, moment
from locales.notice_kind import kind_name
from locales.text import Markup, words
from models.action import Home, OpenLinks
from models.delivery import LATE, Unreachable, UnreachableList
from models.delivery_action import OpenUnreachable


def report(facts: dict[str, Any], language: str) -> Letter:
    """At the end of a working day."""
    _ = words(language)
    reasons = [_("· {n} kali: {reason}", n=count, reason=reason) for reason, count in facts["reasons"]]
    return Letter(
        paragraphs(
            bold(_("Pengiriman pesan sejak {since}", since=moment(datetime.fromisoformat(facts["since"]), language))),
            lines(
                _("Terkirim: {n}", n=facts["sent"]),
                _("Gagal: {n}", n=facts["failed"]),
                *reasons,
                _("Menunggu: {n}", n=facts["waiting"]),
                _("Pegawai yang belum bisa dihubungi: {n}", n=facts["unreachable"]),
            ),
        ),
        _to_the_list(facts["unreachable"], language),
    )


def alarm(facts: dict[str, Any], language: str) -> Letter:
    """Delivery goes badly."""
    _ = words(language)
    if facts["alarm"] == LATE:
        what = _("Pesan tertahan: yang tertua sudah menunggu {minutes} menit.", minutes=facts["minutes"])
    else:
        what = _(
            "Dalam satu jam terakhir {failed} dari {all} pesan gagal terkirim.",
            failed=facts["failed"],
            all=facts["failed"] + facts["sent"],
        )
    return Letter(paragraphs(what, _("Mohon teruskan kepada pengelola server.")))


def unreachable_list(found: UnreachableList, language: str) -> Letter:
    """Who, of which office, since when, and what waits for them."""
    _ = words(language)
    back = ((Choice(_("← Kembali"), OpenLinks()),),)
    if not found.people:
        return Letter(_("Semua pegawai yang terhubung bisa dihubungi."), back)
    more = found.count - len(found.people)
    return Letter(
        paragraphs(
            bold(_("Belum bisa dihubungi: {n}", n=found.count)),
            _(
                "Mereka memblokir bot ini atau akunnya sudah tidak aktif. Mohon disapa langsung: cukup buka bot dan "
                "tekan Mulai; pesan yang masih berlaku langsung kami kirim."
            ),
            *(_person(one, language) for one in found.people),
            _("Dan {n} orang lagi.", n=more) if more else "",
        ),
        back,
    )


def _person(one: Unreachable, language: str) -> Markup:
    _ = words(language)
    since = _("Sejak {day}.", day=day(one.since, language))
    return lines(bold(escaped(one.name)), escaped(one.office), since, waits(one, language))


def waits(one: Unreachable, language: str) -> Markup:
    """What waits for somebody, in one line."""
    _ = words(language)
    counts: dict[str, int] = {}
    for kind, count in one.waiting.items():
        name = kind_name(kind, language)
        counts[name] = counts.get(name, 0) + count
    if not counts:
        return _("Tidak ada pesan yang menunggu.")
    what = ", ".join(f"{name} ({count})" for name, count in counts.items())
    return _("Menunggu: {what}", what=what)


def _to_the_list(count: int, language: str) -> tuple[tuple[Choice, ...], ...]:
    _ = words(language)
    if not count:
        return ((Choice(_("Menu"), Home()),),)
    return ((Choice(_("Lihat siapa saja"), OpenUnreachable()),),)


def heads(language: str) -> dict[str, tuple[str, ...]]:
    """The heads of the tables of `kinerja notices`."""
    _ = words(language)
    kind, count, person = _("Jenis"), _("Jumlah"), _("Nama")
    return {
        "waiting": (kind, _("Jalur"), count, _("Tertahan"), _("Tertua sejak")),
        "failed": (kind, _("Akhir"), _("Alasan"), count),
        "unreachable": (person, _("Kantor"), _("Sejak"), _("Yang menunggu")),
        "planned": ("REF", person, _("Kirim"), _("Berlaku sampai")),
    }


def kind(name: str, language: str) -> str:
    """A kind of notice by its words, and by the name that `--dry-run` takes."""
    return f"{kind_name(name, language)} ({name})"


def lane(number: int, language: str) -> str:
    """The name of a lane."""
    _ = words(language)
    return _("massal") if number else _("segera")


def unreachable_title(language: str) -> str:
    _ = words(language)
    return _("Pegawai yang belum bisa dihubungi")


def nothing(language: str) -> str:
    _ = words(language)
    return _("Tidak ada.")


def plannable(kind: str, kinds: list[str], language: str) -> str:
    """This kind cannot be looked at beforehand; these can."""
    _ = words(language)
    if not kinds:
        return _("{kind}: belum ada jenis pesan yang direncanakan.", kind=kind)
    return _("{kind}: tidak direncanakan. Yang bisa dilihat: {kinds}.", kind=kind, kinds=", ".join(kinds))


def printed(path: str, count: int, language: str) -> str:
    _ = words(language)
    return _("{count} baris ditulis ke {path}.", count=count, path=path)


def wrong_format(path: str, language: str) -> str:
    _ = words(language)
    return _("{path}: pakai .csv, .xlsx, atau .pdf.", path=path)
