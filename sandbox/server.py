"""The sandbox on loopback: in the running loop, or in a thread of its own for code that has no loop."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

import uvicorn

from sandbox import webhook
from sandbox.bell import Bell
from sandbox.web import application
from sandbox.world import World


@dataclass(frozen=True)
class Server:
    """A running sandbox."""

    world: World
    base: str  # such as http://127.0.0.1:8081

    def __str__(self) -> str:
        return self.base


class _Quiet(uvicorn.Server):
    """Leaves signals to the process it lives in, and ends waiting calls when it is asked to go."""

    def __init__(self, world: World) -> None:
        super().__init__(
            uvicorn.Config(application(world), log_config=None, access_log=False, lifespan="off", ws="none")
        )
        self._world = world
        self._going = Bell()
        world.closing = False

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def main_loop(self) -> None:
        tick = 0
        async with asyncio.TaskGroup() as group:
            delivery = group.create_task(webhook.deliver(self._world))
            while not await self.on_tick(tick):  # ten a second, but the last one as soon as it is asked to go
                tick += 1
                await self._going.wait(0, 0.1)
            delivery.cancel()

    def leave(self) -> None:
        self.should_exit = True
        self._going.ring()
        self._world.closing = True
        self._world.bell.ring()


@asynccontextmanager
async def serve(world: World, port: int = 0) -> AsyncIterator[Server]:
    """Serve in the running loop; port 0 takes a free one. On leaving, open polls and streams end at once."""
    listening, base = _listen(port)
    server = _Quiet(world)
    # Not a TaskGroup: it would wrap what a test raises inside into an ExceptionGroup. The task is awaited below.
    task = asyncio.get_running_loop().create_task(server.serve([listening]))
    try:
        yield Server(world, base)
    finally:
        server.leave()
        await task


@contextmanager
def serve_in_thread(world: World, port: int = 0) -> Iterator[Server]:
    """Serve in a thread, for synchronous code."""
    listening, base = _listen(port)
    server = _Quiet(world)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])), daemon=True)
    thread.start()
    try:
        yield Server(world, base)
    finally:
        server.leave()
        thread.join()


def _listen(port: int) -> tuple[socket.socket, str]:
    # Named TCP, so that asyncio sends small answers at once (40 ms saved a call). Listening before the server runs:
    # a caller may connect at once and is served a moment later.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
        listening.listen(1024)
    except OSError:
        listening.close()
        raise
    return listening, f"http://127.0.0.1:{listening.getsockname()[1]}"
