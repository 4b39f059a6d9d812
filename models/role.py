"""Roles: who may do office work, and for which office. Denied unless granted."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Field, SQLModel

from models.base import UTCDateTime, Word, words

HR, OPERATOR, LEADER = "hr", "operator", "leader"
DESK, TRIAGE, INSPECTOR = "desk", "triage", "inspector"
ROLES = (HR, OPERATOR, DESK, TRIAGE, INSPECTOR, LEADER)
OF_AN_OFFICE = (OPERATOR, DESK)
"""These are granted for one office; the others for the whole regency."""


class RoleGrant(SQLModel, table=True):
    """A role that somebody has."""

    __tablename__ = "role_grant"
    __table_args__ = (words("role", *ROLES),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    role: str = Field(sa_type=Word)
    office_id: int | None = Field(default=None, foreign_key="office.id")
    granted_at: datetime = Field(sa_type=UTCDateTime)


@dataclass(frozen=True)
class Granted:
    """A grant as people read it."""

    ref: str
    name: str
    role: str
    office: str = ""


@dataclass(frozen=True)
class Scope:
    """The people somebody may look after: everyone (hr), those of some offices and below (operator), or nobody."""

    everyone: bool = False
    offices: frozenset[int] = frozenset()

    @property
    def nobody(self) -> bool:
        return not self.everyone and not self.offices

    def holds(self, office: int | None) -> bool:
        """Is somebody of this office in it?"""
        return self.everyone or (office is not None and office in self.offices)
