"""The desk: cases that wait, one case, what is done with it."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.filters import Pressed, Told, command
from handlers.screens import Screens
from locales import desk as words
from locales import desk_dialogue as talk
from models.conversation import Speaker
from models.desk import OfficeChoice, QuestionAsked
from models.desk_action import (
    AnswerCase,
    AskCase,
    AwaitAnswer,
    AwaitNote,
    AwaitOffice,
    AwaitQuestion,
    NoteCase,
    OpenCase,
    OpenDesk,
    TakeCase,
    VerifyCase,
    VerifyFor,
    ViewPart,
)
from services.desk import Desk
from services.desk_dialogue import DeskDialogue

router = Router(name="desk")


@router.message(command("meja", "desk"))
async def board_by_command(message: Message, speaker: Speaker, desk: Desk, screens: Screens) -> None:
    await screens.show(message, words.desk_board(await desk.board(0, by=speaker), speaker.language))


@router.callback_query(Pressed(OpenDesk))
async def board(query: CallbackQuery, action: OpenDesk, speaker: Speaker, desk: Desk, screens: Screens) -> None:
    await screens.show(query, words.desk_board(await desk.board(action.page, by=speaker), speaker.language))


@router.callback_query(Pressed(OpenCase))
async def open_case(query: CallbackQuery, action: OpenCase, speaker: Speaker, desk: Desk, screens: Screens) -> None:
    await screens.show(query, words.desk_case(await desk.open(action.complaint, by=speaker), speaker.language))


@router.callback_query(Pressed(VerifyCase))
async def ask_office(query: CallbackQuery, action: VerifyCase, speaker: Speaker, desk: Desk, screens: Screens) -> None:
    found = await desk.ask_office(action.complaint, action.version, by=speaker)
    if isinstance(found, OfficeChoice):
        await screens.show(query, words.office_choice(found, speaker.language))
    else:
        await screens.show(query, words.desk_case(found, speaker.language))


@router.message(Told(AwaitOffice))
async def find_office(
    message: Message, action: AwaitOffice, text: str, speaker: Speaker, desk: Desk, screens: Screens
) -> None:
    found = await desk.find_office(action.complaint, text, by=speaker)
    await screens.show(message, words.office_choice(found, speaker.language))


@router.callback_query(Pressed(VerifyFor))
async def verify(query: CallbackQuery, action: VerifyFor, speaker: Speaker, desk: Desk, screens: Screens) -> None:
    card = await desk.verify(action.complaint, action.version, action.office, by=speaker)
    await screens.show(query, words.desk_case(card, speaker.language, words.verified_toast(speaker.language)))


@router.callback_query(Pressed(TakeCase))
async def take(query: CallbackQuery, action: TakeCase, speaker: Speaker, desk: Desk, screens: Screens) -> None:
    card = await desk.take(action.complaint, action.version, by=speaker)
    await screens.show(query, words.desk_case(card, speaker.language, words.taken_toast(speaker.language)))


@router.callback_query(Pressed(AnswerCase))
async def ask_answer(query: CallbackQuery, action: AnswerCase, speaker: Speaker, desk: Desk, screens: Screens) -> None:
    card = await desk.ask_answer(action.complaint, action.version, by=speaker)
    await screens.show(query, words.answer_asked(card, speaker.language))


@router.message(Told(AwaitAnswer))
async def answer(
    message: Message, action: AwaitAnswer, text: str, speaker: Speaker, desk: Desk, screens: Screens
) -> None:
    card = await desk.answer(action.complaint, action.version, text, by=speaker)
    await screens.show(message, words.desk_case(card, speaker.language))


@router.callback_query(Pressed(AskCase))
async def ask_question(
    query: CallbackQuery, action: AskCase, speaker: Speaker, dialogue: DeskDialogue, screens: Screens
) -> None:
    found = await dialogue.begin(action.complaint, action.version, by=speaker)
    if isinstance(found, QuestionAsked):
        await screens.show(query, talk.question_asked(found, speaker.language))
    else:
        await screens.show(query, words.desk_case(found, speaker.language))


@router.message(Told(AwaitQuestion))
async def question(
    message: Message, action: AwaitQuestion, text: str, speaker: Speaker, dialogue: DeskDialogue, screens: Screens
) -> None:
    card = await dialogue.ask(action.complaint, action.version, text, by=speaker)
    await screens.show(message, words.desk_case(card, speaker.language))


@router.callback_query(Pressed(ViewPart))
async def view_part(
    query: CallbackQuery, action: ViewPart, speaker: Speaker, dialogue: DeskDialogue, screens: Screens
) -> None:
    await screens.show(query, talk.case_file(await dialogue.part(action.part, by=speaker), speaker.language))


@router.callback_query(Pressed(NoteCase))
async def ask_note(
    query: CallbackQuery, action: NoteCase, speaker: Speaker, dialogue: DeskDialogue, screens: Screens
) -> None:
    await screens.show(
        query, talk.note_asked(await dialogue.begin_note(action.complaint, by=speaker), speaker.language)
    )


@router.message(Told(AwaitNote))
async def note(
    message: Message, action: AwaitNote, text: str, speaker: Speaker, dialogue: DeskDialogue, screens: Screens
) -> None:
    card = await dialogue.note(action.complaint, text, by=speaker)
    await screens.show(message, words.desk_case(card, speaker.language))
