"""The files of this world: real small samples for people who send something, and what Telegram says of a file."""

import base64
import re
import struct
import zlib
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sandbox.world import World

Json = dict[str, Any]

FOLDER = files("sandbox") / "files"
PHOTO = (FOLDER / "jalan.jpg").read_bytes()  # a road with a hole; its EXIF says where and with which phone
VOICE = (FOLDER / "suara.ogg").read_bytes()  # four hummed seconds in Opus
DOCUMENT = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n%%EOF\n"
VIDEO = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"  # only the head: whoever is told its size does not ask for the rest
PROGRAM = b"MZ" + bytes(58) + b"\x40\0\0\0PE\0\0"

_SIZE_IN_JPEG = re.compile(rb"\xff[\xc0-\xc2]..\x08(..)(..)", re.DOTALL)


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


def content_of(world: "World", file_id: str) -> tuple[bytes, str] | None:
    """The bytes and kind of a stored file, or None."""
    row = world.store.table("files").get(file_id)
    return (base64.b64decode(row["data"]), row["mime"]) if row else None


def known(world: "World", file_id: str) -> Json | None:
    """A stored file as {kind: Telegram's object}, or None."""
    row = world.store.table("files").get(file_id)
    return _described(file_id, row) if row else None


def photo(world: "World", content: bytes | None) -> Json:
    """A picture: a PNG or a JPEG."""
    content = PHOTO if content is None else content
    png = content[:4] == b"\x89PNG"
    name, mime = ("photo.png", "image/png") if png else ("photo.jpg", "image/jpeg")
    width, height = _png_size(content) if png else _jpeg_size(content)
    return _keep(world, "photo", content, name, mime, width=width, height=height)


def document(world: "World", content: bytes | None, name: str, mime: str) -> Json:
    """A file of any kind; it may be empty."""
    return _keep(world, "document", DOCUMENT if content is None else content, name, mime)


def voice(world: "World", content: bytes | None, seconds: int) -> Json:
    """A voice note."""
    return _keep(world, "voice", VOICE if content is None else content, "voice.oga", "audio/ogg", duration=seconds)


def video(world: "World", content: bytes | None, seconds: int, size: int | None = None) -> Json:
    """A video; `size` is what Telegram says of it, however little is really kept here."""
    shape: Json = {"duration": seconds, "width": 1280, "height": 720}
    return _keep(world, "video", VIDEO if content is None else content, "video.mp4", "video/mp4", size, **shape)


def sticker(world: "World", emoji: str) -> Json:
    """A sticker."""
    more: Json = {
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
        "emoji": emoji,
    }
    return _keep(world, "sticker", picture(64, 64), "sticker.png", "image/png", **more)


def _keep(
    world: "World", kind: str, content: bytes, name: str, mime: str, size: int | None = None, **more: Any
) -> Json:
    number = world.next("file")
    row: Json = {"kind": kind, "name": name, "mime": mime, "data": base64.b64encode(content).decode(), "more": more}
    row |= {"size": len(content) if size is None else size, "path": f"files/{number}/{name}"}
    world.store.put("files", f"sandbox-file-{number}", row)
    return _described(f"sandbox-file-{number}", row)


def _described(file_id: str, row: Json) -> Json:
    kind, more = row["kind"], row["more"]
    unique = file_id.replace("sandbox-file", "unique")
    file: Json = {"file_id": file_id, "file_unique_id": unique, "file_size": row["size"], **more}
    if kind == "photo":  # the sizes, smallest first
        small = {name: max(more[name] // 4, 1) for name in ("width", "height")}
        return {"photo": [{**file, "file_unique_id": f"{unique}-s", **small}, file]}
    if kind in ("document", "video"):
        file["file_name"] = row["name"]
    if kind != "sticker":
        file["mime_type"] = row["mime"]
    return {kind: file}


def _png_size(content: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", content[16:24]) if len(content) >= 24 else (320, 240)
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int]:
    found = _SIZE_IN_JPEG.search(content)
    return (int.from_bytes(found[2]), int.from_bytes(found[1])) if found else (320, 240)
