"""Buttons of HR's work on cycles, and the texts that it waits for."""

from dataclasses import dataclass

from models.action import Action, AwaitsText


@dataclass(frozen=True)
class OpenCycles(Action, code="y"):
    """All cycles."""


@dataclass(frozen=True)
class OpenCycle(Action, code="yc"):
    """One of them."""

    cycle: int


@dataclass(frozen=True)
class OpenMissing(Action, code="yq"):
    """Whose form is missing."""

    cycle: int


@dataclass(frozen=True)
class PopulateCycle(Action, code="yp"):
    """Make the forms that are missing."""

    cycle: int


@dataclass(frozen=True)
class StartLate(Action, code="yl"):
    """Give more time to somebody, or go on with what was begun."""

    cycle: int


@dataclass(frozen=True)
class AddLate(Action, code="yla"):
    """This form's person, too."""

    draft: int
    version: int
    form: int


@dataclass(frozen=True)
class ClearLate(Action, code="ylx"):
    """Nobody yet: choose the people anew."""

    draft: int
    version: int


@dataclass(frozen=True)
class GoLate(Action, code="ylg"):
    """Show this step (`models.late_draft`)."""

    draft: int
    version: int
    step: str


@dataclass(frozen=True)
class ChooseLateDay(Action, code="yld"):
    """Until the end of this day, `2027-01-15`."""

    draft: int
    version: int
    day: str


@dataclass(frozen=True)
class ConfirmLate(Action, code="yly"):
    """Give it."""

    draft: int
    version: int


@dataclass(frozen=True)
class CancelLate(Action, code="yln"):
    """Forget it."""

    draft: int


@dataclass(frozen=True)
class AwaitLate(AwaitsText, Action, code="wl"):
    """Waiting for what this step asks: people, the last day, or the reason."""

    step: str


@dataclass(frozen=True)
class StartCycle(Action, code="yn"):
    """Put a new cycle together, or go on with what was begun."""


@dataclass(frozen=True)
class MoveCycle(Action, code="ym"):
    """Change the dates of this cycle, or go on with what was begun."""

    cycle: int


@dataclass(frozen=True)
class SayCycle(Action, code="ys"):
    """What may also be typed at this step (`models.cycle_draft`): a period, a method's id, a day `2027-01-15`."""

    draft: int
    version: int
    step: str
    said: str


@dataclass(frozen=True)
class GoCycle(Action, code="yg"):
    """Show this step."""

    draft: int
    version: int
    step: str


@dataclass(frozen=True)
class TurnCycleOffice(Action, code="yo"):
    """This office, too, or no longer; 0: all offices."""

    draft: int
    version: int
    office: int


@dataclass(frozen=True)
class TurnCycleKind(Action, code="yk"):
    """This kind of staff (`models.cycle_draft.mark`), too, or no longer; 0: teachers and school heads."""

    draft: int
    version: int
    kind: int


@dataclass(frozen=True)
class ConfirmCycle(Action, code="yy"):
    """Make it, or change its dates."""

    draft: int
    version: int


@dataclass(frozen=True)
class CancelCycle(Action, code="yx"):
    """Forget it."""

    draft: int


@dataclass(frozen=True)
class AwaitCycle(AwaitsText, Action, code="wy"):
    """Waiting for what this step of a draft asks."""

    draft: int
    step: str
