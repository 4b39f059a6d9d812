"""Cycles in chat: the list, one of them, the forms that are missing."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.filters import Pressed, command
from handlers.screens import Screens
from locales.cycle import populated
from locales.cycle_board import cycle_board, cycle_card, cycle_missing
from models.conversation import Speaker
from models.cycle_action import OpenCycle, OpenCycles, OpenMissing, PopulateCycle
from services.cycle_desk import CycleDesk

router = Router(name="cycle")


@router.message(command("siklus", "cycle"))
async def board_by_command(message: Message, speaker: Speaker, cycle_desk: CycleDesk, screens: Screens) -> None:
    await screens.show(message, cycle_board(*await cycle_desk.board(speaker), speaker.language))


@router.callback_query(Pressed(OpenCycles))
async def board(query: CallbackQuery, speaker: Speaker, cycle_desk: CycleDesk, screens: Screens) -> None:
    await screens.show(query, cycle_board(*await cycle_desk.board(speaker), speaker.language))


@router.callback_query(Pressed(OpenCycle))
async def card(
    query: CallbackQuery, action: OpenCycle, speaker: Speaker, cycle_desk: CycleDesk, screens: Screens
) -> None:
    await screens.show(query, cycle_card(*await cycle_desk.card(action.cycle, by=speaker), speaker.language))


@router.callback_query(Pressed(OpenMissing))
async def missing(
    query: CallbackQuery, action: OpenMissing, speaker: Speaker, cycle_desk: CycleDesk, screens: Screens
) -> None:
    await screens.show(query, cycle_missing(*await cycle_desk.missing(action.cycle, by=speaker), speaker.language))


@router.callback_query(Pressed(PopulateCycle))
async def populate(
    query: CallbackQuery, action: PopulateCycle, speaker: Speaker, cycle_desk: CycleDesk, screens: Screens
) -> None:
    toast = populated(await cycle_desk.populate(action.cycle, by=speaker), speaker.language)
    await screens.show(query, cycle_card(*await cycle_desk.card(action.cycle, by=speaker), speaker.language, toast))
