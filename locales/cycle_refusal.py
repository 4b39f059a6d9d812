"""One sentence for each Refusal of HR's work on cycles in chat."""

from locales.moment import moment, whole_day
from locales.text import short
from models import cycle_refusals

CYCLE_IN_CHAT = {
    cycle_refusals.OnlyHr: lambda _, r: _("Bagian ini dikerjakan kepegawaian (BKD). Tidak ada yang berubah."),
    cycle_refusals.DayUnreadable: lambda _, r: _(
        "«{text}» belum terbaca sebagai tanggal. Tulis seperti ini: 15 Jan 2027.", text=short(r.text)
    ),
    cycle_refusals.NobodyFits: lambda _, r: _(
        "Tidak ada yang cocok dengan «{text}» di siklus ini. Coba ejaan lain, atau NIP-nya.", text=short(r.text)
    ),
    cycle_refusals.DayTooEarly: lambda _, r: _(
        "Tanggal itu terlalu awal. Paling awal {first}.", first=whole_day(r.first, _.language)
    ),
    cycle_refusals.CycleDatePassed: lambda _, r: _(
        "Yang itu sudah lewat: {at}, jadi tetap seperti semula.", at=moment(r.at, _.language)
    ),
    cycle_refusals.OfficesFull: lambda _, r: _(
        "Sudah {limit} kantor, itu batasnya. Pilih kantor induknya saja; kantor di bawahnya ikut.", limit=r.limit
    ),
    cycle_refusals.WordsTooLong: lambda _, r: _(
        "Panjangnya {length} karakter; yang muat {limit}. Mohon diringkas, lalu kirim lagi.",
        length=r.length,
        limit=r.limit,
    ),
}
