"""One's own cases: by list, by number, by number and code; and whether an answer solved it."""

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.filters import Pressed, Told, command
from handlers.screens import Screens
from locales import complaint_case as words
from models.complaint_action import AwaitCode, ConfirmCase, OpenOwnCase, OpenOwnCases, RateCase, WithdrawCase
from models.conversation import Speaker
from services.complaints import Asked, Complaints

router = Router(name="status")


@router.message(command("status", "status"))
async def status(
    message: Message, command: CommandObject, speaker: Speaker, complaints: Complaints, screens: Screens
) -> None:
    if command.args:
        await _found(message, command.args, speaker, complaints, screens)
    else:
        await screens.show(message, words.own_cases(await complaints.mine(by=speaker), speaker.language))


@router.message(Told(AwaitCode))
async def code(
    message: Message, action: AwaitCode, text: str, speaker: Speaker, complaints: Complaints, screens: Screens
) -> None:
    await _found(message, f"{action.number} {text}", speaker, complaints, screens)


async def _found(message: Message, text: str, speaker: Speaker, complaints: Complaints, screens: Screens) -> None:
    found = await complaints.find(text, by=speaker)
    if isinstance(found, Asked):
        await screens.show(message, words.code_asked(found.number, speaker.language))
    else:
        await screens.show(message, words.own_case(found, speaker.language))


@router.callback_query(Pressed(OpenOwnCases))
async def own_cases(query: CallbackQuery, speaker: Speaker, complaints: Complaints, screens: Screens) -> None:
    await screens.show(query, words.own_cases(await complaints.mine(by=speaker), speaker.language))


@router.callback_query(Pressed(OpenOwnCase))
async def own_case(
    query: CallbackQuery, action: OpenOwnCase, speaker: Speaker, complaints: Complaints, screens: Screens
) -> None:
    await screens.show(query, words.own_case(await complaints.open(action.complaint, by=speaker), speaker.language))


@router.callback_query(Pressed(ConfirmCase))
async def judge(
    query: CallbackQuery, action: ConfirmCase, speaker: Speaker, complaints: Complaints, screens: Screens
) -> None:
    solved = bool(action.solved)
    own = await complaints.judge(action.complaint, action.version, solved=solved, by=speaker)
    await screens.show(query, words.judged(own, speaker.language, solved=solved))


@router.callback_query(Pressed(WithdrawCase))
async def withdraw(
    query: CallbackQuery, action: WithdrawCase, speaker: Speaker, complaints: Complaints, screens: Screens
) -> None:
    sure = bool(action.sure)
    own = await complaints.withdraw(action.complaint, action.version, sure=sure, by=speaker)
    letter = words.own_case(own, speaker.language) if sure or own.stale else words.withdrawing(own, speaker.language)
    await screens.show(query, letter)


@router.callback_query(Pressed(RateCase))
async def rate(
    query: CallbackQuery, action: RateCase, speaker: Speaker, complaints: Complaints, screens: Screens
) -> None:
    own = await complaints.rate(action.complaint, action.stars, by=speaker)
    await screens.show(query, words.rated(own, speaker.language))
