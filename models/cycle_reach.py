"""Whom a cycle reaches, and who stays outside and why."""

from dataclasses import dataclass

NO_NIP, ELSEWHERE, OTHER_KIND, TEACHER = "no_nip", "elsewhere", "other_kind", "teacher"
"""Reasons besides a person's standing (`models.person`)."""


@dataclass(frozen=True)
class Reach:
    """So many take part, so many of them nobody rates; the others by the first reason that holds for them."""

    people: int
    without_rater: int = 0
    left_out: tuple[tuple[str, int], ...] = ()
