"""Telegram stops knowing the token (401): intake says so, the process ends, and nothing that waits is lost."""

import json
from pathlib import Path

import pytest

from bot.settings import Settings
from sandbox.server import serve
from sandbox.world import World
from tests.support.command import Command

WEBHOOK = {
    "listen": "127.0.0.1:0",
    "public_url": "https://kinerja.example",
    "webhook_secret": "a-secret-of-telegrams-alphabet",
}
MOMENTS: dict[str, tuple[str, int, dict[str, str]]] = {
    "while it listens": ("getUpdates", 1, {}),
    "as it tells of its webhook": ("setWebhook", 0, WEBHOOK),
}


@pytest.mark.parametrize("moment", list(MOMENTS))
async def test_an_unknown_token_ends_the_process_with_an_alarm(
    sqlite_url_empty: str, tmp_path: Path, moment: str
) -> None:
    method, after, how = MOMENTS[moment]
    world, log = World(limits=False), tmp_path / "service.log"
    async with serve(world) as server:
        settings = Settings(
            data=tmp_path, database_url=sqlite_url_empty, telegram_token=world.token, telegram_api=server.base
        )
        guest = world.add_person("Orang Lain")
        world.faults.add(method, "401", after=after)
        async with Command(settings.model_copy(update=how), log) as service:
            guest.start()
            assert await service.ended() == 1
        *lines, sentence = log.read_text().splitlines()
        (alarm,) = [line for line in map(json.loads, lines) if line["event"] == "intake.stopped"]
        alarm.pop("timestamp")
        assert alarm == {"event": "intake.stopped", "reason": "unknown token", "level": "error"}
        assert sentence == "Telegram tidak mengenal token ini. Periksa KINERJA_TELEGRAM_TOKEN."
        guest.write("/bahasa")
        async with Command(settings, log):
            await guest.wait(lambda screen: "Pilih bahasa" in screen.text)
        assert any(message.text.startswith("Halo!") for message in guest.messages), "what waited was answered, too"
