"""The whole service in one process: intake, planner, courier. Tests build the same parts and turn them by hand."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from secrets import token_hex

import structlog
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Update

from bot.assembly.core import Core
from bot.errors import catch_refusals
from bot.intake import Apologise, Poller, Workers
from bot.leader import leading
from bot.middlewares import Paced, WhoSpeaks
from handlers.routes import build_routers
from handlers.screens import Screens
from locales import home
from scheduler.beats import Beats
from scheduler.courier import Courier
from scheduler.pacer import Limits, Pacer
from scheduler.planner import Planner
from scheduler.telegram import Telegram
from services.conversations import Conversations
from services.inbox import Inbox
from services.outbox import Outbox

log = structlog.get_logger()


@dataclass(frozen=True)
class Service:
    """The parts of a running service."""

    core: Core
    bot: Bot
    dispatcher: Dispatcher
    inbox: Inbox
    outbox: Outbox
    poller: Poller
    workers: Workers
    planner: Planner
    courier: Courier


@asynccontextmanager
async def build_service(core: Core, limits: Limits | None = None) -> AsyncIterator[Service]:
    """Construct them; the connections to Telegram are closed at the end. Tests hurry with `limits` of their own."""
    token, api = core.settings.need_token(), core.settings.telegram_api
    holder, news = token_hex(8), asyncio.Event()
    pacer = Pacer(limits or Limits(overall=core.settings.rate_overall), time.monotonic)
    inbox = Inbox(core.transactions, bot_id=int(token.partition(":")[0]))
    outbox = Outbox(core.transactions)
    bot = build_bot(token, api, pacer)
    screens = Screens(bot)
    dispatcher = build_dispatcher(core, screens)
    apologise = build_apology(core.conversations, screens)
    try:
        async with Telegram(token, api, pacer) as telegram:
            yield Service(
                core=core,
                bot=bot,
                dispatcher=dispatcher,
                inbox=inbox,
                outbox=outbox,
                poller=Poller(bot, inbox, news),
                workers=Workers(bot, dispatcher, inbox, news, holder, apologise),
                planner=Planner(core.cycles),
                courier=Courier(outbox, telegram, holder),
            )
    finally:
        await bot.session.close()


def build_bot(token: str, api: str, pacer: Pacer) -> Bot:
    """aiogram's bot, paced, at this Bot API server."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(api))
    session.middleware(Paced(pacer))
    return Bot(token, session=session)


def build_dispatcher(core: Core, screens: Screens) -> Dispatcher:
    """aiogram's dispatcher with all conversations; its state machine is off, the rows hold the conversation."""
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.update.outer_middleware(WhoSpeaks(core.conversations))
    dispatcher.include_routers(*build_routers())
    catch_refusals(dispatcher)
    dispatcher["screens"] = screens
    dispatcher["conversations"] = core.conversations
    dispatcher["invitations"] = core.invitations
    dispatcher["evaluations"] = core.evaluations
    dispatcher["teams"] = core.teams
    return dispatcher


def build_apology(conversations: Conversations, screens: Screens) -> Apologise:
    """One sentence, in their language, to the person whose update was set aside."""

    async def apologise(update: Update) -> None:
        source = update.message or update.callback_query
        if source is not None and source.from_user is not None:
            speaker = await conversations.who("telegram", str(source.from_user.id))
            await screens.send(source, home.trouble(speaker.language))

    return apologise


async def serve(core: Core) -> None:
    """Lead, then run until SIGTERM or SIGINT; what is in hand is finished first."""
    async with leading(core.settings.database, core.settings.data), build_service(core) as service:
        await service.inbox.release_all()
        await service.outbox.release_all()
        async with Beats(core.settings.zone, core.clock.real) as beats:
            beats.every(5, "planner", service.planner.tick)
            beats.every(1, "courier", service.courier.tick)
            await _until_told(service)


async def _until_told(service: Service) -> None:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, ended.set)
    async with asyncio.TaskGroup() as group:
        polling = group.create_task(service.poller.run())
        working = group.create_task(service.workers.run())
        log.info("service.started")
        await ended.wait()
        polling.cancel()
        service.workers.stop()
        await working
    log.info("service.ended")
