"""What goes wrong on purpose goes wrong as a network and Telegram let it go wrong, as often as planned."""

import asyncio
from typing import Any

import httpx
import pytest

from sandbox.people import Person
from sandbox.server import Server
from sandbox.world import World
from tests.sandbox.conftest import Bot

Json = dict[str, Any]


def texts(person: Person) -> list[str]:
    return [message.text for message in person.messages if message.from_bot]


async def test_500_as_often_as_planned_and_only_for_its_method(bot: Bot, world: World, siti: Person) -> None:
    world.faults.add("sendMessage", "500", times=2, after=1)
    statuses = [(await bot.call("sendMessage", chat_id=siti.id, text=str(n)))[0] for n in range(5)]
    assert statuses == [200, 500, 500, 200, 200]
    assert texts(siti) == ["0", "3", "4"]
    world.faults.add("sendMessage", "500")
    await bot.ok("getMe")
    assert len(world.faults.plan) == 1
    assert [call.error_code for call in world.calls if call.method == "sendMessage"][1:3] == [500, 500]


async def test_429_says_how_long(bot: Bot, world: World, siti: Person) -> None:
    world.faults.add("sendMessage", "429", seconds=7)
    status, body = await bot.call("sendMessage", chat_id=siti.id, text="Halo")
    assert (status, body["parameters"], texts(siti)) == (429, {"retry_after": 7}, [])


@pytest.mark.parametrize(("kind", "arrived"), [("reset_before", []), ("reset_after", ["Halo"])])
async def test_a_cut_connection(bot: Bot, world: World, siti: Person, kind: str, arrived: list[str]) -> None:
    world.faults.add("sendMessage", kind)
    with pytest.raises(httpx.NetworkError):
        await bot.call("sendMessage", chat_id=siti.id, text="Halo")
    assert texts(siti) == arrived
    await bot.ok("sendMessage", chat_id=siti.id, text="Lagi")


async def test_an_answer_that_cannot_be_read(bot: Bot, world: World, siti: Person) -> None:
    world.faults.add("*", "bad_json")
    response = await bot.http.post("sendMessage", json={"chat_id": siti.id, "text": "Halo"})
    assert response.status_code == 200
    with pytest.raises(ValueError):
        response.json()
    assert texts(siti) == ["Halo"]


async def test_a_delay_holds_one_call_and_no_other(bot: Bot, world: World, siti: Person) -> None:
    world.faults.add("sendMessage", "delay", seconds=30)
    slow = asyncio.get_running_loop().create_task(bot.call("sendMessage", chat_id=siti.id, text="lambat"))
    while world.faults.plan:
        await asyncio.sleep(0.01)
    await bot.ok("sendMessage", chat_id=siti.id, text="cepat")
    assert texts(siti) == ["cepat"]
    slow.cancel()
    world.faults.add("getMe", "delay", seconds=0.01)
    await bot.ok("getMe")


async def test_polling_survives_them_in_order(bot: Bot, world: World, siti: Person) -> None:
    siti.write("satu")
    world.faults.add("getUpdates", "reset_after")
    with pytest.raises(httpx.NetworkError):
        await bot.updates()
    assert [update["message"]["text"] for update in await bot.updates()] == ["/start", "satu"]


async def test_planned_over_http(bot: Bot, server: Server, world: World) -> None:
    async with httpx.AsyncClient(base_url=server.base) as page:
        answer = await page.post("/sandbox/faults", json={"method": "getMe", "kind": "500", "times": 3})
        one = {"method": "getMe", "kind": "500", "times": 3, "after": 0, "seconds": 1, "text": ""}
        assert answer.json() == {"ok": True, "plan": [one]}
        assert (await bot.call("getMe"))[0] == 500
        assert (await page.get("/sandbox/faults")).json()["plan"] == [{**one, "times": 2}]
        assert (await page.post("/sandbox/faults", json={"clear": True})).json()["plan"] == []
        refused = await page.post("/sandbox/faults", json={"method": "getMe", "kind": "banjir"})
        assert (refused.status_code, refused.json()["ok"]) == (400, False)
    await bot.ok("getMe")
