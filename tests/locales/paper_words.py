"""What the notices of a form on paper say, word for word."""

from models import notice

NOTICES = {
    notice.PAPER_ENTERED: {
        "paper": 1,
        "operator": "Ratna <b>",
        "period": "Tahun 2026",
        "at": "2027-01-15T02:00:00+00:00",
    },
    notice.PAPER_DISPUTED: {"employee": "Siti <b>& Co", "person": 3, "reopened": True},
    notice.SCAN_MISSING: {"paper": 1, "employee": "Siti <b>& Co", "reason": "lost"},
}
GOLDEN = {
    (notice.PAPER_ENTERED, "id"): (
        "Evaluasi diri Tahun 2026 Anda dimasukkan dari formulir kertas oleh Ratna &lt;b&gt;, "
        "Jumat, 15 Januari 2027, pukul 09.00 WIB.\n\nMohon diperiksa: sudah sesuai dengan kertas Anda?"
    ),
    (notice.PAPER_ENTERED, "en"): (
        "Your self-evaluation Tahun 2026 was entered from a paper form by Ratna &lt;b&gt;, "
        "Friday, 15 January 2027, 09:00 WIB.\n\nPlease check: is it what you wrote on paper?"
    ),
    (notice.PAPER_DISPUTED, "id"): (
        "Siti &lt;b&gt;&amp; Co menyatakan ada yang keliru pada formulir kertas yang Anda masukkan.\n\n"
        "Formulirnya dibuka lagi untuk pegawai itu; Anda tidak perlu melakukan apa-apa."
    ),
    (notice.PAPER_DISPUTED, "en"): (
        "Siti &lt;b&gt;&amp; Co says that something is wrong with the paper form you entered.\n\n"
        "The form is open again for that employee; there is nothing you need to do."
    ),
    (notice.SCAN_MISSING, "id"): (
        "Satu pindaian formulir kertas Siti &lt;b&gt;&amp; Co tidak tersimpan: tidak bisa kami ambil dari Telegram. "
        "Mohon kirim ulang."
    ),
    (notice.SCAN_MISSING, "en"): (
        "One scan of Siti &lt;b&gt;&amp; Co's paper form was not kept: we could not get it from Telegram. "
        "Please send it again."
    ),
}
