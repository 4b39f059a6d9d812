"""HR gives more time in chat: people, last day, reason, then all of them or nobody."""

from datetime import timedelta

import pytest

from models.action import parse
from models.conversation import Speaker
from models.cycle import Cycle
from models.cycle_action import AwaitLate
from models.evaluation import EvaluationRow
from models.late_draft import LateDraftRow
from models.late_permission import LatePermission
from models.person import Person
from sandbox.people import Person as Phone
from services.calendars import Calendars
from services.conversations import Conversations
from services.late_desk import LateDesk
from services.transaction import connect
from tests.support.house import House
from tests.support.staff import AGUS, EVERYONE, HEAD, MADE, SITI, YOHANA, member

ASK = "Untuk siapa? Ketik NIP"
UNTIL = "Sampai kapan?"
REASON = "Apa alasannya?"
STRANGER = member(950, "Bukan Pegawai")


@pytest.fixture
async def cycle(house: House) -> Cycle:
    """Its self-evaluation ended yesterday; the rater's time ends Wednesday, 29 July 2026, 09.00."""
    await house.employ(*EVERYONE)
    await house.core.roles.grant(HEAD.nip, "hr")
    made = await house.open_cycle()
    house.clock.advance(days=15)
    return made


async def begun(house: House) -> Phone:
    head = await house.link(HEAD)
    head.write("/siklus")
    await head.wait(lambda screen: "Tahun 2026" in screen.labels)
    head.press("Tahun 2026")
    await head.wait(lambda screen: "Beri waktu tambahan" in screen.labels)
    head.press("Beri waktu tambahan")
    await head.wait(lambda screen: ASK in screen.text)
    return head


async def told(phone: Phone, text: str, then: str) -> str:
    """Type something; the screen that follows."""
    phone.write(text)
    return (await phone.wait(lambda screen: then in screen.text)).text


async def reviewed(house: House) -> Phone:
    head = await begun(house)
    await told(head, f"{SITI.nip}, {MADE.nip}", "Dipilih 2 pegawai:")
    head.press("Cukup, lanjut")
    await head.wait(lambda screen: UNTIL in screen.text)
    await told(head, "20 Juli 2026", REASON)
    await told(head, "Sakit & surat <dokter>", "Sudah benar?")
    return head


async def test_from_nips_to_permission(house: House, cycle: Cycle) -> None:
    siti, head = await house.link(SITI), await reviewed(house)
    assert head.screen.text == (
        "Waktu tambahan: Tahun 2026\n\n"
        "Dipilih 2 pegawai:\n• Siti Aminah, Dinas Contoh\n• Made Wirya, Dinas Contoh\n\n"
        "Sampai: Senin, 20 Juli 2026, pukul 23.59 WIB\nAlasan: Sakit & surat <dokter>\n\n"
        "Sudah benar? Semua yang dipilih mendapat izin ini."
    )
    head.press("Beri izin")
    done = await head.wait(lambda screen: "boleh mengirim sampai" in screen.text)
    assert done.text.startswith("2 pegawai boleh mengirim sampai Senin, 20 Juli 2026, pukul 23.59 WIB.")
    people = {row.id: row.name for row in await house.rows(Person)}
    late = {people[form.person_id] for form in await house.rows(EvaluationRow) if form.late_until}
    assert late == {SITI.name, MADE.name}
    kept = await house.rows(LatePermission)
    assert {(row.reason, people[row.given_by]) for row in kept} == {("Sakit & surat <dokter>", HEAD.name)}
    assert await house.rows(LateDraftRow) == []
    await house.deliver()
    await siti.wait(lambda screen: screen.text.startswith("Evaluasi diri Tahun 2026 dibuka lagi untuk Anda"))
    head.press("← Kembali")
    await head.wait(lambda screen: "Beri waktu tambahan" in screen.labels)


async def test_pressing_twice_gives_once(house: House, cycle: Cycle) -> None:
    head = await reviewed(house)
    head.press("Beri izin")
    head.press("Beri izin")
    await house.settled()
    assert len(await house.rows(LatePermission)) == 2
    assert "Tahun 2026" in head.screen.labels, "the present screen: the cycles"


async def test_looked_for_by_name_and_by_the_end_of_the_nip(house: House, cycle: Cycle) -> None:
    head = await begun(house)
    text = await told(head, "agus", "Tekan yang dimaksud")
    assert "1. Agus <b>& Salim*_, Dinas Contoh, 1990••••••••••1906" in text
    head.press("1. Agus <b>& Salim*_")
    await head.wait(lambda screen: "Dipilih 1 pegawai:" in screen.text)
    await told(head, "905", "1. Yohana Sinaga")
    head.press("1. Yohana Sinaga")
    chosen = await head.wait(lambda screen: "Dipilih 2 pegawai:" in screen.text)
    assert chosen.text.index(AGUS.name) < chosen.text.index(YOHANA.name)
    head.press("Pilih ulang")
    await head.wait(lambda screen: ASK in screen.text and "Dipilih" not in screen.text)


async def test_all_of_them_or_nobody(house: House, cycle: Cycle) -> None:
    head = await begun(house)
    text = await told(head, f"{SITI.nip}\n{STRANGER.nip}", "Tidak punya formulir di siklus ini")
    assert text == "Tidak punya formulir di siklus ini: 1990••••••••••1950. Tidak ada izin yang diberikan."
    (draft,) = await house.rows(LateDraftRow)
    assert draft.forms == []
    await told(head, "Zulkifli", "Tidak ada yang cocok dengan «Zulkifli» di siklus ini.")
    await told(head, "x", "Itu terlalu pendek untuk dicari.")
    head.send_sticker()
    await head.wait(lambda screen: screen.text.startswith("Kami menunggu tulisan."))
    await told(head, f"{SITI.nip} {MADE.nip} {SITI.nip}", "Dipilih 2 pegawai:")


async def test_days_are_offered_and_typed(house: House, cycle: Cycle) -> None:
    head = await begun(house)
    await told(head, SITI.nip, "Dipilih 1 pegawai:")
    head.press("Cukup, lanjut")
    asked = await head.wait(lambda screen: UNTIL in screen.text)
    assert asked.labels == ["Sen, 20 Jul 2026", "Kam, 23 Jul 2026", "Rab, 29 Jul 2026", "Batalkan"]
    assert "Paling lambat Rabu, 29 Juli 2026, pukul 09.00 WIB, batas penilai." in asked.text
    await told(head, "minggu depan", "«minggu depan» belum terbaca sebagai tanggal.")
    await told(head, "30/7/2026", "Izin terlambat harus berakhir setelah Kamis, 16 Juli 2026")
    head.press("Rab, 29 Jul 2026")
    await head.until(lambda phone: any("Sampai: Rabu, 29 Juli 2026, pukul 09.00" in one.text for one in phone.messages))
    await told(head, "x" * 501, "Panjangnya 501 karakter; yang muat 500.")
    await told(head, "Tugas luar", "Sudah benar?")
    head.press("Ubah tanggal")
    await head.wait(lambda screen: UNTIL in screen.text)
    free = await told(head, "Minggu, 19 Juli", "Sampai: Minggu, 19 Juli 2026, pukul 23.59 WIB")
    assert "Minggu, 19 Juli 2026 bukan hari kerja." in free
    assert "Sudah benar?" in head.screen.text
    head.press("Ubah alasan")
    await head.wait(lambda screen: REASON in screen.text)
    await told(head, "Cuti", "Alasan: Cuti")


async def test_time_goes_by_before_the_last_press(house: House, cycle: Cycle) -> None:
    head = await reviewed(house)
    house.clock.advance(days=6)
    head.press("Beri izin")
    await house.settled()
    assert "Izin terlambat harus berakhir setelah" in head.toasts[-1].text
    assert await house.rows(LatePermission) == []
    assert len(await house.rows(LateDraftRow)) == 1, "nothing is lost"


async def test_an_old_button_shows_how_it_stands(house: House, cycle: Cycle) -> None:
    head = await begun(house)
    await told(head, "siti", "1. Siti Aminah")
    old = head.screen
    assert old
    await told(head, MADE.nip, "Dipilih 1 pegawai:")
    head.press_data(old.message_id, old.buttons[0][0].data)
    await house.settled()
    assert head.toasts[-1].text
    (draft,) = await house.rows(LateDraftRow)
    assert len(draft.forms) == 1


async def test_left_and_taken_up_again_then_cancelled(house: House, cycle: Cycle) -> None:
    head = await begun(house)
    await told(head, SITI.nip, "Dipilih 1 pegawai:")
    await told(head, "/batal", "Baik, ditinggalkan.")
    head.write("/siklus")
    await head.wait(lambda screen: "Tahun 2026" in screen.labels)
    head.press("Tahun 2026")
    await head.wait(lambda screen: "Beri waktu tambahan" in screen.labels)
    head.press("Beri waktu tambahan")
    again = await head.wait(lambda screen: UNTIL in screen.text)
    assert "• Siti Aminah" in again.text
    head.press("Batalkan")
    await head.wait(lambda screen: "Beri waktu tambahan" in screen.labels)
    assert await house.rows(LateDraftRow) == []
    head.write("Sakit")
    await house.settled()
    assert await house.rows(LatePermission) == []


async def test_the_draft_survives_the_process(house: House, cycle: Cycle, database_url: str) -> None:
    head = await begun(house)
    await told(head, SITI.nip, "Dipilih 1 pegawai:")
    others = connect(database_url, house.clock)
    by = await Conversations(others).who("telegram", str(head.id))
    waited = parse(by.awaiting)
    assert isinstance(waited, AwaitLate)
    draft = await LateDesk(others, Calendars(others)).tell(waited.step, MADE.nip, by=by)
    await others.close()
    assert draft
    assert [one.name for one in draft.people] == [SITI.name, MADE.name]


async def test_another_cycle_begins_anew(house: House, cycle: Cycle) -> None:
    head = await begun(house)
    await told(head, SITI.nip, "Dipilih 1 pegawai:")
    await house.open_cycle("Uji")
    head.write("/siklus")
    await head.wait(lambda screen: "Uji" in screen.labels)
    head.press("Uji")
    await head.wait(lambda screen: "Beri waktu tambahan" in screen.labels)
    head.press("Beri waktu tambahan")
    await head.wait(lambda screen: screen.text.startswith("Waktu tambahan: Uji") and "Dipilih" not in screen.text)
    (draft,) = await house.rows(LateDraftRow)
    forms = {row.id: row.cycle_id for row in await house.rows(EvaluationRow)}
    old = next(form for form, of in forms.items() if of == cycle.id)
    people = {row.name: row.id for row in await house.rows(Person)}
    by = Speaker("telegram", str(head.id), person=people[HEAD.name], name=HEAD.name)
    shown = await house.core.late_desk.add(draft.id or 0, draft.version, old or 0, by=by)
    assert shown
    assert shown.people == (), "a form of another cycle"
    assert shown.cycle.self_until > house.clock.now() + timedelta(days=1)
