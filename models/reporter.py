"""A reporter: an account that files complaints. Who it is lies sealed; only the account itself finds its own cases."""

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from models.base import UTCDateTime, Word


class Reporter(SQLModel, table=True):
    """No plain account, name or staff identity stands here (UU 27/2022); `services/seal.py` seals and finds."""

    __tablename__ = "reporter"

    id: int | None = Field(default=None, primary_key=True)
    channel: str = Field(default="telegram", sa_type=Word)
    lookup: str = Field(max_length=64, unique=True, description="HMAC of channel and account")
    sealed: str = Field(sa_type=Text, description="account and language, encrypted")
    blocked_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    since: datetime = Field(sa_type=UTCDateTime)
