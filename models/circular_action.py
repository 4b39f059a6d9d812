"""Buttons of HR's circulars, and the texts that they wait for."""

from dataclasses import dataclass

from models.action import Action, AwaitsText


@dataclass(frozen=True)
class OpenCirculars(Action, code="g"):
    """Those that were sent, newest first."""

    page: int = 0


@dataclass(frozen=True)
class OpenCircular(Action, code="gc"):
    """One of them, as far as it is now."""

    circular: int


@dataclass(frozen=True)
class StopCircular(Action, code="gs"):
    """What has not gone must not go any more."""

    circular: int


@dataclass(frozen=True)
class ReuseCircular(Action, code="gr"):
    """Write its next edition."""

    circular: int


@dataclass(frozen=True)
class StartCircular(Action, code="gn"):
    """Write one, or go on with what was begun."""


@dataclass(frozen=True)
class GoCircular(Action, code="gg"):
    """Show this step (`models.circular`)."""

    draft: int
    version: int
    step: str


@dataclass(frozen=True)
class ChooseAudience(Action, code="ga"):
    """It is for these people."""

    draft: int
    version: int
    audience: str


@dataclass(frozen=True)
class AddOffice(Action, code="go"):
    """This office and what is below it, too."""

    draft: int
    version: int
    office: int


@dataclass(frozen=True)
class ClearOffices(Action, code="gx"):
    """No office yet."""

    draft: int
    version: int


@dataclass(frozen=True)
class SkipEnglish(Action, code="ge"):
    """Without an English text."""

    draft: int
    version: int


@dataclass(frozen=True)
class TryCircular(Action, code="gt"):
    """Send it to me alone."""

    draft: int
    version: int


@dataclass(frozen=True)
class SendCircular(Action, code="gy"):
    """Send it to all of them."""

    draft: int
    version: int


@dataclass(frozen=True)
class CancelCircular(Action, code="gd"):
    """Forget the draft."""

    draft: int


@dataclass(frozen=True)
class AwaitCircular(AwaitsText, Action, code="wg"):
    """Waiting for what this step asks: an office's name, the text, or the English text."""

    step: str
