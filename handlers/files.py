"""A message's file, as a `Sent`."""

from aiogram.enums import MessageEntityType
from aiogram.types import Animation, Audio, Document, Message, PhotoSize, Video, VideoNote, Voice

from models.parcel import DOCUMENT, PHOTO, VIDEO, VOICE, Sent

File = PhotoSize | Voice | Video | VideoNote | Animation | Document | Audio


def sent_by(message: Message) -> Sent | None:
    """What a message carries, or None. Of a photo its largest size; sound that is no voice note is a document."""
    kind, file = _file(message)
    if file is None:
        return None
    return Sent(
        kind=kind,
        file_id=file.file_id,
        file_unique_id=file.file_unique_id,
        size=file.file_size,
        mime=getattr(file, "mime_type", None) or "",
        name=getattr(file, "file_name", None) or "",
        caption=message.caption or "",
        album=message.media_group_id or "",
    )


def _file(message: Message) -> tuple[str, File | None]:
    if message.photo:
        return PHOTO, message.photo[-1]
    if message.voice:
        return VOICE, message.voice
    if film := message.video or message.video_note or message.animation:
        return VIDEO, film
    return DOCUMENT, message.document or message.audio


def links_in(message: Message) -> list[str]:
    """The addresses that Telegram found in a text, and those behind its words."""
    return [
        entity.url or entity.extract_from(message.text or "")
        for entity in message.entities or []
        if entity.type in (MessageEntityType.URL, MessageEntityType.TEXT_LINK)
    ]
