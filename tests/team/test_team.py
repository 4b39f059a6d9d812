"""The rater's list and card: who sent first, no answer shown, and opening ends the right to recall."""

from models.evaluation import EvaluationRow
from sandbox.people import Person as Phone
from tests.evaluation.test_form import fill
from tests.support.house import House
from tests.support.staff import EVERYONE, HEAD, MADE, RATNA, SITI, member


async def sent(house: House, staff=SITI) -> Phone:
    phone = await house.link(staff)
    phone.write("/evaluasi")
    await phone.wait(lambda screen: "· 1 dari 21" in screen.text)
    await fill(phone)
    phone.press("Kirim")
    await phone.wait(lambda screen: screen.text.startswith("Terkirim"))
    return phone


async def test_who_sent_comes_first_with_state_and_due_date(house: House) -> None:
    await house.employ(*EVERYONE)
    await house.open_cycle()
    made = await house.link(MADE)
    made.write("/evaluasi")
    await made.wait(lambda screen: "· 1 dari 21" in screen.text)
    made.press("3")
    await sent(house)
    ratna = await house.link(RATNA)
    ratna.write("/tim")
    screen = await ratna.wait(lambda screen: screen.text.startswith("Pegawai yang Anda nilai: 4"))
    lines = screen.text.splitlines()
    assert lines[2] == "Siti Aminah: dikirim, menunggu Anda"
    assert "Made Wirya: mengisi (1 jawaban)" in lines
    assert "Yohana Sinaga: belum mulai" in lines
    assert screen.text.endswith("Penilaian Tahun 2026 paling lambat Rabu, 29 Juli 2026, pukul 09.00 WIB.")
    assert screen.labels[0] == "● Siti Aminah"


async def test_looking_at_a_draft_ends_nothing(house: House) -> None:
    await house.employ(*EVERYONE)
    await house.open_cycle()
    ratna = await house.link(RATNA)
    ratna.write("/team")
    await ratna.wait(lambda screen: "○ Siti Aminah" in screen.labels)
    ratna.press("○ Siti Aminah")
    await ratna.wait(lambda screen: "belum dikirim" in screen.text)
    siti = await sent(house)
    siti.press("Tarik kembali")
    await siti.wait(lambda screen: screen.text.startswith("Tinjau jawaban"))


async def test_opening_what_was_sent_is_seen_by_the_employee(house: House) -> None:
    await house.employ(*EVERYONE)
    await house.open_cycle()
    siti, ratna = await sent(house), await house.link(RATNA)
    ratna.write("/tim")
    await ratna.wait(lambda screen: "● Siti Aminah" in screen.labels)
    ratna.press("● Siti Aminah")
    card = await ratna.wait(lambda screen: screen.text.startswith("Siti Aminah"))
    assert "Jawabannya baru terlihat setelah Anda memberi penilaian sendiri." in card.text
    siti.write("/evaluasi")
    screen = await siti.wait(lambda screen: "sudah membukanya" in screen.text)
    assert "Tarik kembali" not in screen.labels


async def test_a_large_team_has_pages(house: House) -> None:
    boss = member(700, "Pemimpin Besar")
    await house.employ(boss, *(member(701 + n, f"Anggota {n:02d}", boss) for n in range(19)))
    await house.open_cycle()
    phone = await house.link(boss)
    phone.write("/tim")
    await phone.wait(lambda screen: "Berikutnya →" in screen.labels)
    assert phone.screen.labels[:8] == [f"○ Anggota {n:02d}" for n in range(8)]
    phone.press("Berikutnya →")
    await phone.wait(lambda screen: "○ Anggota 08" in screen.labels)
    phone.press("Berikutnya →")
    await phone.wait(lambda screen: "○ Anggota 18" in screen.labels)
    assert "Berikutnya →" not in phone.screen.labels


async def test_a_rater_without_nip_works_alike(house: House) -> None:
    ref = await house.core.roster.add_without_nip("Bupati Contoh", "X-BUPATI")
    head = member(901, "Hasan Kepala")
    await house.employ(type(head)(head.nip, head.name, ref, head.phone))
    await house.open_cycle()
    forms = await house.rows(EvaluationRow)
    assert len(forms) == 1
    assert forms[0].rater_id is not None


async def test_nobody_opens_the_member_of_another_rater(house: House) -> None:
    await house.employ(*EVERYONE)
    await house.open_cycle()
    siti, head = await sent(house), await house.link(HEAD)
    (form,) = [row for row in await house.rows(EvaluationRow) if row.state == "submitted"]
    for phone in (head, siti):
        phone.press_data(phone.screen.message_id, f"tm:{form.id}")
        await house.settled()
        assert "bukan untuk akun Anda" in phone.toasts[-1].text
    (form,) = [row for row in await house.rows(EvaluationRow) if row.state == "submitted"]
    assert form.opened_at is None
