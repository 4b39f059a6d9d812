"""Work results in a form: the list, one of them, its rating, what was achieved, one's own."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.filters import Pressed, Told
from handlers.screens import Screens
from locales.evaluation import evaluation_card
from locales.evaluation_result import results_page
from models.conversation import Speaker
from models.evaluation_result_actions import (
    AwaitNote,
    AwaitResult,
    LeaveResults,
    NoteResult,
    OpenResult,
    OpenResults,
    RateResult,
    RemoveResult,
    WriteResult,
)
from services.evaluation_results import EvaluationResults

router = Router(name="evaluation_result")


@router.callback_query(Pressed(OpenResults))
async def open_all(
    query: CallbackQuery, action: OpenResults, speaker: Speaker, evaluation_results: EvaluationResults, screens: Screens
) -> None:
    page = await evaluation_results.open(action.evaluation, by=speaker)
    await screens.show(query, results_page(page, speaker.language))


@router.callback_query(Pressed(OpenResult))
async def open_one(
    query: CallbackQuery, action: OpenResult, speaker: Speaker, evaluation_results: EvaluationResults, screens: Screens
) -> None:
    page = await evaluation_results.open(action.evaluation, by=speaker, result=action.result)
    await screens.show(query, results_page(page, speaker.language))


@router.callback_query(Pressed(RateResult))
async def rate(
    query: CallbackQuery, action: RateResult, speaker: Speaker, evaluation_results: EvaluationResults, screens: Screens
) -> None:
    page = await evaluation_results.rate(
        action.evaluation,
        by=speaker,
        result=action.result,
        rating=action.rating,
        edition=action.edition,
        version=action.version,
    )
    await screens.show(query, results_page(page, speaker.language))


@router.callback_query(Pressed(NoteResult))
async def ask_note(
    query: CallbackQuery, action: NoteResult, speaker: Speaker, evaluation_results: EvaluationResults, screens: Screens
) -> None:
    page = await evaluation_results.ask_note(
        action.evaluation, by=speaker, result=action.result, version=action.version
    )
    await screens.show(query, results_page(page, speaker.language))


@router.callback_query(Pressed(WriteResult))
async def ask_words(
    query: CallbackQuery, action: WriteResult, speaker: Speaker, evaluation_results: EvaluationResults, screens: Screens
) -> None:
    page = await evaluation_results.ask_words(
        action.evaluation, by=speaker, result=action.result, version=action.version
    )
    await screens.show(query, results_page(page, speaker.language))


@router.message(Told(AwaitNote, AwaitResult))
async def tell(
    message: Message,
    action: AwaitNote | AwaitResult,
    text: str,
    speaker: Speaker,
    evaluation_results: EvaluationResults,
    screens: Screens,
) -> None:
    page = await evaluation_results.tell(action.evaluation, by=speaker, text=text)
    await screens.show(message, results_page(page, speaker.language))


@router.callback_query(Pressed(RemoveResult))
async def remove(
    query: CallbackQuery,
    action: RemoveResult,
    speaker: Speaker,
    evaluation_results: EvaluationResults,
    screens: Screens,
) -> None:
    page = await evaluation_results.remove(action.evaluation, by=speaker, result=action.result, version=action.version)
    await screens.show(query, results_page(page, speaker.language))


@router.callback_query(Pressed(LeaveResults))
async def leave(
    query: CallbackQuery,
    action: LeaveResults,
    speaker: Speaker,
    evaluation_results: EvaluationResults,
    screens: Screens,
) -> None:
    evaluation = await evaluation_results.leave(action.evaluation, by=speaker)
    await screens.show(query, evaluation_card(evaluation, speaker.language))
