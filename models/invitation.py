"""One-time invitations and what happened to them. The secret itself is never stored, only its hash."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Field, SQLModel, col

from models.base import UTCDateTime, Word, words

LIFETIME = timedelta(days=60)
GUESSES = 5
GUESS_WINDOW = timedelta(hours=1)
PREFIX = "i-"

LINKED, UNDONE = "linked", "undone"
UNKNOWN, USED, EXPIRED, FOREIGN = "unknown", "used", "expired", "foreign"
PHONE_DIFFERS, PHONE_MISSING, NOT_OWN, OPENED = "phone_differs", "phone_missing", "not_own", "opened"
OUTCOMES = (LINKED, UNDONE, UNKNOWN, USED, EXPIRED, FOREIGN, PHONE_DIFFERS, PHONE_MISSING, NOT_OWN, OPENED)


class Invitation(SQLModel, table=True):
    """An invitation of one person; several may be alive, the first used one links."""

    __tablename__ = "invitation"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    secret_hash: str = Field(max_length=64, unique=True)
    created_at: datetime = Field(sa_type=UTCDateTime)
    expires_at: datetime = Field(sa_type=UTCDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    moves: bool = Field(default=False, description="for a new phone: it takes the person over from their old account")


class LinkAttempt(SQLModel, table=True):
    """Every try to link an account, good or bad: the operator's list and the guard against guessing."""

    __tablename__ = "link_attempt"
    __table_args__ = (words("outcome", *OUTCOMES),)

    id: int | None = Field(default=None, primary_key=True)
    channel: str = Field(sa_type=Word)
    channel_user_id: str = Field(max_length=64, index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    outcome: str = Field(sa_type=Word)
    phone: str = Field(default="", max_length=20, description="kept only where an operator has to match it")
    at: datetime = Field(sa_type=UTCDateTime)
    decided_at: datetime | None = Field(default=None, sa_type=UTCDateTime, description="an operator matched or refused")
    decided_by: int | None = Field(default=None, foreign_key="person.id")


OPEN_ATTEMPT = (
    col(LinkAttempt.outcome).in_((PHONE_DIFFERS, PHONE_MISSING)),
    col(LinkAttempt.decided_at).is_(None),
)
"""A phone that waits for an operator."""


@dataclass(frozen=True)
class Invited:
    """A fresh invitation: the only moment its payload is known."""

    ref: str
    name: str
    office: str
    payload: str


@dataclass(frozen=True)
class Slip:
    """An invitation as it is handed out."""

    ref: str
    name: str
    office: str
    link: str


def new_payload() -> str:
    """A payload for `/start`: 128 random bits, only characters a deep link may carry."""
    return PREFIX + secrets.token_urlsafe(16)


def hash_of(payload: str) -> str:
    """SHA-256, hex. The payload is random, so no salt is needed."""
    return hashlib.sha256(payload.encode()).hexdigest()
