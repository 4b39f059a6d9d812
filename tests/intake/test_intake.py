"""Intake: stored before acknowledged, handled once, in order; what fails is tried again, then set aside and told."""

import asyncio
import json

import pytest

from bot.intake import incoming
from models.evaluation import AnswerRow
from models.inbox import InboxUpdate, kind_of
from models.notice import Notice
from sandbox.people import Person as Phone
from services import evaluation_store
from services.inbox import Incoming
from tests.support.house import House
from tests.support.staff import EVERYONE, HEAD, MADE, SITI, YOHANA


@pytest.fixture
async def siti(house: House) -> Phone:
    await house.employ(*EVERYONE)
    await house.open_cycle()
    phone = await house.link(SITI)
    phone.write("/evaluasi")
    await phone.wait(lambda screen: "· 1 dari 21" in screen.text)
    return phone


async def test_the_same_update_again_is_stored_once(house: House) -> None:
    batch = [Incoming(1, "5", json.dumps({"update_id": 1, "odd": {}}))]
    await house.intake.inbox.store(batch)
    await house.intake.inbox.store(batch)
    assert len(await house.rows(InboxUpdate)) == 1


async def test_a_handled_update_keeps_no_words(house: House, siti: Phone) -> None:
    siti.write("rahasia saya")
    await house.settled()
    rows = await house.rows(InboxUpdate)
    assert all(row.handled_at and row.body == "" and row.holder is None for row in rows)


async def test_an_undecodable_update_is_set_aside_and_its_batch_goes_on(house: House, siti: Phone) -> None:
    await house.intake.inbox.store([Incoming(9_000_000, str(siti.id), '{"update_id": 9000000, "message": 7}')])
    siti.press("3")
    await siti.wait(lambda screen: "· 2 dari 21" in screen.text)
    (odd,) = [row for row in await house.rows(InboxUpdate) if row.set_aside_at]
    assert odd.reason == "ValidationError"
    assert odd.body, "kept for whoever looks into it"


def broken(*_: object, **__: object) -> None:
    raise RuntimeError("the disk is full")


async def test_hr_is_told_once_an_hour_what_was_set_aside(
    house: House, siti: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.core.roles.grant(HEAD.nip, "hr")
    head, phones = await house.link(HEAD), [await house.link(staff) for staff in (MADE, YOHANA)]
    for phone in phones:
        phone.write("/evaluasi")
        await phone.wait(lambda screen: "· 1 dari 21" in screen.text)
    monkeypatch.setattr(evaluation_store, "save", broken)
    for phone in (siti, *phones):
        phone.press("3")
    async with asyncio.timeout(20):
        while len([row for row in await house.rows(InboxUpdate) if row.set_aside_at]) < 3:
            house.clock.advance(seconds=10)
            await asyncio.sleep(0.05)
    assert await house.deliver() == 1
    told = await head.wait(lambda screen: screen.text.startswith("Satu kiriman tidak berhasil kami proses"))
    assert "(tombol)" in told.text
    (notice,) = await house.rows(Notice)
    assert notice.facts.keys() == {"number", "kind"}
    assert notice.facts["number"] in {row.id for row in await house.rows(InboxUpdate) if row.set_aside_at}
    house.clock.advance(hours=1)
    await house.intake.inbox.store([Incoming(9_000_000, "5", '{"update_id": 9000000, "message": 7}')])
    house.intake.news.set()
    async with asyncio.timeout(20):
        while len(await house.rows(Notice)) < 2:
            await asyncio.sleep(0.02)


KINDS = {
    '{"update_id": 1, "message": {"text": "rahasia"}}': "message",
    '{"update_id": 1, "edited_message": {}}': "message",
    '{"update_id": 1, "callback_query": {}}': "button",
    '{"update_id": 1, "my_chat_member": {}}': "other",
    "[]": "other",
    "{": "other",
}


@pytest.mark.parametrize("body", list(KINDS))
def test_what_an_update_was_in_one_word(body: str) -> None:
    assert kind_of(body) == KINDS[body]


async def test_a_failing_update_is_tried_three_times_then_told(
    house: House, siti: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = 0

    def broken(*_: object, **__: object) -> None:
        nonlocal tries
        tries += 1
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(evaluation_store, "save", broken)
    siti.press("3")
    siti.write("/bantuan")
    async with asyncio.timeout(20):
        for attempt in (1, 2, 3):
            while not any(row.attempts == attempt for row in await house.rows(InboxUpdate)):
                await asyncio.sleep(0.02)
            house.clock.advance(seconds=10)
    await siti.wait(lambda screen: screen.text.startswith("Bantuan"))
    assert tries == 3
    (aside,) = [row for row in await house.rows(InboxUpdate) if row.set_aside_at]
    assert aside.reason == "RuntimeError"
    assert any("langkah terakhir belum berhasil kami simpan" in message.text for message in siti.messages)
    assert not await house.rows(AnswerRow)
    monkeypatch.undo()
    siti.press_data(siti.messages[-2].message_id, "eo")
    await siti.wait(lambda screen: screen.text.startswith("Bantuan"))


async def test_updates_of_a_chat_stay_in_order_while_many_chats_go_on(house: House, siti: Phone) -> None:
    strangers = [house.world.add_person(f"Orang {number}") for number in range(30)]
    for number in range(5):
        for stranger in strangers:
            stranger.write(f"/start {number}" if number == 4 else "/bahasa")
    await house.settled()
    rows = sorted(await house.rows(InboxUpdate), key=lambda row: row.id or 0)
    for stranger in strangers:
        mine = [row.handled_at for row in rows if row.chat == str(stranger.id)]
        assert len(mine) == 5
        assert stranger.messages[-1].text.startswith("Undangan ini tidak kami kenal")


CHATS = {
    "a message": ({"message": {"chat": {"id": 5}, "from": {"id": 5}}}, "5"),
    "a press": ({"callback_query": {"from": {"id": 6}, "message": {"chat": {"id": 5}}}}, "5"),
    "a press on nothing": ({"callback_query": {"from": {"id": 6}}}, "6"),
    "a block": ({"my_chat_member": {"chat": {"id": 7}, "from": {"id": 7}}}, "7"),
    "something new": ({"from_the_future": {"x": 1}}, ""),
}


@pytest.mark.parametrize("case", list(CHATS))
def test_in_whose_order_an_update_belongs(case: str) -> None:
    content, chat = CHATS[case]
    assert incoming({"update_id": 3, **content}).chat == chat
