"""The chain of a case's events: whatever is changed, taken out or put in between shows, and where."""

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from models.complaint_chain import START as NOTHING
from models.complaint_chain import first_broken, hash_of
from tests.conftest import START


@dataclass(frozen=True)
class Event:
    seq: int
    kind: str
    prev_hash: str
    hash: str
    actor_id: int | None = 3
    at: Any = START
    public: bool = True
    facts: dict[str, Any] = field(default_factory=dict)


def chain(*kinds: str) -> list[Event]:
    events, prev = [], NOTHING
    for seq, kind in enumerate(kinds, 1):
        made = hash_of(prev, complaint=1, seq=seq, kind=kind, actor=3, at=START, facts={"n": seq}, public=True)
        events.append(Event(seq, kind, prev, made, facts={"n": seq}))
        prev = made
    return events


def test_a_whole_chain_is_whole() -> None:
    assert first_broken(1, chain("filed", "verify", "take")) is None
    assert first_broken(1, []) is None


@pytest.mark.parametrize("change", [{"kind": "answer"}, {"actor_id": 4}, {"facts": {"n": 9}}, {"public": False}])
def test_a_changed_event_is_named(change: dict[str, Any]) -> None:
    first, second, third = chain("filed", "verify", "take")
    assert first_broken(1, [first, replace(second, **change), third]) == 2


def test_an_event_taken_out_or_moved_to_another_case_is_named() -> None:
    first, second, third = chain("filed", "verify", "take")
    assert first_broken(1, [first, third]) == 2
    assert first_broken(2, [first, second, third]) == 1
