"""A day as people type it, and the NIPs in a text."""

from datetime import date

import pytest

from models.cycle_refusals import DayUnreadable
from models.day import read_day
from models.late_draft import read_refs
from tests.support.staff import MADE, SITI

TODAY = date(2026, 7, 16)


@pytest.mark.parametrize(
    "text",
    [
        *("15 Jan 2027", "15 januari 2027", "15 January 2027", "15/1/2027", "15-01-2027", "15.1.2027", "2027-01-15"),
        *("15 Jan", "Jumat, 15 Januari 2027", " 15 JAN. 2027 ", "15Jan2027", "15-Jan-2027"),
    ],
)
def test_one_day_in_many_ways(text: str) -> None:
    assert read_day(text, TODAY) == date(2027, 1, 15)


def test_months_in_both_languages() -> None:
    said = "jan feb mar apr mei jun jul agu sep okt nov des", "jan feb mar apr may jun jul aug sep oct nov dec"
    for names in said:
        assert [read_day(f"1 {name} 2027", TODAY).month for name in names.split()] == list(range(1, 13))
    assert read_day("1 agt 2027", TODAY) == read_day("1 Agustus 2027", TODAY)
    assert read_day("16 Juli", TODAY) == TODAY


@pytest.mark.parametrize("text", ["besok", "31 Feb 2027", "15 Foo 2027", "15", "", "2027", "99/99/2027", "29 Feb"])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(DayUnreadable):
        read_day(text, TODAY)


def test_nips_in_a_text() -> None:
    both = (SITI.nip, MADE.nip)
    spaced = f"{SITI.nip[:8]} {SITI.nip[8:14]} {SITI.nip[14]} {SITI.nip[15:]}"
    for text in (" ".join(both), ", ".join(both), "\n".join(both), f"{spaced}; '{MADE.nip}"):
        assert read_refs(text) == both
    assert read_refs("x-bupati") == ("x-bupati",)
    assert read_refs(f"{SITI.nip},123") == (SITI.nip, "123")
    for text in ("Siti Aminah", "903", "1 903", "Siti, Made", ",", ""):
        assert read_refs(text) == ()
