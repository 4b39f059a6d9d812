"""The tour of the demo: the main job, from the invitation to the rater's list, and a deadline that passes."""

import re

from sandbox.stage import Step

_QUESTION = re.compile(r"· \d+ dari 21")


def _linked(text: str) -> bool:
    return "Kalau benar, silakan mulai" in text


STEPS = [
    Step(
        "siti",
        "Siti mendapat undangan dari kantornya. Tekan undangan itu.",
        lambda text: "Satu langkah lagi" in text,
        "Buka undangan",
        "Siti has an invitation from her office. Press it.",
    ),
    Step(
        "siti",
        "Nomor di telepon harus sama dengan data pegawai. Bagikan nomor Siti.",
        _linked,
        "Bagikan nomor",
        "The phone's number must match the roster. Share Siti's number.",
    ),
    Step(
        "siti",
        "Mulai evaluasi diri Siti.",
        lambda text: bool(_QUESTION.search(text)),
        "Evaluasi diri",
        "Begin Siti's self-evaluation.",
    ),
    Step(
        "siti",
        "Jawab semua; 3 sudah baik. Mau mencoba mati listrik? Tekan “Matikan layanan” di tengah jalan.",
        lambda text: text.startswith("Tinjau jawaban"),
        "3 · Tetap",
        "Answer all; 3 is good. Try a power cut: press “Kill the service” on the way.",
    ),
    Step(
        "ratna",
        "Ratna adalah penilai Siti. Tekan undangannya.",
        lambda text: "Satu langkah lagi" in text,
        "Buka undangan",
        "Ratna is Siti's rater. Press her invitation.",
    ),
    Step("ratna", "Bagikan nomor Ratna.", _linked, "Bagikan nomor", "Share Ratna's number."),
    Step(
        "siti",
        "Kirim evaluasi diri Siti ke penilainya.",
        lambda text: text.startswith("Terkirim"),
        "Kirim",
        "Send Siti's self-evaluation to her rater.",
    ),
    Step(
        "ratna",
        "Kabar itu sampai di telepon Ratna. Buka daftar pegawainya.",
        lambda text: "dikirim" in text and "Siti Contoh" in text and "sudah mengirim" not in text,
        "Buka daftar pegawai",
        "Word of it reaches Ratna's phone. Open her list.",
    ),
    Step(
        "ratna",
        "Buka kartu Siti. Sejak itu Siti tidak bisa lagi menariknya kembali.",
        lambda text: "Jawabannya baru terlihat" in text,
        "● Siti",
        "Open Siti's card. From then on she cannot recall it.",
    ),
    Step(
        "made",
        "Made belum mulai. Tekan undangannya dan bagikan nomornya.",
        _linked,
        "Buka undangan",
        "Made has not begun. Press his invitation and share his number.",
    ),
    Step(
        "made",
        "Lompat 15 hari dengan “ke …” pada jam demo, lalu buka evaluasi diri Made: batasnya sudah lewat.",
        lambda text: "sudah ditutup" in text,
        "Evaluasi diri",
        "Jump 15 days with “to …” on the demo's clock, then open Made's self-evaluation: it is closed.",
    ),
]
