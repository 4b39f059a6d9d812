"""Invented people for rosters."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Staff:
    """A row of the roster."""

    nip: str
    name: str
    rater: str = ""
    phone: str = ""
    office: str = "Dinas Contoh"
    position: str = "Analis"


def member(number: int, name: str, rater: "Staff | None" = None, **facts: str) -> Staff:
    """Somebody invented: the number makes the NIP and the phone."""
    nip = f"19900101201501{1 + number % 2}{number:03d}"
    return Staff(nip, name, rater.nip if rater else "", facts.pop("phone", f"+62811{number:07d}"), **facts)


HEAD = member(901, "Hasan Kepala")
RATNA = member(902, "Ratna Penilai", HEAD)
SITI = member(903, "Siti Aminah", RATNA)
MADE = member(904, "Made Wirya", RATNA)
YOHANA = member(905, "Yohana Sinaga", RATNA)
AGUS = member(906, "Agus <b>& Salim*_", RATNA)
EVERYONE = (HEAD, RATNA, SITI, MADE, YOHANA, AGUS)


def roster_csv(staff: Sequence[Staff]) -> bytes:
    """A file as HR would send it."""
    head = "NIP BARU;NAMA;JABATAN NAMA;UNOR NAMA;NOMOR HP;NIP PEJABAT PENILAI"
    rows = [f"{one.nip};{one.name};{one.position};{one.office};{one.phone};{one.rater}" for one in staff]
    return "\n".join([head, *rows]).encode()
