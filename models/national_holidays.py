"""National holidays and *cuti bersama* by year (the joint decree, SKB 3 Menteri), as PyPI `holidays` knows them."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

FREE, JOINT_LEAVE = "public", "government"


@cache
def holidays_of(year: int) -> Mapping[date, str]:
    """The free days of a year with their Indonesian names; of a year that is not decreed yet, only an estimate."""
    return MappingProxyType(_named(year, FREE, JOINT_LEAVE))


@cache
def is_decreed(year: int) -> bool:
    """Are all free days of this year known? Cuti bersama exists only by decree, so a year without any has none yet."""
    return bool(_named(year, JOINT_LEAVE))


def _named(year: int, *categories: str) -> dict[date, str]:
    from holidays import country_holidays  # noqa: PLC0415 - a tenth of a second that most commands do not need

    return dict(country_holidays("ID", years=year, categories=categories, language="id"))
