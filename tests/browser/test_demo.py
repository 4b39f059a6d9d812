"""The demo in a real browser: Siti and her rater side by side, the service killed in the middle, the job done."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect, sync_playwright

from tests.support.browser import CHROMIUM, needs_chromium

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
FLAGS += ["--disable-sync", "--no-first-run", "--disable-quic"]
SLOW = 60_000
pytestmark = needs_chromium


class Demo:
    """`kinerja demo` as a process that can be stopped and started again."""

    def __init__(self, data: Path) -> None:
        self._environment = {**os.environ, "KINERJA_DATA": str(data), "KINERJA_DATABASE_URL": ""}
        self.address = ""

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli.main", "demo", "--port", "0"],
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout
        self.address = next(word for line in self._process.stdout for word in line.split() if word.startswith("http"))

    def stop(self) -> None:
        self._process.terminate()
        self._process.communicate(timeout=30)
        assert self._process.returncode == 0


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    made = Demo(tmp_path)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def page(demo: Demo) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1366, "height": 768}, timezone_id="Asia/Jakarta")
        page.set_default_timeout(SLOW)
        expect.set_options(timeout=SLOW)
        page.goto(demo.address)
        yield page
        browser.close()


def phone(page: Page, key: str) -> Locator:
    return page.locator(f'section[data-person="{key}"]')


def press(page: Page, key: str, label: str) -> None:
    phone(page, key).get_by_role("button", name=label).last.click()


def sees(page: Page, key: str, text: str) -> None:
    expect(phone(page, key).locator("[data-message]").last).to_contain_text(text)


def link(page: Page, key: str) -> None:
    phone(page, key).locator("[data-role=invitation]").click()
    press(page, key, "Bagikan nomor saya")
    sees(page, key, "Kalau benar, silakan mulai.")


def screenshot(page: Page, name: str) -> None:
    """A picture to look at, where KINERJA_SCREENSHOTS names a folder."""
    if folder := os.environ.get("KINERJA_SCREENSHOTS"):
        page.screenshot(path=f"{folder}/{name}.png")


def test_siti_and_her_rater(page: Page, demo: Demo) -> None:
    expect(page.get_by_role("status").first).to_contain_text("Layanan hidup")
    link(page, "siti")
    press(page, "siti", "Evaluasi diri")
    for number in range(1, 9):
        sees(page, "siti", f"· {number} dari 21")
        press(page, "siti", "3 · Tetap")
    sees(page, "siti", "· 9 dari 21")
    screenshot(page, "1-question")

    page.get_by_role("button", name="Matikan layanan").click()
    press(page, "siti", "3 · Tetap")
    sees(page, "siti", "· 10 dari 21")
    press(page, "siti", "← Kembali")
    sees(page, "siti", "Jawaban Anda sekarang: 3 · Tetap")
    press(page, "siti", "2 · Kadang")
    for number in range(10, 21):
        sees(page, "siti", f"· {number} dari 21")
        press(page, "siti", "3 · Tetap")
    sees(page, "siti", "· 21 dari 21")
    press(page, "siti", "4 · Teladan")
    sees(page, "siti", "Ceritakan satu kejadian nyata")

    demo.stop()
    demo.start()
    page.goto(demo.address)
    phone(page, "siti").locator("[data-role=composer] textarea, [data-role=composer] input").fill("Warga terbantu.")
    phone(page, "siti").locator("[data-role=composer]").get_by_role("button", name="Kirim").click()
    sees(page, "siti", "Tinjau jawaban.")
    sees(page, "siti", "Kompeten: 3 · 3 · 2")
    link(page, "ratna")
    screenshot(page, "2-review")
    press(page, "siti", "Kirim ke penilai")
    sees(page, "siti", "Terkirim.")
    sees(page, "ratna", "Siti Contoh sudah mengirim evaluasi diri")
    press(page, "ratna", "Buka daftar pegawai")
    sees(page, "ratna", "Siti Contoh: dikirim, menunggu Anda")
    screenshot(page, "3-team")
    press(page, "ratna", "● Siti Contoh")
    sees(page, "ratna", "Jawabannya baru terlihat setelah Anda memberi penilaian sendiri.")
    press(page, "siti", "Tarik kembali")
    expect(page.get_by_text("Tidak bisa ditarik lagi")).to_be_visible()
    page.keyboard.press("Escape")

    days = phone(page, "siti").locator(".day").count()
    page.get_by_role("button", name="+1 hari").click()
    phone(page, "siti").locator("[data-role=composer] textarea").fill("/bantuan")
    page.keyboard.press("Enter")
    sees(page, "siti", "Perlu bantuan orang?")
    expect(phone(page, "siti").locator(".day")).to_have_count(days + 1)
