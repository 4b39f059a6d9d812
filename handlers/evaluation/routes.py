"""Self-evaluation: each handler reads what was done, calls one use case, shows the form as it stands then."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.filters import Pressed, Told, command
from handlers.screens import Screens
from locales.evaluation import evaluation_card, paused
from locales.evaluation_review import review_part
from models.action import (
    Answer,
    AwaitExample,
    AwaitReason,
    GoTo,
    NotApplicable,
    OpenEvaluation,
    Pause,
    Recall,
    Review,
    ReviewPart,
    Submit,
)
from models.conversation import Speaker
from services.evaluations import Evaluations

router = Router(name="evaluation")


@router.message(command("evaluasi", "evaluate"))
async def open_by_command(message: Message, speaker: Speaker, evaluations: Evaluations, screens: Screens) -> None:
    await screens.show(message, evaluation_card(await evaluations.present(speaker), speaker.language))


@router.callback_query(Pressed(OpenEvaluation))
async def open_by_button(query: CallbackQuery, speaker: Speaker, evaluations: Evaluations, screens: Screens) -> None:
    await screens.show(query, evaluation_card(await evaluations.present(speaker), speaker.language))


@router.callback_query(Pressed(Answer))
async def answer(
    query: CallbackQuery, action: Answer, speaker: Speaker, evaluations: Evaluations, screens: Screens
) -> None:
    evaluation = await evaluations.answer(
        action.evaluation, by=speaker, item=action.item, level=action.level, version=action.version
    )
    await screens.show(query, evaluation_card(evaluation, speaker.language))


@router.callback_query(Pressed(GoTo))
async def go_to(
    query: CallbackQuery, action: GoTo, speaker: Speaker, evaluations: Evaluations, screens: Screens
) -> None:
    evaluation = await evaluations.go_to(action.evaluation, by=speaker, item=action.item, version=action.version)
    await screens.show(query, evaluation_card(evaluation, speaker.language))


@router.callback_query(Pressed(NotApplicable))
async def not_applicable(
    query: CallbackQuery, action: NotApplicable, speaker: Speaker, evaluations: Evaluations, screens: Screens
) -> None:
    evaluation = await evaluations.not_applicable(
        action.evaluation, by=speaker, item=action.item, version=action.version
    )
    await screens.show(query, evaluation_card(evaluation, speaker.language))


@router.message(Told(AwaitExample, AwaitReason))
async def tell(
    message: Message,
    action: AwaitExample | AwaitReason,
    text: str,
    speaker: Speaker,
    evaluations: Evaluations,
    screens: Screens,
) -> None:
    evaluation = await evaluations.tell(action.evaluation, by=speaker, text=text)
    await screens.show(message, evaluation_card(evaluation, speaker.language))


@router.callback_query(Pressed(Review))
async def review(
    query: CallbackQuery, action: Review, speaker: Speaker, evaluations: Evaluations, screens: Screens
) -> None:
    evaluation = await evaluations.review(action.evaluation, by=speaker, version=action.version)
    await screens.show(query, evaluation_card(evaluation, speaker.language))


@router.callback_query(Pressed(ReviewPart))
async def show_part(
    query: CallbackQuery, action: ReviewPart, speaker: Speaker, evaluations: Evaluations, screens: Screens
) -> None:
    evaluation = await evaluations.view(action.evaluation, by=speaker)
    await screens.show(query, review_part(evaluation, action.part, speaker.language))


@router.callback_query(Pressed(Pause))
async def pause(
    query: CallbackQuery, action: Pause, speaker: Speaker, evaluations: Evaluations, screens: Screens
) -> None:
    await screens.show(query, paused(await evaluations.view(action.evaluation, by=speaker), speaker.language))


@router.callback_query(Pressed(Submit))
async def submit(
    query: CallbackQuery, action: Submit, speaker: Speaker, evaluations: Evaluations, screens: Screens
) -> None:
    evaluation = await evaluations.submit(action.evaluation, by=speaker, version=action.version)
    await screens.show(query, evaluation_card(evaluation, speaker.language))


@router.callback_query(Pressed(Recall))
async def recall(
    query: CallbackQuery, action: Recall, speaker: Speaker, evaluations: Evaluations, screens: Screens
) -> None:
    evaluation = await evaluations.recall(action.evaluation, by=speaker, version=action.version)
    await screens.show(query, evaluation_card(evaluation, speaker.language))
