"""Why a file of HR's is not taken at all; beside models/refusals.py, whose rules hold here too."""

from dataclasses import dataclass

from models.refusals import Refusal


@dataclass(eq=False)
class UploadTooBig(Refusal):
    """More bytes than a bot can fetch."""

    size: int
    limit: int


@dataclass(eq=False)
class UploadNeeded(Refusal):
    """We wait for a file, and something else came."""


@dataclass(eq=False)
class UploadGone(Refusal):
    """No such upload, or somebody else's."""


@dataclass(eq=False)
class UploadBusy(Refusal):
    """It is being imported: too late to call it off."""
