"""Buttons about the files that HR sends. `models/action.py` says how they travel."""

from dataclasses import dataclass

from models.action import Action


@dataclass(frozen=True)
class OpenUploads(Action, code="u"):
    """HR's files: how to send one; one may be sent from now on."""


@dataclass(frozen=True)
class ViewUpload(Action, code="uv"):
    """This file, where it stands."""

    upload: int


@dataclass(frozen=True)
class SaveUpload(Action, code="us"):
    """Import it, as this preview says."""

    upload: int
    version: int


@dataclass(frozen=True)
class CancelUpload(Action, code="uc"):
    """Forget it."""

    upload: int


@dataclass(frozen=True)
class AwaitUpload(Action, code="wu"):
    """Waiting for a file of HR's."""
