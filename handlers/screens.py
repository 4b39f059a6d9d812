"""Shows Letters by aiogram. A screen goes out after the commit and may be lost: any button draws it again."""

from collections.abc import Sequence
from html import unescape
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramBadRequest, TelegramForbiddenError
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BufferedInputFile,
    CallbackQuery,
    FSInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaPhoto,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from locales.letter import Attachment, Letter

log = structlog.get_logger()
Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None
TOAST = 200
"""Characters of a callback's answer."""


class Screens:
    """The way from a Letter to the person's phone."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def show(self, event: Message | CallbackQuery, *letters: Letter) -> None:
        """Show them: after a press the first replaces the pressed screen, after a message all follow it."""
        try:
            if isinstance(event, CallbackQuery):
                first, *rest = letters
                await self.toast(event, first.toast, alert=first.alert)
                await self._replace(event, first)
            else:
                rest = list(letters)
            for letter in rest:
                await self._send(event, letter)
        except TelegramForbiddenError:
            log.info("screen.blocked")
        except (TelegramAPIError, ClientDecodeError) as error:
            log.warning("screen.lost", error=type(error).__name__)

    async def toast(self, query: CallbackQuery, text: str = "", *, alert: bool = False) -> None:
        """Answer the press. Too old, or not to be reached, is no trouble: the screen is still drawn."""
        try:
            await self._bot.answer_callback_query(query.id, text=_plain(text)[:TOAST] or None, show_alert=alert)
        except (TelegramAPIError, ClientDecodeError) as error:
            log.info("press.unanswered", error=type(error).__name__)

    async def send(self, event: Message | CallbackQuery, letter: Letter) -> None:
        """A message of its own, whatever was done."""
        try:
            await self._send(event, letter)
        except (TelegramAPIError, ClientDecodeError) as error:
            log.info("message.lost", error=type(error).__name__)

    async def username(self) -> str:
        """The bot's own name, for links; asked once. Raises what aiogram raises when Telegram is away."""
        return str((await self._bot.me()).username)

    async def menu(self, event: Message | CallbackQuery, commands: Sequence[tuple[str, str]]) -> None:
        """The commands behind the menu button of this chat."""
        if (user := event.from_user) is None:
            return
        try:
            await self._bot.set_my_commands(
                [BotCommand(command=name, description=text) for name, text in commands],
                scope=BotCommandScopeChat(chat_id=user.id),
            )
        except (TelegramAPIError, ClientDecodeError) as error:
            log.info("menu.lost", error=type(error).__name__)

    async def _replace(self, query: CallbackQuery, letter: Letter) -> None:
        message = query.message
        new = letter.ask or letter.clears_keyboard or (letter.attachment and not letter.in_place)
        if message is None or new:
            await self._send(query, letter)
            return
        where: Any = {
            "chat_id": message.chat.id,
            "message_id": message.message_id,
            "reply_markup": _inline(letter),
        }
        try:
            if letter.attachment:
                picture = InputMediaPhoto(media=_file(letter.attachment), caption=letter.text, parse_mode="HTML")
                await self._bot.edit_message_media(picture, **where)
            else:
                await self._bot.edit_message_text(letter.text, parse_mode="HTML", **where)
        except TelegramBadRequest as error:
            if "not modified" in error.message:
                return
            await self._send(query, letter)

    async def _send(self, event: Message | CallbackQuery, letter: Letter) -> None:
        chat = event.chat.id if isinstance(event, Message) else event.from_user.id
        if letter.attachment:
            await self._attach(chat, letter, letter.attachment)
            return
        await self._bot.send_message(chat, letter.text, reply_markup=_markup(letter), parse_mode="HTML")

    async def _attach(self, chat: int, letter: Letter, attachment: Attachment) -> None:
        """By the method that shows it: a picture to look at, a voice note or a film to play, the rest to open."""
        file = _file(attachment)
        words: Any = {"caption": letter.text, "parse_mode": "HTML", "reply_markup": _markup(letter)}
        match attachment.kind:
            case "photo":
                await self._bot.send_photo(chat, file, **words)
            case "voice":
                await self._bot.send_voice(chat, file, **words)
            case "video":
                await self._bot.send_video(chat, file, **words)
            case _:
                await self._bot.send_document(chat, file, **words)


def _file(attachment: Attachment) -> InputFile:
    if isinstance(attachment.content, bytes):
        return BufferedInputFile(attachment.content, attachment.name)
    return FSInputFile(attachment.content, attachment.name)


def _plain(html: str) -> str:
    return unescape(html.replace("<b>", "").replace("</b>", "").replace("<i>", "").replace("</i>", ""))


def _inline(letter: Letter) -> InlineKeyboardMarkup | None:
    if not letter.choices:
        return None
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=_plain(choice.label), callback_data=choice.action.pack()) for choice in row]
            for row in letter.choices
        ]
    )


def _markup(letter: Letter) -> Markup:
    if letter.ask:
        button = KeyboardButton(text=_plain(letter.ask.label), request_contact=True)
        return ReplyKeyboardMarkup(keyboard=[[button]], resize_keyboard=True, one_time_keyboard=True)
    if letter.clears_keyboard:
        return ReplyKeyboardRemove()
    return _inline(letter)
