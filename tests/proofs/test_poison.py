"""What Telegram, or something in front of it, may send and nobody expects: it stops neither intake nor anybody else."""

import asyncio
from typing import Any, cast

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError

from bot.intake import Poller, incoming
from services.inbox import Inbox
from services.transaction import Transactions

Json = dict[str, Any]


def message(update_id: int, text: str) -> Json:
    chat = {"id": update_id, "type": "private"}
    return {"update_id": update_id, "message": {"message_id": 1, "date": 1, "chat": chat, "text": text}}


class Line:
    """Gives these answers to getUpdates, one after another, then hangs."""

    def __init__(self, *answers: list[Json] | Exception) -> None:
        self._answers = list(answers)
        self.offsets: list[int | None] = []

    async def __call__(self, method: Any, **_: Any) -> list[Json]:
        self.offsets.append(method.offset)
        if not self._answers:
            await asyncio.Event().wait()
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


async def test_half_a_character_or_a_nul_does_not_fail_its_batch(transactions: Transactions) -> None:
    inbox = Inbox(transactions, bot_id=77)
    await inbox.store([incoming(message(n, text)) for n, text in enumerate(["\ud83d", "\x00", "Halo 😀"], 1)])
    assert len(await inbox.claim("worker", 10)) == 3


async def test_the_error_page_of_a_proxy_is_waited_out(transactions: Transactions) -> None:
    page = ClientDecodeError("Failed to decode object", ValueError(), "<html>502 Bad Gateway</html>")
    line, news = Line(page, [message(5, "Halo")]), asyncio.Event()
    inbox = Inbox(transactions, bot_id=77)
    async with asyncio.TaskGroup() as group:
        polling = group.create_task(Poller(cast(Bot, line), inbox, news).run())
        await news.wait()
        polling.cancel()
    assert await inbox.count_waiting() == 1
    assert line.offsets[:2] == [None, None], "nothing was acknowledged meanwhile"
