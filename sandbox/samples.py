"""Small files made on the spot, for people who send a photo, a voice note, a sticker or a document."""

import base64
import struct
import zlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sandbox.world import World

Json = dict[str, Any]


def picture(width: int = 320, height: int = 240) -> bytes:
    """A PNG with a calm gradient."""
    rows = b"".join(
        b"\0" + b"".join(bytes((40 + x * 90 // width, 110 + y * 80 // height, 130)) for x in range(width))
        for y in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


VOICE = b"OggS\0\2" + bytes(22) + b"\1\x13OpusHead\1\1\x38\1\x80\xbb\0\0\0\0\0"  # only the head: enough to be an Ogg
DOCUMENT = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n%%EOF\n"


def keep(world: "World", content: bytes, name: str, mime: str) -> Json:
    """Store a file and give Telegram's common fields of it."""
    number = world.next("file")
    file_id = f"sandbox-file-{number}"
    row = {"name": name, "mime": mime, "data": base64.b64encode(content).decode(), "size": len(content)}
    world.store.put("files", file_id, {**row, "path": f"files/{number}/{name}"})
    return {"file_id": file_id, "file_unique_id": f"unique-{number}", "file_size": len(content)}


def content_of(world: "World", file_id: str) -> tuple[bytes, str] | None:
    """The bytes and kind of a stored file, or None."""
    row = world.store.table("files").get(file_id)
    return (base64.b64decode(row["data"]), row["mime"]) if row else None


def photo(world: "World", content: bytes | None) -> list[Json]:
    """The sizes of a photo, smallest first."""
    content = content or picture()
    width, height = struct.unpack(">II", content[16:24]) if content[:4] == b"\x89PNG" else (320, 240)
    name, mime = ("photo.png", "image/png") if content[:4] == b"\x89PNG" else ("photo.jpg", "image/jpeg")
    file = keep(world, content, name, mime)
    small = {**file, "file_unique_id": file["file_unique_id"] + "-s", "width": max(width // 4, 1)}
    return [{**small, "height": max(height // 4, 1)}, {**file, "width": width, "height": height}]


def document(world: "World", content: bytes | None, name: str, mime: str) -> Json:
    """A document of Telegram."""
    return {**keep(world, content or DOCUMENT, name, mime), "file_name": name, "mime_type": mime}


def voice(world: "World", content: bytes | None, seconds: int) -> Json:
    """A voice note of Telegram."""
    return {**keep(world, content or VOICE, "voice.oga", "audio/ogg"), "duration": seconds, "mime_type": "audio/ogg"}


def sticker(world: "World", emoji: str) -> Json:
    """A sticker of Telegram."""
    file = keep(world, picture(64, 64), "sticker.png", "image/png")
    return {**file, "type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False} | {
        "emoji": emoji
    }
