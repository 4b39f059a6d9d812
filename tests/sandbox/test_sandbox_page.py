"""The chat page in a browser, with a bot of a few lines at the other end."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from sandbox.server import Server, serve
from sandbox.stage import Control
from sandbox.world import World
from tests.sandbox.conftest import Bot
from tests.support.browser import CHROMIUM, needs_chromium

pytestmark = needs_chromium

Json = dict[str, Any]
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
ARGS += ["--disable-sync", "--no-first-run"]
KEYS = {"inline_keyboard": [[{"text": "1 · Belum", "callback_data": "1"}, {"text": "3 · Tetap", "callback_data": "3"}]]}
ASK = {"keyboard": [[{"text": "Kirim nomor saya", "request_contact": True}]]}


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as tools:
        running = await tools.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield running
        await running.close()


@pytest.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    view = await browser.new_page(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    wrong: list[str] = []
    view.on("pageerror", lambda error: wrong.append(str(error)))
    yield view
    await view.close()
    assert not wrong


async def echo(bot: Bot) -> None:
    """Asks, hears a press, asks for the number, says thanks."""
    offset = 0
    while True:
        for update in await bot.updates(offset=offset, timeout=10):
            offset = update["update_id"] + 1
            if query := update.get("callback_query"):
                chat = query["from"]["id"]
                await bot.ok("answerCallbackQuery", callback_query_id=query["id"], text=f"Tersimpan: {query['data']}")
                await bot.ok("sendMessage", chat_id=chat, text="Nomor?", reply_markup=ASK)
            elif contact := update["message"].get("contact"):
                say: Json = {"chat_id": contact["user_id"], "reply_markup": {"remove_keyboard": True}}
                await bot.ok("sendMessage", **say, text=f"<b>Cocok</b> {contact['phone_number']}", parse_mode="HTML")
            else:
                say = {"chat_id": update["message"]["chat"]["id"], "reply_markup": KEYS}
                await bot.ok("sendMessage", **say, text=f"Anda menulis: {update['message']['text']}")


async def test_write_press_toast_contact(page: Page, bot: Bot, server: Server, world: World) -> None:
    world.add_person("Siti Aminah", phone="+62811", about="Analis Kepegawaian")
    world.add_person("Budi Santoso")
    await page.goto(server.base)
    siti = page.locator("[data-person=siti]")
    log = siti.locator("[data-role=log]")
    async with asyncio.TaskGroup() as tasks:
        bots = tasks.create_task(echo(bot))
        await siti.locator("[data-role=composer] textarea").fill("Halo <b>bot</b>")
        await page.keyboard.press("Enter")
        await expect(log).to_contain_text("Anda menulis: Halo <b>bot</b>")
        await log.get_by_role("button", name="3 · Tetap").click()
        await expect(siti.locator("[data-role=toast]")).to_have_text("Tersimpan: 3")
        await expect(log.locator("[aria-busy]")).to_have_count(0)
        await siti.get_by_role("button", name="Kirim nomor saya").click()
        await expect(log.locator("strong")).to_have_text("Cocok")
        await expect(siti.locator("[data-role=keyboard]")).to_be_hidden()
        bots.cancel()
    await expect(page.locator("[data-person=budi] [data-message]")).to_have_count(0)
    world.person("siti").block()
    await expect(siti.get_by_role("button", name="Buka blokir")).to_be_visible()


async def test_an_invitation_is_tapped(page: Page, server: Server, world: World) -> None:
    world.add_person(
        "Rina", links=[("Sampaikan laporan · File a report", "https://t.me/KinerjaSandboxBot?start=lapor")]
    )
    await page.goto(server.base)
    await page.locator("[data-person=rina] textarea").fill("Halo")
    await page.keyboard.press("Enter")
    await expect(page.locator("[data-message]")).to_contain_text("Halo")
    await page.get_by_role("button", name=re.compile("Sampaikan laporan")).click()
    await expect(page.locator("[data-message]").last).to_contain_text("/start lapor")
    await expect(page.get_by_role("button", name=re.compile("Sampaikan laporan"))).to_have_count(0)


async def test_the_bot_is_blocked_from_the_menu(page: Page, bot: Bot, server: Server, world: World) -> None:
    siti = world.add_person("Siti")
    siti.start()
    await bot.ok("getUpdates", offset=-1, allowed_updates=["message", "my_chat_member"])
    await page.goto(server.base)
    menu = page.get_by_role("button", name="Menu")
    await menu.click()
    await page.get_by_role("menuitem", name="Blokir bot").click()
    await expect(page.get_by_text("Anda memblokir bot ini.")).to_be_visible()
    await expect(page.get_by_role("textbox")).to_have_count(0)
    status, refused = await bot.call("sendMessage", chat_id=siti.id, text="Halo?")
    assert (status, refused["description"]) == (403, "Forbidden: bot was blocked by the user")
    await menu.click()
    await page.get_by_role("menuitem", name="Buka blokir").click()
    await expect(page.get_by_role("textbox", name="Tulis pesan")).to_be_visible()
    heard = [update["my_chat_member"]["new_chat_member"]["status"] for update in (await bot.updates())[1:]]
    assert heard == ["kicked", "member"]


async def test_the_phone_speaks_another_language(page: Page, bot: Bot, server: Server, world: World) -> None:
    siti = world.add_person("Siti")
    for language, words in (("", "Ganti bahasa"), ("en", "Change the language")):
        commands = [{"command": "bahasa", "description": words}]
        await bot.ok("setMyCommands", commands=commands, language_code=language)
    await page.goto(server.base)
    for now, other in (("Ganti bahasa", "Inggris"), ("Change the language", "Indonesia")):
        await page.get_by_role("button", name="Perintah").click()
        await expect(page.get_by_role("menuitem")).to_contain_text(now)
        await page.get_by_role("button", name="Menu").click()
        await page.get_by_role("menuitem", name=f"Ubah bahasa telepon ke {other}").click()
    await expect(page.get_by_role("menuitem")).to_have_count(0)
    siti.write("Halo")
    assert (await bot.updates())[0]["message"]["from"]["language_code"] == "id"


async def test_the_page_itself_speaks_one_language_at_a_time(page: Page, server: Server, world: World) -> None:
    world.add_person("Siti", links=[("Buka undangan · Open the invitation", "https://t.me/KinerjaSandboxBot")])
    world.announce("Layanan hidup · Service is up")
    await page.goto(server.base)
    for language, title, status, link, other in (
        ("id", "Kinerja · kotak pasir", "Layanan hidup", "Buka undangan", "English"),
        ("en", "Kinerja · sandbox", "Service is up", "Open the invitation", "Indonesia"),
    ):
        await expect(page).to_have_title(title)
        await expect(page.locator("html")).to_have_attribute("lang", language)
        await expect(page.locator("h1")).to_have_text(title)
        await expect(page.locator(".news")).to_have_text(status)
        await expect(page.locator("[data-role=invitation] b")).to_have_text(link)
        await page.get_by_role("button", name=other).click()
    await expect(page.locator(".news")).to_have_text("Layanan hidup")


async def test_an_album_is_one_bubble(page: Page, bot: Bot, server: Server, world: World) -> None:
    siti = world.add_person("Siti")
    siti.send_album("Jalan rusak")
    siti.send_photo("Sendiri")
    photo = siti.messages[0].raw["photo"][-1]["file_id"]
    media = [{"type": "photo", "media": photo}, {"type": "photo", "media": photo, "caption": "Sudah beres"}]
    await bot.ok("sendMediaGroup", chat_id=siti.id, media=media)
    await page.goto(server.base)
    bubbles = page.locator("[data-message]")
    await expect(bubbles).to_have_count(3)
    for number, (pictures, words) in enumerate(((3, "Jalan rusak"), (1, "Sendiri"), (2, "Sudah beres"))):
        await expect(bubbles.nth(number).locator("img")).to_have_count(pictures)
        await expect(bubbles.nth(number).locator(".text")).to_have_text(words)
    siti.send_album("Satu lagi", [None] * 4)
    await expect(bubbles).to_have_count(4)
    await expect(bubbles.last.locator("img")).to_have_count(4)


async def test_an_alert_waits_to_be_read(page: Page, bot: Bot, server: Server, world: World) -> None:
    siti = world.add_person("Siti")
    siti.start()
    await bot.ok("sendMessage", chat_id=siti.id, text="?", reply_markup=KEYS)
    await page.goto(server.base)
    await page.locator("[data-callback='1']").click()
    await expect(page.locator("[data-callback='1']")).to_have_attribute("aria-busy", "true")
    query = (await bot.updates(timeout=5))[-1]["callback_query"]["id"]
    await bot.ok("answerCallbackQuery", callback_query_id=query, text="Bacalah", show_alert=True)
    alert = page.get_by_role("alertdialog")
    await expect(alert).to_contain_text("Bacalah")
    await expect(alert.get_by_role("button", name="Oke")).to_be_focused()
    await page.locator("textarea").evaluate("box => box.focus()")
    await expect(alert.get_by_role("button", name="Oke")).to_be_focused()
    assert await page.get_by_role("textbox").count() == 1
    await page.keyboard.type("hilang")
    await expect(page.locator("textarea")).to_have_value("")
    await page.keyboard.press("Escape")
    await expect(alert).to_have_count(0)
    await expect(page.locator("[data-callback='1']")).to_be_focused()


async def test_a_tall_message_is_read_from_its_beginning(page: Page, bot: Bot, server: Server, world: World) -> None:
    siti = world.add_person("Siti")
    siti.start()
    await page.goto(server.base)
    log = page.locator("[data-role=log]")
    await bot.ok("sendMessage", chat_id=siti.id, text="Pertanyaan\n" + "baris\n" * 60, reply_markup=KEYS)
    tall = log.locator("[data-message]").last
    await expect(tall).to_contain_text("Pertanyaan")
    below = "node => node.getBoundingClientRect().top - node.closest('.log').getBoundingClientRect().top"
    assert 0 <= await _settled(tall, below) < 20
    await bot.ok("sendMessage", chat_id=siti.id, text="Pendek", reply_markup=KEYS)
    await expect(log.locator("[data-message]").last).to_contain_text("Pendek")
    left = "node => node.scrollHeight - node.scrollTop - node.clientHeight"
    assert await _settled(log, left) < 2


async def _settled(where: Locator, measure: str) -> float:
    """What this measures once it stands still."""
    seen: list[float] = []
    while len(seen) < 2 or seen[-1] != seen[-2]:
        await asyncio.sleep(0.1)
        seen.append(await where.evaluate(measure))
    return seen[-1]


async def test_bubbles_tell_the_time_of_the_clock_beside_them(page: Page, server: Server, world: World) -> None:
    at = datetime(2027, 1, 15, 16, 5, tzinfo=timezone(timedelta(hours=9)))
    world.now = at.timestamp
    world.controls["clock"] = Control("Jam", _unmoved, kind="clock", status=at.isoformat)
    world.add_person("Siti").write("Halo")
    await page.goto(server.base)
    await expect(page.locator("[data-message] .when")).to_have_text("16.05")
    await expect(page.locator(".day")).to_have_text("15 Januari")


async def _unmoved(_: str) -> str:
    return ""


async def test_the_page_finds_a_server_that_came_back(page: Page, world: World) -> None:
    siti = world.add_person("Siti")
    async with serve(world) as first:
        await page.goto(first.base)
        await expect(page.locator("[data-person=siti]")).to_be_visible()
    await expect(page.locator(".lost")).to_be_visible()
    siti.write("Selama terputus")
    async with serve(world, port=int(first.base.rpartition(":")[2])):
        await expect(page.locator("[data-person=siti] [data-message]")).to_contain_text("Selama terputus")
        await expect(page.locator(".lost")).to_be_hidden()


async def test_on_a_small_screen_one_phone_at_a_time(page: Page, server: Server, world: World) -> None:
    for name in ("Siti", "Budi"):
        world.add_person(name)
    await page.set_viewport_size({"width": 390, "height": 844})
    await page.goto(server.base)
    await expect(page.locator("[data-person=siti]")).to_be_visible()
    await expect(page.locator("[data-person=budi]")).to_be_hidden()
    world.person("budi").write("Pagi")
    await expect(page.locator(".tabs .unread")).to_have_text("Budi")
    await page.get_by_role("tab", name="Budi").click()
    await expect(page.locator("[data-person=budi]")).to_be_visible()
    await expect(page.locator(".tabs .unread")).to_have_count(0)
