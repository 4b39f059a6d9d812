"""Reads the rules about staff that are shipped with the program."""

import tomllib
from functools import cache
from importlib.resources import files

from models.staff_rules import StaffRules, read_staff_rules


@cache
def staff_rules() -> StaffRules:
    """`models/rules/staff.toml`."""
    return read_staff_rules(tomllib.loads((files("models") / "rules" / "staff.toml").read_text("utf-8")))
