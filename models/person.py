"""People and offices, as the roster gives them (domain.md §6). A person here never names a chat."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from models.base import UTCDateTime, Word, words

PERSON_STATES = ("active", "left")
# What KEDUDUKAN HUKUM means for a person's form; `models/rules/staff.toml` says it.
ACTIVE, PAUSED, CLOSED, SILENT = "active", "paused", "closed", "silent"
STANDINGS = (ACTIVE, PAUSED, CLOSED, SILENT)


class Office(SQLModel, table=True):
    """An organisational unit (UNOR)."""

    __tablename__ = "office"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(max_length=64, unique=True, description="UNOR ID, or the name where the file has no id")
    name: str = Field(max_length=255)
    group_name: str = Field(default="", max_length=255, description="SATUAN KERJA KERJA NAMA")
    parent_id: int | None = Field(default=None, foreign_key="office.id", index=True, description="ID_ATASAN")


class Person(SQLModel, table=True):
    """One member of staff, or a rater without NIP."""

    __tablename__ = "person"
    __table_args__ = (words("state", *PERSON_STATES), words("standing", *STANDINGS))

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(max_length=32, unique=True, description="NIP/NI PPPK, 18 digits, or X-… for who has none")
    name: str = Field(max_length=255)
    title_before: str = Field(default="", max_length=64)
    title_after: str = Field(default="", max_length=128)
    position: str = Field(default="", max_length=255)
    post_kind: str = Field(default="", max_length=64, description="JENIS JABATAN NAMA")
    grade: str = Field(default="", max_length=32, description="GOL AKHIR NAMA")
    echelon: str = Field(default="", max_length=32)
    employment: str = Field(default="", max_length=64, description="JENIS PEGAWAI NAMA: PNS, PPPK, …")
    contract_until: date | None = Field(
        default=None, description="the last day of a PPPK's contract, if the file says it"
    )
    legal_status: str = Field(default="", max_length=64, description="KEDUDUKAN HUKUM NAMA")
    standing: str = Field(default=ACTIVE, sa_type=Word, description="what the legal status means here")
    teacher: bool = Field(default=False, description="a teacher or the head of a school, by the post's name")
    phone: str = Field(default="", max_length=20, description="E.164, or empty where HR has none")
    office_id: int | None = Field(default=None, foreign_key="office.id", index=True)
    rater_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    superior_id: int | None = Field(default=None, foreign_key="person.id", description="the rater's superior, if named")
    state: str = Field(default="active", sa_type=Word)
    changed_at: datetime = Field(sa_type=UTCDateTime)
