"""Buttons nobody was shown, and drafts that are gone: each answered kindly, nothing changed."""

import pytest

from models.complaint import ComplaintRow
from models.complaint_refusals import NoDraft, StoryNeeded
from models.conversation import Speaker
from models.refusals import UnknownChoice
from sandbox.people import Person as Phone
from tests.support.complaint import review, seen
from tests.support.house import House

GONE = "sudah terkirim atau dibatalkan"


async def version(house: House, phone: Phone) -> int:
    drafted = await house.core.filing.look(by=Speaker("telegram", str(phone.id)))
    return drafted.draft.version


@pytest.mark.parametrize(
    "data", ["ca:1", "ce:1", "ct:1:ktp", "cg:1:", "ck:1:natar", "cp:1", "cr:1", "cs:1:anonymous:1"]
)
async def test_without_a_draft_its_buttons_say_so(house: House, warga: Phone, data: str) -> None:
    warga.start()
    await seen(warga, "Halo!")
    warga.press_data(warga.screen.message_id, data)
    await house.settled()
    assert GONE in warga.toasts[-1].text


@pytest.mark.parametrize("data", ["cd:1:place", "co:1:0", "cm:1", "cx:1"])
async def test_nor_do_the_reviews(house: House, warga: Phone, data: str) -> None:
    warga.start()
    await seen(warga, "Halo!")
    warga.press_data(warga.screen.message_id, data)
    await house.settled()
    assert GONE in warga.toasts[-1].text
    warga.press_data(warga.screen.message_id, "cl:1")
    await seen(warga, "Tidak ada laporan yang sedang ditulis.")


async def test_choices_that_are_not_there(house: House, warga: Phone) -> None:
    await review(warga, "Jalan rusak")
    now = await version(house, warga)
    for data in (f"ct:{now}:x", f"ck:{now}:x", f"co:{now}:99", f"cd:{now}:x", f"cs:{now}:own_name:1"):
        warga.press_data(warga.screen.message_id, data)
        await house.settled()
        assert warga.toasts[-1].text.startswith("Pilihan itu tidak ada")
    assert warga.screen.text.startswith("Periksa laporan")


async def test_an_empty_draft_is_not_sent(house: House, warga: Phone) -> None:
    warga.write("/lapor")
    await seen(warga, "Silakan cerita.")
    by, filing = Speaker("telegram", str(warga.id)), house.core.filing
    with pytest.raises(StoryNeeded):
        await filing.send(await version(house, warga), by=by)
    assert await house.rows(ComplaintRow) == []
    await filing.leave(by=by)
    with pytest.raises(NoDraft):
        await filing.find_offices("x", by=by)
    with pytest.raises(UnknownChoice):
        await filing.ask_detail(1, "x", by=by)


async def test_a_button_of_the_last_report_does_not_fit_the_next(house: House, warga: Phone) -> None:
    await review(warga, "Jalan rusak")
    message = warga.screen.message_id
    send = next(one.data for row in warga.screen.buttons for one in row if one.text.startswith("Kirim"))
    warga.write("/batal")
    await seen(warga, "Baik, dibatalkan.")
    house.clock.advance(seconds=30)
    await review(warga, "Air mati")
    warga.press_data(message, send)
    await house.settled()
    assert await house.rows(ComplaintRow) == []
