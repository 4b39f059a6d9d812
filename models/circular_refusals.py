"""Why a circular is not taken or not sent."""

from dataclasses import dataclass

from models.refusals import Refusal


@dataclass(eq=False)
class PlaceholderUnknown(Refusal):
    """Between braces stands something that we cannot fill in."""

    names: tuple[str, ...]


@dataclass(eq=False)
class CircularTooLong(Refusal):
    """With the longest name and office filled in it has more UTF-16 units than fit."""

    length: int
    limit: int


@dataclass(eq=False)
class NobodyToWrite(Refusal):
    """Nobody of the chosen people can be written to."""


@dataclass(eq=False)
class CircularUnknown(Refusal):
    """No such circular was sent."""
