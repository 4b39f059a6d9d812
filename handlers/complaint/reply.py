"""Replying to the office's question, in as many messages as it takes."""

from dataclasses import replace
from typing import Any

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from handlers.complaint.pieces import piece_of
from handlers.filters import Pressed, Waits
from handlers.screens import Screens
from locales import complaint_case as cases
from locales import complaint_reply as words
from models.action import parse
from models.complaint_action import AwaitReply, EndReply, ReplyCase, UnknownReply
from models.complaint_draft import Piece
from models.complaint_refusals import StoryUnfit
from models.conversation import Speaker
from services.complaint_replies import ComplaintReplies
from services.complaints import Complaints

router = Router(name="reply")


class Reply(Filter):
    """More of a reply that is awaited; hands on `action` and `piece`."""

    async def __call__(self, message: Message, speaker: Speaker) -> bool | dict[str, Any]:
        action = parse(speaker.awaiting)
        if not isinstance(action, AwaitReply) or (piece := piece_of(message)) is None:
            return False
        return {"action": action, "piece": piece}


@router.callback_query(Pressed(ReplyCase))
async def begin(
    query: CallbackQuery, action: ReplyCase, speaker: Speaker, replies: ComplaintReplies, screens: Screens
) -> None:
    await screens.show(query, words.reply_asked(await replies.begin(action.complaint, by=speaker), speaker.language))


@router.message(Reply())
async def tell(
    message: Message, action: AwaitReply, piece: Piece, speaker: Speaker, replies: ComplaintReplies, screens: Screens
) -> None:
    replied = await replies.tell(action.complaint, piece, by=speaker)
    if not replied.silent:
        await screens.show(message, words.replied(replied, speaker.language))


@router.message(Waits(AwaitReply), ~F.text)
async def unfit(message: Message) -> None:
    """A sticker, a contact, a poll."""
    raise StoryUnfit


@router.callback_query(Pressed(UnknownReply))
async def unknown(
    query: CallbackQuery,
    action: UnknownReply,
    speaker: Speaker,
    replies: ComplaintReplies,
    complaints: Complaints,
    screens: Screens,
) -> None:
    if replied := await replies.unknown(action.complaint, action.version, by=speaker):
        await screens.show(query, words.replied(replied, speaker.language))
    else:
        own = replace(await complaints.open(action.complaint, by=speaker), stale=True)
        await screens.show(query, cases.own_case(own, speaker.language))


@router.callback_query(Pressed(EndReply))
async def end(
    query: CallbackQuery,
    action: EndReply,
    speaker: Speaker,
    replies: ComplaintReplies,
    complaints: Complaints,
    screens: Screens,
) -> None:
    await replies.end(action.complaint, by=speaker)
    await screens.show(query, cases.own_case(await complaints.open(action.complaint, by=speaker), speaker.language))
