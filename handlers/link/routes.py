"""The operator's board of links."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.filters import Pressed
from handlers.screens import Screens
from locales.link import decided, link_board, link_case
from models.action import DecideLink, OpenLinkCase, OpenLinks
from models.conversation import Speaker
from services.links import Links

router = Router(name="link")


@router.callback_query(Pressed(OpenLinks))
async def board(query: CallbackQuery, speaker: Speaker, links: Links, screens: Screens) -> None:
    await screens.show(query, link_board(await links.board(speaker), speaker.language))


@router.callback_query(Pressed(OpenLinkCase))
async def case(query: CallbackQuery, action: OpenLinkCase, speaker: Speaker, links: Links, screens: Screens) -> None:
    await screens.show(query, link_case(await links.case(action.attempt, by=speaker), speaker.language))


@router.callback_query(Pressed(DecideLink))
async def decide(query: CallbackQuery, action: DecideLink, speaker: Speaker, links: Links, screens: Screens) -> None:
    await links.decide(action.attempt, match=bool(action.match), by=speaker)
    toast = decided(speaker.language, match=bool(action.match))
    await screens.show(query, link_board(await links.board(speaker), speaker.language, toast))
