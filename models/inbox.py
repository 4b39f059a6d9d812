"""The inbox: every update as Telegram gave it, until it is handled.

States:  waiting ──claimed──▶ handled            (handled_at set in the use case's own commit, body emptied)
            ▲         └─failed─▶ waiting          (attempts + 1, retry_at later)
            └── third failure, or undecodable ──▶ set aside (kept with its body for an operator)

Invariants: one row an update of a bot; of a chat only the oldest waiting row may be claimed; a row once handled or
set aside never waits again; `holder` names the process that works on it and is meaningless once it is done.
"""

import json
from datetime import datetime

from sqlalchemy import BigInteger, Column, Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.base import UTCDateTime

MAX_ATTEMPTS = 3
MESSAGE, BUTTON, OTHER = "message", "button", "other"
_KINDS = {"message": MESSAGE, "edited_message": MESSAGE, "callback_query": BUTTON}


class InboxUpdate(SQLModel, table=True):
    """One update of the Bot API."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("bot_id", "update_id"),
        Index(
            "ix_inbox_waiting",
            "chat",
            "id",
            sqlite_where=text("handled_at IS NULL AND set_aside_at IS NULL"),
            postgresql_where=text("handled_at IS NULL AND set_aside_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    bot_id: int = Field(sa_type=BigInteger)
    update_id: int = Field(sa_type=BigInteger)
    chat: str = Field(max_length=32, description="what must stay in order: the chat, else the sender")
    body: str = Field(sa_column=Column(Text, nullable=False), description="JSON; emptied once handled")
    received_at: datetime = Field(sa_type=UTCDateTime, description="domain time; deadlines are judged by it")
    holder: str | None = Field(default=None, max_length=40)
    attempts: int = Field(default=0)
    retry_at: datetime | None = Field(default=None, sa_type=UTCDateTime, description="real time")
    handled_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    set_aside_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    reason: str = Field(default="", max_length=200, description="why it failed: class and place, never content")


def kind_of(body: str) -> str:
    """What an update was, in one word; never what was in it."""
    try:
        update = json.loads(body)
    except ValueError:
        return OTHER
    return next((_KINDS[key] for key in update if key in _KINDS), OTHER) if isinstance(update, dict) else OTHER
