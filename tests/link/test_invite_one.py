"""One person's invitation from their card: a first one, or one that moves them to a new phone."""

import re

import pytest

from models.conversation import Conversation, Speaker
from models.invitation import Invitation
from models.person import Person
from models.refusals import NotAllowed, NotLinked, NotYours
from sandbox.people import Person as Phone
from sandbox.screen import Message
from tests.support.house import House
from tests.support.staff import EVERYONE, HEAD, MADE, RATNA, SITI, member

ELSEWHERE = member(910, "Dari Puskesmas", office="Puskesmas Contoh")


@pytest.fixture(autouse=True)
async def regency(house: House) -> None:
    await house.employ(*EVERYONE, ELSEWHERE)
    await house.open_cycle()
    await house.core.roles.grant(RATNA.nip, "operator", "Dinas Contoh")


async def card_of_siti(house: House) -> Phone:
    ratna = await house.link(RATNA)
    ratna.press("Sambungan pegawai")
    await ratna.wait(lambda screen: "Cari pegawai" in screen.labels)
    ratna.press("Cari pegawai")
    await ratna.wait(lambda screen: screen.text.startswith("Siapa yang dicari?"))
    ratna.write("siti")
    await ratna.wait(lambda screen: "1. Siti Aminah" in screen.labels)
    ratna.press("1. Siti Aminah")
    await ratna.wait(lambda screen: "Cari lagi" in screen.labels)
    return ratna


async def slip(phone: Phone) -> Message:
    return await phone.wait(lambda screen: "document" in screen.raw)


def link_in(message: Message) -> str:
    found = re.search(r"https://t\.me/\S+", message.text)
    assert found
    return found[0]


async def test_a_first_invitation_from_the_card_links(house: House) -> None:
    ratna = await card_of_siti(house)
    assert "Ganti HP" not in ratna.screen.labels
    ratna.press("Undangan")
    given = await slip(ratna)
    assert given.text.startswith("Undangan untuk Siti Aminah\n\nhttps://t.me/")
    assert given.raw["document"]["file_name"] == "undangan.pdf"
    siti = house.phone(SITI)
    siti.open_link(link_in(given))
    await siti.until(lambda p: p.keyboard is not None)
    siti.share_contact()
    await siti.wait(lambda screen: "Bukan saya" in screen.labels)


async def test_a_new_phone_takes_the_person_over(house: House) -> None:
    old = await house.link(SITI)
    ratna = await card_of_siti(house)
    assert "Undangan" not in ratna.screen.labels
    ratna.press("Ganti HP")
    given = await slip(ratna)
    assert "akun Telegram yang lama dilepas." in given.text
    new = house.world.add_person("Siti, HP baru", key="new", phone=SITI.phone)
    new.open_link(link_in(given))
    await new.until(lambda p: p.keyboard is not None)
    new.share_contact()
    await new.wait(lambda screen: "Bukan saya" in screen.labels)
    owners = {row.channel_user_id: row.person_id for row in await house.rows(Conversation)}
    assert owners[str(new.id)]
    assert owners[str(old.id)] is None


async def test_pressing_twice_invites_once(house: House) -> None:
    ratna = await card_of_siti(house)
    ratna.press("Undangan")
    ratna.press("Undangan")
    await house.settled()
    people = {row.id: row.name for row in await house.rows(Person)}
    assert [people[row.person_id] for row in await house.rows(Invitation)].count(SITI.name) == 1
    assert [toast.text for toast in ratna.toasts[-2:]] == [
        "Undangan dibuat.",
        "Keadaannya sudah berubah. Ini yang terbaru.",
    ]


async def test_who_has_linked_meanwhile_gets_the_fitting_button(house: House) -> None:
    ratna = await card_of_siti(house)
    await house.link(SITI)
    ratna.press("Undangan")
    await ratna.wait(lambda screen: "Ganti HP" in screen.labels)
    assert not any("document" in message.raw for message in ratna.messages)


async def test_who_may_invite_whom(house: House) -> None:
    await house.core.roles.grant(HEAD.nip, "hr")
    people = {row.name: row.id or 0 for row in await house.rows(Person)}
    links = house.core.links

    def speaker(name: str) -> Speaker:
        return Speaker("telegram", "1", person=people[name], name=name)

    for by, person, refusal in (
        (Speaker("telegram", "1"), SITI, NotLinked),
        (speaker(MADE.name), SITI, NotAllowed),
        (speaker(RATNA.name), ELSEWHERE, NotYours),
    ):
        with pytest.raises(refusal):
            await links.invite(people[person.name], 0, moves=False, by=by)
    assert await house.rows(Invitation) == []
    for by, person in ((speaker(RATNA.name), SITI), (speaker(HEAD.name), ELSEWHERE)):
        invited = await links.invite(people[person.name], 0, moves=False, by=by)
        assert invited
        assert invited.name == person.name
    assert await links.invite(people[MADE.name], 0, moves=True, by=speaker(RATNA.name)) is None, "nothing to move"
