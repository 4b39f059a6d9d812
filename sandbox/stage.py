"""What stands beside the phones: controls of whoever runs the sandbox, and a tour that says what to do next."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from sandbox.view import ChatView

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
    """A step of the tour: whose phone, what to do, and what that phone shows once it is done.

    `press` are beginnings of the label to press next, one a language; `english` is the text for who reads the page
    in English. What a bot says depends on the language of the chat: `done` had better look at buttons than at words.
    """

    person: str
    text: str
    done: Callable[[ChatView], bool]
    press: tuple[str, ...] = ()
    english: str = ""
