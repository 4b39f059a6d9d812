"""What shall go wrong: a plan for tests of everything a network and a busy Telegram do to a caller."""

import asyncio
import socket
import struct
from dataclasses import asdict, dataclass, replace
from threading import Lock
from typing import Any

from starlette.requests import Request

from sandbox.errors import ApiError, bad_request, forbidden, migrated, too_many

KINDS = {
    "500": "refused: Internal Server Error",
    "429": "refused: wait `seconds`",
    "400": "refused: Bad Request, with `text`",
    "401": "refused: Unauthorized, as with a token that was revoked",
    "403": "refused: Forbidden, with `text`",
    "migrated": "refused: the group has become the chat whose id is `text`",
    "proxy": "somebody between the bot and Telegram refuses, with a page of its own",
    "reset_before": "the connection breaks, nothing has happened",
    "reset_after": "it has happened, the connection breaks before the caller hears of it",
    "bad_json": "it has happened, the answer cannot be read",
    "delay": "it happens `seconds` later",
}


@dataclass(frozen=True)
class Fault:
    """One line of the plan: let `after` calls of the method pass (`*`: any), then spoil the next `times`."""

    method: str
    kind: str
    times: int = 1
    after: int = 0
    seconds: float = 1
    text: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"{self.kind!r} is none of {', '.join(KINDS)}")

    def refusal(self) -> ApiError | None:
        """How the call is refused, if this fault refuses it."""
        refusals = {
            "429": lambda: too_many(int(self.seconds)),
            "500": lambda: ApiError(500, "Internal Server Error"),
            "400": lambda: bad_request(self.text),
            "401": lambda: ApiError(401, "Unauthorized"),
            "403": lambda: forbidden(self.text),
            "migrated": lambda: migrated(int(self.text)),
        }
        return refusals[self.kind]() if self.kind in refusals else None


class Faults:
    """The plan, for several threads. All lines for a method count its calls; the oldest that is due strikes."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._plan: list[Fault] = []

    def add(
        self, method: str, kind: str, times: int = 1, *, after: int = 0, seconds: float = 1, text: str = ""
    ) -> None:
        """Plan a fault; ValueError for a kind there is not."""
        with self._lock:
            self._plan.append(Fault(method, kind, times, after, seconds, text))

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        with self._lock:
            self._plan.clear()

    @property
    def plan(self) -> list[dict[str, Any]]:
        """What is still to come."""
        with self._lock:
            return [asdict(fault) for fault in self._plan]

    def take(self, method: str) -> Fault | None:
        """The fault that strikes this call, used up by it."""
        with self._lock:
            struck = None
            for place, fault in enumerate(self._plan):
                if fault.method.lower() not in ("*", method.lower()):
                    continue
                if fault.after:
                    self._plan[place] = replace(fault, after=fault.after - 1)
                elif struck is None:
                    struck = fault
                    self._plan[place] = replace(fault, times=fault.times - 1)
            self._plan = [fault for fault in self._plan if fault.times > 0]
            return struck


async def break_off(request: Request) -> None:
    """Reset the connection of a request, as a cut cable does; uvicorn lends its transport by the way it receives."""
    transport: asyncio.Transport = request.receive.__self__.transport  # type: ignore[attr-defined]
    line: socket.socket = transport.get_extra_info("socket")
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
    await asyncio.sleep(0)  # the server hears of it in the next round of the loop and lets the answer fall
    await asyncio.sleep(0)
