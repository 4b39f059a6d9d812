"""An operator finds people of their own offices, hr everybody; the card says how far somebody is, never an answer."""

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from models.conversation import Speaker
from models.evaluation import EvaluationRow
from models.person import Office, Person
from models.refusals import NotAllowed, NotLinked, NotYours
from models.staff import FOUND
from models.staff_refusals import SearchTooShort
from sandbox.people import Person as Phone
from tests.support.house import OPEN_DAYS, House
from tests.support.staff import EVERYONE, HEAD, MADE, RATNA, SITI, member

ELSEWHERE = member(910, "Siti Dari Puskesmas", office="Puskesmas Contoh")
NAMESAKE = member(911, "Siti Aminah", RATNA, office="Seksi Contoh")


@pytest.fixture(autouse=True)
async def regency(house: House) -> None:
    await house.employ(*EVERYONE, ELSEWHERE, NAMESAKE)
    await house.open_cycle()
    await house.core.roles.grant(RATNA.nip, "operator", "Dinas Contoh")
    async with house.core.transactions.begin() as session:
        offices = {office.name: office for office in await session.exec(select(Office))}
        offices["Seksi Contoh"].parent_id = offices["Dinas Contoh"].id
        session.add(offices["Seksi Contoh"])


async def people(house: House) -> dict[str, int]:
    return {row.ref: row.id or 0 for row in await house.rows(Person)}


async def searching(house: House, staff=RATNA) -> Phone:
    phone = await house.link(staff)
    phone.press("Sambungan pegawai")
    await phone.wait(lambda screen: "Cari pegawai" in screen.labels)
    phone.press("Cari pegawai")
    await phone.wait(lambda screen: screen.text.startswith("Siapa yang dicari?"))
    return phone


async def test_found_by_a_part_of_the_name_and_opened(house: House) -> None:
    ratna = await searching(house)
    ratna.write("aminah SITI")
    found = await ratna.wait(lambda screen: screen.text.startswith("Yang cocok dengan «aminah SITI»"))
    assert [label for label in found.labels if "Siti" in label] == ["1. Siti Aminah", "2. Siti Aminah"]
    assert "Siti Aminah, Dinas Contoh, 1990••••••••••2903" in found.text
    assert "Siti Aminah, Seksi Contoh, 1990••••••••••2911" in found.text, "below one's office"
    assert "Puskesmas" not in found.text
    assert SITI.nip not in found.text
    ratna.press("1. Siti")
    card = await ratna.wait(lambda screen: "Cari lagi" in screen.labels)
    assert card.text == (
        "Siti Aminah\nAnalis\nDinas Contoh\n1990••••••••••2903\n\n"
        "Akun Telegram: belum terhubung.\n\n"
        "Evaluasi diri Tahun 2026: belum mulai.\nBatasnya Rabu, 15 Juli 2026, pukul 09.00 WIB."
    )


async def test_found_by_the_end_of_the_nip_and_another_one_typed(house: House) -> None:
    ratna = await searching(house)
    ratna.write(f"{SITI.nip[-6:-3]} {SITI.nip[-3:]}")
    found = await ratna.wait(lambda screen: screen.text.startswith(f"Yang cocok dengan «{SITI.nip[-6:]}»"))
    assert [label for label in found.labels if "." in label] == ["1. Siti Aminah"]
    ratna.write(SITI.nip[:6])
    await ratna.wait(lambda screen: screen.text.startswith("Tidak ada yang cocok"))
    ratna.write("<b>%_")
    none = await ratna.wait(lambda screen: "«<b>%_»" in screen.text)
    assert none.text.startswith("Tidak ada yang cocok")
    ratna.write("salim*_")
    await ratna.wait(lambda screen: any(label.startswith("1. Agus") for label in screen.labels))


async def test_what_cannot_be_looked_for_is_told(house: House) -> None:
    ratna = await searching(house)
    for said in ("s", "12"):
        ratna.write(said)
        await ratna.wait(lambda screen: screen.text.startswith("Itu terlalu pendek untuk dicari."))
        await house.settled()
    for act in (ratna.send_sticker, ratna.send_photo, ratna.send_location):
        act()
        await house.settled()
        assert ratna.screen.text.startswith("Kami menunggu tulisan.")
    ratna.write("x" * 4000)
    await ratna.wait(lambda screen: screen.text.startswith("Tidak ada yang cocok"))
    ratna.write("made")
    await ratna.wait(lambda screen: "1. Made Wirya" in screen.labels)


async def test_in_english(house: House) -> None:
    ratna = await house.link(RATNA)
    ratna.write("/bahasa")
    await ratna.wait(lambda screen: "English" in screen.labels)
    ratna.press("English")
    await ratna.wait(lambda screen: "Staff links" in screen.labels)
    ratna.press("Staff links")
    await ratna.wait(lambda screen: "Find an employee" in screen.labels)
    ratna.press("Find an employee")
    await ratna.wait(lambda screen: screen.text.startswith("Who are you looking for?"))
    ratna.write("made")
    await ratna.wait(lambda screen: screen.text.startswith("Matching «made»"))
    ratna.press("1. Made")
    card = await ratna.wait(lambda screen: "Search again" in screen.labels)
    assert card.text.endswith("Self-evaluation Tahun 2026: not begun.\nDue by Wednesday, 15 July 2026, 09:00 WIB.")


async def test_the_card_says_how_far_and_never_what(house: House) -> None:
    made = await house.link(MADE)
    made.write("/evaluasi")
    for item in range(1, 22):
        await made.wait(lambda screen, item=item: f"· {item} dari 21" in screen.text)
        made.press("3")
        if item == 2:
            await house.settled()
            by = Speaker("telegram", "1", person=(await people(house))[RATNA.nip])
            card = await house.core.staff.card((await people(house))[MADE.nip], by=by)
            assert card.form
            assert (card.form.answered, card.form.of, card.form.submitted_at, card.linked) == (2, 21, None, True)
    await made.wait(lambda screen: "Kirim ke penilai" in screen.labels)
    ratna = await searching(house)
    ratna.write("made")
    await ratna.wait(lambda screen: "1. Made Wirya" in screen.labels)
    ratna.press("1. Made")
    card = await ratna.wait(lambda screen: "terisi 21 dari 21" in screen.text)
    assert "sudah terhubung" in card.text
    made.press("Kirim ke penilai")
    await made.wait(lambda screen: screen.text.startswith("Terkirim"))
    ratna.press("Cari lagi")
    await ratna.wait(lambda screen: screen.text.startswith("Siapa yang dicari?"))
    ratna.write("made")
    await ratna.wait(lambda screen: "1. Made Wirya" in screen.labels)
    ratna.press("1. Made")
    card = await ratna.wait(lambda screen: "terkirim Rabu, 1 Juli 2026" in screen.text)
    assert "Batasnya" not in card.text


async def test_late_permission_moves_the_date_on_the_card(house: House) -> None:
    (cycle,) = await house.core.cycles.list()
    until = cycle.cycle.appraise_until
    house.clock.advance(days=OPEN_DAYS + 1)
    await house.core.cycles.allow_late(cycle.cycle.id, [SITI.nip], until, "sakit")
    by = Speaker("telegram", "1", person=(await people(house))[RATNA.nip])
    card = await house.core.staff.card((await people(house))[SITI.nip], by=by)
    assert card.form
    assert card.form.until == until


async def test_no_more_than_a_short_list(house: House) -> None:
    many = [member(930 + number, f"Bagus {number}", RATNA) for number in range(FOUND + 1)]
    await house.employ(*EVERYONE, ELSEWHERE, NAMESAKE, *many)
    by = Speaker("telegram", "1", person=(await people(house))[RATNA.nip])
    search = await house.core.staff.search("bagus", by=by)
    assert (len(search.found), search.more) == (FOUND, True)
    (first,) = (await house.core.staff.search("bagus 0", by=by)).found
    card = await house.core.staff.card(first.person, by=by)
    assert card.form is None, "came after the cycle had begun"
    ratna = await searching(house)
    ratna.write("bagus")
    found = await ratna.wait(lambda screen: "Masih ada yang lain." in screen.text)
    assert sum("Bagus" in label for label in found.labels) == FOUND
    ratna.press("1. Bagus")
    await ratna.wait(lambda screen: "Tidak ikut dalam siklus yang berjalan." in screen.text)


async def test_who_has_left_or_died_is_not_found(house: House) -> None:
    async with house.core.transactions.begin() as session:
        for nip, change in ((SITI.nip, {"state": "left"}), (MADE.nip, {"standing": "silent"})):
            await session.exec(update(Person).where(col(Person.ref) == nip).values(**change))
    by = Speaker("telegram", "1", person=(await people(house))[RATNA.nip])
    assert [one.office for one in (await house.core.staff.search("siti", by=by)).found] == ["Seksi Contoh"]
    assert (await house.core.staff.search("made", by=by)).found == ()
    for nip in (SITI.nip, MADE.nip):
        with pytest.raises(NotYours):
            await house.core.staff.card((await people(house))[nip], by=by)


async def test_role_by_action(house: House) -> None:
    await house.core.roles.grant(HEAD.nip, "hr")
    await house.core.roles.grant(MADE.nip, "leader")
    known, staff = await people(house), house.core.staff

    def speaker(one) -> Speaker:
        return Speaker("telegram", "1", person=known[one.nip], name=one.name)

    assert len((await staff.search("siti", by=speaker(HEAD))).found) == 3
    assert len((await staff.search("siti", by=speaker(RATNA))).found) == 2
    assert (await staff.card(known[ELSEWHERE.nip], by=speaker(HEAD))).name == ELSEWHERE.name
    for gone in (known[ELSEWHERE.nip], 10**9):
        with pytest.raises(NotYours):
            await staff.card(gone, by=speaker(RATNA))
    acts = (staff.ask, lambda by: staff.search("siti", by=by), lambda by: staff.card(known[SITI.nip], by=by))
    for act in acts:
        await act(speaker(RATNA))
        await act(speaker(HEAD))
        for nobody in (MADE, SITI):
            with pytest.raises(NotAllowed):
                await act(speaker(nobody))
        with pytest.raises(NotLinked):
            await act(Speaker("telegram", "1"))
    with pytest.raises(SearchTooShort):
        await staff.search("  ", by=speaker(RATNA))
    assert all(row.version == 0 for row in await house.rows(EvaluationRow))


async def test_a_role_that_was_taken_away_finds_nobody_any_more(house: House) -> None:
    ratna = await searching(house)
    ratna.write("siti")
    await ratna.wait(lambda screen: "1. Siti Aminah" in screen.labels)
    await house.core.roles.revoke(RATNA.nip, "operator", "Dinas Contoh")
    ratna.press("1. Siti")
    await house.settled()
    assert "Bagian ini untuk operator kepegawaian." in ratna.toasts[-1].text
    ratna.write("siti")
    await ratna.wait(lambda screen: screen.text.startswith("Bagian ini untuk operator kepegawaian."))
