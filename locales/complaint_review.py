"""The report before it is sent: everything in it, and what can be changed."""

from locales.letter import Choice, Letter, bold, cut, italic, lines, paragraphs
from locales.text import Markup, Words, words
from models.complaint import LOCATION
from models.complaint_action import AskDetail, LeaveReport, OpenPlaces, OpenTopics, SendReport, SwitchReport, TellMore
from models.complaint_draft import Draft, Drafted
from models.parcel import DOCUMENT, PHOTO, VIDEO, VOICE

STORY = 1200
"""UTF-16 units of the story in a review."""


def review(drafted: Drafted, language: str) -> Letter:
    """Its text begins as strangers rely on (interface)."""
    _ = words(language)
    draft, version = drafted.draft, drafted.draft.version
    switches = [_switch(draft, name, _) for name in ("anonymous", "confidential", "to_inspector")]
    if drafted.linked:
        switches.append(_switch(draft, "own_name", _))
    return Letter(
        paragraphs(
            bold(_("Periksa laporan")),
            _story(draft, _),
            _facts(drafted, language),
            _hidden(draft, _),
            _("Sudah benar? Tekan {button}. Yang lain boleh dibiarkan kosong.", button=italic(_("Kirim laporan"))),
        ),
        (
            (Choice(_("Kirim laporan"), SendReport(version)),),
            (Choice(_("Ubah topik"), OpenTopics(version, "")), Choice(_("Ubah kecamatan"), OpenPlaces(version))),
            (
                Choice(_("Tempat persisnya"), AskDetail(version, "place")),
                Choice(_("Kapan"), AskDetail(version, "occurred")),
            ),
            (Choice(_("Kantor"), AskDetail(version, "office")), Choice(_("Tambah cerita"), TellMore(version))),
            *((one,) for one in switches),
            (Choice(_("Batal"), LeaveReport(version)),),
        ),
    )


def _switch(draft: Draft, name: str, _: Words) -> Choice:
    labels = {
        "anonymous": (_("Anonim: tidak"), _("Anonim: ya")),
        "confidential": (_("Rahasia: tidak"), _("Rahasia: ya")),
        "to_inspector": (_("Langsung ke Inspektorat: tidak"), _("Langsung ke Inspektorat: ya")),
        "own_name": (_("Nama saya sebagai pegawai: tidak"), _("Nama saya sebagai pegawai: ya")),
    }[name]
    on = bool(getattr(draft, name))
    return Choice(labels[on], SwitchReport(draft.version, name, int(not on)))


def _story(draft: Draft, _: Words) -> Markup:
    kinds = {
        PHOTO: _("foto"),
        DOCUMENT: _("berkas"),
        VOICE: _("suara"),
        VIDEO: _("video"),
        LOCATION: _("lokasi"),
    }
    counts = {kind: sum(piece.kind == kind for piece in draft.pieces) for kind in kinds}
    also = ", ".join(f"{count} {kinds[kind]}" for kind, count in counts.items() if count)
    story = "\n".join(piece.text for piece in draft.pieces if piece.text)
    return lines(cut(story, STORY), _("Lampiran: {what}", what=also) if also else "")


def _facts(drafted: Drafted, language: str) -> Markup:
    _ = words(language)
    draft, rules = drafted.draft, drafted.rules
    category, place = rules.category(draft.category or ""), rules.place(draft.kecamatan or "")
    topic = category.name.of(language) if category else _("biar kami yang menentukan")
    return lines(
        _("Tentang: {what}", what=topic),
        _("Kecamatan: {where}", where=place.name if place else "–"),
        _("Tempat: {where}", where=draft.place) if draft.place else "",
        _("Waktu: {when}", when=draft.occurred) if draft.occurred else "",
        _("Kantor: {office}", office=draft.office_name) if draft.office_name else "",
    )


def _hidden(draft: Draft, _: Words) -> Markup:
    care = _("Periksa ceritanya: nama, nomor, atau hal yang hanya Anda tahu bisa menunjukkan siapa Anda.")
    return lines(
        _("Anonim: identitas Anda disembunyikan dari yang dilaporkan dan dari umum.") if draft.anonymous else "",
        _("Rahasia: isi laporan tidak dibuka untuk umum.") if draft.confidential else "",
        _("Hanya Inspektorat yang membaca laporan ini; kantor yang dilaporkan belum diberi tahu.")
        if draft.to_inspector
        else "",
        care if draft.anonymous or draft.confidential else "",
        _("Nama Anda sebagai pegawai ikut terlihat oleh petugas.") if draft.own_name else "",
    )
