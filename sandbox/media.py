"""Photos, documents, voice notes, videos and albums the bot sends or changes, and the files it asks for."""

from typing import Any

from sandbox import samples
from sandbox.errors import ApiError, bad_request
from sandbox.messages import caption, edit, editable, send, send_all
from sandbox.parameters import Parameters, Upload
from sandbox.world import World

Json = dict[str, Any]

MB = 1024 * 1024
LARGEST_DOWNLOAD, LARGEST_UPLOAD, LARGEST_PHOTO = 20 * MB, 50 * MB, 10 * MB
KINDS = ("photo", "document", "voice", "video")
ALBUM = 10
CAPTION = ("caption", "caption_entities")


def send_photo(world: World, params: Parameters) -> Json:
    """A picture: uploaded, or one the sandbox knows by file_id."""
    return send(world, params, {**_medium(world, params, "photo"), **caption(params)})


def send_document(world: World, params: Parameters) -> Json:
    """A file of any kind."""
    return send(world, params, {**_medium(world, params, "document"), **caption(params)})


def send_voice(world: World, params: Parameters) -> Json:
    """A voice note."""
    return send(world, params, {**_medium(world, params, "voice"), **caption(params)})


def send_video(world: World, params: Parameters) -> Json:
    """A video."""
    return send(world, params, {**_medium(world, params, "video"), **caption(params)})


def send_media_group(world: World, params: Parameters) -> list[Json]:
    """An album: photos and videos together, or documents alone."""
    items = params.json("media")
    if not isinstance(items, list) or not items:
        raise bad_request("there are no messages to send")
    if len(items) > ALBUM:
        raise bad_request("too many messages to send as an album")
    parts = [_item(params, item) for item in items]
    kinds = {part.text("type") for part in parts}
    if "document" in kinds and len(kinds) > 1:
        raise bad_request("document can't be mixed with other media types")
    album = {"media_group_id": str(world.next("album", 13_000_000_000_000_000))}
    contents = [{**album, **_medium(world, part, part.text("type")), **caption(part)} for part in parts]
    return send_all(world, params, contents)


def edit_message_caption(world: World, params: Parameters) -> Json:
    """A new caption under a medium, or none."""
    row = editable(world, params)
    if not any(kind in row["message"] for kind in KINDS):
        raise bad_request("there is no caption in the message to edit")
    return edit(world, params, row, caption(params), CAPTION)


def edit_message_media(world: World, params: Parameters) -> Json:
    """Another medium with its own caption in place of the old one, or of a text."""
    row = editable(world, params)
    part = _item(params, params.mapping("media"))
    new = {**_medium(world, part, part.text("type")), **caption(part)}
    return edit(world, params, row, new, (*KINDS, *CAPTION, "text", "entities"))


def get_file(world: World, params: Parameters) -> Json:
    """Where to download a file that somebody sent; bots get no more than 20 MB."""
    number = params.text("file_id")
    row = world.store.table("files").get(number)
    if row is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if row["size"] > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    unique = number.replace("sandbox-file", "unique")
    return {"file_id": number, "file_unique_id": unique, "file_size": row["size"], "file_path": row["path"]}


def _item(params: Parameters, item: Any) -> Parameters:
    """One InputMedia as if it were the parameters of a call of its own; uploads are the whole call's."""
    if not isinstance(item, dict) or item.get("type") not in ("photo", "document", "video"):
        raise bad_request("can't parse InputMedia: media type is wrong")
    return Parameters({**item, item["type"]: item.get("media")}, params.uploads)


def _medium(world: World, params: Parameters, kind: str) -> Json:
    if file := params.upload(kind):
        _check(file, kind)
        return _uploaded(world, params, kind, file)
    found = samples.known(world, params.text(kind))
    if found is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if kind not in found:
        raise bad_request(f"can't use file of type {next(iter(found)).capitalize()} as {kind.capitalize()}")
    return found


def _check(file: Upload, kind: str) -> None:
    size = len(file.content)
    if not size:
        raise bad_request("file must be non-empty")
    if size > LARGEST_UPLOAD:
        raise ApiError(413, "Request Entity Too Large")
    if kind == "photo" and size > LARGEST_PHOTO:
        most = f"the maximum size is {LARGEST_PHOTO} bytes"
        raise bad_request(f"file of size {size} bytes is too big for a photo; {most}")


def _uploaded(world: World, params: Parameters, kind: str, file: Upload) -> Json:
    if kind == "photo":
        return samples.photo(world, file.content)
    if kind == "voice":
        return samples.voice(world, file.content, params.integer("duration"))
    if kind == "video":
        return samples.video(world, file.content, params.integer("duration"))
    return samples.document(world, file.content, file.name, file.mime)
