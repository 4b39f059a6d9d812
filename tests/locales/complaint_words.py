"""What is said to reporters and at the desk, word for word; `test_words.py` holds it."""

from datetime import UTC, datetime

from models import complaint_refusals as refusals
from models import notice
from models.refusals import Refusal

DUE = "2027-01-15T09:00:00+00:00"
AT = datetime(2027, 1, 15, 9, tzinfo=UTC)
NUMBER = "LS-000005-5"
NOTICES = {
    notice.COMPLAINT_RECEIVED: {"number": NUMBER, "due": DUE, "code": "7K3M9-Q4ABC"},
    notice.COMPLAINT_VERIFIED: {"number": NUMBER, "office": "Dinas <A>", "due": DUE},
    notice.COMPLAINT_ANSWERED: {"complaint": 1, "version": 4, "number": NUMBER, "answer": "Sudah <b>", "until": DUE},
    notice.COMPLAINT_ASKED: {"complaint": 1, "version": 4, "number": NUMBER, "answer": "Di <mana>?", "until": DUE},
    notice.COMPLAINT_REPLIED: {"complaint": 1, "number": NUMBER},
    notice.COMPLAINT_UNREPLIED: {"complaint": 1, "number": NUMBER},
    notice.COMPLAINT_CLOSED: {"number": NUMBER},
    notice.COMPLAINT_DISMISSED: {"number": NUMBER, "outcome": "not_ours", "answer": "Ke <PLN>."},
    notice.COMPLAINT_ARRIVED: {"count": 2},
    notice.COMPLAINT_DUE: {"cases": [[NUMBER, DUE, 100], *[["LS-000006-6", DUE, 60]] * 8]},
    notice.COMPLAINT_LATE: {"number": NUMBER, "office": "Dinas <A>", "name": "Hasan", "due": DUE},
    notice.COMPLAINT_FILE_LOST: {"number": NUMBER, "kind": "photo", "name": "", "reason": "gone"},
    notice.COMPLAINT_FILE_REFUSED: {"number": NUMBER, "kind": "document", "name": "a<b>.pdf", "reason": "program"},
}
GOLDEN = {
    (notice.COMPLAINT_RECEIVED, "id"): (
        "Laporan Anda sudah kami terima.\n\n<b>Nomor laporan: LS-000005-5</b>\n\nKode rahasia: 7K3M9-Q4ABC\n"
        "Dengan nomor dan kode ini, laporan bisa dilihat dari HP mana pun. Jangan diberikan kepada orang lain.\n\n"
        "Jawaban paling lambat Jumat, 15 Januari 2027. Simpan nomor ini; perkembangannya bisa dilihat kapan saja: "
        "/status"
    ),
    (notice.COMPLAINT_RECEIVED, "en"): (
        "We have received your report.\n\n<b>Report number: LS-000005-5</b>\n\nSecret code: 7K3M9-Q4ABC\n"
        "With this number and code the report can be seen from any phone. Do not give them to anybody.\n\n"
        "Answer due by Friday, 15 January 2027. Keep this number; check progress any time: /status"
    ),
    (notice.COMPLAINT_VERIFIED, "id"): (
        "Laporan LS-000005-5 sudah terverifikasi dan kami teruskan ke Dinas &lt;A&gt;. "
        "Jawaban paling lambat Jumat, 15 Januari 2027."
    ),
    (notice.COMPLAINT_VERIFIED, "en"): (
        "Report LS-000005-5 has been verified and passed on to Dinas &lt;A&gt;. Answer due by Friday, 15 January 2027."
    ),
    (notice.COMPLAINT_ANSWERED, "id"): (
        "Laporan LS-000005-5 sudah dijawab:\n\nSudah &lt;b&gt;\n\n"
        "Menurut Anda, sudah beres? Tanpa balasan sampai Jumat, 15 Januari 2027, laporan kami tutup."
    ),
    (notice.COMPLAINT_ANSWERED, "en"): (
        "Report LS-000005-5 has been answered:\n\nSudah &lt;b&gt;\n\n"
        "Is it solved for you? Without a reply by Friday, 15 January 2027, we will close it."
    ),
    (notice.COMPLAINT_ASKED, "id"): (
        "<b>Laporan LS-000005-5</b>\nDi &lt;mana&gt;?\n\nBalas di sini sampai Jumat, 15 Januari 2027; suara atau foto "
        "boleh. Batas waktu kami berhenti dulu sampai Anda menjawab."
    ),
    (notice.COMPLAINT_ASKED, "en"): (
        "<b>Report LS-000005-5</b>\nDi &lt;mana&gt;?\n\nReply here by Friday, 15 January 2027; voice or photo is fine. "
        "Our clock pauses until you answer."
    ),
    (notice.COMPLAINT_REPLIED, "id"): "Pelapor sudah membalas laporan LS-000005-5. Batas waktunya berjalan lagi.",
    (notice.COMPLAINT_REPLIED, "en"): "The reporter has replied about report LS-000005-5. Its clock is running again.",
    (notice.COMPLAINT_UNREPLIED, "id"): (
        "Pelapor belum membalas pertanyaan tentang laporan LS-000005-5. Batas waktunya berjalan lagi; mohon dijawab "
        "dengan yang sudah ada."
    ),
    (notice.COMPLAINT_UNREPLIED, "en"): (
        "The reporter has not replied to the question about report LS-000005-5. Its clock is running again; please "
        "answer with what you have."
    ),
    (notice.COMPLAINT_CLOSED, "id"): (
        "Laporan LS-000005-5 kami tutup karena belum ada balasan atas jawaban kami. Bila belum beres, silakan lapor "
        "lagi; sebut nomor ini."
    ),
    (notice.COMPLAINT_CLOSED, "en"): (
        "We have closed report LS-000005-5, as there was no reply to our answer. If it is not solved, please report "
        "again and mention this number."
    ),
    (notice.COMPLAINT_DISMISSED, "id"): (
        "<b>Laporan LS-000005-5</b>\n\nIni di luar wewenang Pemkab.\n\nAlasannya: Ke &lt;PLN&gt;.\n\n"
        "Belum tepat menurut Anda? Silakan lapor lagi dengan keterangan tambahan; sebut nomor ini."
    ),
    (notice.COMPLAINT_DISMISSED, "en"): (
        "<b>Report LS-000005-5</b>\n\nThis is not within the regency's powers.\n\nThe reason: Ke &lt;PLN&gt;.\n\n"
        "You do not think so? Please report again and tell us more; mention this number."
    ),
    (notice.COMPLAINT_ARRIVED, "id"): "Ada yang baru di meja pengaduan. 2 laporan menunggu Anda.",
    (notice.COMPLAINT_ARRIVED, "en"): "Something new at the complaints desk. 2 reports await you.",
    (notice.COMPLAINT_DUE, "id"): (
        "Laporan warga yang batasnya sudah dekat atau lewat:\n\n"
        "LS-000005-5: seharusnya Jumat, 15 Januari 2027, sudah lewat\n"
        + "LS-000006-6: paling lambat Jumat, 15 Januari 2027\n" * 7
        + "dan 1 lainnya"
    ),
    (notice.COMPLAINT_DUE, "en"): (
        "Reports whose limit is near or over:\n\nLS-000005-5: was due Friday, 15 January 2027, late\n"
        + "LS-000006-6: due by Friday, 15 January 2027\n" * 7
        + "and 1 more"
    ),
    (notice.COMPLAINT_LATE, "id"): (
        "Bapak/Ibu Hasan, laporan warga LS-000005-5 di Dinas &lt;A&gt; seharusnya dijawab paling lambat "
        "Jumat, 15 Januari 2027, dan belum.\n\n"
        "Mohon bantu petugasnya menyelesaikan. Pelapor bisa melihat bahwa Bapak/Ibu sudah diberi tahu."
    ),
    (notice.COMPLAINT_LATE, "en"): (
        "Hasan, report LS-000005-5 at Dinas &lt;A&gt; should have been answered by Friday, 15 January 2027, and has "
        "not been.\n\nPlease help the officers to finish it. The reporter can see that you have been told."
    ),
    (notice.COMPLAINT_FILE_LOST, "id"): (
        "Foto untuk laporan LS-000005-5 tidak bisa kami ambil dari Telegram. Laporannya tetap berjalan."
    ),
    (notice.COMPLAINT_FILE_LOST, "en"): (
        "Photo for report LS-000005-5 could not be fetched from Telegram. The report goes on all the same."
    ),
    (notice.COMPLAINT_FILE_REFUSED, "id"): (
        "A&lt;b&gt;.pdf untuk laporan LS-000005-5 tidak kami simpan: isinya program. Laporannya tetap berjalan."
    ),
    (notice.COMPLAINT_FILE_REFUSED, "en"): (
        "A&lt;b&gt;.pdf for report LS-000005-5 was not kept: it is a program. The report goes on all the same."
    ),
}
REFUSALS: list[tuple[Refusal, str, str]] = [
    (
        refusals.ReplyWhich(count=2),
        "Ada 2 laporan yang menunggu balasan Anda. Buka yang dimaksud lewat /status, tekan Balas, lalu kirim sekali "
        "lagi.",
        "2 of your reports await a reply. Open the one you mean by /status, press Reply, then send it once more.",
    ),
    (
        refusals.PartNotYet(),
        "Lampiran itu sedang kami ambil dari Telegram. Coba lagi sebentar lagi.",
        "We are still fetching this attachment from Telegram. Please try again in a moment.",
    ),
    (
        refusals.PartGone(),
        "Lampiran itu tidak tersimpan, jadi tidak bisa dibuka.",
        "This attachment was not kept, so it cannot be opened.",
    ),
    (
        refusals.StoryNeeded(),
        "Kami belum menangkap ceritanya. Tulis beberapa kata saja, atau kirim suara atau foto.",
        "We have not caught your story yet. Just write a few words, or send a voice note or a photo.",
    ),
    (
        refusals.StoryUnfit(),
        "Yang ini tidak bisa masuk ke laporan. Kirim tulisan, suara, foto, video, berkas, atau lokasi.",
        "This cannot be part of a report. Send words, a voice note, a photo, a video, a file or a place.",
    ),
    (
        refusals.StoryFull(limit=30),
        "Sudah 30 kiriman, itu yang muat dalam satu laporan. Kiriman berikutnya tidak kami tambahkan; "
        "silakan tekan Selesai bercerita.",
        "That is 30 messages, as many as one report holds. More will not be added; please press That is my story.",
    ),
    (
        refusals.NoDraft(),
        "Laporan dari tombol ini sudah terkirim atau dibatalkan. Lihat /status, atau mulai lagi dengan /lapor.",
        "The report of this button was sent or cancelled. See /status, or begin again with /report.",
    ),
    (
        refusals.FiledTooOften(limit=5, until=AT),
        "Sudah 5 laporan dari akun ini. Laporan ini kami simpan; "
        "tekan Kirim lagi setelah Jumat, 15 Januari 2027, pukul 16.00 WIB.",
        "There are 5 reports from this account already. This one is kept; "
        "press Send again after Friday, 15 January 2027, 16:00 WIB.",
    ),
    (
        refusals.ComplaintUnknown(),
        "Tidak ada laporan dengan nomor dan kode itu. Mohon periksa keduanya, lalu coba lagi.",
        "There is no report with that number and code. Please check both, then try again.",
    ),
    (
        refusals.NumberMistyped(),
        "Nomornya belum tepat; mungkin ada huruf yang tertukar. Contoh: /status LS-7K3M9Q-4.",
        "The number is not quite right; perhaps a letter was mixed up. Like this: /status LS-7K3M9Q-4.",
    ),
    (
        refusals.ComplaintGuesses(),
        "Terlalu banyak percobaan. Coba lagi satu jam lagi, dengan nomor dan kode dari bukti laporan Anda.",
        "Too many tries. Try again in an hour, with the number and code of your receipt.",
    ),
    (
        refusals.ComplaintMoved(state="working"),
        "Laporan ini sekarang “Diproses”, jadi langkah itu tidak bisa. Tidak ada yang berubah.",
        "This report is “In progress” now, so that step is not possible. Nothing has changed.",
    ),
    (
        refusals.ConfirmOver(until=AT),
        "Masa membalas jawaban itu berakhir Jumat, 15 Januari 2027. Bila belum beres, "
        "silakan lapor lagi dengan /lapor.",
        "The time to reply to that answer ended Friday, 15 January 2027. If it is not solved, please report again with "
        "/report.",
    ),
    (
        refusals.NotDesk(),
        "Laporan ini bukan di meja Anda, atau Anda tidak punya peran untuk langkah ini. Tidak ada yang berubah.",
        "This report is not on your desk, or you have no role for this step. Nothing has changed.",
    ),
    (
        refusals.SomebodyElsesCase(),
        "Laporan ini sedang dikerjakan petugas lain. Tidak ada yang berubah.",
        "Another officer is working on this report. Nothing has changed.",
    ),
    (
        refusals.FirstResolver(),
        "Laporan ini dibuka lagi setelah jawaban Anda, jadi giliran petugas lain. Tidak ada yang berubah.",
        "This report was opened again after your answer, so it is another officer's turn. Nothing has changed.",
    ),
]
