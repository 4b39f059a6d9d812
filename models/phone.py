"""Phone numbers as offices write them (08…, +628…, 628…, 8…) → E.164."""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

_BETWEEN_NUMBERS = re.compile(r"[/,;|]|\batau\b|\bor\b")
_NOT_DIALLED = re.compile(r"[^0-9+]")
# 62, 0062 and +62, also with the trunk 0 that some leave after it. Stripped here, since `phonenumbers` with region ID
# may read "62812…" as the area code 62.
_HOME = re.compile(r"(?:\+|00)?62(?=0?[1-9])0?|0(?=[1-9])")


def read_phone(cell: object) -> str | None:
    """E.164 (`+6281234567890`) of a cell, or None for what is no number. Of several numbers, the first good one."""
    if isinstance(cell, float):
        cell = int(cell) if cell.is_integer() else ""
    for text in _BETWEEN_NUMBERS.split(str(cell)):
        if number := _e164(_NOT_DIALLED.sub("", text)):
            return number
    return None


def _e164(dialled: str) -> str | None:
    if not 8 <= len(dialled) <= 20:
        return None
    national = _HOME.sub("", dialled, count=1) if _HOME.match(dialled) else dialled
    international = national if national.startswith("+") else f"+62{national}"
    try:
        number = phonenumbers.parse(international)
    except NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)
