"""HR moved a date of a cycle: which, from when to when, who. Rows are only ever added."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.base import UTCDateTime, Word, words
from models.cycle_draft import DATES


class DeadlineChange(SQLModel, table=True):
    """One date of one cycle, moved."""

    __tablename__ = "deadline_change"
    __table_args__ = (words("step", *DATES),)

    id: int | None = Field(default=None, primary_key=True)
    cycle_id: int = Field(foreign_key="cycle.id", index=True)
    step: str = Field(sa_type=Word, description="which date, as in `models.cycle_draft`")
    before: datetime = Field(sa_type=UTCDateTime)
    after: datetime = Field(sa_type=UTCDateTime)
    changed_at: datetime = Field(sa_type=UTCDateTime)
    changed_by: int | None = Field(default=None, foreign_key="person.id")
