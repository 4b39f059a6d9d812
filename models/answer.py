"""What an answer of Telegram means for the message that was sent: one pure decision for every answer there is.

Source: https://core.telegram.org/bots/api#making-requests and the texts its servers send.
"""

import re
from dataclasses import dataclass

from models.notice import REFUSED, UNREACHABLE, Moved, RetryLater, Undeliverable, back_off

TOLD = 200
"""Characters of a reason that are kept."""
STOPPED_FOR = 60.0
"""Seconds between the tries of a courier whose token is not known."""
_TOKEN = re.compile(r"\d{5,}:[\w-]{10,}")
_NOT_THERE = (
    "chat not found",
    "user is deactivated",
    "peer_id_invalid",
    "have no rights to send",
    "chat_write_forbidden",
)
_OUR_TEXT = ("can't parse", "too long", "message_too_long", "text is empty")


@dataclass(frozen=True)
class Answer:
    """An answer that is not yes, as facts. `code` is HTTP's, 0 where none came or none could be read."""

    code: int = 0
    text: str = ""
    retry_after: float | None = None
    """Seconds."""
    moved_to: int | None = None
    """The group's new chat id."""


@dataclass(frozen=True)
class SendPlain:
    """Telegram stumbles over our markup or the length: send once more, as plain text in shorter pieces."""


@dataclass(frozen=True)
class StopSending:
    """The token is not known: nothing can be sent until somebody changes it."""


Decision = RetryLater | Undeliverable | Moved | SendPlain | StopSending


def decide(answer: Answer, attempts: int, *, plain: bool = False) -> Decision:
    """What becomes of the message after `attempts` failures. `plain`: it was plain text already.

    A pause that Telegram asks for costs no attempt, and neither does a group that has moved.
    """
    text = answer.text.lower()
    if answer.moved_to is not None:
        return Moved(str(answer.moved_to))
    if answer.retry_after is not None or answer.code == 429:
        return RetryLater(answer.retry_after or back_off(attempts + 1), "429", counts=False)
    if answer.code in (401, 404):
        return StopSending()
    if answer.code == 403 or (answer.code == 400 and any(sign in text for sign in _NOT_THERE)):
        return Undeliverable(UNREACHABLE, told(answer.text))
    if answer.code == 400:
        stumbled = any(sign in text for sign in _OUR_TEXT)
        return SendPlain() if stumbled and not plain else Undeliverable(REFUSED, told(answer.text))
    return RetryLater(back_off(attempts + 1), told(answer.text) or str(answer.code))


def told(text: str) -> str:
    """A reason fit to be kept and shown: no token, at most TOLD characters."""
    return _TOKEN.sub("…", text)[:TOLD]
