"""HR lets somebody send a self-evaluation after its phase has ended: until when, and why."""

from datetime import datetime

from sqlalchemy import Column, Text
from sqlmodel import Field, SQLModel

from models.base import UTCDateTime


class LatePermission(SQLModel, table=True):
    """One permission. Rows are only ever added; the form keeps the latest one's `until`."""

    __tablename__ = "late_permission"

    id: int | None = Field(default=None, primary_key=True)
    evaluation_id: int = Field(foreign_key="evaluation.id", index=True)
    until: datetime = Field(sa_type=UTCDateTime, description="the last instant")
    reason: str = Field(sa_column=Column(Text, nullable=False))
    given_at: datetime = Field(sa_type=UTCDateTime)
    given_by: int | None = Field(default=None, foreign_key="person.id", description="None: on the command line")
