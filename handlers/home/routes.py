"""Greeting, help, language, leaving; and what nobody asked for."""

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import CommandStart
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from handlers.filters import Pressed, Waits, command
from handlers.screens import Screens
from locales import home as words
from locales.evaluation import stale_toast
from locales.letter import Letter
from models.action import AwaitsText, ChooseLanguage, Help, Home, SetLanguage, parse
from models.conversation import Speaker
from models.refusals import TextNeeded
from services.conversations import Conversations
from services.duties import Duties

groups = Router(name="groups")
router = Router(name="home")
rest = Router(name="rest")
groups.message.filter(F.chat.type != ChatType.PRIVATE)
groups.callback_query.filter(F.message.chat.type != ChatType.PRIVATE)


@groups.message()
async def in_a_group(message: Message, speaker: Speaker, conversations: Conversations, screens: Screens) -> None:
    if await conversations.hint(speaker):
        await screens.show(message, words.privately(speaker.language))


@groups.callback_query()
async def pressed_in_a_group(query: CallbackQuery, speaker: Speaker, screens: Screens) -> None:
    await screens.toast(query, words.privately(speaker.language).text, alert=True)


@router.message(CommandStart())
async def start(message: Message, speaker: Speaker, duties: Duties, screens: Screens) -> None:
    duty = await duties.of(speaker)
    await screens.show(message, words.home(speaker, duty))
    await screens.menu(message, words.command_menu(speaker.language, duty))


@router.callback_query(Pressed(Home))
async def home(query: CallbackQuery, speaker: Speaker, duties: Duties, screens: Screens) -> None:
    await screens.show(query, words.home(speaker, await duties.of(speaker)))


@router.message(command("bantuan", "help"))
async def help_by_command(message: Message, speaker: Speaker, duties: Duties, screens: Screens) -> None:
    await screens.show(message, words.help_page(speaker, await duties.of(speaker)))


@router.callback_query(Pressed(Help))
async def help_by_button(query: CallbackQuery, speaker: Speaker, duties: Duties, screens: Screens) -> None:
    await screens.show(query, words.help_page(speaker, await duties.of(speaker)))


@router.message(command("bahasa", "language"))
async def choose_language(message: Message, speaker: Speaker, screens: Screens) -> None:
    await screens.show(message, words.language_choice(speaker.language))


@router.callback_query(Pressed(ChooseLanguage))
async def choose_language_by_button(query: CallbackQuery, speaker: Speaker, screens: Screens) -> None:
    await screens.show(query, words.language_choice(speaker.language))


@router.callback_query(Pressed(SetLanguage))
async def set_language(
    query: CallbackQuery,
    action: SetLanguage,
    speaker: Speaker,
    conversations: Conversations,
    duties: Duties,
    screens: Screens,
) -> None:
    speaker = await conversations.set_language(speaker, action.language)
    duty = await duties.of(speaker)
    await screens.show(query, words.home_in_new_language(speaker, duty))
    await screens.menu(query, words.command_menu(speaker.language, duty))


@router.message(command("batal", "cancel"))
async def leave(message: Message, speaker: Speaker, conversations: Conversations, screens: Screens) -> None:
    await screens.show(message, words.left(speaker.language, parse(await conversations.leave(speaker))))


@router.my_chat_member(F.chat.type == ChatType.PRIVATE)
async def blocked_or_back(event: ChatMemberUpdated, speaker: Speaker, conversations: Conversations) -> None:
    await conversations.set_reachable(speaker, reachable=event.new_chat_member.status == "member")


@rest.message(Waits(AwaitsText), ~F.text)
async def no_words(message: Message) -> None:
    """A picture, a voice note, a sticker, where only words would do."""
    raise TextNeeded


@rest.message()
async def unexpected(message: Message, speaker: Speaker, conversations: Conversations, screens: Screens) -> None:
    if await conversations.hint(speaker):
        await screens.show(message, _hint(message, speaker))


@rest.edited_message()
async def edited(message: Message, speaker: Speaker, conversations: Conversations, screens: Screens) -> None:
    if await conversations.hint(speaker):
        await screens.show(message, words.edited(speaker.language))


@rest.callback_query()
async def unknown_button(query: CallbackQuery, speaker: Speaker, duties: Duties, screens: Screens) -> None:
    page = words.home(speaker, await duties.of(speaker), toast=stale_toast(speaker.language))
    await screens.show(query, page)


def _hint(message: Message, speaker: Speaker) -> Letter:
    if message.photo or message.document or message.video or message.voice or message.audio:
        return words.file_unasked(speaker)
    return words.hint(speaker)
