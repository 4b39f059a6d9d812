"""HR makes a cycle in chat: period, method, offices, dates, a preview, and one press."""

import asyncio

import pytest

from models.action import parse
from models.conversation import Speaker
from models.cycle import CycleEmployment, CycleOffice, CycleRow
from models.cycle_action import AwaitCycle
from models.cycle_draft import MAX_OFFICES, NAME, CycleDone, CycleDraftRow
from models.cycle_refusals import OfficesFull
from models.evaluation import EvaluationRow
from models.person import Office, Person
from models.refusals import CycleNameTaken, UnknownMethod
from services.calendars import Calendars
from services.conversations import Conversations
from services.cycle_drafts import CycleDrafts
from services.transaction import connect
from tests.cycle.conftest import Hr
from tests.support.house import House
from tests.support.staff import EVERYONE, HEAD, RATNA, member, roster_csv

TEACHER = member(921, "Guru Baru", position="Guru Ahli Muda")
NURSE = member(922, "Nur Perawat", office="Puskesmas Contoh")
METHOD = "Evaluasi diri BerAKHLAK"


async def dated(hr: Hr, name: str = "Tahun 2026") -> str:
    """Everything by buttons up to the review: opens today, Wednesday, 1 July 2026."""
    await hr.press("Siklus penilaian")
    await hr.press("Buat siklus baru")
    for label in (name, METHOD, "Semua kantor"):
        await hr.press(label)
    return await days(hr)


async def days(hr: Hr) -> str:
    """The first day that is offered for each of the four dates."""
    for _ in range(4):
        text = await hr.press(hr.labels[0])
    return text


async def test_by_buttons_from_the_period_to_the_forms(hr: Hr) -> None:
    await hr.house.core.roster.add_without_nip("Bupati Contoh", "X-BUPATI")
    await hr.house.employ(*EVERYONE, TEACHER)
    review = await dated(hr)
    assert review == (
        "Siklus baru\n\n"
        "Periode: Tahun 2026\nMetode: Evaluasi diri BerAKHLAK\nKantor: semua\nJenis pegawai: semua\n"
        "Guru dan kepala sekolah: tidak ikut\n"
        "Dibuka: Rabu, 1 Juli 2026, pukul 00.00 WIB\n"
        "Evaluasi diri sampai: Rabu, 8 Juli 2026, pukul 23.59 WIB\n"
        "Penilaian sampai: Kamis, 16 Juli 2026, pukul 23.59 WIB\n"
        "Diumumkan: Senin, 20 Juli 2026, pukul 00.00 WIB\n\n"
        "Menjangkau 6 pegawai. Tanpa penilai: 1.\n"
        "Tidak ikut:\n• tanpa NIP: 1\n• guru dan kepala sekolah: 1\n\n"
        "Sudah benar?"
    )
    done = await hr.press("Buat dan buka sekarang")
    assert done == "Siklus Tahun 2026 dibuat dan sudah dibuka.\n\n6 pegawai sekarang punya formulir."
    assert len(await hr.house.rows(EvaluationRow)) == 6
    assert await hr.house.rows(CycleDraftRow) == []
    card = await hr.press("Lihat siklusnya")
    assert card.startswith("Tahun 2026\n\nMetode: berakhlak-2026\nTahap: evaluasi diri")


async def test_everything_typed_and_a_cycle_that_opens_later(hr: Hr) -> None:
    await hr.house.employ(*EVERYONE, NURSE)
    await hr.press("Siklus penilaian")
    asked = await hr.press("Buat siklus baru")
    assert "Periode apa yang dinilai?" in asked
    assert hr.labels[:5] == ["Tahun 2026", "Triwulan II 2026", "Triwulan III 2026", "Juni 2026", "Juli 2026"]
    assert "Dengan metode apa?" in await hr.write("  Semester  II <2026> ")
    await hr.press(METHOD)
    found = await hr.write("puskes")
    assert "1. Puskesmas Contoh" in found
    chosen = await hr.press("1. Puskesmas Contoh")
    assert "Kantor: Puskesmas Contoh" in chosen
    assert "Kapan siklus dibuka?" in await hr.press("Cukup, lanjut")
    free = await hr.write("17 Agustus 2026")
    assert "Senin, 17 Agustus 2026 libur: Hari Kemerdekaan Republik Indonesia." in free
    weekend = await hr.write("5/9/2026")
    assert "Sabtu, 5 September 2026 bukan hari kerja." in weekend
    await hr.write("30 Sep")
    review = await hr.write("2028-01-05")
    assert "Hari libur 2028 belum ditetapkan." in review
    assert "Menjangkau 1 pegawai. Tanpa penilai: 1.\nTidak ikut:\n• di kantor lain: 6" in review
    assert hr.labels[0] == "Buat siklus"
    done = await hr.press("Buat siklus")
    assert done == (
        "Siklus Semester II <2026> dibuat. Siklus ini dibuka sendiri Senin, 17 Agustus 2026, pukul 00.00 WIB."
    )
    assert await hr.house.rows(EvaluationRow) == []
    hr.house.clock.advance(days=47)
    await hr.house.plan()
    (form,) = await hr.house.rows(EvaluationRow)
    names = {row.id: row.name for row in await hr.house.rows(Person)}
    assert names[form.person_id] == NURSE.name


async def test_the_review_can_be_changed(hr: Hr) -> None:
    await hr.house.employ(*EVERYONE, TEACHER)
    await dated(hr)
    await hr.press("Ubah jenis pegawai")
    kinds = await hr.press("Guru dan kepala sekolah")
    assert "Guru dan kepala sekolah: ikut" in kinds
    assert "✓ Guru dan kepala sekolah" in hr.labels
    assert "Menjangkau 7 pegawai." in await hr.press("Cukup, lanjut")
    await hr.press("Ubah nama")
    assert "Periode: Uji" in await hr.write("Uji")
    await hr.press("Ubah metode")
    assert "Metode: Evaluasi diri triwulan PPPK paruh waktu" in await hr.press(hr.labels[1])
    await hr.press("Ubah tanggal buka")
    again = await hr.write("9 Juli 2026")
    assert "Evaluasi diri sampai kapan?" in again, "it no longer comes after the opening"
    await hr.write("10 Juli 2026")
    await hr.press("Buat siklus")
    (row,) = await hr.house.rows(CycleRow)
    assert (row.name, row.include_teachers) == ("Uji", True)


async def test_kinds_of_staff(hr: Hr) -> None:
    head = "NIP BARU;NAMA;JENIS PEGAWAI NAMA;NOMOR HP"
    staff = [(RATNA.nip, RATNA.name, "PNS", RATNA.phone), (HEAD.nip, HEAD.name, "PPPK", HEAD.phone)]
    await hr.house.core.roster.import_file("\n".join([head, *map(";".join, staff)]).encode(), allow_left=True)
    await dated(hr)
    await hr.press("Ubah jenis pegawai")
    assert hr.labels[:3] == ["PNS", "PPPK", "Guru dan kepala sekolah"]
    assert "Jenis pegawai: PPPK\n" in await hr.press("PPPK")
    assert "Jenis pegawai: PNS, PPPK\n" in await hr.press("PNS")
    assert "Jenis pegawai: PPPK\n" in await hr.press("✓ PNS")
    assert "Menjangkau 1 pegawai. Tanpa penilai: 1.\nTidak ikut:\n• jenis pegawai lain: 1" in await hr.press(
        "Cukup, lanjut"
    )
    await hr.press("Buat dan buka sekarang")
    (kind,) = await hr.house.rows(CycleEmployment)
    assert kind.employment == "pppk"


async def test_offices_are_named_found_and_taken_back(hr: Hr) -> None:
    tree = "ID;NAMA_UNOR;ID_ATASAN\nd1;Dinas Satu;\nu1;Sub Bagian Umum;d1\nu2;Sub Bagian Umum;\n" + "\n".join(
        f"b{n};Bidang {n};d1" for n in range(10)
    )
    await hr.house.core.roster.import_file(roster_csv(EVERYONE), offices=tree.encode(), allow_left=True)
    await hr.press("Siklus penilaian")
    for label in ("Buat siklus baru", "Tahun 2026", METHOD):
        await hr.press(label)
    assert "1. Sub Bagian Umum, Dinas Satu\n2. Sub Bagian Umum\n" in await hr.write("umum sub")
    await hr.press("1. Sub Bagian Umum")
    assert "Masih ada yang lain." in await hr.write("bidang")
    assert "1. Dinas Satu" in await hr.write("d1"), "a code finds its own"
    assert "Kantor: Sub Bagian Umum, Dinas Satu, Dinas Satu" in await hr.press("1. Dinas Satu")
    assert hr.labels[:3] == ["Cukup, lanjut", "Hapus Sub Bagian Umum", "Hapus Dinas Satu"]
    await hr.press("Hapus Sub Bagian Umum")
    assert "Kantor:" not in await hr.press("Hapus Dinas Satu")
    assert await hr.write("zzz & co") == (
        "Tidak ada kantor yang cocok dengan «zzz & co». Coba ejaan lain, atau sebagian namanya saja."
    )
    await hr.write("d1")
    await hr.press("1. Dinas Satu")
    await hr.press("Cukup, lanjut")
    await days(hr)
    await hr.press("Buat dan buka sekarang")
    (limit,) = await hr.house.rows(CycleOffice)
    offices = {row.id: row.code for row in await hr.house.rows(Office)}
    assert offices[limit.office_id] == "d1"


async def test_what_is_not_taken_is_told_and_nothing_is_lost(hr: Hr) -> None:
    await hr.house.open_cycle("Tahun 2025")
    await hr.press("Siklus penilaian")
    await hr.press("Buat siklus baru")
    assert await hr.write("tahun 2025") == "Siklus bernama tahun 2025 sudah ada."
    assert await hr.write("x" * 81) == "Panjangnya 81 karakter; yang muat 80. Mohon diringkas, lalu kirim lagi."
    await hr.write("Tahun 2026")
    for label in (METHOD, "Semua kantor"):
        await hr.press(label)
    assert await hr.write("kemarin dulu") == (
        "«kemarin dulu» belum terbaca sebagai tanggal. Tulis seperti ini: 15 Jan 2027."
    )
    assert await hr.write("30/6/2026") == "Tanggal itu terlalu awal. Paling awal Rabu, 1 Juli 2026."
    await hr.write("1/7/2026")
    await hr.write("10/7/2026")
    assert await hr.write("10/7/2026") == "Tanggal itu terlalu awal. Paling awal Sabtu, 11 Juli 2026."
    (draft,) = await hr.house.rows(CycleDraftRow)
    assert (draft.name, draft.offices, draft.appraise_until) == ("Tahun 2026", [], None)


async def test_pressing_twice_makes_one(hr: Hr) -> None:
    await dated(hr)
    hr.phone.press("Buat dan buka sekarang")
    assert "Buat siklus baru" not in await hr.press("Buat dan buka sekarang")
    assert len(await hr.house.rows(CycleRow)) == 1
    assert "Tahap: evaluasi diri" in hr.phone.screen.text, "the present screen: the cycles"


async def test_two_of_hr_at_once_make_one(hr: Hr) -> None:
    people = {row.name: row.id for row in await hr.house.rows(Person)}
    both = [Speaker("telegram", str(n), person=people[one.name], name=one.name) for n, one in enumerate((RATNA, HEAD))]
    drafts = hr.house.core.cycle_drafts
    ready = [await by_hand(drafts, by) for by in both]
    acts = (drafts.confirm(draft.id, draft.version, by=by) for draft, by in zip(ready, both, strict=True))
    made, refused = sorted(
        await asyncio.gather(*acts, return_exceptions=True), key=lambda one: isinstance(one, Exception)
    )
    assert isinstance(made, CycleDone)
    assert isinstance(refused, CycleNameTaken)
    assert len(await hr.house.rows(CycleRow)) == 1
    assert len(await hr.house.rows(CycleDraftRow)) == 1, "the other's draft waits for another name"


async def by_hand(drafts: CycleDrafts, by: Speaker):
    draft = await drafts.start(by=by)
    for step, said in (("name", "Tahun 2026"), ("method", "berakhlak-2026")):
        draft = await drafts.say(step, said, by=by, draft=draft.id, version=draft.version)
    draft = await drafts.office(draft.id, draft.version, 0, by=by)
    for step, said in zip(("opens", "self", "appraise", "publish"), ("1/7", "8/7", "16/7", "20/7"), strict=True):
        draft = await drafts.say(step, f"{said}/2026", by=by, draft=draft.id)
    return draft


async def test_an_old_button_shows_how_it_stands(hr: Hr) -> None:
    await hr.press("Siklus penilaian")
    await hr.press("Buat siklus baru")
    old = hr.phone.screen
    data = old.buttons[1][0].data
    await hr.write("Uji")
    sent = len(hr.phone.messages)
    hr.phone.press_data(hr.phone.screen.message_id, data)
    assert "Periode: Uji" in await hr.said()
    assert hr.toast
    assert len(hr.phone.messages) == sent, "no second screen beside the one that was pressed"
    (draft,) = await hr.house.rows(CycleDraftRow)
    assert draft.name == "Uji"


async def test_the_draft_survives_the_process(hr: Hr, database_url: str) -> None:
    await hr.press("Siklus penilaian")
    await hr.press("Buat siklus baru")
    others = connect(database_url, hr.house.clock)
    by = await Conversations(others).who("telegram", str(hr.phone.id))
    waited = parse(by.awaiting)
    assert isinstance(waited, AwaitCycle)
    assert waited.step == NAME
    draft = await CycleDrafts(others, Calendars(others)).say(waited.step, "Uji", by=by, draft=waited.draft)
    await others.close()
    assert draft
    assert draft.name == "Uji"


async def test_left_and_taken_up_again_then_cancelled(hr: Hr) -> None:
    await hr.press("Siklus penilaian")
    await hr.press("Buat siklus baru")
    await hr.write("Uji")
    await hr.write("/batal")
    await hr.write("/siklus")
    assert "Periode: Uji" in await hr.press("Buat siklus baru")
    assert await hr.press("Batalkan") == "Belum ada siklus penilaian."
    assert await hr.house.rows(CycleDraftRow) == []


async def test_a_draft_of_yesterday_opens_no_earlier_than_today(hr: Hr) -> None:
    await dated(hr)
    hr.house.clock.advance(days=1)
    await hr.press("Buat dan buka sekarang")
    assert hr.toast == "Tanggal itu terlalu awal. Paling awal Kamis, 2 Juli 2026."
    assert await hr.house.rows(CycleRow) == []


async def test_forged_buttons_change_nothing(hr: Hr) -> None:
    people = {row.name: row.id for row in await hr.house.rows(Person)}
    by = Speaker("telegram", "7", person=people[HEAD.name], name=HEAD.name)
    drafts = hr.house.core.cycle_drafts
    draft = await drafts.start(by=by)
    with pytest.raises(UnknownMethod):
        await drafts.say("method", "tidak-ada", by=by, draft=draft.id)
    shown = await drafts.say("kinds", "x", by=by, draft=draft.id)
    assert shown.step == "name"
    shown = await drafts.office(draft.id, shown.version, 9999, by=by)
    assert shown.offices is None
    shown = await drafts.go(draft.id, shown.version, "nowhere", by=by)
    assert shown.step == "name"
    early = await drafts.confirm(draft.id, shown.version, by=by)
    assert early.stale
    assert await drafts.cancel(draft.id + 1, by=by) is None
    assert await drafts.confirm(draft.id + 1, 1, by=by) is None
    assert await drafts.go(draft.id + 1, 1, "name", by=by) is None


async def test_not_more_offices_than_a_screen_holds(house: House, hr: Hr) -> None:
    rows = "\n".join(f"o{n};Kantor {n};" for n in range(MAX_OFFICES + 1))
    await house.core.roster.import_file(
        roster_csv(EVERYONE), offices=f"ID;NAMA_UNOR;ID_ATASAN\n{rows}".encode(), allow_left=True
    )
    offices = [row.id or 0 for row in await house.rows(Office) if row.code.startswith("o")]
    people = {row.name: row.id for row in await house.rows(Person)}
    by = Speaker("telegram", "7", person=people[HEAD.name], name=HEAD.name)
    draft = await house.core.cycle_drafts.start(by=by)
    *most, last = offices
    for office in most:
        draft = await house.core.cycle_drafts.office(draft.id, draft.version, office, by=by)
    with pytest.raises(OfficesFull):
        await house.core.cycle_drafts.office(draft.id, draft.version, last, by=by)
