"""An operator matches phones of their own office; hr of all; nobody else sees anything."""

import pytest

from models.conversation import Conversation, Speaker
from models.invitation import LinkAttempt
from models.person import Person
from models.refusals import AlreadyDecided, NotAllowed, NotLinked, NotYours
from sandbox.people import Person as Phone
from tests.support.house import House
from tests.support.staff import EVERYONE, HEAD, MADE, RATNA, SITI, member

ELSEWHERE = member(910, "Dari Puskesmas", office="Puskesmas Contoh")


@pytest.fixture(autouse=True)
async def regency(house: House) -> None:
    await house.employ(*EVERYONE, ELSEWHERE)
    await house.open_cycle()
    await house.core.roles.grant(RATNA.nip, "operator", "Dinas Contoh")


async def stuck(house: House, staff=SITI) -> Phone:
    """Somebody whose phone is not the one on record."""
    phone = house.world.add_person(staff.name, key=f"new-{staff.nip}", phone="+628120000333")
    await house.invite(staff, phone)
    await phone.until(lambda p: p.keyboard is not None)
    phone.share_contact()
    await phone.wait(lambda screen: "berbeda dari data kepegawaian" in screen.text)
    return phone


async def linked_to(house: House) -> dict[str, str]:
    names = {row.id: row.name for row in await house.rows(Person)}
    return {row.channel_user_id: names[row.person_id] for row in await house.rows(Conversation) if row.person_id}


async def test_the_operator_matches_and_the_person_is_told(house: House) -> None:
    siti, ratna = await stuck(house), await house.link(RATNA)
    ratna.press("Sambungan pegawai")
    board = await ratna.wait(lambda screen: screen.text.startswith("Sudah terhubung: 1 dari 6"))
    assert "Nomor yang menunggu dicocokkan: 1." in board.text
    assert "Made Wirya" in board.text
    ratna.press("Siti Aminah")
    card = await ratna.wait(lambda screen: "Cocok, hubungkan" in screen.labels)
    assert "Nomor yang dibagikan: +628120000333" in card.text
    assert f"Nomor di data: {SITI.phone}" in card.text
    ratna.press("Cocok, hubungkan")
    await ratna.wait(lambda screen: screen.text.startswith("Sudah terhubung: 2 dari 6"))
    assert (await linked_to(house))[str(siti.id)] == SITI.name
    assert await house.deliver() == 1
    await siti.wait(lambda screen: "sudah dicocokkan operator" in screen.text)
    siti.write("/evaluasi")
    await siti.wait(lambda screen: "· 1 dari 21" in screen.text)


async def test_not_the_person_links_nobody_and_is_kept(house: House) -> None:
    await stuck(house)
    ratna = await house.link(RATNA)
    ratna.press("Sambungan pegawai")
    await ratna.wait(lambda screen: "Siti Aminah" in screen.labels)
    ratna.press("Siti Aminah")
    await ratna.wait(lambda screen: "Bukan orangnya" in screen.labels)
    ratna.press("Bukan orangnya")
    await ratna.wait(lambda screen: "Tidak ada nomor yang menunggu" in screen.text)
    assert list((await linked_to(house)).values()) == [RATNA.name]
    (attempt,) = [row for row in await house.rows(LinkAttempt) if row.outcome == "phone_differs"]
    assert attempt.decided_at
    assert attempt.decided_by


async def test_who_may_see_and_decide(house: House) -> None:
    await stuck(house)
    await stuck(house, ELSEWHERE)
    await house.core.roles.grant(HEAD.nip, "hr")
    people = {row.name: row.id for row in await house.rows(Person)}
    attempts = {row.person_id: row.id or 0 for row in await house.rows(LinkAttempt)}

    def speaker(name: str) -> Speaker:
        return Speaker("telegram", "1", person=people[name], name=name)

    links = house.core.links
    assert len((await links.board(speaker(HEAD.name))).cases) == 2
    assert [case.name for case in (await links.board(speaker(RATNA.name))).cases] == [SITI.name]
    with pytest.raises(NotLinked):
        await links.board(Speaker("telegram", "1"))
    for act in (
        links.board,
        lambda by: links.case(attempts[people[SITI.name]], by=by),
        lambda by: links.decide(attempts[people[SITI.name]], match=True, by=by),
    ):
        with pytest.raises(NotAllowed):
            await act(speaker(MADE.name))
    for act in (
        lambda by: links.case(attempts[people[ELSEWHERE.name]], by=by),
        lambda by: links.decide(attempts[people[ELSEWHERE.name]], match=True, by=by),
    ):
        with pytest.raises(NotYours):
            await act(speaker(RATNA.name))
    assert await linked_to(house) == {}


async def test_two_operators_decide_once(house: House) -> None:
    await stuck(house)
    people = {row.name: row.id for row in await house.rows(Person)}
    by = Speaker("telegram", "1", person=people[RATNA.name], name=RATNA.name)
    (attempt,) = await house.rows(LinkAttempt)
    await house.core.links.decide(attempt.id or 0, match=False, by=by)
    with pytest.raises(AlreadyDecided):
        await house.core.links.decide(attempt.id or 0, match=True, by=by)


async def test_who_has_linked_meanwhile_is_not_linked_again(house: House) -> None:
    await stuck(house)
    await house.link(SITI)
    people = {row.name: row.id for row in await house.rows(Person)}
    by = Speaker("telegram", "1", person=people[RATNA.name], name=RATNA.name)
    (attempt,) = [row for row in await house.rows(LinkAttempt) if row.outcome == "phone_differs"]
    with pytest.raises(AlreadyDecided):
        await house.core.links.decide(attempt.id or 0, match=True, by=by)
    assert list((await linked_to(house)).values()) == [SITI.name]
