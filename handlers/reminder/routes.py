"""What people press on a reminder: tomorrow instead, or what keeps them from finishing."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.filters import Pressed, Told
from handlers.screens import Screens
from locales.reminder import obstacle_asked, obstacle_kept, snoozed
from models.conversation import Speaker
from models.reminder_actions import AwaitObstacle, RemindTomorrow, ReportObstacle
from services.snoozes import Snoozes

router = Router(name="reminder")


@router.callback_query(Pressed(RemindTomorrow))
async def remind_tomorrow(
    query: CallbackQuery, action: RemindTomorrow, speaker: Speaker, snoozes: Snoozes, screens: Screens
) -> None:
    await screens.show(query, snoozed(await snoozes.tomorrow(action.evaluation, by=speaker), speaker.language))


@router.callback_query(Pressed(ReportObstacle))
async def ask_obstacle(
    query: CallbackQuery, action: ReportObstacle, speaker: Speaker, snoozes: Snoozes, screens: Screens
) -> None:
    await snoozes.ask(action.cycle, by=speaker)
    await screens.show(query, obstacle_asked(speaker.language))


@router.message(Told(AwaitObstacle))
async def tell_obstacle(
    message: Message, action: AwaitObstacle, text: str, speaker: Speaker, snoozes: Snoozes, screens: Screens
) -> None:
    await snoozes.tell(action.cycle, text, by=speaker)
    await screens.show(message, obstacle_kept(speaker.language))
