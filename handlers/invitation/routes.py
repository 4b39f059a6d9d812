"""An invitation, the contact that proves it, and *Bukan saya*."""

from aiogram import F, Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from handlers.filters import Pressed
from handlers.screens import Screens
from locales import home, invitation
from models.action import NotMe
from models.conversation import Speaker
from models.duty import Duty
from services.duties import Duties
from services.invitations import Invitations

router = Router(name="invitation")


@router.message(CommandStart(deep_link=True))
async def open_invitation(
    message: Message, command: CommandObject, speaker: Speaker, invitations: Invitations, screens: Screens
) -> None:
    await invitations.open(command.args or "", by=speaker)
    await screens.show(message, invitation.ask_contact(speaker.language))


@router.message(F.contact)
async def prove(message: Message, speaker: Speaker, invitations: Invitations, duties: Duties, screens: Screens) -> None:
    linked = await invitations.prove(_phone(message), own=_is_own(message), by=speaker)
    duty = await duties.of(linked)
    await screens.show(message, home.welcome(linked), home.first_steps(linked, duty))
    await screens.menu(message, home.command_menu(linked.language, duty))


@router.callback_query(Pressed(NotMe))
async def undo(
    query: CallbackQuery, action: NotMe, speaker: Speaker, invitations: Invitations, screens: Screens
) -> None:
    name = await invitations.undo(action.person, by=speaker)
    await screens.show(query, invitation.undone(name, speaker.language))
    await screens.menu(query, home.command_menu(speaker.language, Duty()))


def _phone(message: Message) -> str:
    return message.contact.phone_number if message.contact else ""


def _is_own(message: Message) -> bool:
    """Telegram fills `user_id` of a shared contact; only the sender's own, sent by themselves, proves anything."""
    sender, contact = message.from_user, message.contact
    forwarded = message.forward_origin is not None
    return bool(sender and contact and contact.user_id == sender.id and not forwarded)
