"""Everything that waits for somebody, as `/tugas` lists it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from models.action import Action

EVALUATE, APPRAISE, MATCH = "evaluate", "appraise", "match"
COUNTERSIGN, ENTER = "countersign", "enter"


@dataclass(frozen=True)
class Task:
    """One thing to do: `kind` for its words with their `facts`, the exact step as `action`, until when."""

    kind: str
    action: Action
    until: datetime | None = None
    late: bool = False
    """The deadline has passed."""
    facts: Mapping[str, object] = field(default_factory=dict)
