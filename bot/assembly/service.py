"""The service: all roles in one process, or one of them (`--only`, on PostgreSQL, where each role has one leader)."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot.assembly.core import Core
from bot.leader import Presence, presence
from scheduler.beats import Beats
from scheduler.pacer import Limits, Pacer
from scheduler.planner import Planner

if TYPE_CHECKING:
    from bot.assembly.delivery import Delivery
    from bot.assembly.intake import Intake

log = structlog.get_logger()
WEBHOOK = "/telegram"
EVERYTHING = frozenset({"intake", "planner", "courier"})


@dataclass(frozen=True)
class Service:
    """The parts of a running service; a role that runs elsewhere is None here."""

    core: Core
    pacer: Pacer
    planner: Planner | None
    intake: "Intake | None"
    delivery: "Delivery | None"


@asynccontextmanager
async def build_service(
    core: Core, holder: str, roles: frozenset[str] = EVERYTHING, limits: Limits | None = None
) -> AsyncIterator[Service]:
    """Construct the parts of these roles. A chat library is imported only by the role that speaks it."""
    pacer = Pacer(limits or _limits(core, roles), time.monotonic)
    async with AsyncExitStack() as stack:
        intake = delivery = None
        if "intake" in roles:
            from bot.assembly.intake import build_intake  # noqa: PLC0415 - aiogram: seconds and 160 MB

            intake = await stack.enter_async_context(build_intake(core, pacer, holder))
        if "courier" in roles:
            from bot.assembly.delivery import build_delivery  # noqa: PLC0415 - python-telegram-bot

            delivery = await stack.enter_async_context(build_delivery(core, pacer, holder))
        planner = (
            Planner(core.cycles, core.reminders, core.complaint_clock, core.deliveries, core.clock)
            if "planner" in roles
            else None
        )
        yield Service(core, pacer, planner, intake, delivery)


def _limits(core: Core, roles: frozenset[str]) -> Limits:
    """Apart, the courier has its share of the budget and intake has the rest."""
    overall, bulk = core.settings.rate_overall, core.settings.rate_bulk
    if {"intake", "courier"} <= roles:
        return Limits(overall=overall)
    return Limits(overall=bulk if "courier" in roles else max(overall - bulk, 1))


async def serve(core: Core, roles: frozenset[str] = EVERYTHING) -> None:
    """Run until SIGTERM or SIGINT; what is in hand is finished first."""
    async with (
        presence(core.settings.database, core.settings.data) as here,
        build_service(core, here.holder, roles) as service,
        _web_side(service),
        Beats(core.settings.zone, core.clock.real) as beats,
    ):
        beats.every(1, "sweep", lambda: free_the_dead(service, here))
        await _until_told(service, here, beats)


@asynccontextmanager
async def _web_side(service: Service) -> AsyncIterator[None]:
    """Webhook, health and metrics, where KINERJA_LISTEN asks for them."""
    settings = service.core.settings
    if not settings.listen:
        yield
        return
    from bot.metrics import Metrics  # noqa: PLC0415 - only where it is asked for
    from bot.web import Web, listening  # noqa: PLC0415

    metrics = Metrics(service.core, service.pacer, service.delivery.courier if service.delivery else None)
    web = Web(metrics.registry, metrics.read)
    if service.intake:
        service.intake.workers.observe(metrics.handled)
        if settings.webhook_secret:
            web.hear(service.intake.poller.take, settings.webhook_secret)
    async with listening(web, settings.listen):
        yield


async def free_the_dead(service: Service, here: Presence) -> None:
    """Rows held by processes that are gone wait again. Holders are read before the living: none of them is new."""
    core = service.core
    files = (core.evidence_queue, core.complaint_queue, core.upload_queue, core.scan_queue)
    for box in (core.inbox(), core.outbox, *files):
        if held := await box.holders():
            await box.release(held - await here.alive())


async def _until_told(service: Service, here: Presence, beats: Beats) -> None:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, ended.set)
    async with asyncio.TaskGroup() as group:
        leading = [group.create_task(here.watch())]
        await free_the_dead(service, here)
        if service.planner:
            leading.append(group.create_task(_lead_beat(here, beats, "planner", 5, service.planner.tick)))
        if service.delivery:
            leading.append(group.create_task(_lead_beat(here, beats, "courier", 1, service.delivery.courier.tick)))
            leading.append(group.create_task(_lead_beat(here, beats, "keeper", 1, service.delivery.keeper.tick)))
            leading.append(group.create_task(_lead_beat(here, beats, "importer", 1, service.delivery.importer.tick)))
        working = None
        if service.intake:
            working = group.create_task(service.intake.workers.run())
            leading.append(group.create_task(_lead_poller(here, service)))
        log.info("service.started")
        await ended.wait()
        for task in leading:
            task.cancel()
        if service.intake and working:
            service.intake.workers.stop()
            await working
    log.info("service.ended")


async def _lead_beat(here: Presence, beats: Beats, role: str, seconds: float, tick: object) -> None:
    await here.lead(role)
    beats.every(seconds, role, tick)  # type: ignore[arg-type]  # a bound coroutine function


async def _lead_poller(here: Presence, service: Service) -> None:
    """One process asks Telegram, or tells it where the webhook is; all work."""
    settings = service.core.settings
    await here.lead("poller")
    await free_the_dead(service, here)
    assert service.intake
    if settings.webhook_secret:
        await service.intake.poller.announce(settings.public_url + WEBHOOK, settings.webhook_secret)
    else:
        await service.intake.poller.run()
