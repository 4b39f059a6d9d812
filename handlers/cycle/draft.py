"""A cycle, step by step: each handler takes one answer and shows what is to be said next."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.filters import Pressed, Told
from handlers.screens import Screens
from locales.cycle_board import cycle_board, cycle_card
from locales.cycle_draft import cycle_done, cycle_draft
from locales.evaluation import stale_toast
from locales.letter import Letter
from models.conversation import Speaker
from models.cycle_action import (
    AwaitCycle,
    CancelCycle,
    ConfirmCycle,
    GoCycle,
    MoveCycle,
    SayCycle,
    StartCycle,
    TurnCycleKind,
    TurnCycleOffice,
)
from models.cycle_draft import CycleDone, CycleDraft
from services.cycle_desk import CycleDesk
from services.cycle_drafts import CycleDrafts

router = Router(name="cycle_draft")


@router.callback_query(Pressed(StartCycle))
async def start(query: CallbackQuery, speaker: Speaker, cycle_drafts: CycleDrafts, screens: Screens) -> None:
    await screens.show(query, cycle_draft(await cycle_drafts.start(by=speaker), speaker.language))


@router.callback_query(Pressed(MoveCycle))
async def move(
    query: CallbackQuery, action: MoveCycle, speaker: Speaker, cycle_drafts: CycleDrafts, screens: Screens
) -> None:
    await screens.show(query, cycle_draft(await cycle_drafts.move(action.cycle, by=speaker), speaker.language))


@router.callback_query(Pressed(SayCycle))
async def choose(
    query: CallbackQuery,
    action: SayCycle,
    speaker: Speaker,
    cycle_drafts: CycleDrafts,
    cycle_desk: CycleDesk,
    screens: Screens,
) -> None:
    draft = await cycle_drafts.say(action.step, action.said, by=speaker, draft=action.draft, version=action.version)
    await screens.show(query, await _screen(draft, speaker, cycle_desk))


@router.message(Told(AwaitCycle))
async def tell(
    message: Message,
    action: AwaitCycle,
    text: str,
    speaker: Speaker,
    cycle_drafts: CycleDrafts,
    cycle_desk: CycleDesk,
    screens: Screens,
) -> None:
    draft = await cycle_drafts.say(action.step, text, by=speaker, draft=action.draft)
    await screens.show(message, await _screen(draft, speaker, cycle_desk))


@router.callback_query(Pressed(GoCycle))
async def go(
    query: CallbackQuery,
    action: GoCycle,
    speaker: Speaker,
    cycle_drafts: CycleDrafts,
    cycle_desk: CycleDesk,
    screens: Screens,
) -> None:
    draft = await cycle_drafts.go(action.draft, action.version, action.step, by=speaker)
    await screens.show(query, await _screen(draft, speaker, cycle_desk))


@router.callback_query(Pressed(TurnCycleOffice))
async def turn_office(
    query: CallbackQuery,
    action: TurnCycleOffice,
    speaker: Speaker,
    cycle_drafts: CycleDrafts,
    cycle_desk: CycleDesk,
    screens: Screens,
) -> None:
    draft = await cycle_drafts.office(action.draft, action.version, action.office, by=speaker)
    await screens.show(query, await _screen(draft, speaker, cycle_desk))


@router.callback_query(Pressed(TurnCycleKind))
async def turn_kind(
    query: CallbackQuery,
    action: TurnCycleKind,
    speaker: Speaker,
    cycle_drafts: CycleDrafts,
    cycle_desk: CycleDesk,
    screens: Screens,
) -> None:
    draft = await cycle_drafts.kind(action.draft, action.version, action.kind, by=speaker)
    await screens.show(query, await _screen(draft, speaker, cycle_desk))


@router.callback_query(Pressed(ConfirmCycle))
async def confirm(
    query: CallbackQuery,
    action: ConfirmCycle,
    speaker: Speaker,
    cycle_drafts: CycleDrafts,
    cycle_desk: CycleDesk,
    screens: Screens,
) -> None:
    done = await cycle_drafts.confirm(action.draft, action.version, by=speaker)
    if isinstance(done, CycleDone):
        await screens.show(query, cycle_done(done, speaker.language))
    else:
        await screens.show(query, await _screen(done, speaker, cycle_desk))


@router.callback_query(Pressed(CancelCycle))
async def cancel(
    query: CallbackQuery,
    action: CancelCycle,
    speaker: Speaker,
    cycle_drafts: CycleDrafts,
    cycle_desk: CycleDesk,
    screens: Screens,
) -> None:
    cycle = await cycle_drafts.cancel(action.draft, by=speaker)
    if cycle is None:
        await screens.show(query, cycle_board(*await cycle_desk.board(speaker), speaker.language))
    else:
        await screens.show(query, cycle_card(*await cycle_desk.card(cycle, by=speaker), speaker.language))


async def _screen(draft: CycleDraft | None, speaker: Speaker, cycle_desk: CycleDesk) -> Letter:
    """The draft as it stands; where it is gone, the cycles."""
    if draft is not None:
        return cycle_draft(draft, speaker.language)
    return cycle_board(*await cycle_desk.board(speaker), speaker.language, stale_toast(speaker.language))
