"""A method as it was when a cycle took it: a cycle keeps the version it began with."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.base import UTCDateTime


class MethodVersion(SQLModel, table=True):
    """One version of a method. Rows are only ever added."""

    __tablename__ = "method_version"
    __table_args__ = (UniqueConstraint("code", "digest"),)

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(max_length=32, description="the method's id, such as berakhlak-2026")
    digest: str = Field(max_length=64, description="SHA-256 of the content as canonical JSON")
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    created_at: datetime = Field(sa_type=UTCDateTime)
    added_at: datetime | None = Field(default=None, sa_type=UTCDateTime, description="by `kinerja method add`, last")
