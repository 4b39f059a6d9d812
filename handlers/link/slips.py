"""Printed invitations, a document at a time: made in a thread, because hundreds take seconds."""

import asyncio
from collections.abc import AsyncIterator

from locales.letter import Letter
from locales.link import one_invitation, slip_document
from models.invitation import Invited, Slip

PARCEL = 500
"""Slips a document: 7 seconds and 1 MB of PDF."""


async def parcels(invited: list[Invited], bot: str, language: str) -> AsyncIterator[Letter]:
    """Their slips in documents of at most PARCEL, in the given order."""
    slips = [_slip(one, bot) for one in invited]
    parts = [slips[at : at + PARCEL] for at in range(0, len(slips), PARCEL)]
    for number, part in enumerate(parts, 1):
        yield await asyncio.to_thread(slip_document, part, language, part=number, parts=len(parts))


async def parcel(invited: Invited, bot: str, language: str, *, moves: bool) -> Letter:
    """One person's slip, with the link to send."""
    return await asyncio.to_thread(one_invitation, _slip(invited, bot), language, moves=moves)


def _slip(one: Invited, bot: str) -> Slip:
    return Slip(one.ref, one.name, one.office, f"https://t.me/{bot}?start={one.payload}")
