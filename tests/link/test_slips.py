"""Printed invitations in chat: everybody of one's scope without an account, once a press, as a document."""

import base64
import re
import time

import pytest

from models.conversation import Speaker
from models.invitation import Invitation
from models.person import Person
from models.refusals import NotAllowed, NotLinked
from sandbox.people import Person as Phone
from sandbox.screen import Message
from tests.support.house import House
from tests.support.staff import EVERYONE, HEAD, MADE, RATNA, member

ELSEWHERE = member(910, "Dari Puskesmas", office="Puskesmas Contoh")


@pytest.fixture(autouse=True)
async def regency(house: House) -> None:
    await house.employ(*EVERYONE, ELSEWHERE)
    await house.open_cycle()
    await house.core.roles.grant(RATNA.nip, "operator", "Dinas Contoh")
    await house.core.roles.grant(HEAD.nip, "hr")


async def offered(phone: Phone) -> Message:
    phone.press("Sambungan pegawai")
    await phone.wait(lambda screen: "Cetak undangan" in screen.labels)
    phone.press("Cetak undangan")
    return await phone.wait(lambda screen: "Cetak sekarang" in screen.labels)


def pdf_of(house: House, message: Message) -> bytes:
    return base64.b64decode(house.world.store.table("files")[message.raw["document"]["file_id"]]["data"])


def pages(pdf: bytes) -> int:
    found = re.search(rb"/Type\s*/Pages\s*/Count (\d+)", pdf)
    assert found
    return int(found[1])


async def test_the_operator_prints_the_slips_of_their_office(house: House) -> None:
    ratna = await house.link(RATNA)
    offer = await offered(ratna)
    assert "5 pegawai belum terhubung." in offer.text
    before = len(await house.rows(Invitation))
    ratna.press("Cetak sekarang")
    slips = await ratna.wait(lambda screen: "document" in screen.raw)
    assert slips.raw["document"]["file_name"] == "undangan.pdf"
    assert slips.text == (
        "5 slip undangan. Potong, lalu serahkan kepada orangnya. Berlaku 60 hari; jaga seperti kata sandi."
    )
    assert pdf_of(house, slips).startswith(b"%PDF")
    assert pages(pdf_of(house, slips)) == 1
    people = {row.id: row.name for row in await house.rows(Person)}
    made = [people[row.person_id] for row in (await house.rows(Invitation))[before:]]
    assert sorted(made) == sorted(one.name for one in EVERYONE if one is not RATNA)
    assert not any(row.moves for row in await house.rows(Invitation))


async def test_pressing_twice_prints_once(house: House) -> None:
    ratna = await house.link(RATNA)
    await offered(ratna)
    before = len(await house.rows(Invitation))
    ratna.press("Cetak sekarang")
    ratna.press("Cetak sekarang")
    await house.settled()
    assert len(await house.rows(Invitation)) == before + 5
    assert sum("document" in message.raw for message in ratna.messages) == 1
    assert ratna.toasts[-1].text == "Undangan baru sudah dibuat. Cetak lagi hanya bila perlu."


async def test_everybody_is_linked(house: House) -> None:
    dewi = member(911, "Dewi Sendiri", office="Kantor Kecil")
    await house.employ(*EVERYONE, ELSEWHERE, dewi)
    await house.core.roles.grant(dewi.nip, "operator", "Kantor Kecil")
    phone = await house.link(dewi)
    phone.press("Sambungan pegawai")
    board = await phone.wait(lambda screen: screen.text.startswith("Sudah terhubung: 1 dari 1"))
    assert "Cetak undangan" not in board.labels
    people = {row.name: row.id for row in await house.rows(Person)}
    assert (await house.core.links.slips(Speaker("telegram", "1", person=people[dewi.name]))).people == 0


async def test_who_may_print_whom(house: House) -> None:
    people = {row.name: row.id for row in await house.rows(Person)}
    links = house.core.links

    def speaker(name: str) -> Speaker:
        return Speaker("telegram", "1", person=people[name], name=name)

    for by, refusal in ((Speaker("telegram", "1"), NotLinked), (speaker(MADE.name), NotAllowed)):
        with pytest.raises(refusal):
            await links.slips(by)
        with pytest.raises(refusal):
            await links.invite_unlinked(0, by=by)
    assert await house.rows(Invitation) == []
    assert [one.name for one in await links.invite_unlinked(0, by=speaker(RATNA.name))] == sorted(
        one.name for one in EVERYONE
    )
    everybody = await links.slips(speaker(HEAD.name))
    invited = await links.invite_unlinked(everybody.newest, by=speaker(HEAD.name))
    assert (len(invited), invited[-1].office) == (everybody.people, "Puskesmas Contoh") == (7, "Puskesmas Contoh")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # the paper takes seconds on either
async def test_hundreds_come_in_parts_while_the_others_are_answered(house: House) -> None:
    await house.employ(*EVERYONE, *(member(100 + n, f"Pegawai {n:03}") for n in range(504)))
    head, ratna = await house.link(HEAD), await house.link(RATNA)
    await offered(head)
    head.press("Cetak sekarang")
    await head.wait(lambda screen: "undangan sudah dibuat" in screen.text)
    start = time.monotonic()
    ratna.write("/bantuan")
    await ratna.wait(lambda screen: "Bantuan" in screen.text)
    assert time.monotonic() - start < 2
    await head.until(lambda phone: sum("document" in message.raw for message in phone.messages) == 2, timeout=60)
    first, second = [message for message in head.messages if "document" in message.raw]
    assert first.text.startswith("500 slip undangan. Bagian 1 dari 2.")
    assert second.text.startswith("8 slip undangan. Bagian 2 dari 2.")
    assert (pages(pdf_of(house, first)), pages(pdf_of(house, second))) == (63, 1)
