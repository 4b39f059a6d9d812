"""HR's roster, offices and work results in chat: a file, its preview, the decision, and nothing before it."""

import base64
from dataclasses import replace

import pytest

from models.notice import Notice
from models.parcel import KEPT, LOST, REFUSED, WAITING
from models.person import Office, Person
from models.upload import CANCELLED, CONFIRMED, EXPIRED, PREVIEWED, SAVED, UploadRow
from models.work_result import WorkResult
from sandbox import samples
from services.sheets import ENCRYPTED, OLE
from tests.roster.roster_files import csv_file, xlsx
from tests.support.house import House
from tests.support.staff import EVERYONE, HEAD, RATNA, SITI
from tests.upload.conftest import HEADER, PUTU, Desk, roster, wrong

PROMOTED = replace(SITI, position="Analis Ahli Muda")
NEWS = (*(PROMOTED if one is SITI else one for one in EVERYONE), PUTU)


async def people(house: House) -> dict[str, Person]:
    return {row.ref: row for row in await house.rows(Person)}


async def test_the_menu_says_which_file_and_how(desk: Desk) -> None:
    desk.phone.press("Data pegawai")
    await desk.house.settled()
    said = desk.said()
    for column in ("NIP dan NAMA", "NIP PEJABAT PENILAI", "ID_ATASAN", "INDIKATOR"):
        assert column in said
    desk.phone.write("ini berkasnya?")
    await desk.house.settled()
    assert desk.said().startswith("Kami menunggu berkas XLSX atau CSV")
    desk.phone.send_photo()
    await desk.house.settled()
    assert desk.said().startswith("Kami menunggu berkas XLSX atau CSV")
    await desk.send(roster(*NEWS))
    assert desk.said().startswith("pegawai.xlsx kami terima")
    await desk.press("Menu")
    await desk.press("Data pegawai")
    assert (await desk.press("Lihat: pegawai.xlsx")).startswith("pegawai.xlsx kami terima")


async def test_a_roster_is_shown_and_only_then_saved(desk: Desk) -> None:
    await desk.send(roster(*NEWS))
    row = await desk.row()
    assert (row.state, desk.files()) == (WAITING, [])
    await desk.work()
    assert (await desk.row()).state == PREVIEWED
    assert desk.said() == (
        "pegawai.xlsx\nDikenali sebagai data pegawai. Belum ada yang disimpan.\n\n"
        "baru: 1\nberubah: 1\ntetap: 5\nkeluar: 0\nditolak: 0\ntanpa penilai: 1\ntanpa nomor HP: 0\n\n"
        "Kami tunggu keputusan Anda sampai Kamis, 2 Juli 2026, pukul 09.00 WIB; setelah itu berkasnya kami hapus."
    )
    assert desk.phone.screen is not None
    assert desk.phone.screen.labels == ["Simpan", "Batal"]
    assert PUTU.nip not in await people(desk.house)

    assert (await desk.press("Simpan")).startswith("pegawai.xlsx sedang disimpan.")
    assert PUTU.nip not in await people(desk.house)
    await desk.work()
    assert desk.said().startswith("pegawai.xlsx sudah disimpan sebagai data pegawai.\n\nbaru: 1\nberubah: 1")
    staff = await people(desk.house)
    assert staff[PUTU.nip].rater_id == staff[RATNA.nip].id
    assert staff[SITI.nip].position == PROMOTED.position
    row = await desk.row()
    assert (row.state, row.key, row.file_id, desk.files()) == (SAVED, "", "", [])
    assert row.told["figures"][0] == ["new", 1], "what was brought in stays on record"


async def test_pressing_twice_imports_once(desk: Desk) -> None:
    await desk.preview(roster(*NEWS))
    desk.phone.press("Simpan")
    desk.phone.press("Simpan")
    await desk.house.settled()
    await desk.work()
    kinds = [notice.kind for notice in await desk.house.rows(Notice)]
    assert kinds.count("upload_saved") == 1
    preview = next(one for one in desk.phone.messages if one.text.startswith("pegawai.xlsx sedang disimpan"))
    desk.phone.press_data(preview.message_id, f"us:{(await desk.row()).id}:1")
    desk.phone.press_data(preview.message_id, f"uc:{(await desk.row()).id}")
    await desk.house.settled()
    await desk.work()
    assert [toast.text for toast in desk.phone.toasts][-2:] == ["Tombol itu sudah lewat; ini keadaannya sekarang."] * 2
    assert (await desk.row()).state == SAVED
    assert len([one for one in await desk.house.rows(Notice) if one.kind == "upload_saved"]) == 1


async def test_refused_rows_are_told_and_can_be_left_out(desk: Desk) -> None:
    said = await desk.preview(roster(*NEWS, more=[wrong(1), wrong(2)]))
    assert "ditolak: 2" in said
    assert "• baris 9: NIP 199••••••001 harus 18 angka\n• baris 10: NIP" in said
    assert "Baris yang ditolak akan dilewati" in said
    assert "199001012001" not in said
    assert desk.phone.screen is not None
    assert desk.phone.screen.labels == ["Simpan yang baik saja", "Batal"]
    await desk.press("Simpan yang baik saja")
    await desk.work()
    assert "sudah disimpan" in desk.said()
    assert PUTU.nip in await people(desk.house)


async def test_all_refused_rows_come_as_a_file_where_they_are_many(desk: Desk) -> None:
    said = await desk.preview(roster(*NEWS, more=[wrong(number) for number in range(12)]))
    assert "… dan 4 lagi; semuanya ada di berkas yang menyusul." in said
    assert len(said) < 4096
    file = next(one for one in desk.phone.messages if one.from_bot and "document" in one.raw)
    assert file.text == "Semua baris di pegawai.xlsx yang perlu dilihat: 12."
    assert file.raw["document"]["file_name"] == "baris-yang-perlu-dilihat.csv"
    stored = desk.house.world.store.table("files")[file.raw["document"]["file_id"]]
    lines = base64.b64decode(stored["data"]).decode("utf-8-sig").splitlines()
    assert lines[0] == "BARIS;KETERANGAN"
    assert len(lines) == 13
    assert lines[12].startswith("20;NIP 199••••••011 harus")
    assert "19900101" not in "".join(lines)


async def test_many_who_left_are_asked_about(desk: Desk) -> None:
    said = await desk.preview(roster(HEAD, RATNA, SITI, PUTU))
    assert "3 dari 6 pegawai tidak ada di berkas ini, lebih dari sepersepuluh. Apakah berkasnya lengkap?" in said
    assert "keluar: 3" in said
    assert desk.phone.screen is not None
    assert desk.phone.screen.labels == ["Terima, banyak yang keluar", "Batal"]
    await desk.press("Terima")
    await desk.work()
    assert "keluar: 3" in desk.said()
    assert sorted(one.state for one in (await people(desk.house)).values()) == ["active"] * 4 + ["left"] * 3


async def test_many_who_left_beside_a_refused_row(desk: Desk) -> None:
    said = await desk.preview(roster(HEAD, RATNA, PUTU, more=[(SITI.nip, "", "", "", "", "")]))
    assert "3 dari 6 pegawai tidak ada" in said
    assert "nama kosong" in said
    assert "Baris yang ditolak akan dilewati" in said
    await desk.press("Terima")
    await desk.work()
    staff = await people(desk.house)
    assert (staff[SITI.nip].state, staff[PUTU.nip].state) == ("active", "active"), "a refused row is not missing"
    assert sum(one.state == "left" for one in staff.values()) == 3


async def test_a_tree_of_offices(desk: Desk) -> None:
    rows = [("ID", "NAMA_UNOR", "ID_ATASAN"), ("A", "Pemkab", ""), ("B", "Dinas <B>", "A"), ("C", "Lain", "X")]
    said = await desk.preview(xlsx(rows), "unor.xlsx")
    assert "Dikenali sebagai susunan kantor." in said
    assert "baru: 2\nberubah: 0\ntetap: 0\nditolak: 1" in said
    assert "• baris 4: ID atasan X tidak dikenal" in said
    await desk.press("Simpan yang baik saja")
    await desk.work()
    offices = {row.code: row for row in await desk.house.rows(Office)}
    assert offices["B"].parent_id == offices["A"].id
    assert "C" not in offices


async def test_work_results(desk: Desk) -> None:
    head = ("NIP", "NAMA", "HASIL KERJA", "INDIKATOR", "TARGET")
    good = csv_file([head, (SITI.nip, "Siti", "Berkas rapi", "Lengkap", "100%")])
    bad = csv_file([head, (SITI.nip, "Siti", "Berkas rapi", "Lengkap", "100%"), (PUTU.nip, "Putu", "Loket", "", "")])
    said = await desk.preview(bad, "skp.csv")
    assert "Dikenali sebagai hasil kerja." in said
    assert "tidak ada di data pegawai" in said
    assert "Belum bisa disimpan. Perbaiki barisnya" in said
    assert desk.phone.screen is not None
    assert desk.phone.screen.labels == ["Batal"]
    row = await desk.row()
    desk.phone.press_data(desk.phone.screen.message_id, f"us:{row.id}:1")
    await desk.house.settled()
    assert (await desk.row()).state == PREVIEWED, "a forged button does not save it either"
    await desk.press("Batal")
    assert "pegawai: 1\nbaru: 1" in await desk.preview(good, "skp.csv")
    await desk.press("Simpan")
    await desk.work()
    assert "sudah disimpan sebagai hasil kerja" in desk.said()
    assert [one.text for one in await desk.house.rows(WorkResult)] == ["Berkas rapi"]


BAD = {
    "unknown": (
        csv_file([("KOLOM", "LAIN"), ("a", "b")]),
        "Judul kolomnya belum kami kenali. Yang terbaca: KOLOM, LAIN. Yang kami perlukan: NIP dan NAMA, "
        "atau ID, NAMA_UNOR, dan ID_ATASAN, atau NIP dan HASIL KERJA.",
    ),
    "empty": (b" ", "Berkas ini kosong."),
    "protected": (
        OLE + b"\0" * 600 + ENCRYPTED,
        "Berkas ini dikunci dengan kata sandi. Simpan dulu tanpa kata sandi, lalu coba lagi.",
    ),
    "no sheet": (samples.DOCUMENT, "Ini bukan lembar kerja. Simpan sebagai .xlsx atau .csv."),
    "cut off": (roster(*NEWS)[:900], "Berkas ini rusak. Buka di Excel, simpan ulang sebagai .xlsx, lalu coba lagi."),
    "only a header": (xlsx([HEADER]), "Di bawah judul kolom belum ada baris."),
}


@pytest.mark.parametrize("case", list(BAD))
async def test_a_file_that_cannot_be_taken(desk: Desk, case: str) -> None:
    content, why = BAD[case]
    assert await desk.preview(content) == f"pegawai.xlsx tidak bisa kami pakai.\n\n{why}"
    row = await desk.row()
    assert (row.state, row.key, desk.files()) == (REFUSED, "", [])
    desk.phone.press_data(1, f"uv:{row.id}")
    await desk.house.settled()
    assert why in desk.said(), "it can be looked at again"


async def test_a_file_that_is_too_large(desk: Desk) -> None:
    file = samples.document(desk.house.world, b"x", "besar.xlsx", "application/octet-stream")
    file["document"]["file_size"] = 21 * 2**20
    desk.phone._send(file)
    await desk.house.settled()
    assert desk.said().startswith("Berkas ini 21 MB; Telegram hanya memberi kami sampai 20 MB.")
    assert await desk.house.rows(UploadRow) == []
    await desk.send(roster(*NEWS))
    stored = desk.house.world.store.table("files")[(await desk.row()).file_id]
    desk.house.world.store.put("files", (await desk.row()).file_id, {**stored, "size": 25 * 2**20})
    await desk.work()
    assert desk.said() == "pegawai.xlsx tidak bisa kami pakai.\n\nBerkas terlalu besar; paling besar 20 MB."


async def test_a_file_that_telegram_no_longer_has(desk: Desk) -> None:
    await desk.send(roster(*NEWS))
    desk.house.world.store.drop("files", (await desk.row()).file_id)
    for _ in range(6):
        await desk.work()
        desk.house.clock.advance(minutes=15)
    assert desk.said().startswith("pegawai.xlsx belum berhasil kami ambil atau baca.")
    assert (await desk.row()).state == LOST


async def test_a_file_of_somebody_else_is_not_even_asked_for(desk: Desk) -> None:
    siti = await desk.house.link(SITI)
    siti.send_document("pegawai.xlsx", roster(*NEWS))
    await desk.house.settled()
    assert siti.screen is not None
    assert siti.screen.text.startswith("Ini laporan warga?")
    assert await desk.house.rows(UploadRow) == []
    assert "Data pegawai" not in [label for one in siti.messages for label in one.labels]


async def test_evidence_that_is_awaited_is_no_upload(desk: Desk) -> None:
    await desk.house.open_cycle()
    desk.phone.write("/evaluasi")
    await desk.house.settled()
    await desk.press("Tambah bukti")
    await desk.send(roster(*NEWS), "lampiran.xlsx")
    assert await desk.house.rows(UploadRow) == []


async def test_called_off(desk: Desk) -> None:
    await desk.preview(roster(*NEWS))
    assert len(desk.files()) == 1
    assert (await desk.press("Batal")).startswith("pegawai.xlsx dibatalkan.")
    await desk.work()
    row = await desk.row()
    assert (row.state, row.key, row.told, desk.files()) == (CANCELLED, "", {}, [])
    assert PUTU.nip not in await people(desk.house)


async def test_called_off_before_it_was_read_says_nothing_more(desk: Desk) -> None:
    await desk.send(roster(*NEWS))
    await desk.house.fetch()
    assert (await desk.row()).state == KEPT
    await desk.press("Batal")
    await desk.work()
    assert desk.files() == []
    assert not [one for one in await desk.house.rows(Notice) if one.kind.startswith("upload")]


async def test_called_off_too_late(desk: Desk) -> None:
    await desk.preview(roster(*NEWS))
    await desk.press("Simpan")
    row = await desk.row()
    assert row.state == CONFIRMED
    desk.phone.press_data(1, f"uc:{row.id}")
    await desk.house.settled()
    assert desk.phone.toasts[-1].text == "Berkas itu sedang disimpan, jadi tidak bisa dibatalkan lagi."


async def test_asked_again_where_the_roster_changed_meanwhile(desk: Desk) -> None:
    await desk.preview(roster(*NEWS))
    await desk.press("Simpan")
    await desk.house.employ(*EVERYONE, PUTU)
    await desk.work()
    assert desk.said().startswith("Data sudah berubah sejak Anda setuju, jadi kami tanyakan sekali lagi.")
    assert "baru: 0\nberubah: 1" in desk.said()
    assert (await people(desk.house))[SITI.nip].position == SITI.position
    row = await desk.row()
    desk.phone.press_data(1, f"us:{row.id}:1")
    await desk.house.settled()
    assert (await desk.row()).state == PREVIEWED, "the first preview's button confirms nothing any more"
    await desk.press("Simpan")
    await desk.work()
    assert (await people(desk.house))[SITI.nip].position == PROMOTED.position


async def test_a_day_without_a_decision(desk: Desk) -> None:
    await desk.preview(roster(*NEWS))
    desk.house.clock.advance(hours=23)
    await desk.work()
    assert (await desk.row()).state == PREVIEWED
    desk.house.clock.advance(hours=1)
    said = await desk.press("Simpan")
    assert "Dikenali sebagai" in said
    assert desk.phone.toasts[-1].text == "Tombol itu sudah lewat; ini keadaannya sekarang."
    await desk.work()
    row = await desk.row()
    assert (row.state, row.key, row.told, desk.files()) == (EXPIRED, "", {}, [])
    assert "sudah kami hapus karena sehari tanpa keputusan" in await desk.press("Simpan")
    assert PUTU.nip not in await people(desk.house)


async def test_a_file_without_a_name_in_english(desk: Desk) -> None:
    desk.phone.write("/bahasa")
    await desk.house.settled()
    await desk.press("English")
    await desk.send(roster(*NEWS), "")
    await desk.work()
    assert desk.said().startswith("The file without a name\nRecognised as staff data. Nothing has been saved yet.")
    await desk.press("Save")
    await desk.work()
    assert desk.said().startswith("The file without a name has been saved as staff data.\n\nnew: 1")
