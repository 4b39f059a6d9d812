"""Waiting for what rings no bell: rows, and lines of a file."""

import asyncio
from collections.abc import Awaitable, Callable


async def until(holds: Callable[[], Awaitable[bool]], within: float = 20) -> None:
    """Ask again and again; TimeoutError if it never holds."""
    async with asyncio.timeout(within):
        while not await holds():
            await asyncio.sleep(0.02)
