"""What people do becomes updates; what the bot does becomes what they see."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from sandbox.errors import Impossible
from sandbox.people import Person
from sandbox.server import Server, serve_in_thread
from sandbox.stage import Control
from sandbox.world import World
from tests.sandbox.conftest import Bot

Json = dict[str, Any]


async def test_a_conversation(bot: Bot, siti: Person, keys: Callable[..., Json]) -> None:
    buttons = keys(("1 · Belum", "e:1"), ("2 · Kadang", "e:2"))
    async with asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(siti.wait(lambda screen: "Pilih" in screen.text))
        say: Json = {"chat_id": siti.id, "text": "<b>Pilih</b>", "parse_mode": "HTML", "reply_markup": buttons}
        sent = await bot.ok("sendMessage", **say)
    screen = waiting.result()
    assert (screen.text, screen.html, screen.from_bot) == ("Pilih", "<b>Pilih</b>", True)
    assert screen.labels == ["1 · Belum", "2 · Kadang"]
    siti.press("2 ·")
    query = (await bot.updates())[-1]["callback_query"]
    assert (query["data"], query["from"]["id"], query["message"]) == ("e:2", siti.id, sent)
    await bot.ok("editMessageText", chat_id=siti.id, message_id=sent["message_id"], text="Tersimpan")
    assert siti.screen is not None
    assert (siti.screen.text, siti.screen.edited, siti.screen.buttons) == ("Tersimpan", True, [])
    await bot.ok("deleteMessage", chat_id=siti.id, message_id=sent["message_id"])
    assert [message.text for message in siti.messages] == ["/start"]
    with pytest.raises(Impossible):
        siti.press("2 ·")
    siti.press_data(sent["message_id"], "e:9")
    gone = (await bot.updates())[-1]["callback_query"]["message"]
    assert (gone["message_id"], gone["date"]) == (sent["message_id"], 0)
    with pytest.raises(TimeoutError):
        await siti.wait(lambda screen: False, timeout=0.05)


async def test_the_contact_keyboard(bot: Bot, world: World, siti: Person) -> None:
    budi = world.add_person("Budi", phone="+62811")
    with pytest.raises(Impossible):
        siti.share_contact()
    asked = {"keyboard": [[{"text": "Kirim nomor", "request_contact": True}]], "one_time_keyboard": True}
    await bot.ok("sendMessage", chat_id=siti.id, text="Nomor?", reply_markup=asked)
    assert siti.keyboard is not None
    assert siti.keyboard[0][0].request_contact
    siti.share_contact()
    siti.share_contact(of=budi)
    siti.share_contact(phone="0812")
    contacts = [u["message"]["contact"] for u in (await bot.updates())[-3:]]
    assert [(c["phone_number"], c["user_id"]) for c in contacts] == [
        ("+6281234567890", siti.id),
        ("+62811", budi.id),
        ("0812", siti.id),
    ]
    await bot.ok("sendMessage", chat_id=siti.id, text="Terima kasih", reply_markup={"remove_keyboard": True})
    assert siti.keyboard is None


async def test_a_forced_reply_is_a_reply(bot: Bot, siti: Person) -> None:
    asked = await bot.ok("sendMessage", chat_id=siti.id, text="Alasan?", reply_markup={"force_reply": True})
    siti.write("Sakit")
    siti.write("Sekali lagi")
    first, second = (u["message"] for u in (await bot.updates())[-2:])
    assert first["reply_to_message"]["message_id"] == asked["message_id"]
    assert "reply_to_message" not in second


async def test_invitations_and_files(bot: Bot, server: Server, world: World) -> None:
    rina = world.add_person("Rina", links=[("Undangan", "https://t.me/KinerjaSandboxBot?start=abc")])
    rina.open_link(rina.row["links"][0][1])
    rina.send_photo("Jalan rusak", b"\xff\xd8bukan gambar sungguhan")
    start, photo = (u["message"] for u in await bot.updates())
    assert (start["text"], start["entities"]) == ("/start abc", [{"type": "bot_command", "offset": 0, "length": 6}])
    file = await bot.ok("getFile", file_id=photo["photo"][-1]["file_id"])
    content = await bot.http.get(f"{server.base}/file/bot{world.token}/{file['file_path']}")
    assert content.content == b"\xff\xd8bukan gambar sungguhan"
    with pytest.raises(Impossible):
        rina.open_link("https://contoh.go.id")


async def test_commands_by_language(bot: Bot, world: World, siti: Person, server: Server) -> None:
    await bot.ok("setMyCommands", commands=[{"command": "help", "description": "Help"}])
    await bot.ok("setMyCommands", commands=[{"command": "bantuan", "description": "Bantuan"}], language_code="id")
    assert [c["command"] for c in await bot.ok("getMyCommands", language_code="id")] == ["bantuan"]
    seen = (await bot.http.get(f"{server.base}/sandbox/people/siti")).json()
    assert [c["command"] for c in seen["commands"]] == ["bantuan"]
    siti.set_language("en")
    seen = (await bot.http.get(f"{server.base}/sandbox/people/siti")).json()
    assert [c["command"] for c in seen["commands"]] == ["help"]
    await bot.ok("deleteMyCommands", language_code="id")
    assert await bot.ok("getMyCommands", language_code="id") == []


async def test_the_same_acts_over_http(bot: Bot, server: Server, world: World) -> None:
    async with httpx.AsyncClient(base_url=f"{server.base}/sandbox") as page:
        await page.post("/people", json={"name": "Budi Santoso", "phone": "+62811"})
        acts = ["start", "photo", "sticker", "voice", "document", "location", "block", "unblock"]
        for act in acts:
            assert (await page.post(f"/people/budi/{act}")).status_code == 200, act
        edited = (await page.post("/people/budi/write", json={"text": "Pagi"})).json()["result"]
        await page.post("/people/budi/edit", json={"message_id": edited, "text": "Pagi!"})
        kinds = [next(key for key in update if key != "update_id") for update in await bot.updates()]
        assert kinds == ["message"] * 6 + ["my_chat_member"] * 2 + ["message", "edited_message"]
        assert (await page.post("/people/budi/contact")).status_code == 409
        foreign = {"origin": "https://contoh.com"}
        assert (await page.post("/people/budi/block", headers=foreign)).status_code == 403
        assert (await page.post("/people/siapa/start")).status_code == 404
        assert (await page.post("/people/budi/write", json={})).status_code == 404
        assert (await page.post("/people/budi/write", content=b"[")).status_code == 400

        async def turn(value: str) -> str:
            if not value:
                raise Impossible("ke kapan?")
            return f"ke {value}"

        world.controls["clock"] = Control("Jam", turn, kind="clock")
        await page.post("/controls/clock", json={"value": "+1d"})
        refused = await page.post("/controls/clock")
        assert (refused.status_code, refused.json()["description"]) == (409, "ke kapan?")
        state = (await page.get("/state")).json()
        (control,) = state["controls"]
        assert control == {"name": "clock", "label": "Jam", "english": "Jam", "kind": "clock", "status": "ke +1d"}
        assert [person["key"] for person in state["people"]] == ["budi"]


def test_from_a_thread() -> None:
    world = World()
    with serve_in_thread(world) as server, httpx.Client(base_url=f"{server.base}/bot{world.token}/") as bot:
        siti = world.add_person("Siti")
        siti.start()
        assert bot.get("getUpdates", params={"timeout": 5}).json()["result"][0]["message"]["text"] == "/start"
        bot.post("sendMessage", data={"chat_id": siti.id, "text": "Halo"})
        assert siti.wait_sync(lambda screen: screen.text == "Halo", timeout=2).from_bot


def test_one_person_a_key(world: World) -> None:
    first = world.add_person("Siti Aminah", about="Analis")
    first.set_language("en")
    again = world.add_person("Siti Aminah", about="Kepala")
    assert (again.id, again.row["about"], again.row["language_code"]) == (first.id, "Kepala", "en")
    assert world.add_person("Siti Rahma").key == "siti-rahma"
    assert world.add_person("Siti Rahma", key="siti").id == first.id
