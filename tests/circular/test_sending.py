"""HR writes to people in chat: whom, which words, preview, try, send, picture, stop, use again."""

import asyncio
from typing import Any

import pytest

from models.action import parse
from models.circular import DRAFT, SENT, STOPPED, CircularRow
from models.circular_action import AwaitCircular
from models.notice import BULK, CANCELLED, CIRCULAR, DELIVERED, WAITING, Notice
from models.person import Office
from models.preference import Preference
from models.role import HR
from sandbox.people import Person as Phone
from services.circular_desk import CircularDesk
from services.circular_drafts import CircularDrafts
from services.circular_sending import CircularSending
from services.conversations import Conversations
from services.transaction import connect
from tests.circular.conftest import ANI, BENI, CICI, HASAN, Regency, begun, pressed, reviewed, told
from tests.support.staff import member


async def ours(regency: Regency) -> list[Notice]:
    return [row for row in await regency.house.rows(Notice) if row.kind == CIRCULAR]


async def delivered(regency: Regency) -> None:
    while await regency.house.deliver():
        pass


def picture(phone: Phone) -> dict[str, Any]:
    """The newest message with a photo."""
    messages = [row["message"] for row in phone.world.messages(phone.id).values()]
    return next(message for message in reversed(messages) if "photo" in message)


async def sent(regency: Regency, **written: str) -> None:
    await reviewed(regency.hasan, **written)
    regency.hasan.press("Kirim ke 3 orang")
    await regency.hasan.wait(lambda screen: "Versi 1, dikirim" in screen.text)


async def test_from_the_menu_to_everybodys_phone(regency: Regency) -> None:
    hasan = regency.hasan
    await told(hasan, "/start", "Mau mengerjakan apa?")
    await pressed(hasan, "Kirim kabar", "Belum ada kabar yang dikirim.")
    await pressed(hasan, "Tulis kabar baru", "Untuk siapa kabar ini?")
    await pressed(hasan, "Semua pegawai", "{nama} menjadi nama penerima, {unit} menjadi unit kerjanya")
    await told(hasan, "Halo {nama}, <rapat> {unit}.", "Ada versi bahasa Inggrisnya?")
    assert await pressed(hasan, "Tanpa bahasa Inggris", "Contoh untuk") == (
        "Kabar dari Kepegawaian\n\nUntuk: Semua pegawai\n\nMenerima: 3\nBelum terhubung, tidak menerima: 1\n\n"
        "Pengirimannya sekitar 1 menit. Jam tenang dan hari libur tetap dihormati.\n\n"
        "Versi bahasa Inggris: tidak ada.\n\nContoh untuk Ani\n\nHalo Ani, <rapat> Dinas Sosial."
    )
    hasan.press("Kirim ke 3 orang")
    await hasan.wait(lambda screen: "Versi 1, dikirim Hasan Kepala" in screen.text)
    await delivered(regency)
    got = await regency.beni.wait(lambda screen: screen.text.startswith("Kabar dari Kepegawaian"))
    assert got.text == (
        "Kabar dari Kepegawaian\n\nHalo Beni & Co, <rapat> Bidang Bantuan.\n\n"
        "Tidak ingin kabar seperti ini? Matikan di Pengaturan."
    )
    notices = await ours(regency)
    assert {(row.outcome, row.lane, row.facts["edition"]) for row in notices} == {(DELIVERED, BULK, 1)}
    assert {row.person_id for row in notices} == {regency.ids[one.name] for one in (HASAN, ANI, BENI)}
    (kept,) = await regency.house.rows(CircularRow)
    assert (kept.state, kept.people, kept.unlinked, kept.muted) == (SENT, 3, 1, 0)


async def test_the_picture_is_renewed_in_its_place(regency: Regency) -> None:
    await sent(regency)
    first = picture(regency.hasan)
    assert "Sedang dikirim: 3 masih menunggu giliran." in first["caption"]
    await delivered(regency)
    regency.hasan.press("Segarkan")
    await regency.hasan.until(lambda phone: "Selesai: sudah sampai kepada 3 orang." in picture(phone)["caption"])
    second = picture(regency.hasan)
    assert second["message_id"] == first["message_id"]
    assert second["photo"] != first["photo"]


async def test_pressing_twice_sends_once(regency: Regency) -> None:
    await reviewed(regency.hasan)
    regency.hasan.press("Kirim ke 3 orang")
    regency.hasan.press("Kirim ke 3 orang")
    await regency.house.settled()
    assert len(await ours(regency)) == 3
    assert len(await regency.house.rows(CircularRow)) == 1
    assert "Versi 1, dikirim Hasan Kepala" in picture(regency.hasan)["caption"]


async def test_an_old_button_shows_the_draft_as_it_is(regency: Regency) -> None:
    await reviewed(regency.hasan)
    old = regency.hasan.screen
    assert old
    button = next(one for row in old.buttons for one in row if one.text.startswith("Kirim ke"))
    await pressed(regency.hasan, "Ubah tulisan", "Tulis kabarnya di sini")
    await told(regency.hasan, "Yang benar", "Contoh untuk Ani\n\nYang benar")
    regency.hasan.press_data(old.message_id, button.data)
    await regency.house.settled()
    assert await ours(regency) == []
    assert regency.hasan.toasts[-1].text


async def test_an_unknown_placeholder_is_named_and_nothing_is_lost(regency: Regency) -> None:
    await begun(regency.hasan)
    await pressed(regency.hasan, "Semua pegawai", "Tulis kabarnya di sini")
    refused = await told(regency.hasan, "Yth. {jabatan} {nama}", "Kami belum mengenal")
    assert refused == (
        "Kami belum mengenal {jabatan}. Yang bisa dipakai {nama}, {unit}. Mohon diperbaiki, lalu kirim lagi."
    )
    await told(regency.hasan, "x" * 2801, "tulisan ini 2801 karakter; yang muat 2800.")
    regency.hasan.send_sticker()
    await regency.hasan.wait(lambda screen: screen.text.startswith("Kami menunggu tulisan."))
    await told(regency.hasan, "Yth. {nama}", "Ada versi bahasa Inggrisnya?")
    await told(regency.hasan, "Dear {name}", "Kami belum mengenal {name}.")
    await told(regency.hasan, "Dear {nama}", "Versi bahasa Inggris: ada.")


async def test_everybody_reads_their_own_language(regency: Regency) -> None:
    await told(regency.ani, "/bahasa", "Pilih bahasa.")
    await pressed(regency.ani, "English", "Hello, Ani")
    await begun(regency.hasan)
    await pressed(regency.hasan, "Semua pegawai", "Tulis kabarnya di sini")
    await told(regency.hasan, "Rapat, {nama}", "Ada versi bahasa Inggrisnya?")
    await told(regency.hasan, "Meeting, {nama}", "Contoh untuk")
    regency.hasan.press("Kirim coba ke saya")
    await regency.house.settled()
    await delivered(regency)
    tries = [one.text for one in regency.hasan.messages if one.text.startswith("Ini kiriman coba")]
    assert [text.split("\n\n")[2] for text in tries] == ["Rapat, Hasan Kepala", "Meeting, Hasan Kepala"]
    assert await ours(regency) == [], "nobody else gets a try"
    regency.hasan.press("Kirim ke 3 orang")
    await regency.house.settled()
    await delivered(regency)
    await regency.ani.wait(lambda screen: "News from HR\n\nMeeting, Ani" in screen.text)
    await regency.beni.wait(lambda screen: "Rapat, Beni & Co" in screen.text)


async def test_an_office_means_all_below_it(regency: Regency) -> None:
    await begun(regency.hasan)
    await pressed(regency.hasan, "Kantor tertentu", "Kantor mana?")
    await told(regency.hasan, "Kecamatan", "Tidak ada kantor yang cocok dengan «Kecamatan».")
    await told(regency.hasan, "x", "Tidak ada kantor yang cocok dengan «x».")
    found = await told(regency.hasan, "bantu", "1. Bidang Bantuan, Dinas Sosial")
    assert found.endswith("Tekan yang dimaksud, atau ketik nama lain.")
    await pressed(regency.hasan, "1. Bidang Bantuan", "• Bidang Bantuan")
    await pressed(regency.hasan, "Cukup, lanjut", "Tulis kabarnya di sini")
    await told(regency.hasan, "Halo {nama}", "Ada versi bahasa Inggrisnya?")
    assert "Menerima: 1\n\n" in await pressed(regency.hasan, "Tanpa bahasa Inggris", "Contoh untuk Beni & Co")
    await pressed(regency.hasan, "Ubah penerima", "Untuk siapa kabar ini?")
    await pressed(regency.hasan, "Kantor tertentu", "• Bidang Bantuan")
    await pressed(regency.hasan, "Pilih ulang", "Kantor mana?")
    await told(regency.hasan, "DINAS so", "1. Dinas Sosial")
    await pressed(regency.hasan, "1. Dinas Sosial", "• Dinas Sosial")
    assert "Menerima: 3\n\n" in await pressed(regency.hasan, "Cukup, lanjut", "Contoh untuk")
    regency.hasan.press("Kirim ke 3 orang")
    await regency.house.settled()
    assert "• Dinas Sosial" in picture(regency.hasan)["caption"]
    assert len(await ours(regency)) == 3


async def test_those_who_have_not_sent_and_the_raters(regency: Regency) -> None:
    await begun(regency.hasan)
    await pressed(regency.hasan, "Yang belum mengirim", "Tulis kabarnya di sini")
    await told(regency.hasan, "Ayo", "Ada versi bahasa Inggrisnya?")
    nobody = await pressed(regency.hasan, "Tanpa bahasa Inggris", "Tulisannya\n\nAyo")
    assert "Menerima: 0\n\nBelum ada yang bisa menerimanya." in nobody
    assert not any(label.startswith("Kirim ke") for label in regency.hasan.screen.labels)
    await regency.house.open_cycle()
    await pressed(regency.hasan, "Ubah penerima", "Untuk siapa kabar ini?")
    assert "Menerima: 3\nBelum terhubung, tidak menerima: 1" in await pressed(
        regency.hasan, "Yang belum mengirim", "Contoh untuk Ani"
    )
    await pressed(regency.hasan, "Ubah penerima", "Untuk siapa kabar ini?")
    assert "Menerima: 1\n\n" in await pressed(regency.hasan, "Para penilai", "Contoh untuk Hasan Kepala")
    regency.house.clock.advance(days=15)
    await pressed(regency.hasan, "Ubah penerima", "Untuk siapa kabar ini?")
    assert "Menerima: 0" in await pressed(regency.hasan, "Yang belum mengirim", "Tulisannya")


async def test_who_blocked_us_waits_and_who_wants_none_is_left_out(regency: Regency) -> None:
    await told(regency.ani, "/pengaturan", "Kabar dari Kepegawaian: menyala")
    await pressed(regency.ani, "Matikan: Kabar", "Kabar dari Kepegawaian: mati")
    regency.beni.block()
    await regency.house.settled()
    assert (
        "Menerima: 1\nBelum bisa dihubungi, kami tunggu seminggu: 1\nBelum terhubung, tidak menerima: 1\n"
        "Mematikan kabar, tidak menerima: 1"
    ) in await reviewed(regency.hasan)
    regency.hasan.press("Kirim ke 2 orang")
    await regency.house.settled()
    await delivered(regency)
    regency.hasan.press("Segarkan")
    await regency.house.settled()
    assert "Hentikan" in [
        one["text"] for row in picture(regency.hasan)["reply_markup"]["inline_keyboard"] for one in row
    ]
    regency.beni.unblock()
    await regency.house.settled()
    await delivered(regency)
    await regency.beni.wait(lambda screen: "Halo Beni & Co" in screen.text)
    assert not any("Halo Ani" in one.text for one in regency.ani.messages)


async def test_switched_off_after_it_was_written(regency: Regency) -> None:
    await sent(regency)
    await told(regency.ani, "/pengaturan", "Kabar dari Kepegawaian: menyala")
    await pressed(regency.ani, "Matikan: Kabar", "Kabar dari Kepegawaian: mati")
    (wish,) = await regency.house.rows(Preference)
    assert wish.no_circulars
    await delivered(regency)
    assert sorted(row.outcome for row in await ours(regency)) == [CANCELLED, DELIVERED, DELIVERED]


async def test_nothing_goes_at_night(regency: Regency) -> None:
    regency.house.clock.advance(hours=12)
    assert "Sekarang jam tenang atau hari libur: mulai dikirim Kamis, 2 Juli 2026, pukul 07.00 WIB." in await reviewed(
        regency.hasan
    )
    regency.hasan.press("Kirim ke 3 orang")
    await regency.house.settled()
    assert await regency.house.deliver() == 0
    assert picture(regency.hasan)["caption"].endswith(
        "3 masih menunggu giliran, paling cepat selesai Kamis, 2 Juli 2026, pukul 07.00 WIB."
    )
    regency.house.clock.advance(hours=10)
    await delivered(regency)
    assert {row.outcome for row in await ours(regency)} == {DELIVERED}


async def test_stopped_while_it_goes(regency: Regency) -> None:
    await sent(regency)
    (held,) = await regency.house.core.outbox.claim("somebody", 1)
    regency.hasan.press("Hentikan")
    await regency.hasan.until(lambda phone: "Dihentikan:" in picture(phone)["caption"])
    caption = picture(regency.hasan)["caption"]
    assert "Dihentikan: 0 sudah sampai, 2 tidak jadi dikirim. 1 masih di jalan." in caption
    regency.hasan.press_data(regency.hasan.screen.message_id, f"gs:{(await regency.house.rows(CircularRow))[0].id}")
    await regency.house.settled()
    outcomes = {row.id: row.outcome for row in await ours(regency)}
    assert outcomes.pop(held.notice) == WAITING
    assert set(outcomes.values()) == {CANCELLED}
    await regency.house.core.outbox.release({"somebody"})
    await delivered(regency)
    assert {row.outcome for row in await ours(regency)} == {CANCELLED}
    assert not any("Halo" in one.text for one in regency.ani.messages if "Kabar dari" in one.text)
    (kept,) = await regency.house.rows(CircularRow)
    assert (kept.state, kept.stopped_at) == (STOPPED, regency.house.clock.now())
    board = await told(regency.hasan, "/letter", "Kabar yang pernah dikirim:")
    assert "Rabu, 1 Juli 2026, versi 1, untuk 3 orang. Dihentikan." in board


async def test_used_again_is_the_next_edition(regency: Regency) -> None:
    await sent(regency)
    await pressed(regency.hasan, "Pakai lagi", "Contoh untuk Ani\n\nHalo Ani di Dinas Sosial.")
    await pressed(regency.hasan, "Ubah tulisan", "Tulis kabarnya di sini")
    await told(regency.hasan, "Jadi lusa", "Contoh untuk Ani\n\nJadi lusa")
    regency.hasan.press("Kirim ke 3 orang")
    await regency.hasan.until(lambda phone: "Versi 2, dikirim" in picture(phone)["caption"])
    first, second = sorted(await regency.house.rows(CircularRow), key=lambda row: row.id or 0)
    assert (first.edition, second.edition, second.first_id) == (1, 2, first.id)
    assert {(row.subject_id, row.facts["edition"]) for row in await ours(regency)} == {(first.id, 1), (second.id, 2)}
    await delivered(regency)
    texts = [one.text.split("\n\n")[1] for one in regency.ani.messages if one.text.startswith("Kabar dari")]
    assert texts == ["Halo Ani di Dinas Sosial.", "Jadi lusa"]
    await told(regency.hasan, "/kabar", "1. Jadi lusa")
    await pressed(regency.hasan, "1. Jadi lusa", "Versi 2, dikirim")
    await pressed(regency.hasan, "Pakai lagi", "Contoh untuk")
    await pressed(regency.hasan, "Batal", "Kabar yang pernah dikirim:")
    assert [row.state for row in await regency.house.rows(CircularRow)] == [SENT, SENT]


async def test_a_draft_that_was_begun_goes_first(regency: Regency) -> None:
    await sent(regency)
    await told(regency.hasan, "/kabar", "Kabar yang pernah dikirim:")
    await pressed(regency.hasan, "Tulis kabar baru", "Untuk siapa kabar ini?")
    await told(regency.hasan, "/kabar", "Kabar yang pernah dikirim:")
    assert "Lanjutkan kabar yang belum selesai" in regency.hasan.screen.labels
    await pressed(regency.hasan, "1. Halo", "Versi 1, dikirim")
    await pressed(regency.hasan, "Pakai lagi", "Untuk siapa kabar ini?")
    assert regency.hasan.toasts[-1].text
    assert [row.state for row in await regency.house.rows(CircularRow)] == [SENT, DRAFT]


async def test_left_and_cancelled(regency: Regency) -> None:
    await begun(regency.hasan)
    await pressed(regency.hasan, "Semua pegawai", "Tulis kabarnya di sini")
    old = regency.hasan.screen
    await told(regency.hasan, "/batal", "Baik, ditinggalkan.")
    await told(regency.hasan, "/kabar", "Belum ada kabar")
    await pressed(regency.hasan, "Lanjutkan kabar", "Tulis kabarnya di sini")
    await pressed(regency.hasan, "Batal", "Belum ada kabar yang dikirim.")
    assert await regency.house.rows(CircularRow) == []
    for data in ("gd:999", old.buttons[-1][0].data, "gy:999:1", "gg:999:1:words"):
        regency.hasan.press_data(regency.hasan.screen.message_id, data)
    await told(regency.hasan, "/kabar", "Belum ada kabar yang dikirim.")


@pytest.mark.parametrize("data", ["gc:999", "gs:999", "gr:999"])
async def test_what_was_never_sent_is_said_so(regency: Regency, data: str) -> None:
    regency.hasan.press_data(regency.hasan.screen.message_id, data)
    await regency.house.settled()
    assert regency.hasan.toasts[-1].text == "Kabar itu tidak ada. Yang pernah dikirim ada di /kabar."


async def test_the_draft_survives_the_process(regency: Regency, database_url: str) -> None:
    await begun(regency.hasan)
    await pressed(regency.hasan, "Semua pegawai", "Tulis kabarnya di sini")
    others = connect(database_url, regency.house.clock)
    by = await Conversations(others).who("telegram", str(regency.hasan.id))
    waited = parse(by.awaiting)
    assert isinstance(waited, AwaitCircular)
    desk = CircularDesk(others, regency.house.core.calendars, 25)
    draft = await CircularDrafts(desk).tell(waited.step, "Halo", by=by)
    await others.close()
    assert draft
    assert (draft.text, draft.step) == ("Halo", "english")


async def test_somebody_with_a_long_name_came_before_the_last_press(regency: Regency) -> None:
    await reviewed(regency.hasan, "{nama}" * 200)
    zul = member(990, "Z" * 200, office="dinas")
    await regency.house.employ(HASAN, ANI, BENI, CICI, zul)
    regency.hasan.press("Kirim ke 3 orang")
    await regency.house.settled()
    assert "tulisan ini 40000 karakter" in regency.hasan.toasts[-1].text
    assert [row.state for row in await regency.house.rows(CircularRow)] == [DRAFT]


async def test_everybody_left_before_the_last_press(regency: Regency) -> None:
    await begun(regency.hasan)
    await pressed(regency.hasan, "Kantor tertentu", "Kantor mana?")
    await told(regency.hasan, "bidang", "1. Bidang")
    await pressed(regency.hasan, "1. Bidang", "• Bidang")
    await pressed(regency.hasan, "Cukup, lanjut", "Tulis kabarnya di sini")
    await told(regency.hasan, "Halo", "Ada versi bahasa Inggrisnya?")
    await pressed(regency.hasan, "Tanpa bahasa Inggris", "Contoh untuk Beni")
    await told(regency.beni, "/pengaturan", "Kabar dari Kepegawaian: menyala")
    await pressed(regency.beni, "Matikan: Kabar", "Kabar dari Kepegawaian: mati")
    regency.hasan.press("Kirim ke 1 orang")
    await regency.house.settled()
    assert regency.hasan.toasts[-1].text.startswith("Saat ini tidak ada yang bisa menerimanya.")
    assert [row.state for row in await regency.house.rows(CircularRow)] == [DRAFT]


async def test_a_long_one_becomes_due_portion_by_portion(regency: Regency) -> None:
    await reviewed(regency.hasan)
    (row,) = await regency.house.rows(CircularRow)
    slow = CircularSending(CircularDesk(regency.house.core.transactions, regency.house.core.calendars, 1 / 60))
    await slow.send(row.id or 0, row.version, by=regency.speaker())
    now = regency.house.clock.now()
    assert sorted((notice.due_at - now).total_seconds() for notice in await ours(regency)) == [0, 60, 120]
    assert await regency.house.deliver() == 1
    regency.house.clock.advance(minutes=1)
    assert await regency.house.deliver() == 1


async def test_what_nobody_offered_changes_nothing(regency: Regency) -> None:
    await reviewed(regency.hasan)
    drafts, by = regency.house.core.circular_drafts, regency.speaker()
    (row,) = await regency.house.rows(CircularRow)
    here = next(office for office in await regency.house.rows(Office) if office.code == "rsud")
    draft = await drafts.choose(row.id or 0, row.version, "<semua>", by=by)
    for office in (here.id or 0, here.id or 0, 999):
        assert draft
        draft = await drafts.add(draft.id, draft.version, office, by=by)
    assert draft
    assert (draft.audience, [place.name for place in draft.places]) == ("everybody", ["RSUD"])


async def test_two_at_once_send_once(regency: Regency, database_url: str) -> None:
    await reviewed(regency.hasan)
    (row,) = await regency.house.rows(CircularRow)
    others = connect(database_url, regency.house.clock)
    calendars = regency.house.core.calendars
    desks = [CircularDesk(one, calendars, 25) for one in (regency.house.core.transactions, others)]
    by = regency.speaker()
    done = await asyncio.gather(*(CircularSending(desk).send(row.id or 0, row.version, by=by) for desk in desks))
    await others.close()
    assert done == [row.id, row.id]
    assert len(await ours(regency)) == 3


async def test_next_editions_are_numbered_one_after_the_other(regency: Regency) -> None:
    core = regency.house.core
    await core.roles.grant(ANI.nip, HR)
    await sent(regency)
    (first,) = await regency.house.rows(CircularRow)
    both = [regency.speaker(), regency.speaker(ANI.name)]
    drafts = [await core.circular_drafts.reuse(first.id or 0, by=by) for by in both]
    sends = zip(drafts, both, strict=True)
    await asyncio.gather(*(core.circular_sending.send(one.id, one.version, by=by) for one, by in sends))
    assert sorted(row.edition or 0 for row in await regency.house.rows(CircularRow)) == [1, 2, 3]


async def test_a_list_longer_than_a_page_is_turned(regency: Regency) -> None:
    by, core = regency.speaker(), regency.house.core
    await sent(regency, text="Nomor 1")
    for number in range(2, 10):
        (newest, *_) = (await core.circulars.board(by=by)).lines
        regency.house.clock.advance(minutes=1)
        draft = await core.circular_drafts.reuse(newest.id, by=by)
        draft = await core.circular_drafts.go(draft.id, draft.version, "words", by=by) or draft
        draft = await core.circular_drafts.tell("words", f"Nomor {number}", by=by) or draft
        await core.circular_sending.send(draft.id, draft.version, by=by)
    await told(regency.hasan, "/kabar", "1. Nomor 9")
    await pressed(regency.hasan, "Lebih lama", "1. Nomor 1")
    await pressed(regency.hasan, "← Lebih baru", "8. Nomor 2")
