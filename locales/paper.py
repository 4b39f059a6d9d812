"""Screens of entering a form from paper. Nothing here is shown once it is saved but that it is."""

from dataclasses import replace

from locales.evaluation import stale_toast
from locales.letter import Choice, Letter, bold, escaped, joined, lines, paragraphs, rows
from locales.moment import moment
from locales.text import Markup, Words, words
from models.action import Home
from models.evaluation import PAPER_AGREED, PAPER_DISPUTED, PAPER_SAVED
from models.method import Method
from models.paper import SCAN, Paper
from models.paper_action import AskDropPaper, ClearScan, DropPaper, GoOnPaper, OpenPart, OpenScan, SavePaper
from models.paper_rules import digits_of
from models.staff_action import OpenStaff, SearchStaff


def paper_state(state: str, language: str) -> Markup:
    """What became of a form from paper, in a line."""
    _ = words(language)
    return {
        PAPER_SAVED: _("Dari kertas, menunggu persetujuan pegawai."),
        PAPER_AGREED: _("Dari kertas, disetujui pegawai."),
        PAPER_DISPUTED: _("Dari kertas; pegawai menyatakan ada yang keliru."),
    }.get(state, Markup())


def paper_card(paper: Paper, language: str) -> Letter:
    """The form where it stands: its scan, a part, the review, or that it is saved."""
    if paper.place == SCAN:
        letter = _scan(paper, language)
    elif not paper.draft:
        letter = _saved(paper, language)
    else:
        letter = _review(paper, language) if paper.at_review else _part(paper, language)
    return replace(letter, toast=stale_toast(language)) if paper.stale else letter


def _heading(paper: Paper, _: Words) -> Markup:
    return bold(_("Formulir kertas {name}", name=paper.name))


def _scan(paper: Paper, language: str) -> Letter:
    _ = words(language)
    if paper.album:
        pages = _("Album Anda kami terima; semua halamannya tersimpan.")
    elif paper.scans:
        pages = _("Pindaian tersimpan: {n} halaman atau berkas.", n=paper.scans)
    else:
        pages = _("Pertama, pindaiannya: kirim foto atau PDF formulir yang sudah diisi, boleh beberapa.")
    more = _("Kirim lagi bila masih ada, atau lanjutkan.") if paper.scans else Markup()
    if not paper.draft:
        ways: tuple[tuple[Choice, ...], ...] = ((Choice(_("← Kembali"), OpenStaff(paper.evaluation.person)),),)
    elif paper.scans:
        onward, again = GoOnPaper(paper.id), ClearScan(paper.id, paper.version)
        ways = ((Choice(_("Lanjut →"), onward),), (Choice(_("Kirim ulang semuanya"), again),), _ends(paper, _))
    else:
        ways = (_ends(paper, _),)
    return Letter(paragraphs(_heading(paper, _), pages, more), ways)


def _part(paper: Paper, language: str) -> Letter:
    _ = words(language)
    method = paper.evaluation.method
    part = method.parts[paper.place]
    marked = [item.number for item in part.items if item.allow_na]
    now = _digits(digits_of(paper, paper.place))
    return Letter(
        paragraphs(
            _heading(paper, _),
            _read(paper, language),
            lines(
                bold(
                    _(
                        "{part} · bagian {number} dari {count}",
                        part=part.name.of(language),
                        number=paper.place + 1,
                        count=len(method.parts),
                    )
                ),
                *(f"{item.number}. {escaped(item.text.of(language))}" for item in part.items),
            ),
            _("Tercatat sekarang: {digits}", digits=now) if "?" not in now else Markup(),
            lines(
                _.count(
                    "Ketik angkanya dari kertas, misalnya: {example}",
                    "Ketik {n} angkanya dari kertas berurutan, misalnya: {example}",
                    len(part.items),
                    example=_example(method, len(part.items)),
                ),
                _("Tanda «-» berarti tidak berlaku, hanya untuk nomor {numbers}.", numbers=_numbers(marked))
                if marked
                else "",
            ),
        ),
        ((Choice(_("Pindaian ({n})", n=paper.scans), OpenScan(paper.id)),), _ends(paper, _)),
    )


def _read(paper: Paper, language: str) -> Markup:
    """What was understood just now."""
    _ = words(language)
    if paper.read is None:
        return Markup()
    part = paper.evaluation.method.parts[paper.read]
    return _("Terbaca, {part}: {digits}", part=part.name.of(language), digits=_digits(digits_of(paper, paper.read)))


def _review(paper: Paper, language: str) -> Letter:
    _ = words(language)
    parts = paper.evaluation.method.parts
    summary = (
        f"{escaped(part.name.of(language))}: {bold(_digits(digits_of(paper, index)))}"
        for index, part in enumerate(parts)
    )
    change = [Choice(part.name.of(language), OpenPart(paper.id, index)) for index, part in enumerate(parts)]
    return Letter(
        paragraphs(
            _heading(paper, _),
            _read(paper, language),
            joined(bold(_("Periksa dengan kertasnya.")), _("Tekan bagian yang ingin diubah.")),
            lines(*summary),
            _("Jawaban 4 tanpa contoh: nomor {numbers}. Penilai melihat tandanya.", numbers=_numbers(paper.bare))
            if paper.bare
            else "",
            _(
                "Setelah disimpan, evaluasi diri ini terkirim kepada penilai; isinya tidak bisa Anda lihat lagi. "
                "{name} diminta menyetujuinya setelah punya akun.",
                name=paper.name,
            ),
        ),
        (
            *rows(change, 2),
            (Choice(_("Pindaian ({n})", n=paper.scans), OpenScan(paper.id)),),
            (Choice(_("Simpan"), SavePaper(paper.id, paper.version)),),
            _ends(paper, _),
        ),
    )


def _saved(paper: Paper, language: str) -> Letter:
    _ = words(language)
    at = moment(paper.saved_at, language) if paper.saved_at else ""
    return Letter(
        paragraphs(
            _heading(paper, _),
            _("Tersimpan dan terkirim kepada penilai, {at}.", at=at),
            paper_state(paper.state, language),
        ),
        ((Choice(_("Cari lagi"), SearchStaff()), Choice(_("Menu"), Home())),),
    )


def ask_drop(paper: Paper, language: str) -> Letter:
    """Really?"""
    if not paper.draft:
        return paper_card(paper, language)
    _ = words(language)
    return Letter(
        paragraphs(_heading(paper, _), _("Batalkan? Pindaian dan angka yang sudah dimasukkan akan dihapus.")),
        (
            (Choice(_("Ya, hapus"), DropPaper(paper.id, paper.version)),),
            (Choice(_("Tidak, lanjutkan"), GoOnPaper(paper.id)),),
        ),
    )


def dropped(paper: Paper, language: str) -> Letter:
    """Given up; or the button was old."""
    if paper.stale:
        return paper_card(paper, language)
    _ = words(language)
    return Letter(
        _("Formulir kertas {name} dibatalkan; pindaian dan angkanya dihapus.", name=paper.name),
        ((Choice(_("Cari lagi"), SearchStaff()), Choice(_("Menu"), Home())),),
    )


def _ends(paper: Paper, _: Words) -> tuple[Choice, ...]:
    return (
        Choice(_("Berhenti dulu"), OpenStaff(paper.evaluation.person)),
        Choice(_("Batalkan"), AskDropPaper(paper.id)),
    )


def _digits(digits: str) -> str:
    return " · ".join(digits.replace("-", "–"))


def _example(method: Method, count: int) -> str:
    return " ".join(str(min(level, len(method.levels))) for level in ([3, 4] * count)[:count])


def _numbers(numbers: tuple[int, ...] | list[int]) -> str:
    return ", ".join(map(str, numbers))
