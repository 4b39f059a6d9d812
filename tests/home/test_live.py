"""A press on the screen in hand changes that screen, however old the button is: no second one beside it."""

import pytest

from models.action import Answer, GoTo, Home, OpenEvaluation, Recall, Review, Submit
from models.cycle_action import CancelLate, ConfirmCycle, GoLate
from models.upload_action import ViewUpload
from tests.support.house import House
from tests.support.staff import EVERYONE, SITI

OLD = {
    "an answer given before": Answer(1, 0, 1, 3),
    "an item of an older version": GoTo(1, 0, 2),
    "a review of an older version": Review(1, 0),
    "sending what is not whole": Submit(1, 0),
    "recalling what was not sent": Recall(1, 0),
    "the form": OpenEvaluation(),
    "the menu": Home(),
    "a draft that is gone": GoLate(9, 1, "people"),
    "another draft that is gone": CancelLate(9),
    "a cycle of somebody else's": ConfirmCycle(9, 1),
    "a file of somebody else's": ViewUpload(9),
}


@pytest.mark.parametrize("old", list(OLD))
async def test_pressed_on_the_screen_in_hand(house: House, old: str) -> None:
    await house.employ(*EVERYONE)
    await house.open_cycle()
    siti = await house.link(SITI)
    siti.write("/evaluasi")
    await siti.wait(lambda screen: "· 1 dari 21" in screen.text)
    siti.press("3 ·")
    live = await siti.wait(lambda screen: "· 2 dari 21" in screen.text)
    sent = len(siti.messages)
    for _ in range(2):
        siti.press_data(live.message_id, OLD[old].pack())
        await house.settled()
    assert len(siti.messages) == sent
    assert siti.screen.message_id == live.message_id
