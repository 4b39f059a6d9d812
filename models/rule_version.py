"""Rules that offices may change, as they were when they were added: calendars, and whatever other kind there is."""

from datetime import datetime

from sqlalchemy import Column, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.base import UTCDateTime


class RuleVersion(SQLModel, table=True):
    """One version of a rules file, word for word. Rows are only ever added."""

    __tablename__ = "rule_version"
    __table_args__ = (UniqueConstraint("code", "digest"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=32, index=True, description="a key of `models.rule_file.CHECKERS`")
    code: str = Field(max_length=32, description="the file's id, such as kalender-2026")
    digest: str = Field(max_length=64, description="SHA-256 of the source")
    source: str = Field(sa_column=Column(Text, nullable=False), description="TOML, with its comments")
    created_at: datetime = Field(sa_type=UTCDateTime)
    added_at: datetime | None = Field(default=None, sa_type=UTCDateTime, description="by `kinerja rules add`, last")
