"""Linking: a one-time invitation and one's own contact. What does not fit is refused kindly and recorded."""

import pytest

from models.conversation import Conversation
from models.invitation import Invitation, LinkAttempt
from models.notice import Notice
from sandbox.people import Person as Phone
from tests.support.house import House
from tests.support.staff import EVERYONE, MADE, SITI, member


@pytest.fixture(autouse=True)
async def regency(house: House) -> None:
    await house.employ(*EVERYONE)
    await house.open_cycle()


async def outcomes(house: House) -> list[str]:
    await house.settled()
    return [row.outcome for row in sorted(await house.rows(LinkAttempt), key=lambda row: row.id or 0)]


async def invited(house: House, phone: Phone) -> None:
    await house.invite(SITI, phone)
    await phone.until(lambda p: p.keyboard is not None)


async def test_a_good_invitation_and_the_own_contact_link_at_once(house: House) -> None:
    siti = await house.link(SITI)
    assert any("Berhasil. Selamat datang, Siti Aminah." in message.text for message in siti.messages)
    assert siti.keyboard is None
    (conversation,) = [row for row in await house.rows(Conversation) if row.person_id]
    assert (conversation.channel, conversation.channel_user_id) == ("telegram", str(siti.id))
    assert await outcomes(house) == ["linked"]


async def test_the_secret_itself_is_nowhere_in_the_database(house: House) -> None:
    payload = await house.invite(SITI, house.phone(SITI))
    await house.settled()
    (invitation,) = await house.rows(Invitation)
    assert payload not in invitation.model_dump_json()
    assert len(invitation.secret_hash) == 64


async def test_a_used_invitation_is_refused_and_its_person_is_told(house: House) -> None:
    siti = house.phone(SITI)
    payload = await house.invite(SITI, siti)
    await siti.until(lambda p: p.keyboard is not None)
    siti.share_contact()
    await siti.wait(lambda screen: "Bukan saya" in screen.labels)
    stranger = house.world.add_person("Orang Lain", phone="+628129999999")
    for _ in range(3):
        stranger.start(payload)
    await stranger.wait(lambda screen: "undangan ini sudah dipakai" in screen.text)
    assert await outcomes(house) == ["linked", "used", "used", "used"]
    assert await house.deliver() == 1, "told once, however often it is tried"
    await siti.wait(lambda screen: "Akun lain mencoba membuka undangan Anda" in screen.text)


async def test_an_expired_invitation(house: House) -> None:
    siti = house.phone(SITI)
    (one,), _ = await house.core.invitations.invite([SITI.nip])
    house.clock.advance(days=60)
    siti.start(one.payload)
    await siti.wait(lambda screen: "sudah lewat 60 hari" in screen.text)
    assert await outcomes(house) == ["expired"]


async def test_an_invitation_lives_until_its_last_day(house: House) -> None:
    siti = house.phone(SITI)
    (one,), _ = await house.core.invitations.invite([SITI.nip])
    house.clock.advance(days=59, hours=23)
    siti.start(one.payload)
    await siti.until(lambda p: p.keyboard is not None)


async def test_the_invitation_of_another_does_not_move_a_linked_account(house: House) -> None:
    made = await house.link(MADE)
    (one,), _ = await house.core.invitations.invite([SITI.nip])
    made.start(one.payload)
    await made.wait(lambda screen: "untuk orang lain" in screen.text)
    assert (await outcomes(house))[-1] == "foreign"


async def test_a_forwarded_invitation_stops_at_the_phone(house: House) -> None:
    other = house.world.add_person("Teman Kantor", phone="+628120000111")
    await invited(house, other)
    other.share_contact()
    await other.wait(lambda screen: "berbeda dari data kepegawaian" in screen.text)
    attempts = await house.rows(LinkAttempt)
    assert [(row.outcome, row.phone) for row in attempts] == [("phone_differs", "+628120000111")]
    assert not any(row.person_id for row in await house.rows(Conversation))


async def test_a_contact_of_somebody_else_proves_nothing(house: House) -> None:
    siti, other = house.phone(SITI), house.world.add_person("Teman Kantor", phone="+628120000111")
    await invited(house, other)
    other.share_contact(of=siti)
    await other.wait(lambda screen: "bukan kontak Anda sendiri" in screen.text)
    assert other.keyboard is not None, "the button is offered again"
    assert await outcomes(house) == ["not_own"]


async def test_no_phone_in_the_roster_points_to_the_operator(house: House) -> None:
    quiet = member(907, "Tanpa Telepon", phone="")
    await house.employ(*EVERYONE, quiet)
    phone = house.world.add_person("Tanpa Telepon", phone="+628120000222")
    await house.invite(quiet, phone)
    await phone.until(lambda p: p.keyboard is not None)
    phone.share_contact()
    await phone.wait(lambda screen: "belum ada di data kepegawaian" in screen.text)
    assert await outcomes(house) == ["phone_missing"]


async def test_the_same_person_opens_the_invitation_twice(house: House) -> None:
    siti = await house.link(SITI)
    (again,), _ = await house.core.invitations.invite([SITI.nip])
    siti.start(again.payload)
    await siti.wait(lambda screen: "sudah terhubung dengan data Siti Aminah" in screen.text)
    assert not await house.rows(Notice)


async def test_guessing_is_limited(house: House) -> None:
    thief = house.world.add_person("Penebak")
    for number in range(7):
        thief.start(f"i-guess{number}")
    await thief.wait(lambda screen: "Terlalu banyak percobaan" in screen.text)
    (one,), _ = await house.core.invitations.invite([SITI.nip])
    thief.start(one.payload)
    await house.settled()
    assert "Terlalu banyak percobaan" in thief.screen.text, "a good one does not help a guesser for an hour"
    house.clock.advance(hours=1, minutes=1)
    thief.start(one.payload)
    await thief.until(lambda p: p.keyboard is not None)


async def test_a_contact_without_an_invitation(house: House) -> None:
    stranger = house.world.add_person("Orang Lain", phone="+628129999999")
    stranger.share_contact(force=True)
    await stranger.wait(lambda screen: "belum ada undangan yang dibuka" in screen.text)


async def test_not_me_undoes_and_frees_the_invitation(house: House) -> None:
    wrong = house.phone(SITI)
    payload = await house.invite(SITI, wrong)
    await wrong.until(lambda p: p.keyboard is not None)
    wrong.share_contact()
    await wrong.wait(lambda screen: "Bukan saya" in screen.labels)
    wrong.press("Bukan saya")
    await wrong.wait(lambda screen: "tidak lagi terhubung dengan data Siti Aminah" in screen.text)
    assert not any(row.person_id for row in await house.rows(Conversation))
    assert await outcomes(house) == ["linked", "undone"]
    wrong.start(payload)
    await wrong.until(lambda p: p.keyboard is not None)


async def test_leaving_while_the_contact_is_awaited(house: House) -> None:
    siti = house.phone(SITI)
    await invited(house, siti)
    siti.write("/batal")
    await siti.until(lambda p: p.keyboard is None)
    siti.share_contact(force=True)
    await siti.wait(lambda screen: "belum ada undangan yang dibuka" in screen.text)


async def test_an_old_not_me_of_a_former_link_does_nothing(house: House) -> None:
    siti = await house.link(SITI)
    old = siti.screen
    siti.press("Bukan saya")
    await house.settled()
    siti.press_data(old.message_id, "nm:1")
    await house.settled()
    assert "bukan untuk akun Anda" in siti.toasts[-1].text


async def test_a_new_phone_takes_the_person_over(house: House) -> None:
    old = await house.link(SITI)
    new = house.world.add_person("Siti Aminah", key="new", phone=SITI.phone)
    (plain,), _ = await house.core.invitations.invite([SITI.nip])
    new.start(plain.payload)
    await new.wait(lambda screen: "undangan ini sudah dipakai" in screen.text)
    (moving,), _ = await house.core.invitations.invite([SITI.nip], moves=True)
    new.start(moving.payload)
    await new.until(lambda p: p.keyboard is not None)
    new.share_contact()
    await new.wait(lambda screen: "Bukan saya" in screen.labels)
    old.write("/evaluasi")
    await old.wait(lambda screen: "belum terhubung" in screen.text)
    new.write("/evaluasi")
    await new.wait(lambda screen: "· 1 dari 21" in screen.text)
    linked = [row.channel_user_id for row in await house.rows(Conversation) if row.person_id]
    assert linked == [str(new.id)]


async def test_a_person_who_has_left_cannot_be_invited(house: House) -> None:
    await house.employ(*(one for one in EVERYONE if one is not MADE))
    made, unknown = await house.core.invitations.invite([MADE.nip, SITI.nip])
    assert [one.ref for one in made] == [SITI.nip]
    assert unknown == [MADE.nip]
