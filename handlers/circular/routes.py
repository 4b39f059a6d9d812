"""Circulars that were sent: the list, how far one is, stopping it."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.circular.pictures import with_picture
from handlers.filters import COSTLY, Pressed, command
from handlers.screens import Screens
from locales.circular_board import circular_board
from models.circular_action import OpenCircular, OpenCirculars, StopCircular
from models.conversation import Speaker
from services.circulars import Circulars

router = Router(name="circular")


@router.message(command("kabar", "letter"))
async def board_by_command(message: Message, speaker: Speaker, circulars: Circulars, screens: Screens) -> None:
    await screens.show(message, circular_board(await circulars.board(by=speaker), speaker.language))


@router.callback_query(Pressed(OpenCirculars))
async def board(
    query: CallbackQuery, action: OpenCirculars, speaker: Speaker, circulars: Circulars, screens: Screens
) -> None:
    await screens.show(query, circular_board(await circulars.board(by=speaker, page=action.page), speaker.language))


@router.callback_query(Pressed(OpenCircular), flags=COSTLY)
async def card(
    query: CallbackQuery, action: OpenCircular, speaker: Speaker, circulars: Circulars, screens: Screens
) -> None:
    await screens.show(query, await with_picture(await circulars.card(action.circular, by=speaker), speaker.language))


@router.callback_query(Pressed(StopCircular))
async def stop(
    query: CallbackQuery, action: StopCircular, speaker: Speaker, circulars: Circulars, screens: Screens
) -> None:
    await screens.show(query, await with_picture(await circulars.stop(action.circular, by=speaker), speaker.language))
