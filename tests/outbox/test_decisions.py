"""Every answer of Telegram, over a real connection: what becomes of the notice, on each engine."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from locales import notice as words
from locales.letter import Letter
from models.answer import Answer, SendPlain, StopSending, decide, told
from models.conversation import Conversation
from models.notice import (
    DELIVERED,
    INVITATION_TRIED,
    LINK_MATCHED,
    REFUSED,
    RETRIES,
    UNREACHABLE,
    WAITING,
    Moved,
    Notice,
    RetryLater,
    Undeliverable,
)
from models.person import Person
from sandbox.people import Person as Phone
from services.outbox import post
from tests.support.house import House

MEANINGS: dict[str, tuple[Answer, object]] = {
    "429": (Answer(429, retry_after=7), RetryLater(7, "429", counts=False)),
    "429 without a time": (Answer(429), RetryLater(2, "429", counts=False)),
    "nobody": (Answer(0, "TimedOut"), RetryLater(2, "TimedOut")),
    "a server in trouble": (Answer(500), RetryLater(2, "500")),
    "blocked": (Answer(403, "bot was blocked by the user"), Undeliverable(UNREACHABLE, "bot was blocked by the user")),
    "deactivated": (Answer(403, "user is deactivated"), Undeliverable(UNREACHABLE, "user is deactivated")),
    "never started": (
        Answer(403, "bot can't initiate conversation with a user"),
        Undeliverable(UNREACHABLE, "bot can't initiate conversation with a user"),
    ),
    "no such chat": (Answer(400, "Chat not found"), Undeliverable(UNREACHABLE, "Chat not found")),
    "our markup": (Answer(400, "Can't parse entities: unclosed tag"), SendPlain()),
    "too long": (Answer(400, "Message is too long"), SendPlain()),
    "another 400": (Answer(400, "Button_data_invalid"), Undeliverable(REFUSED, "Button_data_invalid")),
    "moved": (Answer(400, "upgraded", moved_to=-1009), Moved("-1009")),
    "token revoked": (Answer(401), StopSending()),
    "token mutilated": (Answer(404), StopSending()),
}


@pytest.mark.parametrize("case", list(MEANINGS))
def test_what_an_answer_means(case: str) -> None:
    answer, meaning = MEANINGS[case]
    assert decide(answer, 0) == meaning


def test_plain_text_is_tried_once_only() -> None:
    answer = Answer(400, "Can't parse entities")
    assert decide(answer, 0, plain=True) == Undeliverable(REFUSED, "Can't parse entities")


def test_a_reason_is_short_and_holds_no_token() -> None:
    said = told("Not Found: https://api.example/bot123456789:AAE-abc_defghijklmnop/sendMessage " + "x" * 500)
    assert len(said) == 200
    assert "AAE" not in said


@pytest.fixture
async def siti(house: House) -> Phone:
    """Somebody with a chat, and a notice that waits for them."""
    phone = house.world.add_person("Siti", key="siti")
    phone.start()
    await house.settled()
    async with house.core.transactions.begin() as session:
        person = Person(ref="X-SITI", name="Siti", changed_at=house.clock.now())
        session.add(person)
        await session.flush()
        talk = (await session.exec(select(Conversation))).first()
        if talk is None:
            talk = Conversation(channel_user_id=str(phone.id), since=house.clock.now())
        talk.person_id = person.id
        session.add(talk)
    await write(house)
    return phone


async def write(house: House, kind: str = INVITATION_TRIED, key: str = "k", days: float = 1) -> None:
    now = house.clock.now()
    async with house.core.transactions.begin() as session:
        (person,) = (await session.exec(select(Person))).all()
        facts: dict[str, Any] = {"at": now.isoformat(), "name": "Siti <b>& Co"}
        until = now + timedelta(days=days)
        await post(session, kind, to=person.id or 0, facts=facts, dedupe_key=key, now=now, valid_until=until)


async def the_notice(house: House) -> Notice:
    (notice,) = await house.rows(Notice)
    return notice


def heard(phone: Phone) -> list[str]:
    return [message.text for message in phone.messages if "Akun lain mencoba" in message.text]


PASSING: dict[str, tuple[dict[str, Any], int]] = {
    "429": ({"seconds": 3}, 0),
    "500": ({}, 1),
    "reset_before": ({}, 1),
    "bad_json": ({}, 1),
    "proxy": ({}, 1),
}


@pytest.mark.parametrize("kind", list(PASSING))
async def test_a_passing_trouble_waits_and_the_notice_arrives(house: House, siti: Phone, kind: str) -> None:
    more, attempts = PASSING[kind]
    house.world.faults.add("sendMessage", kind, **more)
    await house.deliver()
    notice = await the_notice(house)
    assert (notice.outcome, notice.attempts) == (WAITING, attempts)
    assert house.world.token not in notice.reason
    (talk,) = await house.rows(Conversation)
    assert talk.blocked_at is None
    if kind == "429":
        assert house.service.delivery
        house.service.pacer._budget.paused_until = float("-inf")
    house.clock.advance(seconds=4)
    await house.deliver()
    assert (await the_notice(house)).outcome == DELIVERED
    assert len(heard(siti)) == (2 if kind == "bad_json" else 1), "an answer that cannot be read may have been a yes"


async def test_trouble_without_end_is_given_up_with_its_reason(house: House, siti: Phone) -> None:
    house.world.faults.add("sendMessage", "500", times=100)
    for _ in range(RETRIES):
        await house.deliver()
        house.clock.advance(hours=1)
    notice = await the_notice(house)
    assert (notice.outcome, notice.reason) == (REFUSED, "gave up: NetworkError")


@pytest.mark.parametrize("way", ["writes", "unblocks"])
async def test_who_blocked_us_hears_what_is_still_valid_when_they_are_back(house: House, siti: Phone, way: str) -> None:
    await write(house, LINK_MATCHED, "long", days=9)
    with house.world.change():
        siti._set(blocked=True)
    assert await house.deliver() == 2
    assert [notice.outcome for notice in await house.rows(Notice)] == [WAITING, WAITING]
    (talk,) = await house.rows(Conversation)
    assert talk.blocked_at
    assert await house.deliver() == 0, "nothing more is tried"
    house.clock.advance(days=2)
    if way == "writes":
        with house.world.change():
            siti._set(blocked=False)
        siti.write("/bahasa")
    else:
        siti.unblock()
    await house.settled()
    assert await house.deliver() == 1
    assert [notice.outcome for notice in await house.rows(Notice)] == ["expired", DELIVERED]


async def test_a_refusal_of_the_token_stops_the_courier_until_it_is_known_again(house: House, siti: Phone) -> None:
    await write(house, LINK_MATCHED, "second")
    house.world.faults.add("sendMessage", "401", times=3)
    assert house.service.delivery
    courier = house.service.delivery.courier
    assert await house.deliver() == 2
    assert courier.stopped
    assert {(notice.outcome, notice.attempts) for notice in await house.rows(Notice)} == {(WAITING, 0)}
    assert await house.deliver() == 0, "it waits"
    house.clock.advance(seconds=61)
    assert await house.deliver() == 1, "one notice is risked"
    assert courier.stopped
    house.clock.advance(seconds=61)
    assert await house.deliver() == 2
    assert not courier.stopped
    assert {notice.outcome for notice in await house.rows(Notice)} == {DELIVERED}


async def test_markup_that_telegram_does_not_take_goes_out_as_plain_text(house: House, siti: Phone) -> None:
    house.world.faults.add("sendMessage", "400", text="can't parse entities: unexpected end tag at byte offset 3")
    await write(house, LINK_MATCHED, "marked")
    await house.deliver()
    assert {notice.outcome for notice in await house.rows(Notice)} == {DELIVERED}
    assert len(heard(siti)) == 1
    assert any("Siti <b>& Co" in message.text for message in siti.messages)


async def test_another_400_is_refused_with_telegrams_own_words(house: House, siti: Phone) -> None:
    house.world.faults.add("sendMessage", "400", text="BUTTON_DATA_INVALID " + "x" * 300)
    await house.deliver()
    notice = await the_notice(house)
    assert (notice.outcome, notice.reason[:19], len(notice.reason)) == (REFUSED, "Button_data_invalid", 200)


async def test_a_letter_that_is_too_long_goes_out_whole_in_pieces(
    house: House, siti: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    paragraph = "<b>Penting &amp; panjang</b> " + "kata 😀 " * 200
    long = words.Letter("\n\n".join(f"{number}. {paragraph}" for number in range(1, 9)))
    made: dict[str, Callable[..., Letter]] = {**words._LETTERS, INVITATION_TRIED: lambda *_: long}
    monkeypatch.setattr(words, "_LETTERS", made)
    await house.deliver()
    assert (await the_notice(house)).outcome == DELIVERED
    said = "".join(message.text for message in siti.messages if "Penting & panjang" in message.text)
    assert said.count("Penting & panjang") == 8
    assert said.count("😀") == 1600


async def test_a_group_that_became_another_chat_gets_the_notice_there(house: House, siti: Phone) -> None:
    group, new = house.world.add_group("Lama"), house.world.add_group("Baru")
    async with house.core.transactions.begin() as session:
        talk = (await session.exec(select(Conversation))).one()
        talk.channel_user_id = str(group)
        session.add(talk)
    house.world.faults.add("sendMessage", "migrated", text=str(new))
    assert await house.deliver() == 2
    notice = await the_notice(house)
    assert (notice.outcome, notice.attempts) == (DELIVERED, 0)
    assert [row["message"]["text"][:4] for row in house.world.messages(new).values()] == ["Akun"]
