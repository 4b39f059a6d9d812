"""A sandbox for each test, and the way to call it as a bot does."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest

from sandbox.people import Person
from sandbox.server import Server, serve
from sandbox.world import World

Json = dict[str, Any]


class Clock:
    """Time that moves only when told."""

    def __init__(self) -> None:
        self.seconds = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


class Bot:
    """Calls methods over HTTP; `ok` insists on success and gives the result."""

    def __init__(self, base: str, token: str) -> None:
        # Plain http: not to load certificates saves 40 ms a client.
        self.http = httpx.AsyncClient(base_url=f"{base}/bot{token}/", timeout=20, verify=False)

    async def call(self, method: str, **params: Any) -> tuple[int, Json]:
        response = await self.http.post(method, json=params)
        return response.status_code, response.json()

    async def ok(self, method: str, **params: Any) -> Any:
        status, body = await self.call(method, **params)
        assert status == 200, body
        return body["result"]

    async def updates(self, **params: Any) -> list[Json]:
        found: list[Json] = await self.ok("getUpdates", **params)
        return found


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(clock: Clock) -> World:
    return World(now=clock, tick=clock)


@pytest.fixture
async def server(world: World) -> AsyncIterator[Server]:
    async with serve(world) as running:
        yield running


@pytest.fixture
async def bot(server: Server) -> AsyncIterator[Bot]:
    caller = Bot(server.base, server.world.token)
    async with caller.http:
        yield caller


@pytest.fixture
def siti(world: World) -> Person:
    """Somebody who has opened the bot."""
    person = world.add_person("Siti Aminah", phone="+6281234567890")
    person.start()
    return person


@pytest.fixture
def keys() -> Callable[..., Json]:
    """An inline keyboard with one row of (text, data)."""
    return lambda *buttons: {"inline_keyboard": [[{"text": text, "callback_data": data} for text, data in buttons]]}
