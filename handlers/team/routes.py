"""The rater's list and card."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.filters import Pressed, command
from handlers.screens import Screens
from locales.team import member_card, team_list
from models.action import OpenMember, OpenTeam
from models.conversation import Speaker
from services.team import Teams

router = Router(name="team")


@router.message(command("tim", "team"))
async def list_by_command(message: Message, speaker: Speaker, teams: Teams, screens: Screens) -> None:
    await screens.show(message, team_list(await teams.list(speaker), speaker.language))


@router.callback_query(Pressed(OpenTeam))
async def list_by_button(
    query: CallbackQuery, action: OpenTeam, speaker: Speaker, teams: Teams, screens: Screens
) -> None:
    await screens.show(query, team_list(await teams.list(speaker, action.page), speaker.language))


@router.callback_query(Pressed(OpenMember))
async def open_member(
    query: CallbackQuery, action: OpenMember, speaker: Speaker, teams: Teams, screens: Screens
) -> None:
    await screens.show(query, member_card(await teams.open(action.evaluation, by=speaker), speaker.language))
