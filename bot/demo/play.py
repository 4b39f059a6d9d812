"""`kinerja demo`: the sandbox, the service as a process of its own, and an example regency. Everything is on disk."""

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import Process
from pathlib import Path

from bot.assembly.core import core
from bot.cli.running import console
from bot.demo.clock import Hands
from bot.demo.regency import settle
from bot.demo.tour import STEPS
from bot.settings import Settings
from bot.shift import NAME, Shift
from models.clock import ShiftedClock
from sandbox.server import serve
from sandbox.stage import Control
from sandbox.world import World
from services import schema


class Service:
    """`kinerja run`, started again whenever it dies."""

    def __init__(self, environment: dict[str, str], world: World) -> None:
        self._environment = environment
        self._world = world
        self._process: Process | None = None
        self._ending = False

    async def keep(self) -> None:
        """Until `end`."""
        while not self._ending:
            self._world.announce("Layanan sedang dimulai … · Service is starting …")
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot.cli.main", "run", env=self._environment, stderr=asyncio.subprocess.PIPE
            )
            await self._listen(self._process)
            await self._process.wait()
            if not self._ending:
                await asyncio.sleep(1)

    async def _listen(self, process: Process) -> None:
        """Pass the log on; its first line that says so means the service is up."""
        assert process.stderr is not None
        async for line in process.stderr:
            sys.stderr.buffer.write(line)
            sys.stderr.flush()
            if b"service.started" in line:
                self._world.announce("Layanan hidup · Service is up")

    async def kill(self, _: str) -> str:
        """SIGKILL, as a power cut would; nobody is told beforehand."""
        if self._process and self._process.returncode is None:
            self._process.kill()
        return "Layanan dimatikan; sebentar lagi hidup lagi. · Killed; it starts again in a moment."

    async def end(self) -> None:
        """Let it finish what it has in hand."""
        self._ending = True
        if self._process and self._process.returncode is None:
            self._process.terminate()
            with contextlib.suppress(ProcessLookupError, TimeoutError):
                await asyncio.wait_for(self._process.wait(), timeout=15)


async def play(data: Path, port: int) -> None:
    """Run until Ctrl-C; a new start goes on where this one stopped."""
    shift = Shift(data / NAME)
    shift.begin()
    clock = ShiftedClock(Settings(data=data).zone, shift)
    # The phones live in the demo's time too: else a reminder would bear the hour at which somebody jumped.
    world = World(data / "telegram", now=lambda: clock.now().timestamp())
    async with serve(world, port) as server:
        console.print(f"\n  {server.base}  ← buka di peramban · open in a browser\n", markup=False)
        settings = Settings(data=data, telegram_token=world.token, telegram_api=server.base, database_url="")
        async with core(settings) as parts:
            await schema.upgrade(parts.transactions)
            await settle(parts, world)
        world.tour = STEPS
        service = Service(_environment(settings), world)
        world.controls["clock"] = Hands(clock, shift).control
        world.controls["kill"] = Control("Matikan layanan", service.kill, english="Kill the service")
        await _until_stopped(service)
    world.close()


def _environment(settings: Settings) -> dict[str, str]:
    """The child's settings: the demo's own, whatever the shell says."""
    ours = {
        "KINERJA_DATA": str(settings.data),
        "KINERJA_DATABASE_URL": "",
        "KINERJA_TELEGRAM_TOKEN": settings.telegram_token,
        "KINERJA_TELEGRAM_API": settings.telegram_api,
        "PYTHONUNBUFFERED": "1",
    }
    return {**os.environ, **ours}


async def _until_stopped(service: Service) -> None:
    stopped = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, stopped.set)
    async with asyncio.TaskGroup() as group:
        group.create_task(service.keep())
        await stopped.wait()
        await service.end()
