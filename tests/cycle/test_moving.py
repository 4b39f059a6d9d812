"""HR changes the dates of a cycle in chat: later only once it runs, on record, and told to whom they concern."""

from datetime import UTC, datetime, timedelta

import pytest

from models.conversation import Speaker
from models.cycle import CycleRow
from models.cycle_draft import APPRAISE, CycleDone, CycleDraftRow
from models.cycle_refusals import CycleDatePassed, DayTooEarly
from models.deadline_change import DeadlineChange
from models.evaluation import EvaluationRow
from models.notice import DEADLINE_MOVED, SELF_DUE, Notice
from models.person import Person
from models.refusals import UnknownCycle
from tests.cycle.conftest import Hr
from tests.cycle.test_cycle import dates
from tests.support.staff import HEAD, MADE, RATNA, SITI


async def opened(hr: Hr) -> None:
    """A cycle whose dates are 15 July, 29 July and 12 August, each at 09.00; its dates are being changed."""
    await hr.house.open_cycle()
    await hr.press("Siklus penilaian")
    await hr.press("Tahun 2026")
    await hr.press("Ubah tanggal")


async def speaker(hr: Hr, name: str = HEAD.name) -> Speaker:
    people = {row.name: row.id for row in await hr.house.rows(Person)}
    return Speaker("telegram", "7", person=people[name], name=name)


async def moved(hr: Hr) -> list[Notice]:
    return [notice for notice in await hr.house.rows(Notice) if notice.kind == DEADLINE_MOVED]


async def test_more_time_for_everybody_who_has_not_sent(hr: Hr) -> None:
    siti = await hr.house.link(SITI)
    await opened(hr)
    assert hr.phone.screen.text.endswith("Tanggal mana yang diubah? Yang sudah lewat tetap.")
    assert hr.labels == ["Ubah batas evaluasi diri", "Ubah batas penilaian", "Ubah tanggal pengumuman", "Batalkan"]
    await hr.press("Ubah batas evaluasi diri")
    assert hr.labels == ["Rab, 22 Jul 2026", "Rab, 29 Jul 2026", "Rab, 5 Agu 2026", "Batalkan"]
    review = await hr.press("Rab, 22 Jul 2026")
    assert (
        "Evaluasi diri sampai: Rabu, 22 Juli 2026, pukul 23.59 WIB (semula Rabu, 15 Juli 2026, pukul 09.00 WIB)"
    ) in review
    assert review.endswith("Sudah benar? Yang belum mengirim kami beri tahu.")
    assert await hr.press("Simpan tanggal ini") == "Tanggal siklus Tahun 2026 diubah.\n\n6 pemberitahuan kami kirim."
    await hr.house.deliver()
    await siti.wait(
        lambda screen: (
            screen.text == "Waktu evaluasi diri Tahun 2026 diperpanjang sampai Rabu, 22 Juli 2026, pukul 23.59 WIB."
        )
    )
    (row,) = await hr.house.rows(CycleRow)
    assert row.self_until == datetime(2026, 7, 22, 16, 59, 59, tzinfo=UTC)
    (change,) = await hr.house.rows(DeadlineChange)
    people = {one.id: one.name for one in await hr.house.rows(Person)}
    assert (change.step, change.before, change.after, people[change.changed_by]) == (
        "self",
        datetime(2026, 7, 15, 2, tzinfo=UTC),
        row.self_until,
        RATNA.name,
    )
    assert await hr.house.rows(CycleDraftRow) == []


async def test_what_comes_later_is_asked_where_it_no_longer_does(hr: Hr) -> None:
    await opened(hr)
    await hr.press("Ubah batas evaluasi diri")
    assert "Penilaian sampai kapan?" in await hr.write("30 Juli")
    assert "Kapan hasilnya diumumkan?" in await hr.write("14/8/2026")
    review = await hr.write("1 September 2026")
    assert review.endswith("Sudah benar? Yang belum mengirim kami beri tahu. Para penilai kami beri tahu.")
    assert await hr.press("Simpan tanggal ini") == "Tanggal siklus Tahun 2026 diubah.\n\n8 pemberitahuan kami kirim."
    assert {change.step for change in await hr.house.rows(DeadlineChange)} == {"self", "appraise", "publish"}
    raters = [notice for notice in await moved(hr) if notice.facts["step"] == APPRAISE]
    people = {row.id: row.name for row in await hr.house.rows(Person)}
    assert {people[notice.person_id] for notice in raters} == {HEAD.name, RATNA.name}


async def test_nobody_loses_time_and_what_has_passed_stays(hr: Hr) -> None:
    await opened(hr)
    await hr.press("Ubah batas evaluasi diri")
    assert await hr.write("14 Juli 2026") == "Tanggal itu terlalu awal. Paling awal Rabu, 15 Juli 2026."
    old = hr.phone.messages
    hr.house.clock.advance(days=15)
    await hr.write("20 Juli 2026")
    assert hr.phone.screen.text == (
        "Yang itu sudah lewat: Rabu, 15 Juli 2026, pukul 09.00 WIB, jadi tetap seperti semula."
    )
    assert old
    await hr.write("/siklus")
    await hr.press("Tahun 2026")
    await hr.press("Ubah tanggal")
    assert hr.labels == ["Ubah batas penilaian", "Ubah tanggal pengumuman", "Batalkan"]
    assert await hr.press("Batalkan")
    assert "Tahap: penilaian" in hr.phone.screen.text
    hr.house.clock.advance(days=30)
    await hr.write("/siklus")
    await hr.press("Tahun 2026")
    assert "Ubah tanggal" not in hr.labels
    with pytest.raises(CycleDatePassed):
        await hr.house.core.cycle_drafts.move((await hr.house.rows(CycleRow))[0].id or 0, by=await speaker(hr))


async def test_only_the_announcement_is_told_to_nobody(hr: Hr) -> None:
    await opened(hr)
    await hr.press("Ubah tanggal pengumuman")
    await hr.write("20 Agustus 2026")
    assert await hr.press("Simpan tanggal ini") == "Tanggal siklus Tahun 2026 diubah."
    assert await moved(hr) == []


async def test_two_changes_say_only_the_last(hr: Hr) -> None:
    await opened(hr)
    for day in ("22 Juli 2026", "24 Juli 2026"):
        await hr.press("Ubah batas evaluasi diri")
        await hr.write(day)
        await hr.press("Simpan tanggal ini")
        await hr.press("Lihat siklusnya")
        await hr.press("Ubah tanggal")
    waiting = [notice for notice in await moved(hr) if notice.outcome == "waiting"]
    assert len(waiting) == 6
    assert {notice.facts["until"][:10] for notice in waiting} == {"2026-07-24"}


async def test_a_permission_that_is_covered_gives_way_and_reminders_go_by_the_new_date(hr: Hr) -> None:
    cycle = await hr.house.open_cycle()
    until = hr.house.clock.now() + timedelta(days=16)
    await hr.house.core.cycles.allow_late(cycle.id, [SITI.nip], until, "Sakit")
    later = hr.house.clock.now() + timedelta(days=25)
    await hr.house.core.cycles.allow_late(cycle.id, [MADE.nip], later, "Tugas luar")
    await hr.press("Siklus penilaian")
    await hr.press("Tahun 2026")
    await hr.press("Ubah tanggal")
    await hr.press("Ubah batas evaluasi diri")
    await hr.write("22 Juli 2026")
    await hr.press("Simpan tanggal ini")
    people = {row.id: row.name for row in await hr.house.rows(Person)}
    late = {people[form.person_id]: form.late_until for form in await hr.house.rows(EvaluationRow) if form.late_until}
    assert late == {MADE.name: later}
    assert len(await moved(hr)) == 5, "whose own permission lasts longer hears nothing"
    hr.house.clock.advance(days=18)
    await hr.house.plan()
    reminded = {people[one.person_id] for one in await hr.house.rows(Notice) if one.kind == SELF_DUE}
    assert SITI.name in reminded


async def test_a_planned_cycle_moves_either_way_and_opens_when_its_day_is_today(hr: Hr) -> None:
    await hr.house.core.cycles.create("Tahun 2027", "berakhlak-2026", dates(hr.house, 5, 20, 30, 40))
    await hr.press("Siklus penilaian")
    await hr.press("Tahun 2027")
    await hr.press("Ubah tanggal")
    assert hr.labels[0] == "Ubah tanggal buka"
    await hr.press("Ubah tanggal buka")
    await hr.write("1 Juli 2026")
    await hr.press("Ubah batas evaluasi diri")
    assert "Sudah benar?" in await hr.write("10 Juli 2026")
    done = await hr.press("Simpan tanggal ini")
    assert done == "Tanggal siklus Tahun 2027 diubah.\n\n6 pegawai sekarang punya formulir."
    assert await moved(hr) == []
    await hr.press("Lihat siklusnya")
    assert "Tahap: evaluasi diri" in hr.phone.screen.text


async def test_a_planned_cycle_is_put_off(hr: Hr) -> None:
    await hr.house.core.cycles.create("Tahun 2027", "berakhlak-2026", dates(hr.house, 5, 20, 30, 40))
    await hr.press("Siklus penilaian")
    await hr.press("Tahun 2027")
    await hr.press("Ubah tanggal")
    await hr.press("Ubah tanggal buka")
    await hr.write("8 Juli 2026")
    assert await hr.press("Simpan tanggal ini") == "Tanggal siklus Tahun 2027 diubah."
    assert await hr.house.rows(EvaluationRow) == []


async def test_two_of_hr_change_it(hr: Hr) -> None:
    cycle = await hr.house.open_cycle()
    drafts, ratna, hasan = hr.house.core.cycle_drafts, await speaker(hr, RATNA.name), await speaker(hr)
    first, second = await drafts.move(cycle.id, by=ratna), await drafts.move(cycle.id, by=hasan)
    first = await drafts.say("self", "24 Juli 2026", by=ratna, draft=first.id)
    second = await drafts.say("self", "20 Juli 2026", by=hasan, draft=second.id)
    assert first
    assert second
    assert isinstance(await drafts.confirm(first.id, first.version, by=ratna), CycleDone)
    with pytest.raises(DayTooEarly):
        await drafts.confirm(second.id, second.version, by=hasan)
    nothing = await drafts.say("self", "24 Juli 2026", by=hasan, draft=second.id)
    assert nothing
    assert nothing.changed == ()
    assert "stale" in repr(await drafts.confirm(second.id, nothing.version, by=hasan))
    (row,) = await hr.house.rows(CycleRow)
    assert row.self_until.day == 24


async def test_what_is_not_there_or_not_asked(hr: Hr) -> None:
    cycle = await hr.house.open_cycle()
    by = await speaker(hr)
    with pytest.raises(UnknownCycle):
        await hr.house.core.cycle_drafts.move(99, by=by)
    draft = await hr.house.core.cycle_drafts.move(cycle.id, by=by)
    for step, said in (("name", "Lain"), ("method", "paruh-waktu-2026"), ("offices", "Dinas")):
        draft = await hr.house.core.cycle_drafts.say(step, said, by=by, draft=draft.id)
        assert draft
        assert (draft.step, draft.name) == ("review", "")
