"""HR's files: sending one, its preview, the decision."""

from typing import Any

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from handlers.filters import Pressed, Waits
from handlers.screens import Screens
from locales import upload as words
from models.conversation import Speaker
from models.parcel import DOCUMENT, Sent
from models.upload_action import AwaitUpload, CancelUpload, OpenUploads, SaveUpload, ViewUpload
from models.upload_refusals import UploadNeeded
from services.uploads import Uploads

router = Router(name="upload")


class FileOfHr(Filter):
    """A document of somebody who keeps the roster; hands on `sent`. Anybody else's is not even asked for."""

    async def __call__(self, message: Message, speaker: Speaker, uploads: Uploads) -> bool | dict[str, Any]:
        file = message.document
        if file is None or message.animation or not await uploads.may(speaker):
            return False
        name, mime = file.file_name or "", file.mime_type or ""
        return {"sent": Sent(DOCUMENT, file.file_id, file.file_unique_id, file.file_size, mime, name)}


@router.callback_query(Pressed(OpenUploads))
async def open_uploads(query: CallbackQuery, speaker: Speaker, uploads: Uploads, screens: Screens) -> None:
    await screens.show(query, words.guide(await uploads.open(by=speaker), speaker.language))


@router.message(FileOfHr())
async def receive(message: Message, sent: Sent, speaker: Speaker, uploads: Uploads, screens: Screens) -> None:
    await screens.show(message, words.screen(await uploads.receive(sent, by=speaker), speaker.language))


@router.message(Waits(AwaitUpload), ~F.text.startswith("/"))
async def something_else(message: Message) -> None:
    raise UploadNeeded


@router.callback_query(Pressed(ViewUpload))
async def view(query: CallbackQuery, action: ViewUpload, speaker: Speaker, uploads: Uploads, screens: Screens) -> None:
    await screens.show(query, words.screen(await uploads.view(action.upload, by=speaker), speaker.language))


@router.callback_query(Pressed(SaveUpload))
async def save(query: CallbackQuery, action: SaveUpload, speaker: Speaker, uploads: Uploads, screens: Screens) -> None:
    upload = await uploads.save(action.upload, by=speaker, version=action.version)
    await screens.show(query, words.screen(upload, speaker.language))


@router.callback_query(Pressed(CancelUpload))
async def cancel(
    query: CallbackQuery, action: CancelUpload, speaker: Speaker, uploads: Uploads, screens: Screens
) -> None:
    await screens.show(query, words.screen(await uploads.cancel(action.upload, by=speaker), speaker.language))
