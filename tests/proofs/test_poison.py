"""What Telegram, or something in front of it, may send and nobody expects: it stops neither intake nor anybody else.

Nor does a notice that the program itself cannot deliver.
"""

import asyncio
from datetime import timedelta
from typing import Any, cast

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError
from sqlmodel import col, select

from bot.intake import Poller, incoming
from locales.letter import Letter
from models.conversation import Conversation
from models.notice import DELIVERED, INVITATION_TRIED, WAITING, Delivered, Notice
from models.person import Person
from scheduler.courier import Courier
from scheduler.telegram import Telegram
from services.inbox import Inbox
from services.outbox import Outbox
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

    async def delete_webhook(self, *, drop_pending_updates: bool) -> bool:
        """There is none; what waits must not be dropped."""
        assert not drop_pending_updates
        return True


class Postman:
    """Delivers, except to one address, where the program itself fails."""

    async def deliver(self, address: str, letter: Letter, **_: object) -> Delivered:
        if address == "2":
            raise KeyError(letter.text)
        return Delivered()


async def test_a_notice_that_cannot_be_worded_holds_up_no_other(transactions: Transactions) -> None:
    now = transactions.now()
    async with transactions.begin() as session:
        for number in (1, 2, 3):
            session.add(Person(id=number, ref=f"X-{number}", name="Seseorang", changed_at=now))
            await session.flush()
            session.add(Conversation(channel_user_id=str(number), person_id=number, since=now))
            times = {"due_at": now, "created_at": now, "valid_until": now + timedelta(days=1)}
            facts = {"at": now.isoformat()}
            session.add(Notice(kind=INVITATION_TRIED, person_id=number, facts=facts, dedupe_key=f"{number}", **times))
    courier = Courier(Outbox(transactions), cast(Telegram, Postman()), "courier", transactions.clock.real)
    assert await courier.tick() == 3
    async with transactions.read() as session:
        notices = (await session.exec(select(Notice).order_by(col(Notice.person_id)))).all()
    assert [notice.outcome for notice in notices] == [DELIVERED, WAITING, DELIVERED]
    assert (notices[1].attempts, notices[1].reason, notices[1].holder) == (1, "KeyError", None)


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
