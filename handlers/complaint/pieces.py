"""A message as a part of a story."""

from typing import Any

from aiogram.filters import Filter
from aiogram.types import Message

from handlers.files import sent_by
from models.action import parse
from models.complaint_action import AwaitStory
from models.complaint_draft import Piece
from models.conversation import Speaker


def piece_of(message: Message) -> Piece | None:
    """Words, a file or a place; None for a command and for what tells nothing (a sticker, a contact, a poll)."""
    many = message.forward_origin is not None
    if message.text:
        return None if message.text.startswith("/") else Piece.words(message.text, many=many)
    if message.location:
        return Piece.pin(message.location.latitude, message.location.longitude)
    sent = sent_by(message)
    return Piece.of(sent, many=many) if sent else None


class Story(Filter):
    """More of a story that is awaited; hands on `piece`."""

    async def __call__(self, message: Message, speaker: Speaker) -> bool | dict[str, Any]:
        if not isinstance(parse(speaker.awaiting), AwaitStory) or (piece := piece_of(message)) is None:
            return False
        return {"piece": piece}


class Unasked(Filter):
    """Something to tell, while nothing is awaited; `linked` says whether of staff."""

    def __init__(self, *, linked: bool) -> None:
        self._linked = linked

    async def __call__(self, message: Message, speaker: Speaker) -> bool | dict[str, Any]:
        if speaker.awaiting or (speaker.person is not None) != self._linked or (piece := piece_of(message)) is None:
            return False
        # A thumb or a place of an employee is nothing to ask about.
        return {"piece": piece} if not self._linked or piece.tells else False
