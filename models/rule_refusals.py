"""Why a rules file is refused."""

from dataclasses import dataclass

from models.refusals import Refusal


@dataclass(eq=False)
class UnknownRules(Refusal):
    """No rules file has this id."""

    id: str


@dataclass(eq=False)
class RulesIdTaken(Refusal):
    """The program's own file, or one of another kind, has this id."""

    id: str
