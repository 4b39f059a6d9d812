"""A webhook gets every update until it takes it: in order for each chat, with its secret, however often it fails."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from sandbox.people import Person
from sandbox.world import World
from tests.sandbox.conftest import Bot

Json = dict[str, Any]
SECRET = "rahasia_1"


class Hook:
    """A bot that listens; `answers` are given first (status, body), then 200."""

    def __init__(self) -> None:
        self.tried: list[Json] = []
        self.secrets: set[str | None] = set()
        self.answers: list[tuple[int, Json]] = []
        self.url = ""

    async def hear(self, request: web.Request) -> web.Response:
        self.tried.append(await request.json())
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        status, body = self.answers.pop(0) if self.answers else (200, {})
        return web.json_response(body, status=status)

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.tried]


@pytest.fixture
async def hook(world: World) -> AsyncIterator[Hook]:
    world.webhook_pause = 0.01
    made = Hook()
    app = web.Application()
    app.router.add_post("/hook", made.hear)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0]
    made.url = f"http://{host}:{port}/hook"
    yield made
    await runner.cleanup()


async def test_updates_come_by_themselves_with_the_secret(bot: Bot, world: World, siti: Person, hook: Hook) -> None:
    await bot.ok("setWebhook", url=hook.url, secret_token=SECRET)
    siti.write("satu")
    siti.write("dua")
    await world.drained()
    assert hook.texts == ["/start", "satu", "dua"]
    assert hook.secrets == {SECRET}
    info = await bot.ok("getWebhookInfo")
    assert (info["url"], info["pending_update_count"], info["max_connections"]) == (hook.url, 0, 40)
    assert "last_error_message" not in info


async def test_what_is_not_taken_comes_again_before_what_follows(
    bot: Bot, world: World, siti: Person, hook: Hook
) -> None:
    hook.answers = [(500, {}), (302, {}), (404, {})]
    await bot.ok("setWebhook", url=hook.url)
    siti.write("satu")
    await world.drained()
    assert hook.texts == ["/start"] * 4 + ["satu"]
    info = await bot.ok("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 404 Not Found"
    assert info["last_error_date"] == int(world.now())


async def test_one_chat_that_fails_holds_up_no_other(bot: Bot, world: World, siti: Person, hook: Hook) -> None:
    world.webhook_pause = 60
    hook.answers = [(500, {})]
    await bot.ok("setWebhook", url=hook.url, max_connections=1)
    while not hook.tried:
        await world.bell.wait(world.bell.rings, 0.05)
    budi = world.add_person("Budi")
    budi.write("Saya juga")
    while "Saya juga" not in hook.texts:
        await world.bell.wait(world.bell.rings, 0.05)
    assert hook.texts == ["/start", "Saya juga"]
    assert (await bot.ok("getWebhookInfo"))["pending_update_count"] >= 1


async def test_nobody_listens(bot: Bot, world: World, siti: Person) -> None:
    world.webhook_pause = 60
    await bot.ok("setWebhook", url="http://127.0.0.1:9/hook")
    info: Json = {}
    while "last_error_message" not in info:
        info = await bot.ok("getWebhookInfo")
    assert (info["last_error_message"], info["pending_update_count"]) == ("Connection refused", 1)
    assert (await bot.call("getUpdates"))[0] == 409
    await bot.ok("deleteWebhook")
    assert [update["message"]["text"] for update in await bot.updates()] == ["/start"]
    assert "last_error_message" not in await bot.ok("getWebhookInfo")


async def test_pending_updates_are_dropped_on_request(bot: Bot, world: World, siti: Person, hook: Hook) -> None:
    await bot.ok("setWebhook", url=hook.url, drop_pending_updates=True, allowed_updates=["message"])
    siti.block()
    siti.unblock()
    siti.write("baru")
    await world.drained()
    assert hook.texts == ["baru"]
    assert (await bot.ok("getWebhookInfo"))["allowed_updates"] == ["message"]


async def test_an_answer_may_be_a_call(bot: Bot, world: World, siti: Person, hook: Hook) -> None:
    hook.answers = [(200, {"method": "sendMessage", "chat_id": siti.id, "text": "Halo juga"})]
    await bot.ok("setWebhook", url=hook.url)
    assert (await siti.wait(lambda screen: True)).text == "Halo juga"


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"url": "http://contoh.go.id/x"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "http://127.0.0.1:9/", "secret_token": "a b"}, "secret token contains unallowed characters"),
    ],
)
async def test_refused(bot: Bot, params: Json, description: str) -> None:
    assert await bot.call("setWebhook", **params) == (
        400,
        {"ok": False, "error_code": 400, "description": f"Bad Request: {description}"},
    )
