"""Why nobody is looked for."""

from dataclasses import dataclass

from models.refusals import Refusal


@dataclass(eq=False)
class SearchTooShort(Refusal):
    """So little that half the regency would be found."""

    letters: int
    digits: int
