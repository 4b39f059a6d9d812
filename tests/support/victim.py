"""A service that gets killed: the real one in a process of its own, forked from one that has imported everything.

Importing the chat libraries takes seconds; a fork of a process that has done so lives at once.
"""

import asyncio
import multiprocessing
import os
import signal
import time
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import uvloop
from aiogram.client.session.aiohttp import AiohttpSession
from sqlalchemy import event
from sqlalchemy.engine import Engine
from telegram.request import HTTPXRequest

from bot.assembly.core import core
from bot.assembly.service import EVERYTHING, serve
from bot.logs import set_up_logs
from bot.settings import Settings
from scheduler.telegram import Telegram
from services import outbox, reminder_rows
from services.evidence_queue import EvidenceQueue
from services.inbox import Inbox
from services.outbox import Outbox
from services.reminders import Reminders
from services.transaction import Transactions, current_update

FORKS = multiprocessing.get_context("forkserver")
# What a life, its client and multiprocessing itself would load after the fork, which takes twice as long as the rest.
LATE = ("bot.assembly.intake", "bot.assembly.delivery", "anyio.to_thread", "httpcore", "pytest")
FORKS.set_forkserver_preload([__name__, "tests.support.command", *LATE])
Method = Callable[..., Awaitable[Any]]
Hook = Callable[..., object]


@dataclass(frozen=True)
class Fate:
    """When a victim dies by its own hand: at its n-th step towards the database or Telegram, or at a named place."""

    step: int = 0
    place: str = ""


OLD_AGE = Fate()
START = 0.2
"""Seconds in which an idle machine starts a life."""


class Victim:
    """One life after another, over the same rows."""

    def __init__(self, settings: Settings, log: Path, roles: frozenset[str] = EVERYTHING) -> None:
        self._settings = settings.model_dump()
        self._roles = roles
        self.log = log
        self._process: Any = None
        self._lives_before = 0

    def start(self, fate: Fate = OLD_AGE) -> None:
        """A new life."""
        self._lives_before = self._lives()
        self._process = FORKS.Process(
            target=_live, args=(self._settings, str(self.log), fate, self._roles), daemon=True
        )
        self._process.start()

    async def begins(self, within: float) -> float:
        """Wait until it does its work, or has ended already; how busy the machine is, 1 where a start takes no time."""
        begun = time.monotonic()
        async with asyncio.timeout(within):
            while self._process.is_alive() and self._lives() == self._lives_before:
                await asyncio.sleep(0.02)
        return max(1.0, (time.monotonic() - begun) / START)

    def _lives(self) -> int:
        return self.log.read_text(errors="replace").count("service.started") if self.log.exists() else 0

    @property
    def pid(self) -> int:
        """The process that lives now."""
        return int(self._process.pid)

    async def ends(self, within: float) -> int | None:
        """Wait until it has ended, for so many seconds; its exit code, None while it lives."""
        loop, dead = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self._process.sentinel, dead.set)
        try:
            async with asyncio.timeout(within):
                await dead.wait()
        except TimeoutError:
            return None
        finally:
            loop.remove_reader(self._process.sentinel)
        self._process.join()
        return int(self._process.exitcode)

    async def gone(self, within: float) -> bool:
        """Wait until it is dead by SIGKILL, for so many seconds."""
        code = await self.ends(within)
        if code is None:
            return False
        assert code == -signal.SIGKILL, self.log.read_text()[-2000:]
        return True

    async def kill(self) -> None:
        """As a power cut would: nobody is told beforehand."""
        self._process.kill()
        await self.gone(10)


def _live(settings: dict[str, Any], log: str, fate: Fate, roles: frozenset[str]) -> None:
    speak_into(log)
    set_up_logs("json")
    if fate.step:
        _die_at_step(fate.step)
    if fate.place:
        PLACES[fate.place]()
    uvloop.run(_serve(Settings(**settings), roles))


def speak_into(log: str) -> None:
    """All that this process writes, at whatever level, goes into this file."""
    out = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.dup2(out, 1)
    os.dup2(out, 2)


async def _serve(settings: Settings, roles: frozenset[str]) -> None:
    async with core(settings) as parts:
        await serve(parts, roles)


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


# a random step


def _die_at_step(number: int) -> None:
    """Steps are: before each statement and each commit, after each transaction, before and after each call."""
    left = number

    def step(*_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            die()

    event.listen(Engine, "before_cursor_execute", step)
    event.listen(Engine, "commit", step)
    _after_transactions(step)
    for owner, name in ((AiohttpSession, "make_request"), (HTTPXRequest, "do_request")):
        _around(owner, name, before=lambda *given: _is_poll(given) or step(), after=lambda *given: step())


def _after_transactions(step: Callable[[], None]) -> None:
    begin = Transactions.begin

    @asynccontextmanager
    async def begin_and_step(self: Transactions) -> Any:
        async with begin(self) as session:
            yield session
        step()

    Transactions.begin = begin_and_step  # type: ignore[method-assign]


# a named place


def _around(
    owner: type | ModuleType,
    name: str,
    before: Callable[..., object] = lambda *_: None,
    after: Callable[..., object] = lambda *_: None,
) -> None:
    """Call `before` with what the method is given, `after` with what it returns."""
    original: Method = getattr(owner, name)

    async def method(*given: Any, **named: Any) -> Any:
        before(*given)
        result = await original(*given, **named)
        after(result)
        return result

    setattr(owner, name, method)


def _is_poll(given: tuple[Any, ...]) -> bool:
    return any(getattr(one, "__api_method__", "") in ("getUpdates", "deleteWebhook") for one in given)


def _in_an_update(*_: object) -> None:
    if current_update.get():
        die()


PLACES: dict[str, Callable[[], object]] = {
    "received, not stored": lambda: _around(Inbox, "store", before=die),
    "stored, not acknowledged": lambda: _around(Inbox, "store", after=die),
    "claimed": lambda: _around(Inbox, "claim", after=lambda works: works and die()),
    "written, not committed": lambda: event.listen(Engine, "commit", _in_an_update),
    "committed, no screen": lambda: _around(
        AiohttpSession, "make_request", before=lambda *given: _is_poll(given) or die()
    ),
    "reminders written, not committed": lambda: _around(reminder_rows, "_write", after=lambda new: new and die()),
    "reminders planned": lambda: _around(Reminders, "plan_due", after=lambda new: new and die()),
    "notice claimed, not committed": lambda: _around(Outbox, "_deliveries", before=die),
    "notice claimed": lambda: _around(Telegram, "deliver", before=die),
    "notice sent, not settled": lambda: _around(Outbox, "settle", before=die),
    "notice settled, not committed": lambda: _around(outbox, "write", after=die),
    "notice settled": lambda: _around(Outbox, "settle", after=die),
    "evidence claimed": lambda: _around(Telegram, "fetch", before=die),
    "evidence downloaded": lambda: _around(Telegram, "fetch", after=die),
    "evidence half on disk": lambda: setattr(Path, "replace", die),
    "evidence on disk, not settled": lambda: _around(EvidenceQueue, "settle", before=die),
    "evidence deleted, its row there": lambda: _around(EvidenceQueue, "forget", before=die),
}
