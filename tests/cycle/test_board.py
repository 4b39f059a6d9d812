"""Cycles in chat: hr works, a leader reads, nobody else sees them."""

import pytest

from models.conversation import Speaker
from models.cycle_refusals import OnlyHr
from models.evaluation import EvaluationRow
from models.person import Person
from models.refusals import LateDatesWrong, NotLinked, UnknownCycle
from tests.cycle.test_cycle import dates
from tests.support.house import House
from tests.support.staff import EVERYONE, HEAD, MADE, RATNA, SITI, YOHANA, member


@pytest.fixture(autouse=True)
async def regency(house: House) -> None:
    await house.employ(*EVERYONE)
    await house.core.roles.grant(RATNA.nip, "hr")
    await house.core.roles.grant(HEAD.nip, "leader")
    await house.core.roles.grant(MADE.nip, "operator", "Dinas Contoh")


async def test_hr_sees_every_cycle_and_its_card(house: House) -> None:
    await house.open_cycle()
    await house.core.cycles.create("Tahun 2027 <uji>", "berakhlak-2026", dates(house, 5, 9, 12, 15))
    ratna = await house.link(RATNA)
    assert "Siklus penilaian" in ratna.screen.labels
    ratna.write("/siklus")
    board = await ratna.wait(lambda screen: "Tahap: evaluasi diri" in screen.text)
    assert board.text == (
        "Tahun 2027 <uji>\nTahap: belum dibuka\nTerkirim: 0 dari 0\n\n"
        "Tahun 2026\nTahap: evaluasi diri\nTerkirim: 0 dari 6"
    )
    ratna.press("Tahun 2026")
    card = await ratna.wait(lambda screen: "Lengkapi peserta" in screen.labels)
    assert "Evaluasi diri sampai: Rabu, 15 Juli 2026, pukul 09.00 WIB" in card.text
    for line in ("Pegawai: 6", "Belum mengirim: 6", "Terkirim: 0", "Tanpa penilai: 1"):
        assert line in card.text.splitlines()
    ratna.press("← Kembali")
    await ratna.wait(lambda screen: "Tahun 2027 <uji>" in screen.labels)
    ratna.press("Tahun 2027 <uji>")
    planned = await ratna.wait(lambda screen: "Tahap: belum dibuka" in screen.text and "← Kembali" in screen.labels)
    assert planned.labels == ["Ubah tanggal", "← Kembali"]


async def test_new_people_get_their_forms_once(house: House) -> None:
    await house.open_cycle()
    ratna = await house.link(RATNA)
    await house.employ(*EVERYONE, member(907, "Baru"))
    ratna.write("/cycle")
    await ratna.wait(lambda screen: "Tahun 2026" in screen.labels)
    ratna.press("Tahun 2026")
    await ratna.wait(lambda screen: "Lengkapi peserta" in screen.labels)
    ratna.press("Lengkapi peserta")
    preview = await ratna.wait(lambda screen: "Buat formulirnya" in screen.labels)
    assert preview.text == "Tahun 2026\n\n1 pegawai belum punya formulir di siklus ini."
    for told in ("Formulir baru: 1.", "Formulir baru: 0."):
        ratna.press_data(preview.message_id, preview.buttons[0][0].data)
        await house.settled()
        assert ratna.toasts[-1].text == told
    ratna.press("Lengkapi peserta")
    nobody = await ratna.wait(lambda screen: "Semua peserta sudah punya formulir." in screen.text)
    assert nobody.labels == ["← Kembali"]
    ratna.press("← Kembali")
    await ratna.wait(lambda screen: "Lengkapi peserta" in screen.labels)
    assert "Pegawai: 7" in ratna.screen.text
    assert len(await house.rows(EvaluationRow)) == 7


async def test_a_leader_reads(house: House) -> None:
    await house.open_cycle()
    head = await house.link(HEAD)
    head.press("Siklus penilaian")
    await head.wait(lambda screen: "Tahun 2026" in screen.labels)
    head.press("Tahun 2026")
    card = await head.wait(lambda screen: "Belum mengirim: 6" in screen.text)
    assert card.labels == ["← Kembali"]


async def test_others_are_told_kindly(house: House) -> None:
    made = await house.link(MADE)
    assert "Siklus penilaian" not in made.screen.labels
    made.write("/siklus")
    await made.wait(lambda screen: screen.text == "Bagian ini dikerjakan kepegawaian (BKD). Tidak ada yang berubah.")


async def test_no_cycle_yet_in_english(house: House) -> None:
    ratna = await house.link(RATNA)
    ratna.write("/language")
    await ratna.wait(lambda screen: "English" in screen.labels)
    ratna.press("English")
    await ratna.wait(lambda screen: "Appraisal cycles" in screen.labels)
    ratna.press("Appraisal cycles")
    await ratna.wait(lambda screen: screen.text == "There is no appraisal cycle yet.")


async def test_role_by_action(house: House) -> None:
    cycle = await house.open_cycle()
    people = {row.name: row.id for row in await house.rows(Person)}
    desk, late, drafts = house.core.cycle_desk, house.core.late_desk, house.core.cycle_drafts

    def speaker(one) -> Speaker:
        return Speaker("telegram", "1", person=people[one.name], name=one.name)

    reads = (desk.board, lambda by: desk.card(cycle.id, by=by))
    changes = (
        lambda by: desk.missing(cycle.id, by=by),
        lambda by: desk.populate(cycle.id, by=by),
        lambda by: drafts.start(by=by),
        lambda by: drafts.move(cycle.id, by=by),
        lambda by: drafts.say("name", "Tahun 2027", by=by, draft=1),
        lambda by: drafts.go(1, 1, "name", by=by),
        lambda by: drafts.office(1, 1, 0, by=by),
        lambda by: drafts.kind(1, 1, 0, by=by),
        lambda by: drafts.confirm(1, 1, by=by),
        lambda by: drafts.cancel(1, by=by),
        lambda by: late.start(cycle.id, by=by),
        lambda by: late.go(1, 1, "until", by=by),
        lambda by: late.clear(1, 1, by=by),
        lambda by: late.add(1, 1, 1, by=by),
        lambda by: late.choose(1, 1, "2026-07-20", by=by),
        lambda by: late.tell("people", "siti", by=by),
        lambda by: late.confirm(1, 1, by=by),
        lambda by: late.cancel(1, by=by),
    )
    for act in (*reads, *changes):
        with pytest.raises(NotLinked):
            await act(Speaker("telegram", "1"))
        for one in (MADE, SITI, YOHANA):
            with pytest.raises(OnlyHr):
                await act(speaker(one))
        await act(speaker(RATNA))
    for act in reads:
        await act(speaker(HEAD))
    for act in changes:
        with pytest.raises(OnlyHr):
            await act(speaker(HEAD))


async def test_what_is_not_there(house: House) -> None:
    cycle = await house.open_cycle()
    people = {row.name: row.id for row in await house.rows(Person)}
    ratna = Speaker("telegram", "1", person=people[RATNA.name], name=RATNA.name)
    desk = house.core.cycle_desk
    for act in (desk.card, desk.missing, desk.populate, house.core.late_desk.start):
        with pytest.raises(UnknownCycle):
            await act(99, by=ratna)
    house.clock.advance(days=30)
    with pytest.raises(LateDatesWrong):
        await house.core.late_desk.start(cycle.id, by=ratna)
