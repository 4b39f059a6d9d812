"""A conversation: one account on one channel, what it speaks, and which free text we wait for."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.base import UTCDateTime, Word, words

LANGUAGES = ("id", "en")


class Conversation(SQLModel, table=True):
    """An account of a channel. It may belong to a person; a person has at most one an each channel."""

    __tablename__ = "conversation"
    __table_args__ = (
        UniqueConstraint("channel", "channel_user_id"),
        UniqueConstraint("channel", "person_id"),
        words("language", *LANGUAGES),
    )

    id: int | None = Field(default=None, primary_key=True)
    channel: str = Field(default="telegram", sa_type=Word)
    channel_user_id: str = Field(max_length=64)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    language: str = Field(default="id", sa_type=Word)
    awaiting: str = Field(default="", max_length=64, description="an Action, packed: what a free text would answer")
    hinted_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    blocked_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    since: datetime = Field(sa_type=UTCDateTime)


@dataclass(frozen=True)
class Speaker:
    """Who is speaking now, read once an update. `person` is None for somebody we do not know."""

    channel: str
    channel_user_id: str
    language: str = "id"
    person: int | None = None
    name: str = ""
    awaiting: str = ""
    blocked: bool = False
