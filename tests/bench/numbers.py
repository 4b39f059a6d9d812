"""Many measurements in a few figures."""

from collections.abc import Sequence
from statistics import median, quantiles

SOON = 0.25
"""Seconds within which an answer feels immediate."""


def middle(values: Sequence[float]) -> float:
    """Their median; not a number where there are none."""
    return median(values) if values else float("nan")


def late(values: Sequence[float]) -> float:
    """Ninety-five in a hundred are not above."""
    return quantiles(values, n=20, method="inclusive")[18] if len(values) > 1 else middle(values)


def spread(seconds: Sequence[float]) -> str:
    """Median, 95 % and longest in milliseconds, and how many came soon."""
    if not seconds:
        return "–"
    figures = " / ".join(f"{each * 1000:.0f}" for each in (middle(seconds), late(seconds), max(seconds)))
    return f"{figures}; {sum(each <= SOON for each in seconds) / len(seconds):.1%} of {len(seconds)}"
