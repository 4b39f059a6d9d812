"""One sentence for each Refusal, in the person's language. A test holds that none is missing."""

from collections.abc import Callable
from typing import Any

from locales.circular import NAMED, braced
from locales.complaint_refusal import COMPLAINT
from locales.cycle_refusal import CYCLE_IN_CHAT
from locales.moment import moment
from locales.paper_refusal import SENTENCES as _PAPER
from locales.text import Markup, Words, short, words
from models import (
    circular_refusals,
    evidence_refusals,
    refusals,
    reminder_refusals,
    role_refusals,
    rule_refusals,
    staff_refusals,
    upload_refusals,
)
from models.circular import PLACEHOLDERS
from models.nip import mask_nip
from models.refusals import Refusal

MEGABYTE = 1024 * 1024
Sentence = Callable[[Words, Any], Markup]


def refusal_text(refusal: Refusal, language: str) -> Markup:
    """Why not, and what to do instead."""
    return _SENTENCES[type(refusal)](words(language), refusal)


def _megabytes(size: int) -> int:
    """Rounded up: what is refused must not look as if it would fit."""
    return -(-size // MEGABYTE)


def _braced(names: tuple[str, ...]) -> Markup:
    return Markup(", ".join(braced(short(name)) for name in names[:NAMED]))


def _incomplete(_: Words, refusal: refusals.Incomplete) -> Markup:
    numbers = ", ".join(map(str, refusal.missing))
    return _("Belum bisa dikirim: nomor {numbers} belum dijawab.", numbers=numbers)


_EVALUATION = {
    refusals.NotLinked: lambda _, r: _(
        "Akun Telegram ini belum terhubung dengan data pegawai. Buka undangan dari operator kepegawaian di kantor Anda."
    ),
    refusals.NotYours: lambda _, r: _("Tombol ini bukan untuk akun Anda. Tidak ada yang berubah."),
    refusals.NoEvaluation: lambda _, r: _(
        "Saat ini tidak ada evaluasi diri untuk Anda. Bila seharusnya ada, hubungi operator kepegawaian di kantor Anda."
    ),
    refusals.EvaluationClosed: lambda _, r: _(
        "Evaluasi diri sudah ditutup {until}. Jawaban yang tersimpan tetap ada.", until=moment(r.until, _.language)
    ),
    refusals.Incomplete: _incomplete,
    refusals.UnknownChoice: lambda _, r: _("Pilihan itu tidak ada di pertanyaan ini. Tidak ada yang berubah."),
    refusals.RecallTooLate: lambda _, r: _(
        "Tidak bisa ditarik lagi: {rater} sudah membukanya. Sampaikan perubahan dalam dialog kinerja.", rater=r.rater
    ),
    refusals.TextTooLong: lambda _, r: _(
        "Ceritanya {length} karakter; yang muat {limit}. Mohon diringkas, lalu kirim lagi.",
        length=r.length,
        limit=r.limit,
    ),
    refusals.TextNeeded: lambda _, r: _("Kami menunggu tulisan. Ketik di sini, atau tekan salah satu tombol."),
    refusals.UnknownLanguage: lambda _, r: _("Bahasa itu belum tersedia."),
    reminder_refusals.SettingUnknown: lambda _, r: _("Pilihan itu tidak tersedia. Tidak ada yang berubah."),
    reminder_refusals.NothingToRemind: lambda _, r: _(
        "Evaluasi diri ini tidak menunggu Anda lagi. Tidak perlu diingatkan."
    ),
    reminder_refusals.SnoozeTooLate: lambda _, r: _(
        "Besok sudah lewat batasnya: {until}. Kalau sempat, sebaiknya sekarang.", until=moment(r.until, _.language)
    ),
    refusals.NobodyToRate: lambda _, r: _("Saat ini tidak ada pegawai yang menunggu penilaian Anda."),
}
_EVIDENCE = {
    evidence_refusals.EvidenceTooBig: lambda _, r: _(
        "Berkas ini {size} MB; Telegram hanya memberi kami sampai {limit} MB. Mohon kirim yang lebih kecil, "
        "atau simpan di tempat lain dan kirim tautannya.",
        size=_megabytes(r.size),
        limit=r.limit // MEGABYTE,
    ),
    evidence_refusals.EvidenceEmpty: lambda _, r: _(
        "Berkas itu kosong, tidak ada isinya. Mohon periksa, lalu kirim lagi."
    ),
    evidence_refusals.EvidenceProgram: lambda _, r: _(
        "Itu program atau skrip, jadi tidak kami simpan. Kirim foto, dokumen, suara, video, atau tautan."
    ),
    evidence_refusals.EvidenceFull: lambda _, r: _(
        "Nomor {item} sudah punya {limit} bukti, itu batasnya. Hapus satu dulu bila yang ini lebih kuat.",
        item=r.item,
        limit=r.limit,
    ),
    evidence_refusals.EvidenceUnfit: lambda _, r: _(
        "Yang ini tidak bisa menjadi bukti. Kirim foto, berkas, suara, video, atau tautan; tekan Selesai bila cukup."
    ),
    evidence_refusals.EvidenceGone: lambda _, r: _("Bukti itu sudah tidak ada, atau bukan milik akun Anda."),
    evidence_refusals.EvidenceNotYet: lambda _, r: _(
        "Bukti itu sedang kami ambil dari Telegram. Coba lagi sebentar lagi."
    ),
    evidence_refusals.EvidenceFrozen: lambda _, r: _(
        "Evaluasi diri sudah terkirim, buktinya ikut terkirim. Untuk mengubahnya, tarik kembali dulu di /evaluasi."
    ),
    evidence_refusals.LinkNeeded: lambda _, r: _(
        "Kami menunggu bukti: foto, berkas, suara, video, atau tautan seperti https://…. Tekan Selesai bila cukup."
    ),
}
_UPLOAD = {
    upload_refusals.UploadTooBig: lambda _, r: _(
        "Berkas ini {size} MB; Telegram hanya memberi kami sampai {limit} MB. Simpan hanya kolom yang perlu, "
        "lalu kirim lagi.",
        size=_megabytes(r.size),
        limit=r.limit // MEGABYTE,
    ),
    upload_refusals.UploadNeeded: lambda _, r: _(
        "Kami menunggu berkas XLSX atau CSV, dikirim sebagai berkas. Untuk meninggalkannya, ketik /batal."
    ),
    upload_refusals.UploadGone: lambda _, r: _("Berkas itu tidak ada, atau bukan kiriman Anda."),
    upload_refusals.UploadBusy: lambda _, r: _("Berkas itu sedang disimpan, jadi tidak bisa dibatalkan lagi."),
}
_CIRCULAR = {
    circular_refusals.PlaceholderUnknown: lambda _, r: _(
        "Kami belum mengenal {names}. Yang bisa dipakai {known}. Mohon diperbaiki, lalu kirim lagi.",
        names=_braced(r.names),
        known=_braced(PLACEHOLDERS),
    ),
    circular_refusals.CircularTooLong: lambda _, r: _(
        "Dengan nama dan unit terpanjang, tulisan ini {length} karakter; yang muat {limit}. Mohon diringkas, "
        "lalu kirim lagi.",
        length=r.length,
        limit=r.limit,
    ),
    refusals.OfficeNotFound: lambda _, r: _(
        "Tidak ada kantor yang cocok dengan «{text}». Coba ejaan lain, atau sebagian namanya saja.", text=short(r.text)
    ),
    circular_refusals.NobodyToWrite: lambda _, r: _(
        "Saat ini tidak ada yang bisa menerimanya. Kabarnya tetap tersimpan; pilih penerima lain."
    ),
    circular_refusals.CircularUnknown: lambda _, r: _("Kabar itu tidak ada. Yang pernah dikirim ada di /kabar."),
}
_LINKING = {
    refusals.InvitationUnknown: lambda _, r: _(
        "Undangan ini tidak kami kenal. Periksa lagi tautannya, atau minta yang baru kepada operator kepegawaian."
    ),
    refusals.InvitationUsed: lambda _, r: _(
        "Maaf, undangan ini sudah dipakai. Ganti HP, atau merasa belum pernah memakainya? "
        "Hubungi operator kepegawaian di kantor Anda."
    ),
    refusals.InvitationExpired: lambda _, r: _(
        "Undangan ini sudah lewat 60 hari. Minta yang baru kepada operator kepegawaian di kantor Anda."
    ),
    refusals.InvitationForeign: lambda _, r: _(
        "Undangan ini untuk orang lain, dan akun Anda sudah terhubung. Tidak ada yang berubah."
    ),
    refusals.TooOften: lambda _, r: _.count(
        "Permintaan yang sama baru saja datang beberapa kali; jawabannya ada di atas. Bisa lagi {n} detik lagi.",
        "Permintaan yang sama baru saja datang beberapa kali; jawabannya ada di atas. Bisa lagi {n} detik lagi.",
        r.seconds,
    ),
    refusals.TooManyGuesses: lambda _, r: _("Terlalu banyak percobaan. Coba lagi satu jam lagi."),
    refusals.NoInvitation: lambda _, r: _(
        "Terima kasih, tetapi belum ada undangan yang dibuka. Buka dulu undangan dari operator kepegawaian Anda."
    ),
    refusals.ContactNotOwn: lambda _, r: _(
        "Itu bukan kontak Anda sendiri. Tekan tombol di bawah untuk membagikan nomor akun ini."
    ),
    refusals.PhoneDiffers: lambda _, r: _(
        "Nomor ini berbeda dari data kepegawaian. Operator kepegawaian di kantor Anda akan mencocokkannya; "
        "hubungi mereka bila mendesak."
    ),
    refusals.PhoneMissing: lambda _, r: _(
        "Nomor HP Anda belum ada di data kepegawaian. Operator kepegawaian di kantor Anda akan mencocokkannya; "
        "hubungi mereka bila mendesak."
    ),
    refusals.AlreadyLinked: lambda _, r: _("Akun ini sudah terhubung dengan data {name}.", name=r.name),
}
_CYCLE = {
    refusals.CycleDatesWrong: lambda _, r: _(
        "Tanggal tidak berurutan: dibuka, evaluasi diri selesai, penilaian selesai, lalu diumumkan."
    ),
    refusals.CycleNameTaken: lambda _, r: _("Siklus bernama {name} sudah ada.", name=r.name),
    refusals.OfficeUnknown: lambda _, r: _("Kantor dengan kode ini tidak ada: {codes}.", codes=", ".join(r.codes)),
    refusals.EmploymentUnknown: lambda _, r: _(
        "Tidak ada pegawai dengan jenis ini: {names}. Yang ada: {known}.",
        names=", ".join(r.names),
        known=", ".join(r.known) or "–",
    ),
    refusals.MethodShipped: lambda _, r: _(
        "Metode {id} sudah ada bersama program. Beri id lain pada berkas Anda.", id=r.id
    ),
    refusals.LateDatesWrong: lambda _, r: _(
        "Izin terlambat harus berakhir setelah {after} dan paling lambat {until}.",
        after=moment(r.after, _.language),
        until=moment(r.until, _.language),
    ),
    refusals.NoFormInCycle: lambda _, r: _(
        "Tidak punya formulir di siklus ini: {refs}. Tidak ada izin yang diberikan.",
        refs=", ".join(map(mask_nip, r.refs)),
    ),
    refusals.RaterSelf: lambda _, r: _("Penilai tidak boleh pegawai itu sendiri."),
    refusals.RaterLoop: lambda _, r: _("Penilai ini, langsung atau lewat atasannya, dinilai oleh pegawai itu."),
    refusals.RaterDatesWrong: lambda _, r: _("Masa penilai harus berakhir setelah dimulai, dan bukan di masa lalu."),
    refusals.UnknownCycle: lambda _, r: _("Siklus {id} tidak ada. Lihat: kinerja cycle list", id=r.id),
    refusals.UnknownPerson: lambda _, r: _("{ref}: tidak ada pegawai aktif dengan NIP itu.", ref=mask_nip(r.ref)),
    role_refusals.UnknownRole: lambda _, r: _(
        "Peran {role} tidak ada. Yang ada: hr, operator, desk, triage, inspector, leader.", role=r.role
    ),
    role_refusals.RoleNeedsOffice: lambda _, r: (
        _("Peran {role} berlaku untuk satu kantor: tambahkan --office.", role=r.role)
        if r.needed
        else _("Peran {role} berlaku untuk semua kantor: tanpa --office.", role=r.role)
    ),
    role_refusals.NotGranted: lambda _, r: _("Peran itu memang tidak dimiliki. Lihat: kinerja role list"),
    refusals.NotAllowed: lambda _, r: _("Bagian ini untuk operator kepegawaian. Tidak ada yang berubah."),
    staff_refusals.SearchTooShort: lambda _, r: _(
        "Itu terlalu pendek untuk dicari. Ketik sedikitnya {letters} huruf dari namanya, "
        "atau {digits} angka terakhir NIP-nya.",
        letters=r.letters,
        digits=r.digits,
    ),
    refusals.AlreadyDecided: lambda _, r: _("Sudah diselesaikan oleh orang lain. Tidak ada yang berubah."),
    refusals.UnknownToken: lambda _, r: _("Telegram tidak mengenal token ini. Periksa KINERJA_TELEGRAM_TOKEN."),
    rule_refusals.UnknownRules: lambda _, r: _("Aturan {id} tidak ada. Lihat: kinerja rules list", id=r.id),
    rule_refusals.RulesIdTaken: lambda _, r: _("Id {id} sudah dipakai. Beri id lain pada berkas Anda.", id=r.id),
    refusals.UnknownMethod: lambda _, r: _("Metode {id} tidak ada. Lihat: kinerja method list", id=r.id),
}
_SENTENCES: dict[type[Refusal], Sentence] = {
    **_EVALUATION,
    **_EVIDENCE,
    **_UPLOAD,
    **_CIRCULAR,
    **COMPLAINT,
    **CYCLE_IN_CHAT,
    **_LINKING,
    **_CYCLE,
    **_PAPER,
}
