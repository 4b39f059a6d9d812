"""Looking for a member of staff, and their card."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.filters import Pressed, Told
from handlers.screens import Screens
from locales.staff import ask_whom, found, staff_card
from models.conversation import Speaker
from models.staff_action import AwaitStaff, OpenStaff, SearchStaff
from services.staff import StaffSearch

router = Router(name="staff")


@router.callback_query(Pressed(SearchStaff))
async def ask(query: CallbackQuery, speaker: Speaker, staff: StaffSearch, screens: Screens) -> None:
    await staff.ask(speaker)
    await screens.show(query, ask_whom(speaker.language))


@router.message(Told(AwaitStaff))
async def search(message: Message, text: str, speaker: Speaker, staff: StaffSearch, screens: Screens) -> None:
    await screens.show(message, found(await staff.search(text, by=speaker), speaker.language))


@router.callback_query(Pressed(OpenStaff))
async def card(query: CallbackQuery, action: OpenStaff, speaker: Speaker, staff: StaffSearch, screens: Screens) -> None:
    await screens.show(query, staff_card(await staff.card(action.person, by=speaker), speaker.language))
