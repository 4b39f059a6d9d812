"""How a draft grows: pure. The story first, then at most two questions where the words did not decide, then review."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from models.complaint import LOCATION, TEXT, WHEN
from models.complaint import PLACE as PLACE_LIMIT
from models.complaint_draft import OFFERED, PLACE, REVIEW, TELLING, TOPIC, Draft, Piece
from models.complaint_policy import Call, ComplaintRules, Limits
from models.complaint_refusals import StoryFull, StoryNeeded
from models.evidence_rules import acceptable
from models.parcel import Sent
from models.refusals import Refusal, TextTooLong, UnknownChoice

BURST = timedelta(seconds=10)
"""Forwarded messages this close to one another get one answer."""
OFFER_LIVES = timedelta(hours=1)
SWITCHES = ("anonymous", "confidential", "own_name", "to_inspector")
OCCURRED, WHERE, OFFICE = "occurred", "place", "office"


@dataclass(frozen=True)
class Grown:
    """A draft after a message; `refusal` is raised after it was kept."""

    draft: Draft
    calls: tuple[Call, ...] = ()
    silent: bool = False
    refusal: Refusal | None = None


def tell(draft: Draft, piece: Piece, rules: ComplaintRules, now: datetime) -> Grown:
    """One more message of the story.

    Raises StoryNeeded, TextTooLong and what evidence refuses of a file.
    """
    fitting(piece, rules.limits, before=len(draft.story))
    if piece.kind == TEXT and not piece.tells and draft.empty:
        raise StoryNeeded
    if len(draft.pieces) >= rules.limits.parts:
        full = None if draft.full else StoryFull(limit=rules.limits.parts)
        return Grown(replace(draft, full=True), silent=True, refusal=full)
    silent = _one_of_many(draft, piece, now)
    grown = replace(draft, pieces=(*draft.pieces, piece), said_at=now.isoformat())
    calls = tuple(call for call in rules.calls_in(grown.story) if call.text.id not in draft.called)
    grown = replace(grown, called=(*draft.called, *(call.text.id for call in calls)))
    if draft.step in (TOPIC, PLACE):
        grown = ahead(grown, rules)
    return Grown(grown, calls, silent=silent and not calls)


def fitting(piece: Piece, limits: Limits, *, before: int = 0) -> None:
    """Raises TextTooLong, and what evidence refuses of a file. `before`: characters told already."""
    if piece.kind not in (TEXT, LOCATION):
        size = piece.size if piece.size >= 0 else None
        acceptable(Sent(piece.kind, piece.file_id, size=size, mime=piece.mime, name=piece.name))
    if (length := before + len(piece.text)) > limits.text:
        raise TextTooLong(limit=limits.text, length=length)


def _one_of_many(draft: Draft, piece: Piece, now: datetime) -> bool:
    """Does it come with the one before, which was answered?"""
    if not draft.pieces or not draft.said_at:
        return False
    before = draft.pieces[-1]
    together = piece.many and before.many and before.album == piece.album
    return together and now - datetime.fromisoformat(draft.said_at) < BURST


def ahead(draft: Draft, rules: ComplaintRules) -> Draft:
    """To the next question, or to the review; what the words or a pin decide is not asked. Raises StoryNeeded."""
    if draft.empty:
        raise StoryNeeded
    if draft.category is None and (found := rules.decided(draft.story)):
        draft = replace(draft, category=found.code)
    if draft.kecamatan is None:
        named = rules.kecamatan_in(draft.story)
        if named or draft.pin:
            draft = replace(draft, kecamatan=named.code if named else "")
    if draft.category is None:
        return replace(draft, step=TOPIC)
    return replace(draft, step=PLACE if draft.kecamatan is None else REVIEW)


def with_topic(draft: Draft, category: str, rules: ComplaintRules) -> Draft:
    """Raises UnknownChoice."""
    if category and rules.category(category) is None:
        raise UnknownChoice
    return ahead(replace(draft, category=category), rules)


def with_place(draft: Draft, kecamatan: str, rules: ComplaintRules) -> Draft:
    """Raises UnknownChoice."""
    if kecamatan and rules.place(kecamatan) is None:
        raise UnknownChoice
    return ahead(replace(draft, kecamatan=kecamatan), rules)


def switched(draft: Draft, name: str, *, on: bool, linked: bool) -> Draft:
    """`anonymous` and `own_name` exclude each other. Raises UnknownChoice."""
    if name not in SWITCHES or (name == "own_name" and not linked):
        raise UnknownChoice
    if name == "anonymous":
        return replace(draft, anonymous=on, own_name=draft.own_name and not on)
    if name == "own_name":
        return replace(draft, own_name=on, anonymous=draft.anonymous and not on)
    return replace(draft, to_inspector=on) if name == "to_inspector" else replace(draft, confidential=on)


def with_detail(draft: Draft, name: str, text: str) -> Draft:
    """When it happened or where exactly, in the person's own words. Raises UnknownChoice, TextTooLong."""
    limits = {OCCURRED: WHEN, WHERE: PLACE_LIMIT}
    if name not in limits:
        raise UnknownChoice
    said = " ".join(text.split())
    if len(said) > limits[name]:
        raise TextTooLong(limit=limits[name], length=len(said))
    return replace(draft, step=REVIEW, occurred=said) if name == OCCURRED else replace(draft, step=REVIEW, place=said)


def held(draft: Draft | None, changed_at: datetime | None, now: datetime) -> Draft:
    """Where an employee's unasked message is kept until they say whether it is a report; an old one is forgotten."""
    if draft is None or changed_at is None or (draft.step == OFFERED and now - changed_at > OFFER_LIVES):
        return Draft(step=OFFERED)
    return draft


def title_of(draft: Draft, length: int = 80) -> str:
    """The first words."""
    words = " ".join(draft.story.split())
    return words if len(words) <= length else words[: length - 1].rsplit(" ", 1)[0] + "…"


def telling(draft: Draft) -> Draft:
    """Back to the story."""
    return replace(draft, step=TELLING)
