"""Where a case must not stay: triage ends it with a reason, an office gives it back."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.filters import Pressed, Told
from handlers.screens import Screens
from locales import desk as cards
from locales import desk_triage as words
from models.conversation import Speaker
from models.desk_action import AwaitDismissal, AwaitReturn, DismissCase, ReturnCase
from services.desk_triage import DeskTriage

router = Router(name="desk triage")


@router.callback_query(Pressed(DismissCase))
async def begin_dismissal(
    query: CallbackQuery, action: DismissCase, speaker: Speaker, triage: DeskTriage, screens: Screens
) -> None:
    card = await triage.begin_dismissal(action.complaint, action.version, action.outcome, by=speaker)
    await screens.show(query, words.dismissal(card, action.outcome, speaker.language))


@router.message(Told(AwaitDismissal))
async def dismiss(
    message: Message, action: AwaitDismissal, text: str, speaker: Speaker, triage: DeskTriage, screens: Screens
) -> None:
    card = await triage.dismiss(action.complaint, action.version, action.outcome, text, by=speaker)
    await screens.show(message, cards.desk_case(card, speaker.language))


@router.callback_query(Pressed(ReturnCase))
async def begin_return(
    query: CallbackQuery, action: ReturnCase, speaker: Speaker, triage: DeskTriage, screens: Screens
) -> None:
    card = await triage.begin_return(action.complaint, action.version, by=speaker)
    await screens.show(query, words.giving_back(card, speaker.language))


@router.message(Told(AwaitReturn))
async def give_back(
    message: Message, action: AwaitReturn, text: str, speaker: Speaker, triage: DeskTriage, screens: Screens
) -> None:
    card = await triage.give_back(action.complaint, action.version, text, by=speaker)
    await screens.show(message, cards.desk_case(card, speaker.language) if card else words.given_back(speaker.language))
