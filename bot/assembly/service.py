"""The whole service in one process: intake, planner, courier."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from secrets import token_hex

import structlog
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Update

from bot.assembly.core import Core
from bot.errors import catch_refusals
from bot.intake import Poller, Workers
from bot.leader import leading
from bot.middlewares import Paced, WhoSpeaks
from handlers.routes import ROUTERS
from handlers.screens import Screens
from locales import home
from scheduler.beats import Beats
from scheduler.courier import Courier
from scheduler.pacer import Limits, Pacer
from scheduler.planner import Planner
from scheduler.telegram import Telegram
from services.inbox import Inbox
from services.outbox import Outbox

log = structlog.get_logger()


def build_bot(token: str, api: str, pacer: Pacer) -> Bot:
    """aiogram's bot, paced, at this Bot API server."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(api))
    session.middleware(Paced(pacer))
    return Bot(token, session=session)


def build_dispatcher(core: Core, screens: Screens) -> Dispatcher:
    """aiogram's dispatcher with all conversations; its state machine is off, the rows hold the conversation."""
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.update.outer_middleware(WhoSpeaks(core.conversations))
    for router in ROUTERS:
        # A router belongs to one dispatcher; a second one in the same process takes it over.
        router._parent_router = None
        dispatcher.include_router(router)
    catch_refusals(dispatcher)
    dispatcher["screens"] = screens
    dispatcher["conversations"] = core.conversations
    dispatcher["invitations"] = core.invitations
    dispatcher["evaluations"] = core.evaluations
    dispatcher["teams"] = core.teams
    return dispatcher


async def apologise(bot: Bot, update: Update) -> None:
    """One sentence to the person whose update was set aside."""
    source = update.message or update.callback_query
    if source is not None and source.from_user is not None:
        await bot.send_message(source.from_user.id, home.trouble("id").text, parse_mode="HTML")


async def serve(core: Core) -> None:
    """Run until SIGTERM or SIGINT; what is in hand is finished first."""
    token, api = core.settings.need_token(), core.settings.telegram_api
    holder = token_hex(8)
    pacer = Pacer(Limits(overall=core.settings.rate_overall), time.monotonic)
    inbox = Inbox(core.transactions, bot_id=int(token.partition(":")[0]))
    outbox = Outbox(core.transactions)
    async with leading(core.settings.database, core.settings.data), Telegram(token, api, pacer) as telegram:
        await inbox.release_all()
        await outbox.release_all()
        courier, planner = Courier(outbox, telegram, holder), Planner(core.cycles)
        async with Beats(core.settings.zone, core.clock.real) as beats, _bot(token, api, pacer) as bot:
            beats.every(5, "planner", planner.tick)
            beats.every(1, "courier", courier.tick)
            await _intake(bot, build_dispatcher(core, Screens(bot)), inbox, holder)


@asynccontextmanager
async def _bot(token: str, api: str, pacer: Pacer) -> AsyncIterator[Bot]:
    bot = build_bot(token, api, pacer)
    try:
        yield bot
    finally:
        await bot.session.close()


async def _intake(bot: Bot, dispatcher: Dispatcher, inbox: Inbox, holder: str) -> None:
    news, ended = asyncio.Event(), asyncio.Event()
    poller = Poller(bot, inbox, news)
    workers = Workers(bot, dispatcher, inbox, news, holder, apologise)
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, ended.set)
    async with asyncio.TaskGroup() as group:
        polling = group.create_task(poller.run())
        working = group.create_task(workers.run())
        log.info("service.started")
        await ended.wait()
        polling.cancel()
        workers.stop()
        await working
    log.info("service.ended")
