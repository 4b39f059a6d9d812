"""What is remembered of every call of the Bot API."""

import time
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Call:
    """One call as it came and ended; `time` is the world's now, in seconds."""

    method: str
    params: dict[str, Any]
    time: float
    ok: bool
    result: Any
    error_code: int | None = None
    description: str | None = None


def wall_clock() -> float:
    """Seconds since 1970: the sandbox stands in for Telegram's servers, whose clock no demo moves."""
    return time.time_ns() / 1e9
