"""Notices: written once, claimed by one, settled with an outcome; what Telegram answers decides what happens next."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, cast

import pytest
from sqlalchemy import func, text
from sqlmodel import col, select

from locales.letter import Letter
from models.conversation import Conversation, Speaker
from models.notice import (
    CANCELLED,
    DELIVERED,
    EXPIRED,
    INVITATION_TRIED,
    LEASE,
    LINK_MATCHED,
    REFUSED,
    RETRIES,
    UNREACHABLE,
    WAITING,
    Delivered,
    Moved,
    Notice,
    RetryLater,
    Undeliverable,
    back_off,
)
from models.person import Person
from scheduler.courier import Courier
from services.conversations import Conversations
from services.outbox import Outbox, cancel, post
from services.transaction import Session, Transactions


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


async def write(
    transactions: Transactions, to: int, key: str = "k", days: float = 1, kind: str = INVITATION_TRIED, **more: Any
) -> None:
    now = transactions.clock.now()
    async with transactions.begin() as session:
        until = now + timedelta(days=days)
        facts = {"at": now.isoformat()}
        await post(session, kind, to=to, facts=facts, dedupe_key=key, now=now, valid_until=until, **more)


async def stored(transactions: Transactions) -> list[Notice]:
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


async def test_what_is_held_up_for_minutes_stays_with_its_courier(
    transactions: Transactions, ratna: int, clock: Any
) -> None:
    """A 429 may ask for longer than LEASE: claimed again meanwhile, it would be sent twice."""
    sent, go_on = [], asyncio.Event()

    class HeldUp:
        async def deliver(self, address: str, letter: Letter, **how: Any) -> Delivered:
            sent.append(letter.text)
            await go_on.wait()
            return Delivered()

    outbox = Outbox(transactions)
    for key in ("a", "b"):
        await write(transactions, ratna, key)
    courier = Courier(outbox, cast(Any, HeldUp()), "here", clock.real, renew_every=timedelta(milliseconds=5))
    tick = asyncio.get_running_loop().create_task(courier.tick())
    while len(sent) < 2:
        await asyncio.sleep(0.005)
    for _ in range(3):
        clock.advance(seconds=LEASE.total_seconds() - 1)
        await asyncio.sleep(0.1)
    assert await outbox.claim("elsewhere", 10) == []
    go_on.set()
    assert await tick == 2
    assert len(sent) == 2
    assert {notice.outcome for notice in await stored(transactions)} == {DELIVERED}


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


async def test_who_blocked_us_is_held_back_and_told_apart_when_time_runs_out(
    transactions: Transactions, ratna: int, clock: Any
) -> None:
    outbox = Outbox(transactions)
    await write(transactions, ratna, "short", days=1)
    (delivery,) = await outbox.claim("a", 10)
    await outbox.settle(delivery, Undeliverable(UNREACHABLE, "Forbidden: bot was blocked by the user"), "a")
    await write(transactions, ratna, "long", days=9)
    assert await outbox.claim("a", 10) == []
    clock.advance(days=2)
    assert await outbox.claim("a", 10) == []
    assert [(notice.outcome, notice.attempts) for notice in await stored(transactions)] == [
        (UNREACHABLE, 0),
        (WAITING, 0),
    ]
    await Conversations(transactions).back(Speaker("telegram", "77"))
    assert len(await outbox.claim("a", 10)) == 1


async def test_a_group_that_moved_is_found_at_its_new_address(transactions: Transactions, ratna: int) -> None:
    outbox = Outbox(transactions)
    await write(transactions, ratna)
    for address in ("-100", "-200"):
        (delivery,) = await outbox.claim("a", 10)
        await outbox.settle(delivery, Moved(address), "a")
    async with transactions.begin() as session:
        session.add(Conversation(channel_user_id="-300", since=transactions.clock.now(), language="id"))
    (delivery,) = await outbox.claim("a", 10)
    await outbox.settle(delivery, Moved("-300"), "a")
    (delivery,) = await outbox.claim("a", 10)
    assert (delivery.address, delivery.language, delivery.attempts) == ("-300", "id", 0)


async def test_what_is_not_wanted_any_more_is_cancelled_at_the_claim(transactions: Transactions, ratna: int) -> None:
    odd = {INVITATION_TRIED: col(Notice.subject_id) % 2 == 1}
    outbox = Outbox(transactions, wanted=odd)
    for number in range(1, 6):
        await write(transactions, ratna, str(number), subject=number)
    claimed = [*await outbox.claim("a", 2), *await outbox.claim("a", 2), *await outbox.claim("a", 2)]
    assert [delivery.notice for delivery in claimed] == [row.id for row in (await stored(transactions))[::2]]
    assert [row.outcome for row in await stored(transactions)] == [WAITING, CANCELLED] * 2 + [WAITING]
    assert await Outbox(transactions, wanted={}).claim("b", 10) == []


async def test_a_digest_counts_at_delivery_and_an_empty_one_is_cancelled(
    transactions: Transactions, ratna: int
) -> None:
    async def count(session: Session, notices: Sequence[Notice]) -> dict[int, dict[str, Any]]:
        people = (await session.exec(select(func.count()).select_from(Person))).one()
        return {notice.id or 0: {"people": people} for notice in notices if notice.subject_id}

    await write(transactions, ratna, "1", subject=1)
    await write(transactions, ratna, "2")
    async with transactions.begin() as session:
        session.add(Person(ref="X-LATER", name="Later", changed_at=transactions.clock.now()))
    (delivery,) = await Outbox(transactions, facts={INVITATION_TRIED: count}).claim("a", 10)
    assert delivery.facts == {"people": 2}
    assert [row.outcome for row in await stored(transactions)] == [WAITING, CANCELLED]


async def test_facts_that_fail_hold_up_no_other_kind(transactions: Transactions, ratna: int, clock: Any) -> None:
    async def fail(session: Session, _: Sequence[Notice]) -> dict[int, dict[str, Any]]:
        await session.exec(text("SELECT nothing FROM nowhere"))  # type: ignore[call-overload]
        return {}

    outbox = Outbox(transactions, facts={INVITATION_TRIED: fail})
    await write(transactions, ratna, "1")
    await write(transactions, ratna, "2", kind=LINK_MATCHED)
    (delivery,) = await outbox.claim("a", 10)
    assert delivery.kind == LINK_MATCHED
    failed, _ = await stored(transactions)
    assert (failed.outcome, failed.attempts, failed.holder) == (WAITING, 1, None)
    assert failed.reason.endswith("Error")
    assert await outbox.claim("a", 10) == [], "not before its time"


async def test_a_notice_may_be_due_later(transactions: Transactions, ratna: int, clock: Any) -> None:
    await write(transactions, ratna, due_at=clock.now() + timedelta(hours=2))
    assert await Outbox(transactions).claim("a", 10) == []
    clock.advance(hours=2)
    assert len(await Outbox(transactions).claim("a", 10)) == 1


def test_back_off_grows_to_a_quarter_of_an_hour() -> None:
    assert [back_off(attempts) for attempts in (0, 1, 2, 3, 9, 10, 20)] == [2, 2, 4, 8, 512, 900, 900]
