"""One sentence for each Refusal of complaints and their desk."""

from locales.complaint_case import state_word
from locales.moment import day, moment
from models import complaint_refusals

COMPLAINT = {
    complaint_refusals.ReplyWhich: lambda _, r: _(
        "Ada {count} laporan yang menunggu balasan Anda. Buka yang dimaksud lewat /status, tekan Balas, lalu kirim "
        "sekali lagi.",
        count=r.count,
    ),
    complaint_refusals.PartNotYet: lambda _, r: _(
        "Lampiran itu sedang kami ambil dari Telegram. Coba lagi sebentar lagi."
    ),
    complaint_refusals.PartGone: lambda _, r: _("Lampiran itu tidak tersimpan, jadi tidak bisa dibuka."),
    complaint_refusals.StoryNeeded: lambda _, r: _(
        "Kami belum menangkap ceritanya. Tulis beberapa kata saja, atau kirim suara atau foto."
    ),
    complaint_refusals.StoryUnfit: lambda _, r: _(
        "Yang ini tidak bisa masuk ke laporan. Kirim tulisan, suara, foto, video, berkas, atau lokasi."
    ),
    complaint_refusals.StoryFull: lambda _, r: _(
        "Sudah {limit} kiriman, itu yang muat dalam satu laporan. Kiriman berikutnya tidak kami tambahkan; "
        "silakan tekan Selesai bercerita.",
        limit=r.limit,
    ),
    complaint_refusals.NoDraft: lambda _, r: _(
        "Laporan dari tombol ini sudah terkirim atau dibatalkan. Lihat /status, atau mulai lagi dengan /lapor."
    ),
    complaint_refusals.FiledTooOften: lambda _, r: _(
        "Sudah {limit} laporan dari akun ini. Laporan ini kami simpan; tekan Kirim lagi setelah {until}.",
        limit=r.limit,
        until=moment(r.until, _.language),
    ),
    complaint_refusals.ComplaintUnknown: lambda _, r: _(
        "Tidak ada laporan dengan nomor dan kode itu. Mohon periksa keduanya, lalu coba lagi."
    ),
    complaint_refusals.NumberMistyped: lambda _, r: _(
        "Nomornya belum tepat; mungkin ada huruf yang tertukar. Contoh: /status LS-7K3M9Q-4."
    ),
    complaint_refusals.ComplaintGuesses: lambda _, r: _(
        "Terlalu banyak percobaan. Coba lagi satu jam lagi, dengan nomor dan kode dari bukti laporan Anda."
    ),
    complaint_refusals.ComplaintMoved: lambda _, r: _(
        "Laporan ini sekarang “{state}”, jadi langkah itu tidak bisa. Tidak ada yang berubah.",
        state=state_word(r.state, _.language),
    ),
    complaint_refusals.ConfirmOver: lambda _, r: _(
        "Masa membalas jawaban itu berakhir {until}. Bila belum beres, silakan lapor lagi dengan /lapor.",
        until=day(r.until, _.language),
    ),
    complaint_refusals.NotDesk: lambda _, r: _(
        "Laporan ini bukan di meja Anda, atau Anda tidak punya peran untuk langkah ini. Tidak ada yang berubah."
    ),
    complaint_refusals.SomebodyElsesCase: lambda _, r: _(
        "Laporan ini sedang dikerjakan petugas lain. Tidak ada yang berubah."
    ),
    complaint_refusals.FirstResolver: lambda _, r: _(
        "Laporan ini dibuka lagi setelah jawaban Anda, jadi giliran petugas lain. Tidak ada yang berubah."
    ),
}
