// The page's own words, in both languages.

const WORDS = {
  id: {
    title: "Kinerja · kotak pasir", sandbox: "kotak pasir",
    lead: "Setiap telepon di bawah milik satu orang. Tekan undangan atau tulis pesan, dan bot menjawab seperti di Telegram.",
    lost: "Sambungan terputus. Menyambung lagi…",
    start: "Mulai", invited: "Undangan untuk", empty: "Belum ada percakapan.", write: "Tulis pesan",
    send: "Kirim", commands: "Perintah", attach: "Lampirkan", menu: "Menu", block: "Blokir bot", unblock: "Buka blokir",
    blocked: "Anda memblokir bot ini.", photo: "Foto", voice: "Pesan suara", sticker: "Stiker", document: "Dokumen",
    location: "Lokasi", contact: "Nomor saya", edited: "diubah", typing: "sedang mengetik…", ok: "Oke", forwarded: "Diteruskan dari",
    toEnglish: "Ubah bahasa telepon ke Inggris", toIndonesian: "Ubah bahasa telepon ke Indonesia", people: "Orang", chat: "Percakapan", gone: "Belum ada perintah.", other: "English",
    album: "Album (3 foto)", video: "Video 25 MB", empty_file: "Berkas kosong", program: "Program (.exe)", you: "Anda", video_sent: "Video",
    hour: "+1 jam", day: "+1 hari", to: "ke …", jump: "Lompat", jumpTo: "Lompat ke tanggal dan jam",
    tour: "Panduan", tourSkip: "Lewati", tourClose: "Tutup", tourOpen: "Buka panduan", tourDone: "Selesai. Silakan mencoba sendiri.",
  },
  en: {
    title: "Kinerja · sandbox", sandbox: "sandbox",
    lead: "Each phone below belongs to one person. Press an invitation or write a message; the bot answers as on Telegram.",
    lost: "Connection lost. Reconnecting…",
    start: "Start", invited: "Invitation for", empty: "No conversation yet.", write: "Write a message",
    send: "Send", commands: "Commands", attach: "Attach", menu: "Menu", block: "Block the bot", unblock: "Unblock",
    blocked: "You have blocked this bot.", photo: "Photo", voice: "Voice note", sticker: "Sticker", document: "Document",
    location: "Location", contact: "My number", edited: "edited", typing: "is typing…", ok: "OK", forwarded: "Forwarded from",
    toEnglish: "Set the phone to English", toIndonesian: "Set the phone to Indonesian", people: "People", chat: "Conversation", gone: "No commands yet.", other: "Indonesia",
    album: "Album (3 photos)", video: "Video, 25 MB", empty_file: "Empty file", program: "Program (.exe)", you: "You", video_sent: "Video",
    hour: "+1 hour", day: "+1 day", to: "to …", jump: "Jump", jumpTo: "Jump to a date and time",
    tour: "Tour", tourSkip: "Skip", tourClose: "Close", tourOpen: "Open the tour", tourDone: "Done. Try things yourself.",
  },
};

export const language = localStorage.getItem("language") === "en" ? "en" : "id";
export const word = (name) => WORDS[language][name];

// Whoever runs the sandbox may say a thing in both languages: "Indonesia · English".
export function own(text) {
  const [indonesian, english] = text.split(" · ");
  return language === "en" && english ? english : indonesian;
}

export function otherLanguage() {
  localStorage.setItem("language", language === "id" ? "en" : "id");
  location.reload();
}
