"""A local Telegram that is as slow as the real one, so that a kill finds something under way."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

from sandbox import api
from sandbox.world import World


@contextmanager
def slow_telegram(random: Random, longest: float = 0.04) -> Iterator[None]:
    """A call takes its time before it counts, and again before its answer arrives: up to so many seconds each."""
    call = api.call

    async def slow_call(world: World, method: str, params: Any) -> Any:
        if method == "getUpdates":
            return await call(world, method, params)
        await asyncio.sleep(random.uniform(longest / 8, longest))
        answer = await call(world, method, params)
        await asyncio.sleep(random.uniform(longest / 8, longest))
        return answer

    api.call = slow_call
    try:
        yield
    finally:
        api.call = call
