"""A cycle of appraisal: its dates, its people, the version of the method it began with.

The phase is a pure function of the dates; a cycle opens and moves by itself (PermenPANRB 6/2022, Art. 5).
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Field, SQLModel

from models.base import UTCDateTime

PLANNED, SELF, APPRAISE, RESULT, PUBLISHED = "planned", "self", "appraise", "result", "published"


class CycleRow(SQLModel, table=True):
    """A cycle."""

    __tablename__ = "cycle"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=80, unique=True, description="also the period's name: «Selama {name}, …»")
    method_id: int = Field(foreign_key="method_version.id")
    opens_at: datetime = Field(sa_type=UTCDateTime)
    self_until: datetime = Field(sa_type=UTCDateTime, description="the last instant of self-evaluation")
    appraise_until: datetime = Field(sa_type=UTCDateTime)
    publish_at: datetime = Field(sa_type=UTCDateTime)
    populated_at: datetime | None = Field(default=None, sa_type=UTCDateTime, description="its people were frozen then")
    include_teachers: bool = Field(default=False, description="teachers and school heads too; they have Ruang GTK")
    created_at: datetime = Field(sa_type=UTCDateTime)


class CycleOffice(SQLModel, table=True):
    """A cycle limited to some offices, and to what stands below them, names them here; no row means all."""

    __tablename__ = "cycle_office"

    cycle_id: int = Field(foreign_key="cycle.id", primary_key=True)
    office_id: int = Field(foreign_key="office.id", primary_key=True)


class CycleEmployment(SQLModel, table=True):
    """A cycle limited to some kinds of staff names them here (JENIS PEGAWAI NAMA); no row means all."""

    __tablename__ = "cycle_employment"

    cycle_id: int = Field(foreign_key="cycle.id", primary_key=True)
    employment: str = Field(max_length=64, primary_key=True, description="in lower case")


@dataclass(frozen=True)
class CycleDates:
    """The four dates, as instants in UTC."""

    opens_at: datetime
    self_until: datetime
    appraise_until: datetime
    publish_at: datetime

    @property
    def ordered(self) -> bool:
        return self.opens_at < self.self_until < self.appraise_until < self.publish_at


@dataclass(frozen=True)
class NewCycle:
    """A cycle to be made: for `offices` with those below them and these kinds of staff; none named means all."""

    name: str
    method: str
    dates: CycleDates
    offices: tuple[int, ...] = ()
    employments: tuple[str, ...] = ()
    include_teachers: bool = False


def self_ends(self_until: datetime, late_until: datetime | None) -> datetime:
    """Until when one person may send: the cycle's end, or HR's permission where that is later."""
    return max(late_until or self_until, self_until)


@dataclass(frozen=True)
class Cycle:
    """A cycle's facts."""

    id: int
    name: str
    method: int
    opens_at: datetime
    self_until: datetime
    appraise_until: datetime
    publish_at: datetime

    def phase(self, now: datetime) -> str:
        """Where the cycle stands at `now`. Every `until` belongs to its phase."""
        if now < self.opens_at:
            return PLANNED
        if now <= self.self_until:
            return SELF
        if now <= self.appraise_until:
            return APPRAISE
        return RESULT if now < self.publish_at else PUBLISHED

    def takes(self, now: datetime, late_until: datetime | None = None) -> bool:
        """May a self-evaluation be filled in and sent: in its phase, or late with HR's permission?"""
        late = late_until is not None and self.opens_at <= now <= late_until
        return late or self.phase(now) == SELF

    def may_allow_until(self, until: datetime, now: datetime) -> bool:
        """A late permission ends after the self-evaluation does, and while the rater can still appraise."""
        return max(now, self.self_until) < until <= self.appraise_until


@dataclass(frozen=True)
class CycleStatus:
    """A cycle and how far its people are."""

    cycle: Cycle
    method_code: str
    phase: str
    people: int
    drafts: int
    submitted: int
    without_rater: int
    closed: int = 0
    """Drafts of people who retired, resigned or left: nobody waits for them."""
    paused: int = 0
    """Drafts of people on study or unpaid leave."""
    silent: int = 0
    """Drafts of people who died."""
    vacant: int = 0
    """Forms with the level above, because the rater's place is vacant."""
    paper_waiting: int = 0
    """Sent from paper, not countersigned."""
    paper_agreed: int = 0
    """Sent from paper, countersigned."""
