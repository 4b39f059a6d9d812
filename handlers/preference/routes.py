"""`/pengaturan`: what is chosen about reminders and quiet hours."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.filters import Pressed, command
from handlers.screens import Screens
from locales.preference import hour_choice, quiet_choice, settings_page
from models.conversation import Speaker
from models.reminder_actions import ChooseHour, ChooseQuiet, OpenSettings, SetHour, SetQuiet, ToggleTopic
from services.preferences import Preferences

router = Router(name="preference")


@router.message(command("pengaturan", "settings"))
async def open_by_command(message: Message, speaker: Speaker, preferences: Preferences, screens: Screens) -> None:
    await screens.show(message, settings_page(await preferences.present(speaker), speaker.language))


@router.callback_query(Pressed(OpenSettings))
async def open_by_button(query: CallbackQuery, speaker: Speaker, preferences: Preferences, screens: Screens) -> None:
    await screens.show(query, settings_page(await preferences.present(speaker), speaker.language))


@router.callback_query(Pressed(ChooseHour))
async def choose_hour(query: CallbackQuery, speaker: Speaker, preferences: Preferences, screens: Screens) -> None:
    await screens.show(query, hour_choice(await preferences.present(speaker), speaker.language))


@router.callback_query(Pressed(SetHour))
async def set_hour(
    query: CallbackQuery, action: SetHour, speaker: Speaker, preferences: Preferences, screens: Screens
) -> None:
    wishes = await preferences.at_hour(action.hour, by=speaker)
    await screens.show(query, settings_page(wishes, speaker.language))


@router.callback_query(Pressed(ChooseQuiet))
async def choose_quiet(query: CallbackQuery, speaker: Speaker, preferences: Preferences, screens: Screens) -> None:
    await screens.show(query, quiet_choice(await preferences.present(speaker), speaker.language))


@router.callback_query(Pressed(SetQuiet))
async def set_quiet(
    query: CallbackQuery, action: SetQuiet, speaker: Speaker, preferences: Preferences, screens: Screens
) -> None:
    wishes = await preferences.quiet(action.begins, action.ends, by=speaker)
    await screens.show(query, settings_page(wishes, speaker.language))


@router.callback_query(Pressed(ToggleTopic))
async def toggle(
    query: CallbackQuery, action: ToggleTopic, speaker: Speaker, preferences: Preferences, screens: Screens
) -> None:
    wishes = await preferences.toggle(action.topic, by=speaker)
    await screens.show(query, settings_page(wishes, speaker.language))
