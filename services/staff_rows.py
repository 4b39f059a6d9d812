"""The statement of a search for people."""

from typing import Any

from sqlmodel import col

from models.person import Person
from models.staff import Query


def fits(wanted: Query) -> list[Any]:
    """Conditions on Person: the end of the NIP, or all words in the name."""
    if wanted.digits:
        return [col(Person.ref).endswith(wanted.digits)]
    return [col(Person.name).icontains(word, autoescape=True) for word in wanted.words]
