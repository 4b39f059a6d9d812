"""Which periods HR is offered: the present one and the last one of each kind."""

from datetime import date

import pytest

from models.period import offered


@pytest.mark.parametrize(
    ("today", "names"),
    [
        (
            date(2027, 1, 4),
            ("Tahun 2026", "Tahun 2027", "Triwulan IV 2026", "Triwulan I 2027", "Desember 2026", "Januari 2027"),
        ),
        (date(2026, 12, 31), ("Tahun 2026", "Triwulan III 2026", "Triwulan IV 2026", "November 2026", "Desember 2026")),
    ],
)
def test_of_each_kind_the_present_one_and_the_last(today: date, names: tuple[str, ...]) -> None:
    assert offered(today) == names
