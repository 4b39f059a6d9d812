"""Evidence: a file, a link, an album, while evidence or an example is awaited; the list, one piece, removing it."""

from typing import Any

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from handlers.files import links_in, sent_by
from handlers.filters import Pressed, Told, Waits
from handlers.screens import Screens
from locales import evidence as words
from locales.evaluation import evaluation_card
from locales.letter import Letter
from locales.refusal import refusal_text
from models.action import (
    Action,
    AwaitEvidence,
    AwaitExample,
    AwaitReason,
    EndEvidence,
    OpenEvidence,
    RemoveEvidence,
    ViewEvidence,
    parse,
)
from models.conversation import Speaker
from models.evaluation import Evaluation
from models.evidence_refusals import EvidenceUnfit
from models.parcel import Sent
from services.evaluations import Evaluations
from services.evidence import Evidence

router = Router(name="evidence")


class Media(Filter):
    """A file of somebody from whom we wait for one of these; hands on `action` and `sent`.

    Of an album, what was awaited when its first part came.
    """

    def __init__(self, *kinds: type[Action]) -> None:
        self._kinds = kinds

    async def __call__(self, message: Message, speaker: Speaker, evidence: Evidence) -> bool | dict[str, Any]:
        if (sent := sent_by(message)) is None:
            return False
        known = await evidence.album(sent.album, by=speaker) if sent.album else None
        action = known or parse(speaker.awaiting)
        return {"action": action, "sent": sent} if isinstance(action, self._kinds) else False


@router.callback_query(Pressed(OpenEvidence))
async def open_folder(
    query: CallbackQuery, action: OpenEvidence, speaker: Speaker, evidence: Evidence, screens: Screens
) -> None:
    found = await evidence.open(action.evaluation, by=speaker, item=action.item)
    await screens.show(query, words.folder(found, speaker.language))


@router.message(Media(AwaitEvidence))
async def add(
    message: Message, action: AwaitEvidence, sent: Sent, speaker: Speaker, evidence: Evidence, screens: Screens
) -> None:
    found = await evidence.add(action.evaluation, by=speaker, item=action.item, sent=sent)
    if not found.later:
        await screens.show(message, words.folder(found, speaker.language))


@router.message(Told(AwaitEvidence))
async def add_links(
    message: Message, action: AwaitEvidence, speaker: Speaker, evidence: Evidence, screens: Screens
) -> None:
    found = await evidence.add_links(action.evaluation, by=speaker, item=action.item, found=links_in(message))
    await screens.show(message, words.folder(found, speaker.language))


@router.message(Media(AwaitExample), F.voice)
async def speak_example(
    message: Message, action: AwaitExample, sent: Sent, speaker: Speaker, evaluations: Evaluations, screens: Screens
) -> None:
    evaluation = await evaluations.speak(action.evaluation, by=speaker, sent=sent)
    await screens.show(message, evaluation_card(evaluation, speaker.language))


@router.message(Media(AwaitExample, AwaitReason), F.caption)
async def tell_beside(
    message: Message,
    action: AwaitExample | AwaitReason,
    sent: Sent,
    speaker: Speaker,
    evaluations: Evaluations,
    screens: Screens,
) -> None:
    text = message.caption or ""
    evaluation = await evaluations.tell_beside(action.evaluation, by=speaker, text=text, sent=sent)
    await screens.show(message, *_turned_away(evaluation, speaker), evaluation_card(evaluation, speaker.language))


@router.message(Media(AwaitExample, AwaitReason))
async def add_beside(
    message: Message,
    action: AwaitExample | AwaitReason,
    sent: Sent,
    speaker: Speaker,
    evidence: Evidence,
    screens: Screens,
) -> None:
    """Without a word: the example or the reason is still awaited."""
    found = await evidence.add(action.evaluation, by=speaker, item=action.item, sent=sent)
    await screens.show(message, words.added(found.item, speaker.language))


@router.message(Waits(AwaitEvidence), ~F.text)
async def unfit(message: Message) -> None:
    """A sticker, a place, a poll."""
    raise EvidenceUnfit


@router.callback_query(Pressed(EndEvidence))
async def finish(
    query: CallbackQuery, action: EndEvidence, speaker: Speaker, evidence: Evidence, screens: Screens
) -> None:
    evaluation = await evidence.finish(action.evaluation, by=speaker)
    await screens.show(query, evaluation_card(evaluation, speaker.language))


@router.callback_query(Pressed(ViewEvidence))
async def view(
    query: CallbackQuery, action: ViewEvidence, speaker: Speaker, evidence: Evidence, screens: Screens
) -> None:
    await screens.show(query, words.piece(await evidence.view(action.piece, by=speaker), speaker.language))


@router.callback_query(Pressed(RemoveEvidence))
async def remove(
    query: CallbackQuery, action: RemoveEvidence, speaker: Speaker, evidence: Evidence, screens: Screens
) -> None:
    left = await evidence.remove(action.piece, by=speaker)
    await screens.show(query, words.removed(left, speaker.language))


def _turned_away(evaluation: Evaluation, speaker: Speaker) -> list[Letter]:
    return [Letter(refusal_text(evaluation.turned_away, speaker.language))] if evaluation.turned_away else []
