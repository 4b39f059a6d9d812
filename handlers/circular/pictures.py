"""The picture of a circular, made in a thread: it takes 40 ms, in which others are answered."""

import asyncio

from locales.circular_board import circular_card
from locales.letter import Letter
from models.circular import CircularCard


async def with_picture(card: CircularCard, language: str) -> Letter:
    """The card as it is shown."""
    return await asyncio.to_thread(circular_card, card, language)
