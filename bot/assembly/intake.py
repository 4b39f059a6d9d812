"""Intake: the bot that listens, the dispatcher with all conversations, the poller and the workers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Update

from bot.assembly.core import Core
from bot.errors import catch_refusals
from bot.flood import Flood
from bot.intake import Apologise, Poller, Workers
from bot.middlewares import Paced, WhoSpeaks
from handlers.routes import build_routers
from handlers.screens import Screens
from locales import home
from scheduler.pacer import Pacer
from services.conversations import Conversations
from services.inbox import Inbox


@dataclass(frozen=True)
class Intake:
    """The parts that hear people."""

    bot: Bot
    dispatcher: Dispatcher
    inbox: Inbox
    news: asyncio.Event
    poller: Poller
    workers: Workers


@asynccontextmanager
async def build_intake(core: Core, pacer: Pacer, holder: str) -> AsyncIterator[Intake]:
    """Construct them; the connection to Telegram is closed at the end."""
    token, api = core.settings.need_token(), core.settings.telegram_api
    news, inbox = asyncio.Event(), core.inbox()
    bot = build_bot(token, api, pacer)
    screens = Screens(bot)
    dispatcher = build_dispatcher(core, screens)
    workers = Workers(bot, dispatcher, inbox, news, holder, build_apology(core.conversations, screens))
    try:
        yield Intake(bot, dispatcher, inbox, news, Poller(bot, inbox, news), workers)
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
    flood = Flood(core.clock.real)
    dispatcher.message.middleware(flood)
    dispatcher.callback_query.middleware(flood)
    dispatcher.include_routers(*build_routers())
    catch_refusals(dispatcher)
    dispatcher["screens"] = screens
    dispatcher["conversations"] = core.conversations
    dispatcher["invitations"] = core.invitations
    dispatcher["evaluations"] = core.evaluations
    dispatcher["evaluation_results"] = core.evaluation_results
    dispatcher["evidence"] = core.evidence
    dispatcher["filing"] = core.filing
    dispatcher["complaints"] = core.complaints
    dispatcher["replies"] = core.replies
    dispatcher["desk"] = core.desk
    dispatcher["dialogue"] = core.dialogue
    dispatcher["triage"] = core.triage
    dispatcher["teams"] = core.teams
    dispatcher["links"] = core.links
    dispatcher["deliveries"] = core.deliveries
    dispatcher["cycle_desk"] = core.cycle_desk
    dispatcher["cycle_drafts"] = core.cycle_drafts
    dispatcher["late_desk"] = core.late_desk
    dispatcher["staff"] = core.staff
    dispatcher["stuck"] = core.stuck
    dispatcher["preferences"] = core.preferences
    dispatcher["snoozes"] = core.snoozes
    dispatcher["tasks"] = core.tasks
    dispatcher["uploads"] = core.uploads
    dispatcher["circulars"] = core.circulars
    dispatcher["circular_drafts"] = core.circular_drafts
    dispatcher["circular_sending"] = core.circular_sending
    dispatcher["papers"] = core.papers
    dispatcher["countersigning"] = core.countersigning
    dispatcher["duties"] = core.duties
    return dispatcher


def build_apology(conversations: Conversations, screens: Screens) -> Apologise:
    """One sentence, in their language, to the person whose update was set aside."""

    async def apologise(update: Update) -> None:
        source = update.message or update.callback_query
        if source is not None and source.from_user is not None:
            speaker = await conversations.who("telegram", str(source.from_user.id))
            await screens.send(source, home.trouble(speaker.language))

    return apologise
