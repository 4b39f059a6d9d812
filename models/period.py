"""Names of the periods that are appraised: a year, a quarter, a month (PermenPANRB 6/2022, Art. 5).

A period's name is data, kept with the cycle: Indonesian in every language, like a predikat.
"""

from datetime import date

from models.day import MONTHS

QUARTERS = ("I", "II", "III", "IV")


def offered(today: date) -> tuple[str, ...]:
    """The periods that HR is likely to mean: of each kind the present one, and the one that ended last.

    Last year's is offered until the middle of this one: by then it has been appraised.
    """
    quarter = today.year * 4 + (today.month - 1) // 3
    month = today.year * 12 + today.month - 1
    years = [today.year] if today.month > 6 else [today.year - 1, today.year]
    return (
        *(f"Tahun {year}" for year in years),
        *(f"Triwulan {QUARTERS[n % 4]} {n // 4}" for n in (quarter - 1, quarter)),
        *(f"{MONTHS[n % 12][0].capitalize()} {n // 12}" for n in (month - 1, month)),
    )
