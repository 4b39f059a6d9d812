"""Screens of what is stuck: a line a reason, the people under it, and what can be done."""

from locales.letter import Choice, Letter, bold, escaped, joined, lines, paragraphs
from locales.moment import day
from locales.text import Markup, words
from models import stuck
from models.action import Home
from models.staff_action import OpenStaff
from models.stuck import REASONS, StuckBoard, StuckLine, StuckPage
from models.stuck_action import OpenStuck, OpenStuckReason, SendStuck

LABEL, NAME, OFFICE = 60, 60, 80
"""Characters on a button, of a name and of an office: a page of the longest ones is one message."""


def reason_name(reason: str, language: str) -> str:
    """What holds them up, in few words: at most 31 characters, the name of a sheet."""
    _ = words(language)
    return {
        stuck.NO_RATER: _("Belum ada penilai"),
        stuck.VACANT: _("Tempat penilai kosong"),
        stuck.NO_SUPERIOR: _("Atasan penilai belum ada"),
        stuck.RATING_LATE: _("Penilaian lewat batas"),
        stuck.RATER_AWAY: _("Penilai belum bisa dihubungi"),
        stuck.SELF_LATE: _("Evaluasi diri lewat batas"),
        stuck.NO_FORM: _("Belum punya formulir"),
        stuck.UNLINKED: _("Akun belum terhubung"),
        stuck.PHONE: _("Nomor menunggu dicocokkan"),
        stuck.UNREACHABLE: _("Belum bisa dihubungi"),
        stuck.NO_OFFICE: _("Kantor belum diisi"),
        stuck.SET_ASIDE: _("Kiriman belum terproses"),
    }[reason]


def advice(reason: str, language: str) -> Markup:
    """What to do about it."""
    _ = words(language)
    return {
        stuck.NO_RATER: _(
            "Penilainya perlu diisi di data pegawai. Setelah diisi, evaluasinya langsung sampai kepada penilai."
        ),
        stuck.VACANT: _(
            "Untuk sementara dinilai pejabat di atasnya. Setelah pejabat baru, Plt., atau Plh. tercatat di data "
            "pegawai, formulirnya pindah dengan sendirinya."
        ),
        stuck.NO_SUPERIOR: _(
            "Bila penilainya terlambat, belum ada atasan yang bisa kami beri tahu. Atasannya perlu diisi di data "
            "pegawai."
        ),
        stuck.RATING_LATE: _(
            "Evaluasi dirinya sudah dikirim, batas penilaian sudah lewat. Mohon penilainya disapa langsung."
        ),
        stuck.RATER_AWAY: _(
            "Evaluasi dirinya sudah dikirim, tetapi penilainya belum terhubung atau memblokir bot ini. "
            "Mohon penilainya disapa langsung."
        ),
        stuck.SELF_LATE: _(
            "Batas evaluasi diri sudah lewat. Mohon disapa; bagian kepegawaian bisa memberi waktu tambahan di /siklus."
        ),
        stuck.NO_FORM: _(
            "Mereka tercatat setelah siklus dibuka. Bagian kepegawaian bisa menekan Lengkapi peserta di /siklus."
        ),
        stuck.UNLINKED: _("Beri undangan: buka kartu orangnya, atau cetak sekaligus lewat Sambungan pegawai."),
        stuck.PHONE: _("Pastikan langsung dengan orangnya, lalu cocokkan nomornya lewat Sambungan pegawai."),
        stuck.UNREACHABLE: _(
            "Mereka memblokir bot ini atau akunnya sudah tidak aktif. Mohon disapa langsung: cukup buka bot dan "
            "tekan Mulai; pesan yang masih berlaku langsung kami kirim."
        ),
        stuck.NO_OFFICE: _(
            "Kantornya perlu diisi di data pegawai. Selama kosong, tidak ada operator yang mengurus mereka."
        ),
        stuck.SET_ASIDE: _(
            "Satu kirimannya belum berhasil kami proses. Mohon minta mengulanginya, dan kabari pengelola sistem."
        ),
    }[reason]


def stuck_board(board: StuckBoard, language: str) -> Letter:
    """How many people, and a line and a button for each reason that holds somebody up."""
    _ = words(language)
    home = (Choice(_("Menu"), Home()),)
    if not board.people:
        return Letter(_("Tidak ada yang tersendat. Semua yang Anda urus berjalan."), (home,))
    found = [(reason, board.counts[reason]) for reason in REASONS if board.counts[reason]]
    return Letter(
        paragraphs(
            bold(_("Yang tersendat: {n} orang", n=board.people)),
            lines(*(f"{count} · {reason_name(reason, language)}" for reason, count in found)),
            joined(
                _("Setiap orang dihitung sekali di jumlah atas, walau sebabnya lebih dari satu."),
                _("Tekan sebabnya untuk melihat siapa saja."),
            ),
        ),
        (
            *(
                (Choice(f"{reason_name(reason, language)} ({count})", OpenStuckReason(reason)),)
                for reason, count in found
            ),
            (Choice(_("Kirim sebagai Excel"), SendStuck()),),
            home,
        ),
    )


def stuck_page(page: StuckPage, language: str) -> Letter:
    """Some of the people under one reason, each with a button to their card."""
    _ = words(language)
    back = (Choice(_("← Yang tersendat"), OpenStuck()),)
    title = bold(reason_name(page.reason, language) + f": {page.count}")
    if not page.lines:
        return Letter(paragraphs(title, _("Sudah tidak ada lagi. Terima kasih.")), (back,))
    numbered = list(enumerate(page.lines, page.page * stuck.PAGE + 1))
    turns = [
        Choice(label, OpenStuckReason(page.reason, to))
        for label, to in ((_("← Sebelumnya"), page.page - 1), (_("Berikutnya →"), page.page + 1))
        if 0 <= to < page.pages
    ]
    return Letter(
        paragraphs(
            title,
            advice(page.reason, language),
            lines(*(_person(number, line, language) for number, line in numbered)),
        ),
        (
            *(
                (Choice(f"{number}. {line.who.name}"[:LABEL], OpenStaff(line.who.person)),)
                for number, line in numbered
                if not line.who.left
            ),
            *((tuple(turns),) if turns else ()),
            back,
        ),
    )


def detail(line: StuckLine, language: str) -> Markup:
    """Whose turn it is, in which cycle, since when or until when."""
    _ = words(language)
    why = line.why
    told = why.reason in (stuck.VACANT, stuck.NO_RATER) or not why.rater
    rater = Markup() if told else _("Penilai: {name}.", name=_short(why.rater, NAME))
    period = _("Siklus {period}.", period=why.period) if why.period else Markup()
    return joined(rater, period, _when(line, language), remark(line, language))


def remark(line: StuckLine, language: str) -> Markup:
    """What is more to say than a rater, a cycle and a day."""
    _ = words(language)
    rater = _short(line.why.rater, NAME)
    if line.why.reason == stuck.VACANT:
        return _("Sementara dinilai {name}.", name=rater)
    if line.why.reason == stuck.NO_RATER and rater:
        return _("{name} tidak lagi bertugas, dan di atasnya belum ada yang bisa menilai.", name=rater)
    return _("Sudah tidak di sini.") if line.who.left else Markup()


def _when(line: StuckLine, language: str) -> Markup:
    _ = words(language)
    if line.why.since is None or line.why.reason == stuck.NO_FORM:
        return Markup()
    on = day(line.why.since, language)
    if line.why.reason in (stuck.RATING_LATE, stuck.SELF_LATE):
        return _("Batasnya {day}.", day=on)
    return _("Sejak {day}.", day=on)


def _person(number: int, line: StuckLine, language: str) -> Markup:
    who = line.who
    name = ", ".join(filter(None, (_short(who.name, NAME), _short(who.office, OFFICE))))
    return lines(f"{number}. {escaped(name)}", detail(line, language))


def _short(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def preparing(language: str) -> str:
    """A toast: the spreadsheet takes a moment."""
    _ = words(language)
    return _("Berkasnya sedang disiapkan …")


def headings(language: str) -> tuple[str, ...]:
    """Of the table on the command line."""
    _ = words(language)
    return _("Sebab"), _("Orang"), _("Yang bisa dilakukan")


def total(language: str) -> str:
    _ = words(language)
    return _("Semua, setiap orang sekali")


def wrong_ending(path: str, language: str) -> str:
    _ = words(language)
    return _("{path}: pakai .xlsx.", path=path)
