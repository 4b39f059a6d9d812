"""What the roster's words mean for a cycle: whose form runs, waits or is closed, who is a teacher (domain.md §1)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from models.person import ACTIVE, STANDINGS
from models.roster import RowWarning, Staff, StaffRow

_BETWEEN = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class StaffRules:
    """Phrases of KEDUDUKAN HUKUM with the standing they mean, and how a teacher's post is called."""

    standings: Mapping[str, str]
    begins: tuple[str, ...]
    contains: tuple[str, ...]

    def standing(self, legal_status: str) -> str | None:
        """`active`, `paused`, `closed` or `silent`; None for words that no rule knows. Of several phrases the longest
        decides: `masa persiapan pensiun` is not yet `pensiun`."""
        if not (text := _padded(legal_status)).strip():
            return ACTIVE
        met = [phrase for phrase in self.standings if phrase in text]
        return self.standings[max(met, key=len)] if met else None

    def teacher(self, position: str) -> bool:
        """Is this the post of a teacher or of the head of a school?"""
        text = _padded(position)
        return text.startswith(self.begins) or any(phrase in text for phrase in self.contains)

    def apply(self, staff: Staff) -> None:
        """Complete each row by what its words mean; an unknown legal status is told, and counts as active."""
        staff.rows = [self._completed(row, staff) for row in staff.rows]

    def _completed(self, row: StaffRow, staff: Staff) -> StaffRow:
        meant: dict[str, Any] = {}
        if "legal_status" in row.values:
            standing = self.standing(row.values["legal_status"])
            if standing is None:
                status = {"status": row.values["legal_status"]}
                staff.warnings.append(RowWarning(row.row, "status_unknown", status))
            meant["standing"] = standing or ACTIVE
        if "position" in row.values:
            meant["teacher"] = self.teacher(row.values["position"])
        return replace(row, values={**row.values, **meant})


def read_staff_rules(data: Mapping[str, Any]) -> StaffRules:
    """The rules from a TOML file's data. Raises KeyError or ValueError for data that is none."""
    standings = data["standing"]
    if unknown := standings.keys() - set(STANDINGS):
        raise ValueError(f"unknown standing: {sorted(unknown)}")
    return StaffRules(
        {phrase: standing for standing, phrases in standings.items() for phrase in _phrases(phrases)},
        _phrases(data["teachers"]["begins"]),
        _phrases(data["teachers"]["contains"]),
    )


def _phrases(said: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(_padded, said))


def _padded(text: str) -> str:
    """Lower case, one space between words and at both ends, so that only whole words are met."""
    return f" {_BETWEEN.sub(' ', text.casefold()).strip()} "
