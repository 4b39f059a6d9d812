"""Why something does not become evidence; beside models/refusals.py, whose rules hold here too."""

from dataclasses import dataclass

from models.refusals import Refusal


@dataclass(eq=False)
class EvidenceTooBig(Refusal):
    """More bytes than a bot can fetch."""

    size: int
    limit: int


@dataclass(eq=False)
class EvidenceEmpty(Refusal):
    """A file of no bytes."""


@dataclass(eq=False)
class EvidenceProgram(Refusal):
    """A program or a script."""


@dataclass(eq=False)
class EvidenceFull(Refusal):
    """This item has as many pieces as it may have."""

    item: int
    limit: int


@dataclass(eq=False)
class EvidenceUnfit(Refusal):
    """A sticker, a place, a poll: nothing that can be laid beside an answer."""


@dataclass(eq=False)
class EvidenceGone(Refusal):
    """No such piece, or not this person's."""


@dataclass(eq=False)
class EvidenceNotYet(Refusal):
    """Its bytes have not been fetched yet."""


@dataclass(eq=False)
class EvidenceFrozen(Refusal):
    """The form was sent: its evidence belongs to what was sent."""


@dataclass(eq=False)
class LinkNeeded(Refusal):
    """We wait for evidence, and words without a link came."""
