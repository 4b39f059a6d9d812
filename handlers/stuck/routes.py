"""What is stuck, for hr and operators: the reasons, the people under each, and all of it as a spreadsheet."""

import asyncio

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.filters import COSTLY, Pressed, command
from handlers.screens import Screens
from locales.stuck import preparing, stuck_board, stuck_page
from locales.stuck_book import stuck_document
from models.conversation import Speaker
from models.stuck_action import OpenStuck, OpenStuckReason, SendStuck
from services.stuck import StuckWork

router = Router(name="stuck")


@router.message(command("macet", "stuck"))
async def board_by_command(message: Message, speaker: Speaker, stuck: StuckWork, screens: Screens) -> None:
    await screens.show(message, stuck_board(await stuck.board(speaker), speaker.language))


@router.callback_query(Pressed(OpenStuck))
async def board(query: CallbackQuery, speaker: Speaker, stuck: StuckWork, screens: Screens) -> None:
    await screens.show(query, stuck_board(await stuck.board(speaker), speaker.language))


@router.callback_query(Pressed(OpenStuckReason))
async def people(
    query: CallbackQuery, action: OpenStuckReason, speaker: Speaker, stuck: StuckWork, screens: Screens
) -> None:
    page = await stuck.page(action.reason, action.page, by=speaker)
    letter = stuck_page(page, speaker.language) if page else stuck_board(await stuck.board(speaker), speaker.language)
    await screens.show(query, letter)


@router.callback_query(Pressed(SendStuck), flags=COSTLY)
async def send(query: CallbackQuery, speaker: Speaker, stuck: StuckWork, screens: Screens) -> None:
    found, at = await stuck.all(speaker)
    await screens.toast(query, preparing(speaker.language))
    await screens.send(query, await asyncio.to_thread(stuck_document, found, at, speaker.language))
