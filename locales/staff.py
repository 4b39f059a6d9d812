"""Screens of the search for a member of staff: who, where, how far. Never an answer."""

from locales.letter import Choice, Letter, bold, escaped, lines, paragraphs
from locales.moment import moment
from locales.paper import paper_state
from locales.text import Markup, words
from models.action import OpenLinks
from models.evaluation import PAPER_DISPUTED, PAPER_DRAFT
from models.invitation_action import InviteStaff
from models.nip import mask_nip
from models.paper_action import OpenPaper, OpenScan
from models.staff import Search, StaffCard, StaffForm
from models.staff_action import OpenStaff, SearchStaff
from models.stuck_action import OpenStuck

LABEL, SAID = 60, 60
"""Characters on a button, and of what was typed."""


def ask_whom(language: str) -> Letter:
    """The search begins."""
    _ = words(language)
    return Letter(
        _("Siapa yang dicari? Ketik bagian dari namanya, atau angka terakhir NIP-nya."),
        ((Choice(_("← Kembali"), OpenLinks()),),),
    )


def found(search: Search, language: str) -> Letter:
    """A button for each; who has the same name is told apart by the office and the masked NIP."""
    _ = words(language)
    said = search.said if len(search.said) <= SAID else search.said[:SAID].rstrip() + "…"
    back = (Choice(_("← Kembali"), OpenLinks()),)
    if not search.found:
        return Letter(
            paragraphs(
                _("Tidak ada yang cocok dengan «{said}» di kantor yang Anda urus.", said=said),
                _("Coba ejaan lain, atau angka terakhir NIP-nya: ketik saja di sini."),
            ),
            (back,),
        )
    more = _("Masih ada yang lain. Ketik namanya lebih lengkap.") if search.more else Markup()
    return Letter(
        paragraphs(
            bold(_("Yang cocok dengan «{said}»", said=said)),
            lines(
                *(
                    f"{number}. {escaped(', '.join(filter(None, (one.name, one.office, mask_nip(one.ref)))))}"
                    for number, one in enumerate(search.found, 1)
                )
            ),
            more or _("Tekan namanya, atau ketik nama lain."),
        ),
        (
            *(
                (Choice(f"{number}. {one.name}"[:LABEL], OpenStaff(one.person)),)
                for number, one in enumerate(search.found, 1)
            ),
            back,
        ),
    )


def staff_card(card: StaffCard, language: str, toast: str = "") -> Letter:
    """One person and how far their form is."""
    _ = words(language)
    linked = _("Akun Telegram: sudah terhubung.") if card.linked else _("Akun Telegram: belum terhubung.")
    invite = Choice(
        _("Ganti HP") if card.linked else _("Undangan"), InviteStaff(card.person, card.invited, int(card.linked))
    )
    form = _form(card.form, language) if card.form else _("Tidak ikut dalam siklus yang berjalan.")
    return Letter(
        paragraphs(
            lines(bold(escaped(card.name)), escaped(card.position), escaped(card.office), mask_nip(card.ref)),
            linked,
            form,
        ),
        (
            *_paper(card, language),
            (invite,),
            (Choice(_("Cari lagi"), SearchStaff()), Choice(_("Yang tersendat"), OpenStuck())),
            (Choice(_("← Kembali"), OpenLinks()),),
        ),
        toast=toast,
    )


def _paper(card: StaffCard, language: str) -> tuple[tuple[Choice, ...], ...]:
    """What the person who looks may do about a form on paper."""
    _ = words(language)
    own = card.own_paper
    if own and own.state == PAPER_DRAFT:
        return ((Choice(_("Lanjutkan formulir kertas"), OpenPaper(card.person)),),)
    if card.may_begin_paper:
        return ((Choice(_("Isi dari formulir kertas"), OpenPaper(card.person)),),)
    if own and card.form and card.form.on_paper:
        return ((Choice(_("Pindaian formulir kertas"), OpenScan(own.id)),),)
    return ()


def _form(form: StaffForm, language: str) -> Markup:
    _ = words(language)
    if form.submitted_at:
        state = _("terkirim {at}", at=moment(form.submitted_at, language))
    elif form.answered:
        state = _("terisi {done} dari {count}", done=form.answered, count=form.of)
    else:
        state = _("belum mulai")
    return lines(
        _("Evaluasi diri {period}: {state}.", period=form.cycle.name, state=state),
        _("Batasnya {until}.", until=moment(form.until, language)) if not form.submitted_at else "",
        _on_paper(form, language),
    )


def _on_paper(form: StaffForm, language: str) -> Markup:
    _ = words(language)
    if form.on_paper and form.paper:
        return paper_state(form.paper.state, language)
    if form.paper and form.paper.state == PAPER_DISPUTED and not form.submitted_at:
        return _("Formulir kertasnya dinyatakan keliru; pegawainya memperbaikinya sendiri.")
    return Markup()
