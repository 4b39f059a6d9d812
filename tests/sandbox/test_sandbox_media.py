"""Files and albums, both ways: what comes is what was sent, within Telegram's limits and in its words."""

import json
from typing import Any

import pytest

from sandbox import samples
from sandbox.people import Person
from sandbox.server import Server
from sandbox.world import World
from tests.sandbox.conftest import Bot, Clock

Json = dict[str, Any]
MB = 1024 * 1024


async def upload(bot: Bot, method: str, files: dict[str, bytes], **params: Any) -> tuple[int, Json]:
    response = await bot.http.post(method, data=params, files={name: (name, data) for name, data in files.items()})
    return response.status_code, response.json()


async def uploaded(bot: Bot, method: str, files: dict[str, bytes], **params: Any) -> Any:
    status, body = await upload(bot, method, files, **params)
    assert status == 200, body
    return body["result"]


async def download(bot: Bot, server: Server, file_id: str) -> bytes:
    path = (await bot.ok("getFile", file_id=file_id))["file_path"]
    return (await bot.http.get(f"{server.base}/file/bot{server.world.token}/{path}")).content


async def test_what_people_send_can_be_downloaded(bot: Bot, server: Server, siti: Person) -> None:
    siti.send_photo("Jalan rusak")
    siti.send_voice()
    siti.send_document("kosong.pdf", b"")
    siti.send_program()
    photo, voice, empty, program = (update["message"] for update in (await bot.updates())[1:])
    content = await download(bot, server, photo["photo"][-1]["file_id"])
    assert content == samples.PHOTO
    assert b"Exif\0\0" in content
    assert (photo["photo"][-1]["width"], photo["photo"][-1]["height"], photo["caption"]) == (640, 480, "Jalan rusak")
    assert (await download(bot, server, voice["voice"]["file_id"])).startswith(b"OggS")
    assert (empty["document"]["file_size"], await download(bot, server, empty["document"]["file_id"])) == (0, b"")
    assert (program["document"]["file_name"], program["document"]["mime_type"]) == (
        "pembaruan.exe",
        "application/x-msdownload",
    )


async def test_a_file_over_20_mb_cannot_be_fetched(bot: Bot, siti: Person) -> None:
    siti.send_video()
    siti.send_video(20 * MB)
    large, largest = (update["message"]["video"] for update in (await bot.updates())[1:])
    assert large["file_size"] == 25 * MB
    status, body = await bot.call("getFile", file_id=large["file_id"])
    assert (status, body["description"]) == (400, "Bad Request: file is too big")
    assert (await bot.ok("getFile", file_id=largest["file_id"]))["file_size"] == 20 * MB


async def test_an_album_from_a_person(bot: Bot, siti: Person) -> None:
    numbers = siti.send_album("Tiga foto")
    parts = [update["message"] for update in (await bot.updates())[1:]]
    assert [part["message_id"] for part in parts] == numbers
    assert len({part["media_group_id"] for part in parts}) == 1
    assert [part.get("caption") for part in parts] == ["Tiga foto", None, None]
    assert len({part["photo"][-1]["file_unique_id"] for part in parts}) == 3
    siti.send_album()
    assert (await bot.updates())[-1]["message"]["media_group_id"] != parts[0]["media_group_id"]


async def test_an_album_from_the_bot(bot: Bot, siti: Person) -> None:
    siti.send_photo()
    known = (await bot.updates())[-1]["message"]["photo"][-1]["file_id"]
    media = [
        {"type": "photo", "media": "attach://a", "caption": "<b>Satu</b>", "parse_mode": "HTML"},
        {"type": "photo", "media": known},
    ]
    sent = await uploaded(
        bot, "sendMediaGroup", {"a": samples.picture(40, 30)}, chat_id=siti.id, media=json.dumps(media)
    )
    assert [part["photo"][-1]["width"] for part in sent] == [40, 640]
    assert sent[0]["caption_entities"] == [{"type": "bold", "offset": 0, "length": 4}]
    assert len({part["media_group_id"] for part in sent}) == 1
    assert [message.raw["message_id"] for message in siti.messages][-2:] == [part["message_id"] for part in sent]


async def test_an_album_weighs_as_much_as_its_parts(bot: Bot, siti: Person, clock: Clock) -> None:
    siti.send_photo()
    known = (await bot.updates())[-1]["message"]["photo"][-1]["file_id"]
    album = {"chat_id": siti.id, "media": [{"type": "photo", "media": known}] * 3}
    await bot.ok("sendMediaGroup", **album)
    status, body = await bot.call("sendMessage", chat_id=siti.id, text="Halo")
    assert (status, body["parameters"]) == (429, {"retry_after": 1})


async def test_voice_and_place_from_the_bot(bot: Bot, siti: Person) -> None:
    voice = await uploaded(bot, "sendVoice", {"voice": samples.VOICE}, chat_id=siti.id, duration=4, caption="Dengar")
    assert (voice["voice"]["duration"], voice["caption"]) == (4, "Dengar")
    place = await bot.ok("sendLocation", chat_id=siti.id, latitude=-5.7, longitude=105.6)
    assert place["location"] == {"latitude": -5.7, "longitude": 105.6}
    status, body = await bot.call("sendLocation", chat_id=siti.id, latitude=95, longitude=0)
    assert (status, body["description"]) == (400, "Bad Request: invalid location specified")


async def test_a_caption_is_changed(bot: Bot, siti: Person) -> None:
    sent = await uploaded(bot, "sendPhoto", {"photo": samples.PHOTO}, chat_id=siti.id, caption="Dulu")
    edit: Json = {"chat_id": siti.id, "message_id": sent["message_id"]}
    assert (await bot.ok("editMessageCaption", **edit, caption="Kini"))["caption"] == "Kini"
    status, body = await bot.call("editMessageCaption", **edit, caption="Kini")
    assert body["description"].startswith("Bad Request: message is not modified")
    status, body = await bot.call("editMessageCaption", **edit, caption="x" * 1025)
    assert (status, body["description"]) == (400, "Bad Request: message caption is too long")
    assert "caption" not in await bot.ok("editMessageCaption", **edit)
    text = await bot.ok("sendMessage", chat_id=siti.id, text="Halo")
    status, body = await bot.call("editMessageCaption", chat_id=siti.id, message_id=text["message_id"], caption="x")
    assert (status, body["description"]) == (400, "Bad Request: there is no caption in the message to edit")


async def test_a_medium_takes_the_place_of_another(bot: Bot, siti: Person) -> None:
    siti.send_document()
    known = (await bot.updates())[-1]["message"]["document"]["file_id"]
    sent = await uploaded(bot, "sendPhoto", {"photo": samples.PHOTO}, chat_id=siti.id, caption="Foto")
    edit: Json = {"chat_id": siti.id, "message_id": sent["message_id"]}
    edited = await bot.ok("editMessageMedia", **edit, media={"type": "document", "media": known})
    assert edited["document"]["file_id"] == known
    assert not {"photo", "caption"} & set(edited)
    status, body = await bot.call("editMessageMedia", **edit, media={"type": "photo", "media": known})
    assert (status, body["description"]) == (400, "Bad Request: can't use file of type Document as Photo")
    text = await bot.ok("sendMessage", chat_id=siti.id, text="<b>Halo</b>", parse_mode="HTML")
    shown = await bot.ok(
        "editMessageMedia",
        chat_id=siti.id,
        message_id=text["message_id"],
        media={"type": "document", "media": known, "caption": "Berkas"},
    )
    assert not {"text", "entities"} & set(shown)
    assert shown["caption"] == "Berkas"


@pytest.mark.parametrize(
    ("method", "part", "content", "status", "description"),
    [
        ("sendDocument", "document", b"", 400, "Bad Request: file must be non-empty"),
        ("sendDocument", "document", bytes(50 * MB + 1), 413, "Request Entity Too Large"),
        (
            "sendPhoto",
            "photo",
            bytes(10 * MB + 1),
            400,
            "Bad Request: file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes",
        ),
    ],
    ids=["empty", "51 MB", "a photo over 10 MB"],
)
async def test_uploads_refused(
    bot: Bot, siti: Person, method: str, part: str, content: bytes, status: int, description: str
) -> None:
    got, body = await upload(bot, method, {part: content}, chat_id=siti.id)
    assert (got, body["description"]) == (status, description)


@pytest.mark.parametrize(
    ("media", "description"),
    [
        ([], "there are no messages to send"),
        ([{"type": "photo", "media": "x"}] * 11, "too many messages to send as an album"),
        ([{"type": "photo", "media": "x"}] * 2, "wrong file identifier/HTTP URL specified"),
        ([{"type": "kuda", "media": "x"}], "can't parse InputMedia: media type is wrong"),
        (
            [{"type": "photo", "media": "x"}, {"type": "document", "media": "x"}],
            "document can't be mixed with other media types",
        ),
    ],
)
async def test_albums_refused(bot: Bot, siti: Person, media: list[Json], description: str) -> None:
    status, body = await bot.call("sendMediaGroup", chat_id=siti.id, media=media)
    assert (status, body["description"]) == (400, f"Bad Request: {description}")


async def test_the_menu_button(bot: Bot, world: World, siti: Person) -> None:
    assert await bot.ok("getChatMenuButton") == {"type": "default"}
    await bot.ok("setChatMenuButton", menu_button={"type": "commands"})
    assert await bot.ok("getChatMenuButton", chat_id=siti.id) == {"type": "commands"}
    assert (await bot.call("setChatMenuButton", menu_button={"type": "roti"}))[0] == 400
