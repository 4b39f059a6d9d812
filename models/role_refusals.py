"""Why a role is not given or taken."""

from dataclasses import dataclass

from models.refusals import Refusal


@dataclass(eq=False)
class UnknownRole(Refusal):
    """No such role."""

    role: str


@dataclass(eq=False)
class RoleNeedsOffice(Refusal):
    """This role belongs to one office, or this one to none."""

    role: str
    needed: bool


@dataclass(eq=False)
class NotGranted(Refusal):
    """Nothing to revoke."""
