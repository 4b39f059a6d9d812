"""The whole job in bad weather: Telegram fails in every way it knows, and each answer is there once."""

import pytest

from models.evaluation import AnswerRow
from models.inbox import InboxUpdate
from models.notice import Notice
from tests.support.house import House
from tests.support.staff import EVERYONE, RATNA, SITI

ANSWERS = 21


async def test_an_evaluation_through_every_fault(house: House) -> None:
    await house.employ(*EVERYONE)
    await house.open_cycle()
    siti, ratna = await house.link(SITI), await house.link(RATNA)
    siti.write("/evaluasi")
    await siti.wait(lambda screen: "· 1 dari 21" in screen.text)
    house.world.faults.add("getUpdates", "500")
    kinds = ("500", "reset_before", "reset_after", "bad_json", "429", "delay")
    for number, kind in enumerate(kinds, 2):
        for method in ("editMessageText", "answerCallbackQuery"):
            house.world.faults.add(method, kind, seconds=0.1 if kind == "delay" else 1)
        siti.press("3")
        await siti.wait(lambda screen, n=number: f"· {n} dari 21" in screen.text, timeout=30)
    for number in range(len(kinds) + 2, ANSWERS + 1):
        siti.press("3")
        await siti.wait(lambda screen, n=number: f"· {n} dari 21" in screen.text)
    siti.press("3")
    await siti.wait(lambda screen: screen.text.startswith("Tinjau jawaban"))
    siti.press("Kirim")
    await siti.wait(lambda screen: screen.text.startswith("Terkirim"))
    for kind in ("500", "reset_before", "429", "bad_json"):
        house.world.faults.add("sendMessage", kind)
    for _ in range(12):
        await house.deliver()
        house.clock.advance(seconds=10)
        if all(row.outcome == "delivered" for row in await house.rows(Notice)):
            break
    await ratna.wait(lambda screen: "menunggu penilaian Anda" in screen.text)
    await house.settled()
    answers = sorted((row.item, row.level) for row in await house.rows(AnswerRow))
    assert answers == [(number, 3) for number in range(1, ANSWERS + 1)]
    inbox = await house.rows(InboxUpdate)
    assert all(row.handled_at and not row.attempts for row in inbox), (
        "trouble with a screen is no trouble of the update"
    )
    assert len({row.update_id for row in inbox}) == len(inbox)


@pytest.mark.parametrize("kind", ["500", "reset_after"])
async def test_a_screen_that_is_lost_for_good_is_drawn_by_the_next_command(house: House, kind: str) -> None:
    await house.employ(*EVERYONE)
    await house.open_cycle()
    siti = await house.link(SITI)
    siti.write("/evaluasi")
    await siti.wait(lambda screen: "· 1 dari 21" in screen.text)
    for method in ("editMessageText", "sendMessage", "answerCallbackQuery"):
        house.world.faults.add(method, kind, times=6)
    siti.press("3")
    await house.settled()
    house.world.faults.clear()
    siti.write("/evaluasi")
    await siti.wait(lambda screen: "· 2 dari 21" in screen.text)
    assert [(row.item, row.level) for row in await house.rows(AnswerRow)] == [(1, 3)]
