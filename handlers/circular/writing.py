"""Writing a circular, step by step: each handler takes one answer and shows what is to be said next."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.circular.pictures import with_picture
from handlers.filters import Pressed, Told
from handlers.screens import Screens
from locales.circular import draft_screen
from locales.circular_board import circular_board
from locales.evaluation import stale_toast
from locales.letter import Letter
from models.circular import CircularDraft
from models.circular_action import (
    AddOffice,
    AwaitCircular,
    CancelCircular,
    ChooseAudience,
    ClearOffices,
    GoCircular,
    ReuseCircular,
    SendCircular,
    SkipEnglish,
    StartCircular,
    TryCircular,
)
from models.conversation import Speaker
from services.circular_drafts import CircularDrafts
from services.circular_sending import CircularSending
from services.circulars import Circulars

router = Router(name="circular_writing")


@router.callback_query(Pressed(StartCircular))
async def start(query: CallbackQuery, speaker: Speaker, circular_drafts: CircularDrafts, screens: Screens) -> None:
    await screens.show(query, draft_screen(await circular_drafts.start(by=speaker), speaker.language))


@router.callback_query(Pressed(ReuseCircular))
async def reuse(
    query: CallbackQuery, action: ReuseCircular, speaker: Speaker, circular_drafts: CircularDrafts, screens: Screens
) -> None:
    await screens.show(query, draft_screen(await circular_drafts.reuse(action.circular, by=speaker), speaker.language))


@router.callback_query(Pressed(ChooseAudience))
async def choose(
    query: CallbackQuery,
    action: ChooseAudience,
    speaker: Speaker,
    circular_drafts: CircularDrafts,
    circulars: Circulars,
    screens: Screens,
) -> None:
    draft = await circular_drafts.choose(action.draft, action.version, action.audience, by=speaker)
    await screens.show(query, await _screen(draft, speaker, circulars))


@router.callback_query(Pressed(AddOffice))
async def add(
    query: CallbackQuery,
    action: AddOffice,
    speaker: Speaker,
    circular_drafts: CircularDrafts,
    circulars: Circulars,
    screens: Screens,
) -> None:
    draft = await circular_drafts.add(action.draft, action.version, action.office, by=speaker)
    await screens.show(query, await _screen(draft, speaker, circulars))


@router.callback_query(Pressed(ClearOffices))
async def clear(
    query: CallbackQuery,
    action: ClearOffices,
    speaker: Speaker,
    circular_drafts: CircularDrafts,
    circulars: Circulars,
    screens: Screens,
) -> None:
    draft = await circular_drafts.clear(action.draft, action.version, by=speaker)
    await screens.show(query, await _screen(draft, speaker, circulars))


@router.callback_query(Pressed(GoCircular))
async def go(
    query: CallbackQuery,
    action: GoCircular,
    speaker: Speaker,
    circular_drafts: CircularDrafts,
    circulars: Circulars,
    screens: Screens,
) -> None:
    draft = await circular_drafts.go(action.draft, action.version, action.step, by=speaker)
    await screens.show(query, await _screen(draft, speaker, circulars))


@router.callback_query(Pressed(SkipEnglish))
async def skip_english(
    query: CallbackQuery,
    action: SkipEnglish,
    speaker: Speaker,
    circular_drafts: CircularDrafts,
    circulars: Circulars,
    screens: Screens,
) -> None:
    draft = await circular_drafts.skip_english(action.draft, action.version, by=speaker)
    await screens.show(query, await _screen(draft, speaker, circulars))


@router.message(Told(AwaitCircular))
async def tell(
    message: Message,
    action: AwaitCircular,
    text: str,
    speaker: Speaker,
    circular_drafts: CircularDrafts,
    circulars: Circulars,
    screens: Screens,
) -> None:
    draft = await circular_drafts.tell(action.step, text, by=speaker)
    await screens.show(message, await _screen(draft, speaker, circulars))


@router.callback_query(Pressed(TryCircular))
async def try_out(
    query: CallbackQuery,
    action: TryCircular,
    speaker: Speaker,
    circular_sending: CircularSending,
    circulars: Circulars,
    screens: Screens,
) -> None:
    draft = await circular_sending.try_out(action.draft, action.version, by=speaker)
    await screens.show(query, await _screen(draft, speaker, circulars))


@router.callback_query(Pressed(SendCircular))
async def send(
    query: CallbackQuery,
    action: SendCircular,
    speaker: Speaker,
    circular_sending: CircularSending,
    circulars: Circulars,
    screens: Screens,
) -> None:
    done = await circular_sending.send(action.draft, action.version, by=speaker)
    if isinstance(done, int):
        await screens.show(query, await with_picture(await circulars.card(done, by=speaker), speaker.language))
    else:
        await screens.show(query, await _screen(done, speaker, circulars))


@router.callback_query(Pressed(CancelCircular))
async def cancel(
    query: CallbackQuery,
    action: CancelCircular,
    speaker: Speaker,
    circular_drafts: CircularDrafts,
    circulars: Circulars,
    screens: Screens,
) -> None:
    await circular_drafts.cancel(action.draft, by=speaker)
    await screens.show(query, circular_board(await circulars.board(by=speaker), speaker.language))


async def _screen(draft: CircularDraft | None, speaker: Speaker, circulars: Circulars) -> Letter:
    """The draft as it stands; where it is gone, what was sent."""
    if draft is not None:
        return draft_screen(draft, speaker.language)
    return circular_board(await circulars.board(by=speaker), speaker.language, stale_toast(speaker.language))
