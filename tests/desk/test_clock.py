"""What time does to cases: silence closes, a question runs out, desks are reminded, superiors hear of what is late."""

import pytest
from sqlmodel import col, select

from models.complaint import ComplaintEvent, ComplaintRow
from models.notice import COMPLAINT_ARRIVED, COMPLAINT_DUE, COMPLAINT_LATE, Notice
from models.person import Person
from sandbox.people import Person as Phone
from services import complaint_clock
from services.complaint_rows import broken_chain
from tests.complaint.conftest import warga  # noqa: F401 - a fixture
from tests.support.complaint import Office, answer, file, open_case, press, seen, staffed, verify
from tests.support.house import House
from tests.support.staff import HEAD


@pytest.fixture
async def office(house: House) -> Office:
    return await staffed(house)


async def pass_days(house: House, days: int) -> None:
    """And let the planner and the courier work, twice: the second time adds nothing."""
    house.clock.advance(days=days)
    for _ in range(2):
        await house.plan()
        house.clock.advance(minutes=10)
    await house.deliver()


async def case(house: House) -> ComplaintRow:
    (row,) = await house.rows(ComplaintRow)
    return row


async def kinds(house: House) -> list[str]:
    return [one.kind for one in await house.rows(ComplaintEvent)]


async def test_silence_closes_after_ten_working_days(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    number = await file(house, warga, "Jalan rusak")
    await verify(office, number)
    await answer(office.siti, number, "Sudah ditambal.")
    await house.deliver()
    await seen(warga, "Tanpa balasan sampai Rabu, 15 Juli 2026, laporan kami tutup.")
    await pass_days(house, 13)
    assert (await case(house)).state == "answered"
    await pass_days(house, 2)
    assert ((await case(house)).state, (await case(house)).closed_as) == ("closed", "unconfirmed")
    await seen(warga, f"Laporan {number} kami tutup karena belum ada balasan")
    assert await kinds(house) == ["filed", "verify", "take", "answer", "silence"]
    async with house.core.transactions.read() as session:
        assert await broken_chain(session) is None


async def test_a_question_without_a_reply_runs_out(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    number = await file(house, warga, "Jalan rusak")
    await verify(office, number)
    await open_case(office.siti, number)
    await press(office.siti, "Kerjakan", "Diproses")
    await press(office.siti, "Tanya pelapor", "Pertanyaan untuk")
    office.siti.write("Di mana?")
    await seen(office.siti, "Menunggu Anda")
    before = await case(house)
    await pass_days(house, 15)
    row = await case(house)
    assert (row.state, row.paused_at) == ("working", None)
    assert row.answer_due > before.answer_due
    await seen(office.siti, f"Pelapor belum membalas pertanyaan tentang laporan {number}.")
    assert (await kinds(house))[-1] == "lapse"


async def test_the_desk_hears_of_what_arrives_once_an_hour(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    warga.start()
    first = await file(house, warga, "Jalan rusak")
    await seen(office.ratna, "Ada yang baru di meja pengaduan. 1 laporan menunggu Anda.")
    await file(house, warga, "Air mati")
    assert [one.kind for one in await house.rows(Notice)].count(COMPLAINT_ARRIVED) == 1
    await verify(office, first)
    house.clock.advance(hours=12)  # at night nobody is woken
    assert [one.outcome for one in await house.rows(Notice) if one.kind == COMPLAINT_ARRIVED][1:] == ["waiting"] * 2


async def test_a_night_of_reports_is_one_message_in_the_morning(
    house: House,
    office: Office,
    warga: Phone,  # noqa: F811
) -> None:
    await house.deliver()
    heard = len([one for one in office.ratna.messages if "Ada yang baru di meja" in one.text])
    house.clock.advance(hours=12)
    for story in ("Jalan rusak", "Air mati", "Lampu padam"):
        await file(house, warga, story)
        house.clock.advance(hours=1)
    house.clock.advance(hours=9)
    await house.deliver()
    said = [one.text for one in office.ratna.messages if "Ada yang baru di meja" in one.text][heard:]
    assert said == ["Ada yang baru di meja pengaduan. 3 laporan menunggu Anda."]
    assert "waiting" not in [one.outcome for one in await house.rows(Notice) if one.kind == COMPLAINT_ARRIVED]


async def test_a_case_with_nobody_above_holds_up_no_other(
    house: House,
    office: Office,
    warga: Phone,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(complaint_clock, "AT_ONCE", 1)
    head = await house.link(HEAD)
    await file(house, warga, "Jalan rusak")
    second = await file(house, warga, "Air mati")
    async with house.core.transactions.begin() as session:
        oldest = (await session.exec(select(ComplaintRow).order_by(col(ComplaintRow.id)))).first()
        assert oldest
        stranger = Person(ref="X-ALONE", name="Sendiri", changed_at=house.clock.now())
        session.add(stranger)
        await session.flush()
        oldest.assigned_to, oldest.state, oldest.answer_due = stranger.id, "working", oldest.verify_due
    await pass_days(house, 6)
    assert any(second in one.text for one in head.messages if "laporan warga" in one.text)


async def test_desks_are_reminded_from_half_of_the_limit_on(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    number = await file(house, warga, "Jalan rusak")
    await pass_days(house, 1)
    assert COMPLAINT_DUE not in [one.kind for one in await house.rows(Notice)]
    await pass_days(house, 1)
    await seen(office.ratna, f"{number}: paling lambat Senin, 6 Juli 2026")
    await pass_days(house, 1)  # a Saturday
    await pass_days(house, 2)
    reminders = [one for one in await house.rows(Notice) if one.kind == COMPLAINT_DUE]
    assert len(reminders) == 2, "once a working day"


async def test_who_is_late_has_a_superior_who_hears_of_it(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    head = await house.link(HEAD)
    number = await file(house, warga, "Jalan rusak")
    await pass_days(house, 6)
    await seen(
        head, f"Bapak/Ibu Hasan Kepala, laporan warga {number} seharusnya diperiksa paling lambat Senin, 6 Juli 2026"
    )
    await seen(office.ratna, f"{number}: seharusnya Senin, 6 Juli 2026, sudah lewat")
    warga.write(f"/status {number}")
    text = await seen(warga, "jadi kami terlambat")
    assert text.endswith("Atasan petugas sudah kami beri tahu Selasa, 7 Juli 2026.")
    await pass_days(house, 2)  # nobody stands above
    assert await kinds(house) == ["filed", "escalate"]
    await verify(office, number)
    await pass_days(house, 2)
    late = [one.facts["office"] for one in await house.rows(Notice) if one.kind == COMPLAINT_LATE]
    assert late[1:], "the officers' superior hears of the answer that is late"
    async with house.core.transactions.read() as session:
        assert await broken_chain(session) is None


async def test_what_was_done_meanwhile_is_not_reminded_of(house: House, office: Office, warga: Phone) -> None:  # noqa: F811
    number = await file(house, warga, "Jalan rusak")
    house.clock.advance(days=2)
    await house.plan()
    await verify(office, number)
    await answer(office.siti, number, "Sudah.")
    await house.deliver()
    due = [one for one in await house.rows(Notice) if one.kind == COMPLAINT_DUE]
    assert [one.outcome for one in due] == ["cancelled"]
