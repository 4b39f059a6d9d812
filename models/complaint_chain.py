"""The chain of a case's events: each holds the hash of the one before, so a change afterwards shows."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Protocol

START = ""
"""What stands before the first event."""


class Link(Protocol):
    """An event as it is kept."""

    seq: int
    kind: str
    actor_id: int | None
    at: datetime
    facts: dict[str, Any]
    public: bool
    prev_hash: str
    hash: str


def hash_of(
    prev: str,
    *,
    complaint: int,
    seq: int,
    kind: str,
    actor: int | None,
    at: datetime,
    facts: Mapping[str, Any],
    public: bool,
) -> str:
    """SHA-256, hex, over the hash before and the event as canonical JSON (sorted keys, no spaces, UTC)."""
    event = [complaint, seq, kind, actor, at.astimezone(UTC).isoformat(timespec="microseconds"), facts, public]
    return sha256((prev + json.dumps(event, sort_keys=True, separators=(",", ":"))).encode()).hexdigest()


def first_broken(complaint: int, links: Iterable[Link]) -> int | None:
    """The number of the first event of a case, in their order, that is not what it was; None when all are.

    A number that is missing in between breaks the chain there; events cut off at the end it cannot show.
    """
    prev = START
    for expected, link in enumerate(links, 1):
        made = hash_of(
            prev,
            complaint=complaint,
            seq=expected,
            kind=link.kind,
            actor=link.actor_id,
            at=link.at,
            facts=link.facts,
            public=link.public,
        )
        if (link.seq, link.prev_hash, link.hash) != (expected, prev, made):
            return expected
        prev = made
    return None
