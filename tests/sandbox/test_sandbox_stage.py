"""What stands beside the phones: the clock, the tour, two browsers, and all of it by keyboard and by name."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import httpx
import pytest
from playwright.async_api import Page, async_playwright, expect

from sandbox.errors import Impossible
from sandbox.people import Person
from sandbox.server import Server
from sandbox.stage import Control, Step
from sandbox.view import ChatView
from sandbox.world import World
from tests.sandbox.conftest import Bot
from tests.sandbox.test_sandbox_page import ARGS
from tests.support.browser import CHROMIUM, needs_chromium

pytestmark = needs_chromium

Json = dict[str, Any]
WIB = timezone(timedelta(hours=7))


def says(words: str) -> Callable[[ChatView], bool]:
    return lambda phone: phone.screen is not None and words in phone.screen.text


STEPS = [
    Step("siti", "Sapa bot itu.", says("Halo"), ("Mulai",), english="Greet the bot."),
    Step("siti", "Tekan Setuju.", says("Terima kasih"), ("Agree", "Setuju")),
    Step("budi", "Budi menyusul.", says("Halo Budi")),
]
AGREE = {"inline_keyboard": [[{"text": "Tolak", "callback_data": "n"}, {"text": "Setuju", "callback_data": "y"}]]}


class Hands:
    """A clock to turn: it stands at Wednesday, 1 July 2026, 09.00 WIB."""

    def __init__(self) -> None:
        self.now = datetime(2026, 7, 1, 2, tzinfo=UTC)
        self.asked: list[str] = []

    async def turn(self, value: str) -> str:
        self.asked.append(value)
        if value < "+" or value.startswith("2020"):
            raise Impossible("hanya maju")
        steps = {"+1h": timedelta(hours=1), "+1d": timedelta(days=1)}
        self.now += steps.get(value, timedelta())
        if value not in steps:
            self.now = datetime.fromisoformat(value).replace(tzinfo=WIB)
        return self.time()

    def time(self) -> str:
        return self.now.astimezone(WIB).isoformat(timespec="seconds")


@pytest.fixture
async def pages() -> AsyncIterator[Callable[[], Any]]:
    """Opens as many browsers of different people as asked."""
    wrong: list[str] = []
    async with async_playwright() as tools:
        browser = await tools.chromium.launch(executable_path=CHROMIUM, args=ARGS)

        async def open_page(**size: int) -> Page:
            viewport = {"width": 1366, "height": 768, **size}
            context = await browser.new_context(viewport=viewport, reduced_motion="reduce")
            page = await context.new_page()
            page.on("pageerror", lambda error: wrong.append(str(error)))
            return page

        yield open_page
        await browser.close()
    assert not wrong


@pytest.fixture
def hands(world: World) -> Hands:
    made = Hands()
    world.controls["clock"] = Control("Jam demo", made.turn, kind="clock", status=made.time)
    return made


async def tour(server: Server) -> list[bool]:
    async with httpx.AsyncClient(base_url=server.base, verify=False) as page:
        return [step["done"] for step in (await page.get("/sandbox/state")).json()["tour"]]


async def test_steps_are_ticked_off_as_the_bot_answers(bot: Bot, world: World, siti: Person, server: Server) -> None:
    world.tour = STEPS
    assert await tour(server) == [False, False, False]
    await bot.ok("sendMessage", chat_id=siti.id, text="Halo Siti")
    assert await tour(server) == [True, False, False]
    budi = world.add_person("Budi")
    budi.start()
    await bot.ok("sendMessage", chat_id=budi.id, text="Halo Budi")
    assert await tour(server) == [True, False, True], "in any order"
    sent = await bot.ok("sendMessage", chat_id=siti.id, text="Setuju?")
    assert await tour(server) == [True, False, True], "what was done stays done"
    await bot.ok("editMessageText", chat_id=siti.id, message_id=sent["message_id"], text="Terima kasih")
    assert await tour(server) == [True, True, True]


async def test_a_step_is_skipped(world: World, siti: Person, server: Server) -> None:
    world.tour = STEPS
    async with httpx.AsyncClient(base_url=server.base, verify=False) as page:
        assert [step["done"] for step in (await page.post("/sandbox/tour")).json()["tour"]] == [True, False, False]


async def test_the_clock_on_the_page(pages: Callable[[], Any], server: Server, world: World, hands: Hands) -> None:
    world.add_person("Siti")
    page = await pages()
    await page.goto(server.base)
    clock = page.get_by_role("group", name="Jam demo")
    await expect(clock.locator("time")).to_have_text("Rab, 1 Jul 2026, 09.00")
    await clock.get_by_role("button", name="+1 jam").click()
    await clock.get_by_role("button", name="+1 hari").click()
    await expect(clock.locator("time")).to_have_text("Kam, 2 Jul 2026, 10.00")
    await clock.get_by_role("button", name="ke …").click()
    field = page.get_by_label("Lompat ke tanggal dan jam")
    await expect(field).to_be_focused()
    await expect(field).to_have_value("2026-07-03T10:00")
    await field.fill("2026-07-15T16:00")
    await page.keyboard.press("Enter")
    await expect(clock.locator("time")).to_have_text("Rab, 15 Jul 2026, 16.00")
    await expect(field).to_be_hidden()
    assert hands.asked == ["+1h", "+1d", "2026-07-15T16:00"]
    another = await pages(width=390, height=844)
    await another.goto(server.base)
    await expect(another.locator(".clock time")).to_have_text("Rab, 15 Jul 2026, 16.00")
    await another.get_by_role("button", name="+1 hari").click()
    await expect(clock.locator("time")).to_have_text("Kam, 16 Jul 2026, 16.00")
    await clock.get_by_role("button", name="ke …").click()
    await page.keyboard.press("Escape")
    await expect(clock.get_by_role("button", name="ke …")).to_be_focused()


async def test_the_tour_shows_whose_phone_and_what_to_press(
    pages: Callable[[], Any], bot: Bot, server: Server, world: World
) -> None:
    world.tour = STEPS
    siti, _ = world.add_person("Siti Aminah"), world.add_person("Budi")
    page = await pages()
    await page.goto(server.base)
    panel = page.get_by_role("region", name="Panduan")
    await expect(panel.get_by_role("status")).to_have_text("Sapa bot itu.")
    await expect(page.locator(".phone.guided")).to_have_attribute("data-person", "siti")
    siti.start()
    await bot.ok("sendMessage", chat_id=siti.id, text="Halo", reply_markup=AGREE)
    await expect(panel).to_contain_text("Panduan 2/3")
    await expect(page.locator(".next")).to_have_text("Setuju")
    await panel.get_by_role("button", name="Siti").click()
    await expect(page.get_by_role("log", name="Percakapan Siti Aminah")).to_be_focused()
    await panel.get_by_role("button", name="Lewati").click()
    await expect(panel.get_by_role("status")).to_have_text("Budi menyusul.")
    await expect(page.locator(".phone.guided")).to_have_attribute("data-person", "budi")
    await panel.get_by_role("button", name="Tutup").click()
    await expect(page.locator(".phone.guided")).to_have_count(0)
    await expect(panel.get_by_role("button", name="Buka panduan")).to_be_focused()
    await panel.get_by_role("button", name="Buka panduan").click()
    await panel.get_by_role("button", name="Lewati").click()
    await expect(panel).to_contain_text("Selesai")


async def test_two_browsers_see_the_same(pages: Callable[[], Any], bot: Bot, server: Server, world: World) -> None:
    siti = world.add_person("Siti")
    siti.start()
    left, right = await pages(), await pages(width=390, height=844)
    await left.goto(server.base)
    await right.goto(server.base)
    await left.locator("[data-person=siti] textarea").fill("Dari kiri")
    await left.keyboard.press("Enter")
    await expect(right.locator("[data-message]").last).to_contain_text("Dari kiri")
    await bot.ok("sendMessage", chat_id=siti.id, text="Setuju?", reply_markup=AGREE)
    await right.get_by_role("button", name="Setuju").click()
    query = (await bot.updates())[-1]["callback_query"]["id"]
    await bot.ok("answerCallbackQuery", callback_query_id=query, text="Tersimpan")
    for page in (left, right):
        await expect(page.locator("[data-role=toast]")).to_have_text("Tersimpan")


async def test_everything_sent_is_shown(pages: Callable[[], Any], server: Server, world: World) -> None:
    siti = world.add_person("Siti")
    siti.send_album("Jalan")
    siti.send_voice()
    siti.send_video()
    siti.send_location()
    page = await pages()
    await page.goto(server.base)
    log = page.locator("[data-role=log]")
    await expect(log.locator("img")).to_have_count(3)
    loaded = "Promise.all([...document.querySelectorAll('img')].map((i) => i.decode().then(() => i.naturalWidth)))"
    assert await page.evaluate(loaded) == [640] * 3
    played = "(a) => new Promise((yes, no) => { a.muted = true; a.onended = () => yes(a.duration); a.onerror = no; "
    played += "a.play().then(() => { a.currentTime = 3.8; }); })"
    assert await log.locator("audio").evaluate(played) == pytest.approx(4, abs=0.1)
    await expect(log.get_by_text("25 MB")).to_be_visible()
    await expect(log.get_by_text("-5.7, 105.6")).to_be_visible()


async def test_by_keyboard_alone(pages: Callable[[], Any], bot: Bot, server: Server, world: World) -> None:
    siti = world.add_person("Siti")
    siti.start()
    sent = await bot.ok("sendMessage", chat_id=siti.id, text="Satu?", reply_markup=AGREE)
    page = await pages()
    await page.goto(server.base)
    await page.get_by_role("button", name="Setuju").focus()
    await page.keyboard.press("Enter")
    await bot.ok("editMessageText", chat_id=siti.id, message_id=sent["message_id"], text="Dua?", reply_markup=AGREE)
    await expect(page.locator("[data-message]").last).to_contain_text("Dua?")
    await expect(page.get_by_role("button", name="Setuju")).to_be_focused()
    await page.get_by_role("button", name="Lampirkan").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("menuitem", name="Foto", exact=True)).to_be_focused()
    await page.keyboard.press("End")
    await expect(page.get_by_role("menuitem", name="Nomor saya")).to_be_focused()
    await page.keyboard.press("Home")
    await page.keyboard.press("Enter")
    await expect(page.locator("[data-message] img")).to_be_visible()
    await page.get_by_role("button", name="Lampirkan").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("menu")).to_have_count(0)
    await expect(page.get_by_role("textbox", name="Tulis pesan")).to_be_focused()


async def test_tabs_by_arrows_on_a_small_screen(pages: Callable[[], Any], server: Server, world: World) -> None:
    for name in ("Siti", "Budi"):
        world.add_person(name)
    page = await pages(width=390, height=844)
    await page.goto(server.base)
    await page.get_by_role("tab", name="Siti").focus()
    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_role("tab", name="Budi")).to_be_focused()
    await expect(page.locator("[data-person=budi]")).to_be_visible()
    await expect(page.get_by_role("tab", name="Budi")).to_have_attribute("aria-controls", "phone-budi")


@pytest.mark.parametrize("width", [1366, 390])
async def test_nothing_is_nameless_or_out_of_sight(
    pages: Callable[[], Any], bot: Bot, server: Server, world: World, hands: Hands, width: int
) -> None:
    world.tour = STEPS
    siti = world.add_person("Siti Aminah")
    siti.start()
    siti.send_photo()
    await bot.ok("sendMessage", chat_id=siti.id, text="Halo", reply_markup=AGREE)
    page = await pages(width=width, height=844)
    await page.goto(server.base)
    await expect(page.get_by_role("button", name="Setuju")).to_be_visible()
    nameless = """[...document.querySelectorAll('button, a, input, textarea, img, [role=log], [role=region]')]
      .filter((n) => !(n.textContent.trim() || n.getAttribute('aria-label') || n.alt || n.querySelector('img[alt]')))
      .map((n) => n.outerHTML)"""
    assert await page.evaluate(nameless) == []
    assert await page.evaluate("document.querySelectorAll('h1').length") == 1
    outside = """[...document.querySelectorAll('.top button, .top time, .tour *, .tabs *')]
      .map((n) => [n.textContent, n.getBoundingClientRect()])
      .filter(([, r]) => r.width && (r.left < 0 || r.right > innerWidth)).map(([text]) => text)"""
    assert await page.evaluate(outside) == []
