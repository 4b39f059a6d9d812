"""What stands beside the phones: controls of whoever runs the sandbox, and a tour that says what to do next."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

Json = dict[str, Any]


@dataclass(frozen=True)
class Control:
    """A button on the page. `run` gets what was chosen (a plain button: nothing) and may give a status to show.

    A `clock` shows the time that `status` gives (ISO 8601) and offers `+1h`, `+1d` and a time to jump to.
    """

    label: str
    run: Callable[[str], Awaitable[str | None]]
    kind: Literal["button", "clock"] = "button"
    status: Callable[[], str] | None = None
    english: str = ""  # the label for who reads the page in English


class Step(NamedTuple):
    """A step of the tour: whose phone, what to do, and how the bot's newest message there shows that it is done.

    `press` is the beginning of the label to press next; `english` is the text for who reads the page in English.
    """

    person: str
    text: str
    done: Callable[[str], bool]
    press: str = ""
    english: str = ""
