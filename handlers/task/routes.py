"""`/tugas`: everything that waits for somebody."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.filters import Pressed, command
from handlers.screens import Screens
from locales.task import task_list
from models.conversation import Speaker
from models.reminder_actions import OpenTasks
from services.tasks import Tasks

router = Router(name="task")


@router.message(command("tugas", "tasks"))
async def open_by_command(message: Message, speaker: Speaker, tasks: Tasks, screens: Screens) -> None:
    await screens.show(message, task_list(await tasks.present(speaker), speaker.language))


@router.callback_query(Pressed(OpenTasks))
async def open_by_button(query: CallbackQuery, speaker: Speaker, tasks: Tasks, screens: Screens) -> None:
    await screens.show(query, task_list(await tasks.present(speaker), speaker.language))
