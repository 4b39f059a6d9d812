"""Entering a form from paper: the scan, then the digits part by part, the review, saving."""

from typing import Any

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from handlers.files import sent_by
from handlers.filters import Pressed, Told, Waits
from handlers.screens import Screens
from locales.paper import ask_drop, dropped, paper_card
from models.action import parse
from models.conversation import Speaker
from models.paper_action import (
    AskDropPaper,
    AwaitPart,
    AwaitScan,
    ClearScan,
    DropPaper,
    GoOnPaper,
    OpenPaper,
    OpenPart,
    OpenScan,
    SavePaper,
)
from models.paper_refusals import ScanNeeded
from models.parcel import Sent
from models.refusals import TextNeeded
from services.papers import Papers

router = Router(name="paper")


class Page(Filter):
    """A file while a form on paper is entered, also while its digits are awaited; hands on `action` and `sent`."""

    async def __call__(self, message: Message, speaker: Speaker) -> bool | dict[str, Any]:
        action, sent = parse(speaker.awaiting), sent_by(message)
        if sent is None or not isinstance(action, AwaitScan | AwaitPart):
            return False
        return {"action": action, "sent": sent}


@router.callback_query(Pressed(OpenPaper))
async def open_paper(
    query: CallbackQuery, action: OpenPaper, speaker: Speaker, papers: Papers, screens: Screens
) -> None:
    await screens.show(query, paper_card(await papers.open(action.person, by=speaker), speaker.language))


@router.callback_query(Pressed(GoOnPaper))
async def go_on(query: CallbackQuery, action: GoOnPaper, speaker: Speaker, papers: Papers, screens: Screens) -> None:
    await screens.show(query, paper_card(await papers.go_on(action.paper, by=speaker), speaker.language))


@router.callback_query(Pressed(OpenPart))
async def open_part(query: CallbackQuery, action: OpenPart, speaker: Speaker, papers: Papers, screens: Screens) -> None:
    found = await papers.open_part(action.paper, by=speaker, part=action.part)
    await screens.show(query, paper_card(found, speaker.language))


@router.callback_query(Pressed(OpenScan))
async def open_scan(query: CallbackQuery, action: OpenScan, speaker: Speaker, papers: Papers, screens: Screens) -> None:
    await screens.show(query, paper_card(await papers.open_scan(action.paper, by=speaker), speaker.language))


@router.message(Page())
async def add_page(
    message: Message, action: AwaitScan | AwaitPart, sent: Sent, speaker: Speaker, papers: Papers, screens: Screens
) -> None:
    found = await papers.add_page(action.paper, by=speaker, sent=sent)
    if not found.later:
        await screens.show(message, paper_card(found, speaker.language))


@router.message(Told(AwaitScan))
@router.message(Waits(AwaitScan), ~F.text)
async def no_scan(message: Message) -> None:
    """Words, a sticker, a place."""
    raise ScanNeeded


@router.callback_query(Pressed(ClearScan))
async def clear(query: CallbackQuery, action: ClearScan, speaker: Speaker, papers: Papers, screens: Screens) -> None:
    found = await papers.clear_scan(action.paper, by=speaker, version=action.version)
    await screens.show(query, paper_card(found, speaker.language))


@router.message(Told(AwaitPart))
async def tell(
    message: Message, action: AwaitPart, text: str, speaker: Speaker, papers: Papers, screens: Screens
) -> None:
    found = await papers.tell(action.paper, by=speaker, part=action.part, text=text)
    await screens.show(message, paper_card(found, speaker.language))


@router.message(Waits(AwaitPart), ~F.text)
async def no_digits(message: Message) -> None:
    """A sticker, a place."""
    raise TextNeeded


@router.callback_query(Pressed(SavePaper))
async def save(query: CallbackQuery, action: SavePaper, speaker: Speaker, papers: Papers, screens: Screens) -> None:
    found = await papers.save(action.paper, by=speaker, version=action.version)
    await screens.show(query, paper_card(found, speaker.language))


@router.callback_query(Pressed(AskDropPaper))
async def ask(query: CallbackQuery, action: AskDropPaper, speaker: Speaker, papers: Papers, screens: Screens) -> None:
    await screens.show(query, ask_drop(await papers.go_on(action.paper, by=speaker), speaker.language))


@router.callback_query(Pressed(DropPaper))
async def drop(query: CallbackQuery, action: DropPaper, speaker: Speaker, papers: Papers, screens: Screens) -> None:
    found = await papers.drop(action.paper, by=speaker, version=action.version)
    await screens.show(query, dropped(found, speaker.language))
