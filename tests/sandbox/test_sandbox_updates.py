"""Updates wait for the bot and go when it confirms them."""

import asyncio
import time
from typing import Any

from sandbox.people import Person
from sandbox.server import serve
from sandbox.world import World
from tests.sandbox.conftest import Bot

Json = dict[str, Any]


def texts(updates: list[Json]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_an_offset_confirms_all_lower_ones(bot: Bot, siti: Person) -> None:
    for text in ("a", "b", "c"):
        siti.write(text)
    first = await bot.updates()
    assert texts(first) == ["/start", "a", "b", "c"]
    assert [u["update_id"] - first[0]["update_id"] for u in first] == [0, 1, 2, 3]
    assert await bot.updates() == first
    assert texts(await bot.updates(limit=2)) == ["/start", "a"]
    assert texts(await bot.updates(offset=first[2]["update_id"])) == ["b", "c"]
    assert texts(await bot.updates(offset=-1)) == ["c"]
    assert texts(await bot.updates()) == ["c"]
    assert await bot.updates(offset=first[3]["update_id"] + 1) == []
    await siti.world.drained(0)


async def test_a_poll_waits_for_the_next_one(bot: Bot, siti: Person) -> None:
    offset = (await bot.updates())[-1]["update_id"] + 1
    async with asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(bot.updates(offset=offset, timeout=10))
        await asyncio.sleep(0.1)
        siti.write("Pagi")
    assert texts(poll.result()) == ["Pagi"]


async def test_the_newer_poll_ends_the_older(bot: Bot) -> None:
    async with asyncio.TaskGroup() as tasks:
        older = tasks.create_task(bot.call("getUpdates", timeout=10))
        await asyncio.sleep(0.1)
        newer = tasks.create_task(bot.updates(timeout=1))
    assert older.result() == (
        409,
        {
            "ok": False,
            "error_code": 409,
            "description": "Conflict: terminated by other getUpdates request; "
            "make sure that only one bot instance is running",
        },
    )
    assert newer.result() == []


async def test_a_webhook_excludes_polling(bot: Bot, siti: Person) -> None:
    await bot.ok("setWebhook", url="https://contoh.go.id/hook")
    info = await bot.ok("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == ("https://contoh.go.id/hook", 1)
    status, body = await bot.call("getUpdates")
    assert status == 409
    assert body["description"] == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    await bot.ok("deleteWebhook", drop_pending_updates=True)
    assert await bot.updates() == []


async def test_only_kinds_asked_for_come(bot: Bot, siti: Person) -> None:
    await bot.updates(offset=-1, allowed_updates=["message"])
    siti.block()
    siti.unblock()
    siti.write("Halo")
    assert texts(await bot.updates()) == ["/start", "Halo"]


async def test_the_server_leaves_at_once(world: World) -> None:
    async with asyncio.TaskGroup() as tasks:
        async with serve(world) as server:
            caller = Bot(server.base, world.token)
            poll = tasks.create_task(caller.updates(timeout=50))
            events = tasks.create_task(caller.http.get(f"{server.base}/sandbox/events"))
            await asyncio.sleep(0.3)
            left = time.monotonic()
        assert time.monotonic() - left < 2
    assert poll.result() == []
    assert '"hello"' in events.result().text
    await caller.http.aclose()
