"""Why a form is not entered from paper, or not so; one sentence each."""

from locales.moment import moment
from models import paper_refusals

SENTENCES = {
    paper_refusals.PaperNoForm: lambda _, r: _("{name} tidak ikut dalam siklus yang berjalan.", name=r.name),
    paper_refusals.PaperOwn: lambda _, r: _("Formulir Anda sendiri diisi lewat chat: /evaluasi."),
    paper_refusals.PaperRated: lambda _, r: _(
        "Anda menilai {name}, jadi formulir kertasnya dimasukkan oleh orang lain: penilai menilai dulu, "
        "baru melihat jawaban pegawai.",
        name=r.name,
    ),
    paper_refusals.PaperSent: lambda _, r: _(
        "Evaluasi diri {name} sudah terkirim, jadi formulir kertasnya tidak diperlukan lagi.", name=r.name
    ),
    paper_refusals.PaperBegun: lambda _, r: _(
        "{name} sudah mulai mengisi sendiri lewat chat, jadi diselesaikan di sana. Formulir kertasnya tidak dipakai.",
        name=r.name,
    ),
    paper_refusals.PaperTaken: lambda _, r: _(
        "Formulir kertas {name} sedang diisi oleh {operator}, terakhir {since}.",
        name=r.name,
        operator=r.operator,
        since=moment(r.since, _.language),
    ),
    paper_refusals.PaperGone: lambda _, r: _(
        "Formulir kertas itu sudah tidak ada. Cari pegawainya untuk memulai yang baru."
    ),
    paper_refusals.PaperCount: lambda _, r: _(
        "Bagian ini terdiri dari {wanted} angka; yang terbaca {found}. Mohon ketik lagi bagian ini.",
        wanted=r.wanted,
        found=r.found,
    ),
    paper_refusals.PaperLevel: lambda _, r: _(
        "«{said}» bukan tingkat. Pakai angka 1 sampai {highest}; yang tersimpan tetap ada.",
        said=r.said,
        highest=r.highest,
    ),
    paper_refusals.PaperApplies: lambda _, r: _(
        "Tanda «-» tidak bisa untuk nomor {items}: pertanyaan itu berlaku untuk semua orang.",
        items=", ".join(map(str, r.items)),
    ),
    paper_refusals.PaperIncomplete: lambda _, r: _(
        "Belum bisa disimpan: nomor {items} belum ada angkanya.", items=", ".join(map(str, r.missing))
    ),
    paper_refusals.ScanNeeded: lambda _, r: _(
        "Kami menunggu pindaian: foto atau berkas seperti PDF. Sedikitnya satu sebelum angkanya dimasukkan."
    ),
    paper_refusals.ScanFull: lambda _, r: _(
        "Pindaian sudah {limit} halaman atau berkas, itu batasnya. Gabungkan sisanya menjadi satu PDF.", limit=r.limit
    ),
    paper_refusals.PaperSettled: lambda _, r: _(
        "Formulir kertas ini sudah Anda putuskan, atau sudah Anda ubah sendiri. Lihat: /evaluasi"
    ),
}
