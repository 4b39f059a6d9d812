"""The operator's board of links."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.filters import COSTLY, Pressed
from handlers.link.slips import parcel, parcels
from handlers.screens import Screens
from locales.link import decided, link_board, link_case, slip_offer, slips_coming
from locales.link import invited as invited_toast
from locales.staff import staff_card
from models.action import DecideLink, OpenLinkCase, OpenLinks
from models.conversation import Speaker
from models.invitation_action import InviteStaff, OfferSlips, PrintSlips
from services.links import Links
from services.staff import StaffSearch

router = Router(name="link")


@router.callback_query(Pressed(OpenLinks))
async def board(query: CallbackQuery, speaker: Speaker, links: Links, screens: Screens) -> None:
    await screens.show(query, link_board(await links.board(speaker), speaker.language))


@router.callback_query(Pressed(OpenLinkCase))
async def case(query: CallbackQuery, action: OpenLinkCase, speaker: Speaker, links: Links, screens: Screens) -> None:
    await screens.show(query, link_case(await links.case(action.attempt, by=speaker), speaker.language))


@router.callback_query(Pressed(DecideLink))
async def decide(query: CallbackQuery, action: DecideLink, speaker: Speaker, links: Links, screens: Screens) -> None:
    await links.decide(action.attempt, match=bool(action.match), by=speaker)
    toast = decided(speaker.language, match=bool(action.match))
    await screens.show(query, link_board(await links.board(speaker), speaker.language, toast))


@router.callback_query(Pressed(OfferSlips))
async def offer_slips(query: CallbackQuery, speaker: Speaker, links: Links, screens: Screens) -> None:
    await screens.show(query, slip_offer(await links.slips(speaker), speaker.language))


@router.callback_query(Pressed(PrintSlips), flags=COSTLY)
async def print_slips(
    query: CallbackQuery, action: PrintSlips, speaker: Speaker, links: Links, screens: Screens
) -> None:
    bot = await screens.username()  # before the invitations: without it they would lead nowhere
    invited = await links.invite_unlinked(action.newest, by=speaker)
    if not invited:
        await screens.show(query, slip_offer(await links.slips(speaker), speaker.language, stale=True))
        return
    await screens.show(query, slips_coming(len(invited), speaker.language))
    async for letter in parcels(invited, bot, speaker.language):
        await screens.send(query, letter)


@router.callback_query(Pressed(InviteStaff))
async def invite_one(
    query: CallbackQuery, action: InviteStaff, speaker: Speaker, links: Links, staff: StaffSearch, screens: Screens
) -> None:
    bot, moves = await screens.username(), bool(action.moves)
    invited = await links.invite(action.person, action.newest, moves=moves, by=speaker)
    toast = invited_toast(speaker.language, moves=moves, stale=invited is None)
    await screens.show(query, staff_card(await staff.card(action.person, by=speaker), speaker.language, toast))
    if invited:
        await screens.send(query, await parcel(invited, bot, speaker.language, moves=moves))
