"""Filing a report: the story, the questions, the review; and one's own cases."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from handlers.complaint.pieces import Story, Unasked
from handlers.filters import Pressed, Told, Waits, command
from handlers.screens import Screens
from locales import complaint as words
from locales.complaint_reply import replied
from locales.home import home
from models.complaint_action import (
    AcceptStory,
    AskDetail,
    AwaitDetail,
    AwaitStory,
    ChooseOffice,
    ChoosePlace,
    ChooseTopic,
    EndStory,
    FileComplaint,
    LeaveReport,
    OpenPlaces,
    OpenTopics,
    ReviewReport,
    SendReport,
    SwitchReport,
    TellMore,
)
from models.complaint_draft import Drafted, Piece
from models.complaint_refusals import StoryUnfit
from models.conversation import Speaker
from models.duty import Duty
from services.complaint_filing import ComplaintFiling
from services.complaint_replies import ComplaintReplies

router = Router(name="complaint")
unasked = Router(name="unasked")
"""Asked after everybody else: it takes what nobody awaits."""


async def _show(event: Message | CallbackQuery, drafted: Drafted, speaker: Speaker, screens: Screens) -> None:
    if not drafted.silent:
        await screens.show(event, words.drafted_letter(drafted, speaker.language))


# --- the story ------------------------------------------------------------------------------------------------------


@router.message(command("lapor", "report"))
async def begin(message: Message, speaker: Speaker, filing: ComplaintFiling, screens: Screens) -> None:
    await _show(message, await filing.begin(by=speaker), speaker, screens)


@router.callback_query(Pressed(FileComplaint))
async def begin_by_button(query: CallbackQuery, speaker: Speaker, filing: ComplaintFiling, screens: Screens) -> None:
    await _show(query, await filing.begin(by=speaker), speaker, screens)


@router.message(command("batal", "cancel"), Waits(AwaitStory, AwaitDetail))
async def leave(message: Message, speaker: Speaker, filing: ComplaintFiling, screens: Screens) -> None:
    await screens.show(message, words.dropped(speaker.language, was=await filing.leave(by=speaker)))


@router.callback_query(Pressed(LeaveReport))
async def leave_by_button(query: CallbackQuery, speaker: Speaker, filing: ComplaintFiling, screens: Screens) -> None:
    await screens.show(query, words.dropped(speaker.language, was=await filing.leave(by=speaker)))


@router.message(Story())
async def tell(message: Message, piece: Piece, speaker: Speaker, filing: ComplaintFiling, screens: Screens) -> None:
    await _show(message, await filing.tell(piece, by=speaker), speaker, screens)


@router.message(Waits(AwaitStory), ~F.text)
async def unfit(message: Message) -> None:
    """A sticker, a contact, a poll."""
    raise StoryUnfit


@unasked.message(Unasked(linked=False))
async def tell_unasked(
    message: Message,
    piece: Piece,
    speaker: Speaker,
    filing: ComplaintFiling,
    replies: ComplaintReplies,
    screens: Screens,
) -> None:
    """Just told: a reply where one is awaited, else how a report begins. A greeting is answered with the greeting."""
    if reply := await replies.tell_unasked(piece, by=speaker):
        await screens.show(message, replied(reply, speaker.language))
        return
    drafted = await filing.tell_unasked(piece, by=speaker)
    if drafted is None:
        await screens.show(message, home(speaker, Duty()))
    else:
        await _show(message, drafted, speaker, screens)


@unasked.message(Unasked(linked=True))
async def offer(
    message: Message,
    piece: Piece,
    speaker: Speaker,
    filing: ComplaintFiling,
    replies: ComplaintReplies,
    screens: Screens,
) -> None:
    if reply := await replies.tell_unasked(piece, by=speaker):
        await screens.show(message, replied(reply, speaker.language))
        return
    await _show(message, await filing.offer(piece, by=speaker), speaker, screens)


@router.callback_query(Pressed(AcceptStory))
async def accept(
    query: CallbackQuery, action: AcceptStory, speaker: Speaker, filing: ComplaintFiling, screens: Screens
) -> None:
    await _show(query, await filing.accept(action.version, by=speaker), speaker, screens)


@router.callback_query(Pressed(EndStory))
async def end_story(
    query: CallbackQuery, action: EndStory, speaker: Speaker, filing: ComplaintFiling, screens: Screens
) -> None:
    await _show(query, await filing.end_story(action.version, by=speaker), speaker, screens)


# --- the questions --------------------------------------------------------------------------------------------------


@router.callback_query(Pressed(OpenTopics))
async def open_topics(
    query: CallbackQuery, action: OpenTopics, speaker: Speaker, filing: ComplaintFiling, screens: Screens
) -> None:
    await screens.show(query, words.topics(await filing.look(by=speaker), action.group, speaker.language))


@router.callback_query(Pressed(ChooseTopic))
async def choose_topic(
    query: CallbackQuery, action: ChooseTopic, speaker: Speaker, filing: ComplaintFiling, screens: Screens
) -> None:
    await _show(query, await filing.choose_topic(action.version, action.category, by=speaker), speaker, screens)


@router.callback_query(Pressed(OpenPlaces))
async def open_places(query: CallbackQuery, speaker: Speaker, filing: ComplaintFiling, screens: Screens) -> None:
    await screens.show(query, words.places(await filing.look(by=speaker), speaker.language))


@router.callback_query(Pressed(ChoosePlace))
async def choose_place(
    query: CallbackQuery, action: ChoosePlace, speaker: Speaker, filing: ComplaintFiling, screens: Screens
) -> None:
    await _show(query, await filing.choose_place(action.version, action.kecamatan, by=speaker), speaker, screens)


# --- the review -----------------------------------------------------------------------------------------------------


@router.callback_query(Pressed(ReviewReport))
async def review(
    query: CallbackQuery, action: ReviewReport, speaker: Speaker, filing: ComplaintFiling, screens: Screens
) -> None:
    await _show(query, await filing.review(action.version, by=speaker), speaker, screens)


@router.callback_query(Pressed(SwitchReport))
async def switch(
    query: CallbackQuery, action: SwitchReport, speaker: Speaker, filing: ComplaintFiling, screens: Screens
) -> None:
    drafted = await filing.switch(action.version, action.name, on=bool(action.on), by=speaker)
    await _show(query, drafted, speaker, screens)


@router.callback_query(Pressed(TellMore))
async def tell_more(
    query: CallbackQuery, action: TellMore, speaker: Speaker, filing: ComplaintFiling, screens: Screens
) -> None:
    await _show(query, await filing.tell_more(action.version, by=speaker), speaker, screens)


@router.callback_query(Pressed(AskDetail))
async def ask_detail(
    query: CallbackQuery, action: AskDetail, speaker: Speaker, filing: ComplaintFiling, screens: Screens
) -> None:
    drafted = await filing.ask_detail(action.version, action.name, by=speaker)
    await screens.show(query, words.detail_asked(drafted, action.name, speaker.language))


@router.message(Told(AwaitDetail))
async def detail(
    message: Message, action: AwaitDetail, text: str, speaker: Speaker, filing: ComplaintFiling, screens: Screens
) -> None:
    if action.name == "office":
        await screens.show(message, words.offices_found(await filing.find_offices(text, by=speaker), speaker.language))
    else:
        await _show(message, await filing.detail(action.name, text, by=speaker), speaker, screens)


@router.message(Waits(AwaitDetail), F.location)
async def pin(message: Message, speaker: Speaker, filing: ComplaintFiling, screens: Screens) -> None:
    place = message.location
    assert place
    await _show(message, await filing.tell(Piece.pin(place.latitude, place.longitude), by=speaker), speaker, screens)


@router.callback_query(Pressed(ChooseOffice))
async def choose_office(
    query: CallbackQuery, action: ChooseOffice, speaker: Speaker, filing: ComplaintFiling, screens: Screens
) -> None:
    await _show(query, await filing.choose_office(action.version, action.office, by=speaker), speaker, screens)


@router.callback_query(Pressed(SendReport))
async def send(
    query: CallbackQuery, action: SendReport, speaker: Speaker, filing: ComplaintFiling, screens: Screens
) -> None:
    drafted = await filing.send(action.version, by=speaker)
    letter = words.drafted_letter(drafted, speaker.language) if drafted else words.sent(speaker.language)
    await screens.show(query, letter)
