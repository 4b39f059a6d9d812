"""NIP and NI PPPK: 18 digits, kept as text (domain.md §5). There is no check digit: only the roster proves a NIP.

18 digits: birth date YYYYMMDD, year of appointment, month of appointment (01–12) or a contract code of a PPPK (21–29),
sex (1 or 2), serial (from 001). Who has none (the Bupati) is known by a REF such as `X-BUPATI`.
"""

import re
from datetime import date

REF_LIMIT = 32
_EIGHTEEN = re.compile(r"[0-9]{18}")
_REF = re.compile(r"X-[A-Z0-9]+(-[A-Z0-9]+)*")
# Apostrophes that keep a cell text, dots and spaces that people put between the parts, characters without width.
_AROUND = re.compile("[\\s.'`\u2018\u2019\u00b4\u200b-\u200f\u2060\ufeff]+")
# What a spreadsheet leaves of an 18-digit number once it has been taken for a number.
_POWER = re.compile(r"[0-9]+(,[0-9]*)?[eE][+]?[0-9]+")


class BadRefError(ValueError):
    """Neither a NIP/NI PPPK nor an X- reference. `key` says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def read_ref(cell: object) -> str:
    """The 18 digits or `X-…` in a cell; an empty text when the cell is empty. Raises BadRefError.

    Keys: `nip_rounded` (a spreadsheet number keeps 15 digits: the person is lost), `nip_length`, `nip_birth`,
    `nip_appointment`, `nip_sex`, `bad_ref`. (No serial is 000: that too is `nip_rounded`.)
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        # Even a number that still looks whole was rounded to the nearest 16 or 32 on its way here.
        raise BadRefError("nip_rounded" if abs(cell) >= 1e15 else "nip_length")
    text = _AROUND.sub("", str(cell or ""))
    if text in {"", "-"}:
        return ""
    if text[:2].upper() == "X-":
        return _check_ref(text.upper())
    return _check_nip(text)


def _check_ref(ref: str) -> str:
    if len(ref) > REF_LIMIT or not _REF.fullmatch(ref):
        raise BadRefError("bad_ref")
    return ref


def _check_nip(nip: str) -> str:
    if _POWER.fullmatch(nip):
        raise BadRefError("nip_rounded")
    if not _EIGHTEEN.fullmatch(nip):
        raise BadRefError("nip_length")
    if nip.endswith("000"):
        # No serial is 000, and rounding to 15 digits leaves just this.
        raise BadRefError("nip_rounded")
    if not _is_date(nip[:8]):
        raise BadRefError("nip_birth")
    month = int(nip[12:14])
    if nip[8:10] not in {"19", "20"} or not (1 <= month <= 12 or 21 <= month <= 29):
        raise BadRefError("nip_appointment")
    if nip[14] not in "12":
        raise BadRefError("nip_sex")
    return nip


def _is_date(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return digits[:2] in {"19", "20"}


def mask_nip(text: str) -> str:
    """For showing: `1986••••••••••1001`. An X- reference hides nothing; other text keeps at most four at each end."""
    if _REF.fullmatch(text):
        return text
    shown = min(4, len(text) // 4)
    ends = text[len(text) - shown :]
    return text[:shown] + "•" * min(len(text) - 2 * shown, 10) + ends
