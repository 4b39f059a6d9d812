"""What a button means: a small dataclass, packed into at most 64 bytes, parsed back without trust.

A button carries ids and a version, never state. The same packed form names the free text we wait for
(`Conversation.awaiting`).
"""

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import ClassVar

MAX_BYTES = 64
_known: dict[str, type["Action"]] = {}


@dataclass(frozen=True)
class Action:
    """Base of all actions; `code` is its first field on the wire."""

    code: ClassVar[str]

    def __init_subclass__(cls, *, code: str) -> None:
        if code in _known:
            raise TypeError(f"the code {code!r} has two actions")
        cls.code = code
        _known[code] = cls

    def pack(self) -> str:
        """`code:field:field…`, at most 64 bytes of UTF-8 (Telegram's limit)."""
        packed = ":".join([self.code, *(str(getattr(self, field.name)) for field in fields(self))])
        if len(packed.encode()) > MAX_BYTES:
            raise ValueError(f"{type(self).__name__} does not fit a button")
        return packed


@lru_cache(maxsize=512)  # the filter of every handler asks about the same press
def parse(packed: str) -> Action | None:
    """The action that `packed` means, or None: unknown, mutilated or forged data means nothing."""
    code, *values = packed.split(":")
    kind = _known.get(code)
    if kind is None or len(values) != len(fields(kind)):
        return None
    try:
        return kind(*(_read(value, field.type) for value, field in zip(values, fields(kind), strict=True)))
    except ValueError:
        return None


def _read(value: str, kind: object) -> int | str:
    if kind is not int:
        return value
    if len(value) > 15:
        raise ValueError("no id is that long")
    return int(value)


class AwaitsText:
    """Marks an action that waits for words; a picture or a sticker gets one kind answer (`handlers/home`)."""


@dataclass(frozen=True)
class Home(Action, code="h"):
    """The greeting with its buttons."""


@dataclass(frozen=True)
class Help(Action, code="hh"):
    """The help page."""


@dataclass(frozen=True)
class ChooseLanguage(Action, code="l"):
    """The choice of languages."""


@dataclass(frozen=True)
class SetLanguage(Action, code="ls"):
    """Speak this language from now on."""

    language: str


@dataclass(frozen=True)
class NotMe(Action, code="nm"):
    """*Bukan saya*: undo the link to this person."""

    person: int


@dataclass(frozen=True)
class AwaitContact(Action, code="wc"):
    """Waiting for the sender's own contact, to prove this invitation."""

    invitation: int


@dataclass(frozen=True)
class OpenEvaluation(Action, code="eo"):
    """My evaluation, where it stands."""


@dataclass(frozen=True)
class Answer(Action, code="ea"):
    """This level for this item."""

    evaluation: int
    version: int
    item: int
    level: int


@dataclass(frozen=True)
class GoTo(Action, code="eg"):
    """Show this item (back, skip, change, return)."""

    evaluation: int
    version: int
    item: int


@dataclass(frozen=True)
class NotApplicable(Action, code="en"):
    """This item does not apply to my job; a reason follows."""

    evaluation: int
    version: int
    item: int


@dataclass(frozen=True)
class Pause(Action, code="ep"):
    """Enough for now."""

    evaluation: int


@dataclass(frozen=True)
class Review(Action, code="er"):
    """All answers before sending."""

    evaluation: int
    version: int


@dataclass(frozen=True)
class ReviewPart(Action, code="ev"):
    """The answers of one part."""

    evaluation: int
    part: int


@dataclass(frozen=True)
class Submit(Action, code="es"):
    """Send to the rater."""

    evaluation: int
    version: int


@dataclass(frozen=True)
class Recall(Action, code="ec"):
    """Take back what was sent."""

    evaluation: int
    version: int


@dataclass(frozen=True)
class AwaitExample(AwaitsText, Action, code="we"):
    """Waiting for the example that goes with a 4."""

    evaluation: int
    item: int


@dataclass(frozen=True)
class AwaitReason(AwaitsText, Action, code="wr"):
    """Waiting for why an item does not apply."""

    evaluation: int
    item: int


@dataclass(frozen=True)
class OpenLinks(Action, code="k"):
    """The operator's board of links."""


@dataclass(frozen=True)
class OpenLinkCase(Action, code="kc"):
    """A phone to match."""

    attempt: int


@dataclass(frozen=True)
class DecideLink(Action, code="kd"):
    """It is this person (1) or not (0)."""

    attempt: int
    match: int


@dataclass(frozen=True)
class OpenEvidence(Action, code="vo"):
    """The evidence of this item; more may be sent."""

    evaluation: int
    item: int


@dataclass(frozen=True)
class ViewEvidence(Action, code="vv"):
    """Send me this piece."""

    piece: int


@dataclass(frozen=True)
class RemoveEvidence(Action, code="vr"):
    """Remove this piece."""

    piece: int


@dataclass(frozen=True)
class EndEvidence(Action, code="ve"):
    """That was all the evidence; back to the form."""

    evaluation: int


@dataclass(frozen=True)
class AwaitEvidence(Action, code="wv"):
    """Waiting for evidence of an item."""

    evaluation: int
    item: int


@dataclass(frozen=True)
class OpenTeam(Action, code="t"):
    """The people I appraise."""

    page: int = 0


@dataclass(frozen=True)
class OpenMember(Action, code="tm"):
    """One of them."""

    evaluation: int
