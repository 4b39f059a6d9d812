"""What a person did, as an Action."""

from typing import Any

from aiogram.filters import Command, Filter
from aiogram.types import CallbackQuery, Message

from models.action import Action, AwaitsText, parse
from models.conversation import Speaker

COSTLY = {"costly": True}
"""Flags of a handler that makes a spreadsheet, a PDF or a picture: nobody needs ten of them at once."""


class Pressed(Filter):
    """A button that means one of these actions; hands it on as `action`."""

    def __init__(self, *kinds: type[Action]) -> None:
        self._kinds = kinds

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, Any]:
        action = parse(query.data or "")
        return {"action": action} if isinstance(action, self._kinds) else False


class Told(Filter):
    """Words of somebody from whom we wait for them; hands on `action` and `text`. A command never counts."""

    def __init__(self, *kinds: type[Action]) -> None:
        self._kinds = kinds

    async def __call__(self, message: Message, speaker: Speaker) -> bool | dict[str, Any]:
        action = parse(speaker.awaiting)
        text = message.text or ""
        if not isinstance(action, self._kinds) or not text or text.startswith("/"):
            return False
        return {"action": action, "text": text}


class Waits(Filter):
    """Somebody from whom we wait for one of these, whatever they send."""

    def __init__(self, *kinds: type[Action | AwaitsText]) -> None:
        self._kinds = kinds

    async def __call__(self, message: Message, speaker: Speaker) -> bool:
        return isinstance(parse(speaker.awaiting), self._kinds)


def command(indonesian: str, english: str) -> Command:
    """A command by either of its names."""
    return Command(indonesian, english, ignore_case=True)
