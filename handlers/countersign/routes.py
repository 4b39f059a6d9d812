"""Countersigning a form that was entered from paper."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from handlers.filters import Pressed, Told, Waits
from handlers.screens import Screens
from locales import countersign as words
from models.conversation import Speaker
from models.paper_action import AgreePaper, AwaitRemark, DisputePaper, ViewPaper, ViewScan
from models.refusals import TextNeeded
from services.countersigning import Countersigning

router = Router(name="countersign")


@router.callback_query(Pressed(ViewPaper))
async def view(
    query: CallbackQuery, action: ViewPaper, speaker: Speaker, countersigning: Countersigning, screens: Screens
) -> None:
    found = await countersigning.view(action.paper, by=speaker)
    await screens.show(query, words.paper_view(found, speaker.language))


@router.callback_query(Pressed(ViewScan))
async def scan(
    query: CallbackQuery, action: ViewScan, speaker: Speaker, countersigning: Countersigning, screens: Screens
) -> None:
    page = await countersigning.scan(action.scan, by=speaker)
    await screens.show(query, words.scan_page(page, speaker.language))


@router.callback_query(Pressed(AgreePaper))
async def agree(
    query: CallbackQuery, action: AgreePaper, speaker: Speaker, countersigning: Countersigning, screens: Screens
) -> None:
    found = await countersigning.agree(action.paper, by=speaker)
    await screens.show(query, words.agreed(found, speaker.language))


@router.callback_query(Pressed(DisputePaper))
async def ask(
    query: CallbackQuery, action: DisputePaper, speaker: Speaker, countersigning: Countersigning, screens: Screens
) -> None:
    found = await countersigning.ask(action.paper, by=speaker)
    await screens.show(query, words.ask_remark(found, speaker.language))


@router.message(Told(AwaitRemark))
async def dispute(
    message: Message,
    action: AwaitRemark,
    text: str,
    speaker: Speaker,
    countersigning: Countersigning,
    screens: Screens,
) -> None:
    found = await countersigning.dispute(action.paper, by=speaker, text=text)
    await screens.show(message, words.disputed(found, speaker.language))


@router.message(Waits(AwaitRemark), ~F.text)
async def no_words(message: Message) -> None:
    """A sticker, a photo, a voice note."""
    raise TextNeeded
