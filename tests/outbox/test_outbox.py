"""Notices: written once, claimed by one, settled with an outcome; what Telegram answers decides what happens next."""

from datetime import timedelta
from typing import Any

import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from models.conversation import Conversation
from models.notice import (
    CANCELLED,
    DELIVERED,
    EXPIRED,
    INVITATION_TRIED,
    LEASE,
    REFUSED,
    RETRIES,
    UNREACHABLE,
    WAITING,
    Delivered,
    Notice,
    RetryLater,
    Undeliverable,
    back_off,
)
from models.person import Person
from scheduler.pacer import Limits, Pacer
from scheduler.telegram import BotStoppedError, outcome_of
from services.outbox import Outbox, cancel, post
from services.transaction import Transactions


@pytest.fixture
async def ratna(transactions: Transactions) -> int:
    """Somebody with a chat."""
    now = transactions.clock.now()
    async with transactions.begin() as session:
        person = Person(ref="X-RATNA", name="Ratna", changed_at=now)
        session.add(person)
        await session.flush()
        session.add(Conversation(channel_user_id="77", person_id=person.id, since=now, language="en"))
        assert person.id
        return person.id


async def write(transactions: Transactions, to: int, key: str = "k", days: float = 1) -> None:
    now = transactions.clock.now()
    async with transactions.begin() as session:
        until = now + timedelta(days=days)
        facts = {"at": now.isoformat()}
        await post(session, INVITATION_TRIED, to=to, facts=facts, dedupe_key=key, now=now, valid_until=until)


async def stored(transactions: Transactions) -> list[Notice]:
    from sqlmodel import col, select

    async with transactions.read() as session:
        return list(await session.exec(select(Notice).order_by(col(Notice.id))))


async def test_an_event_makes_one_notice_however_often_it_is_written(transactions: Transactions, ratna: int) -> None:
    await write(transactions, ratna)
    await write(transactions, ratna)
    (notice,) = await stored(transactions)
    assert notice.outcome == WAITING


async def test_a_claimed_notice_belongs_to_one_holder_until_its_lease_ends(
    transactions: Transactions, ratna: int, clock: Any
) -> None:
    outbox = Outbox(transactions)
    await write(transactions, ratna)
    (delivery,) = await outbox.claim("a", 10)
    assert (delivery.address, delivery.language) == ("77", "en")
    assert await outbox.claim("b", 10) == []
    clock.advance(seconds=LEASE.total_seconds())
    (again,) = await outbox.claim("b", 10)
    await outbox.settle(delivery, Delivered(), "a")
    assert (await stored(transactions))[0].outcome == WAITING, "who lost the lease settles nothing"
    await outbox.settle(again, Delivered(), "b")
    assert (await stored(transactions))[0].outcome == DELIVERED


async def test_a_new_leader_frees_what_the_dead_one_held(transactions: Transactions, ratna: int) -> None:
    outbox = Outbox(transactions)
    await write(transactions, ratna)
    await outbox.claim("dead", 10)
    assert await outbox.holders() == {"dead"}
    await outbox.release({"dead"})
    assert len(await outbox.claim("new", 10)) == 1


async def test_one_for_a_person_without_a_chat_waits_or_expires(transactions: Transactions, clock: Any) -> None:
    async with transactions.begin() as session:
        person = Person(ref="X-NEW", name="New", changed_at=clock.now())
        session.add(person)
        await session.flush()
        ident = person.id or 0
    outbox = Outbox(transactions)
    await write(transactions, ident, "early", days=1)
    await write(transactions, ident, "late", days=9)
    assert await outbox.claim("a", 10) == []
    clock.advance(days=2)
    assert await outbox.claim("a", 10) == []
    assert [notice.outcome for notice in await stored(transactions)] == [EXPIRED, WAITING]
    async with transactions.begin() as session:
        session.add(Conversation(channel_user_id="88", person_id=ident, since=clock.now()))
    assert len(await outbox.claim("a", 10)) == 1


async def test_cancelled_is_final(transactions: Transactions, ratna: int, clock: Any) -> None:
    await write(transactions, ratna)
    async with transactions.begin() as session:
        await cancel(session, "k", clock.now())
    assert await Outbox(transactions).claim("a", 10) == []
    assert (await stored(transactions))[0].outcome == CANCELLED


async def test_trouble_backs_off_and_gives_up_in_the_end(transactions: Transactions, ratna: int, clock: Any) -> None:
    outbox = Outbox(transactions)
    await write(transactions, ratna, days=90)
    for attempt in range(1, RETRIES + 1):
        (delivery,) = await outbox.claim("a", 10)
        await outbox.settle(delivery, RetryLater(back_off(attempt), "NetworkError"), "a")
        assert await outbox.claim("a", 10) == [], "not before its time"
        clock.advance(seconds=back_off(attempt))
    (notice,) = await stored(transactions)
    assert (notice.outcome, notice.attempts) == (REFUSED, RETRIES)


async def test_a_429_costs_no_attempt(transactions: Transactions, ratna: int, clock: Any) -> None:
    outbox = Outbox(transactions)
    await write(transactions, ratna, days=90)
    for _ in range(RETRIES + 2):
        (delivery,) = await outbox.claim("a", 10)
        await outbox.settle(delivery, RetryLater(3, "429", counts=False), "a")
        clock.advance(seconds=3)
    (notice,) = await stored(transactions)
    assert (notice.outcome, notice.attempts) == (WAITING, 0)


async def test_who_blocked_us_is_unreachable_until_they_are_back(transactions: Transactions, ratna: int) -> None:
    outbox = Outbox(transactions)
    await write(transactions, ratna, "one")
    (delivery,) = await outbox.claim("a", 10)
    await outbox.settle(delivery, Undeliverable(UNREACHABLE, "403"), "a")
    await write(transactions, ratna, "two")
    assert await outbox.claim("a", 10) == []
    assert [notice.outcome for notice in await stored(transactions)] == [UNREACHABLE, WAITING]


MEANINGS: list[tuple[Exception | None, object]] = [
    (None, Delivered()),
    (RetryAfter(7), RetryLater(7.0, "429", counts=False)),
    (Forbidden("Forbidden: bot was blocked by the user"), Undeliverable(UNREACHABLE, "403")),
    (BadRequest("Chat not found"), Undeliverable(UNREACHABLE, "Chat not found")),
    (BadRequest("Message is too long"), Undeliverable(REFUSED, "Message is too long")),
    (ChatMigrated(5), Undeliverable(REFUSED, "Group migrated to supergroup. New chat id: 5")),
    (TimedOut(), RetryLater(2.0, "TimedOut")),
    (NetworkError("reset"), RetryLater(2.0, "NetworkError")),
]


@pytest.mark.parametrize(("error", "meaning"), MEANINGS, ids=lambda value: type(value).__name__)
async def test_what_an_answer_of_telegram_means(error: Exception | None, meaning: object) -> None:
    async def send() -> None:
        if error:
            raise error

    assert await outcome_of(send, 0, Pacer(Limits(), lambda: 0.0)) == meaning


async def test_an_unknown_token_stops_the_courier() -> None:
    async def send() -> None:
        raise InvalidToken

    with pytest.raises(BotStoppedError):
        await outcome_of(send, 0, Pacer(Limits(), lambda: 0.0))


def test_back_off_grows_to_a_quarter_of_an_hour() -> None:
    assert [back_off(attempts) for attempts in (0, 1, 2, 3, 9, 10, 20)] == [2, 2, 4, 8, 512, 900, 900]
