"""The people who cannot be reached, for those who look after them."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.filters import Pressed
from handlers.screens import Screens
from locales.delivery import unreachable_list
from models.conversation import Speaker
from models.delivery_action import OpenUnreachable
from services.deliveries import Deliveries

router = Router(name="delivery")


@router.callback_query(Pressed(OpenUnreachable))
async def unreachable(query: CallbackQuery, speaker: Speaker, deliveries: Deliveries, screens: Screens) -> None:
    await screens.show(query, unreachable_list(await deliveries.unreachable(speaker), speaker.language))
