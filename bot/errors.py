"""A Refusal becomes a sentence. Nothing else is caught here: what fails otherwise is intake's to try again."""

from typing import Any

from aiogram import Dispatcher
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import ErrorEvent

from handlers.screens import TOAST, Screens
from locales.invitation import ask_contact
from locales.letter import Letter
from locales.refusal import refusal_text
from models.conversation import Speaker
from models.refusals import ContactNotOwn, Refusal


def catch_refusals(dispatcher: Dispatcher) -> None:
    """Register the one error handler."""
    dispatcher.errors.register(say_why, ExceptionTypeFilter(Refusal))


async def say_why(event: ErrorEvent, speaker: Speaker, screens: Screens, **_: Any) -> None:
    """Over the screen where a button was pressed, else as a message."""
    refusal = event.exception
    assert isinstance(refusal, Refusal)
    text = refusal_text(refusal, speaker.language)
    query, message = event.update.callback_query, event.update.message
    if query is not None:
        await screens.toast(query, text, alert=True)
        if len(text) <= TOAST:
            return
    if event_of := query or message:
        ask = ask_contact(speaker.language).ask if isinstance(refusal, ContactNotOwn) else None
        await screens.send(event_of, Letter(text, ask=ask))
