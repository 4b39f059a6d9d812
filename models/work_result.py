"""Work results (hasil kerja) as HR brings them: they belong to the person, not to a cycle.

A year's plan (SKP) spans several cycles, and HR's file names none. What somebody says of a result in a cycle points to
its row, so a row that the file no longer has is withdrawn, never deleted.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.base import UTCDateTime


class WorkResult(SQLModel, table=True):
    """One work result of one person, with its indicators."""

    __tablename__ = "work_result"
    __table_args__ = (UniqueConstraint("person_id", "digest"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    digest: str = Field(max_length=64, description="SHA-256 of the text without regard to case: what makes it the same")
    text: str = Field(sa_column=Column(Text, nullable=False))
    indicators: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False), description="indicator, target")
    position: int = Field(description="its place in the file, from 1 for each person")
    changed_at: datetime = Field(sa_type=UTCDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UTCDateTime, description="no longer in HR's file")
