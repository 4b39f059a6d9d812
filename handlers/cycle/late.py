"""A late permission, step by step: each handler takes one answer and shows what is to be said next."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.filters import Pressed, Told
from handlers.screens import Screens
from locales.cycle_board import cycle_board, cycle_card
from locales.evaluation import stale_toast
from locales.late import late_given, late_screen
from locales.letter import Letter
from models.conversation import Speaker
from models.cycle_action import AddLate, AwaitLate, CancelLate, ChooseLateDay, ClearLate, ConfirmLate, GoLate, StartLate
from models.late_draft import LateDraft, LateGiven
from services.cycle_desk import CycleDesk
from services.late_desk import LateDesk

router = Router(name="late")


@router.callback_query(Pressed(StartLate))
async def start(
    query: CallbackQuery, action: StartLate, speaker: Speaker, late_desk: LateDesk, screens: Screens
) -> None:
    await screens.show(query, late_screen(await late_desk.start(action.cycle, by=speaker), speaker.language))


@router.callback_query(Pressed(AddLate))
async def add(
    query: CallbackQuery,
    action: AddLate,
    speaker: Speaker,
    late_desk: LateDesk,
    cycle_desk: CycleDesk,
    screens: Screens,
) -> None:
    draft = await late_desk.add(action.draft, action.version, action.form, by=speaker)
    await screens.show(query, await _screen(draft, speaker, cycle_desk))


@router.callback_query(Pressed(ClearLate))
async def clear(
    query: CallbackQuery,
    action: ClearLate,
    speaker: Speaker,
    late_desk: LateDesk,
    cycle_desk: CycleDesk,
    screens: Screens,
) -> None:
    draft = await late_desk.clear(action.draft, action.version, by=speaker)
    await screens.show(query, await _screen(draft, speaker, cycle_desk))


@router.callback_query(Pressed(GoLate))
async def go(
    query: CallbackQuery,
    action: GoLate,
    speaker: Speaker,
    late_desk: LateDesk,
    cycle_desk: CycleDesk,
    screens: Screens,
) -> None:
    draft = await late_desk.go(action.draft, action.version, action.step, by=speaker)
    await screens.show(query, await _screen(draft, speaker, cycle_desk))


@router.callback_query(Pressed(ChooseLateDay))
async def choose_day(
    query: CallbackQuery,
    action: ChooseLateDay,
    speaker: Speaker,
    late_desk: LateDesk,
    cycle_desk: CycleDesk,
    screens: Screens,
) -> None:
    draft = await late_desk.choose(action.draft, action.version, action.day, by=speaker)
    await screens.show(query, await _screen(draft, speaker, cycle_desk))


@router.message(Told(AwaitLate))
async def tell(
    message: Message,
    action: AwaitLate,
    text: str,
    speaker: Speaker,
    late_desk: LateDesk,
    cycle_desk: CycleDesk,
    screens: Screens,
) -> None:
    draft = await late_desk.tell(action.step, text, by=speaker)
    await screens.show(message, await _screen(draft, speaker, cycle_desk))


@router.callback_query(Pressed(ConfirmLate))
async def confirm(
    query: CallbackQuery,
    action: ConfirmLate,
    speaker: Speaker,
    late_desk: LateDesk,
    cycle_desk: CycleDesk,
    screens: Screens,
) -> None:
    done = await late_desk.confirm(action.draft, action.version, by=speaker)
    if isinstance(done, LateGiven):
        await screens.show(query, late_given(done, speaker.language))
    else:
        await screens.show(query, await _screen(done, speaker, cycle_desk))


@router.callback_query(Pressed(CancelLate))
async def cancel(
    query: CallbackQuery,
    action: CancelLate,
    speaker: Speaker,
    late_desk: LateDesk,
    cycle_desk: CycleDesk,
    screens: Screens,
) -> None:
    cycle = await late_desk.cancel(action.draft, by=speaker)
    if cycle is None:
        await screens.show(query, await _screen(None, speaker, cycle_desk))
    else:
        await screens.show(query, cycle_card(*await cycle_desk.card(cycle, by=speaker), speaker.language))


async def _screen(draft: LateDraft | None, speaker: Speaker, cycle_desk: CycleDesk) -> Letter:
    """The draft as it stands; where it is gone, the cycles."""
    if draft is not None:
        return late_screen(draft, speaker.language)
    return cycle_board(*await cycle_desk.board(speaker), speaker.language, stale_toast(speaker.language))
