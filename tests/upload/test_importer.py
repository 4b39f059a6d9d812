"""The importer: what becomes of a file whatever the machine, the disk or the person does meanwhile."""

import asyncio
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from models.clock import ManualClock
from models.notice import Notice
from models.parcel import KEPT, LOST, WAITING
from models.person import Person
from models.upload import CANCELLED, CONFIRMED, PREVIEWED, SAVED, UploadRow
from scheduler.importer import Importer
from services import roster_rows
from services.upload_work import UploadWork
from tests.support.house import House, open_house
from tests.support.staff import EVERYONE, RATNA
from tests.upload.conftest import PUTU, Desk, roster, wrong

NEWS = (*EVERYONE, PUTU)


async def test_the_rows_hold_it_through_restarts(database_url: str, tmp_path: Path, clock: ManualClock) -> None:
    async with open_house(database_url, tmp_path, clock) as house:
        await house.employ(*EVERYONE)
        await house.core.roles.grant(RATNA.nip, "hr")
        phone, world = await house.link(RATNA), house.world
        await Desk(house, phone).send(roster(*NEWS))
    async with open_house(database_url, tmp_path, clock, world) as house:
        desk = Desk(house, phone)
        assert (await desk.row()).state == WAITING
        await house.fetch()
    async with open_house(database_url, tmp_path, clock, world) as house:
        desk = Desk(house, phone)
        assert (await desk.row()).state == KEPT
        await desk.work()
        assert "baru: 1" in desk.said()
    async with open_house(database_url, tmp_path, clock, world) as house:
        desk = Desk(house, phone)
        await desk.press("Simpan")
        assert (await desk.row()).state == CONFIRMED
    async with open_house(database_url, tmp_path, clock, world) as house:
        desk = Desk(house, phone)
        await desk.work()
        assert (await desk.row()).state == SAVED
        assert desk.said().startswith("pegawai.xlsx sudah disimpan")
        assert desk.files() == []
        assert len(await house.rows(Person)) == len(NEWS)


async def test_one_upload_one_importer(desk: Desk) -> None:
    await desk.send(roster(*NEWS))
    await desk.house.fetch()
    work, queue = desk.house.core.upload_work, desk.house.core.upload_queue
    task = await work.claim("one")
    assert task is not None
    assert await work.claim("two") is None
    assert await queue.holders() == {"one"}
    await queue.release({"one"})
    again = await work.claim("two")
    assert again is not None
    assert again.id == task.id
    assert await work.carry(again, "two") == PREVIEWED
    assert await work.carry(task, "one") == PREVIEWED, "late work of a holder that lost it"
    assert (await desk.row()).version == 1
    assert len([one for one in await desk.house.rows(Notice) if one.kind == "upload_previewed"]) == 1


async def test_late_work_imports_nothing_a_second_time(desk: Desk) -> None:
    await desk.preview(roster(*NEWS))
    await desk.press("Simpan")
    work = desk.house.core.upload_work
    task = await work.claim("one")
    assert task is not None
    await desk.house.core.upload_queue.release({"one"})
    again = await work.claim("two")
    assert again is not None
    await work.carry(task, "one")
    assert len(await desk.house.rows(Person)) == len(EVERYONE), "whoever lost it writes nothing"
    both = await asyncio.gather(work.carry(task, "one"), work.carry(again, "two"), return_exceptions=True)
    assert SAVED in both
    await desk.work()
    assert (await desk.row()).state == SAVED
    assert len([one for one in await desk.house.rows(Notice) if one.kind == "upload_saved"]) == 1
    assert len(await desk.house.rows(Person)) == len(NEWS)


@pytest.mark.parametrize("what", ["gone", "other bytes"])
async def test_only_the_bytes_that_were_previewed_are_imported(desk: Desk, what: str) -> None:
    await desk.preview(roster(*NEWS))
    (file,) = desk.files()
    if what == "gone":
        file.unlink()
    else:
        file.write_bytes(roster(*EVERYONE))
    await desk.press("Simpan")
    await desk.work()
    assert desk.said().startswith("pegawai.xlsx belum berhasil kami ambil atau baca.")
    assert (await desk.row()).state == LOST
    assert desk.files() == []
    assert len(await desk.house.rows(Person)) == len(EVERYONE)


async def test_late_work_ends_nothing(desk: Desk) -> None:
    await desk.send(roster(*NEWS))
    await desk.house.fetch()
    work = desk.house.core.upload_work
    task = await work.claim("one")
    assert task is not None
    desk.files()[0].unlink()
    await desk.press("Batal")
    await work.carry(task, "one")
    assert (await desk.row()).state == CANCELLED
    assert await desk.house.rows(Notice) == []


async def test_called_off_while_it_is_read(desk: Desk) -> None:
    await desk.send(roster(*NEWS))
    await desk.house.fetch()
    work = desk.house.core.upload_work
    task = await work.claim("house")
    assert task is not None
    await desk.press("Batal")
    await work.carry(task, "house")
    await desk.work()
    assert (await desk.row()).state == CANCELLED
    assert await desk.house.rows(Notice) == []


async def test_a_passing_trouble_is_tried_again_and_patience_ends(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await desk.preview(roster(*NEWS))
    await desk.press("Simpan")
    write = roster_rows.write

    async def broken(*given: object) -> None:
        await write(*given)  # type: ignore[arg-type]
        raise OSError("nothing of this may be seen: " + PUTU.nip)

    monkeypatch.setattr(roster_rows, "write", broken)
    with capture_logs() as logs:
        await desk.house.read_files()
    assert next(one for one in logs if one["event"] == "upload.failed")["error"] == "OSError"
    row = await desk.row()
    assert (row.state, row.attempts, row.reason) == (CONFIRMED, 1, "OSError")
    assert len(await desk.house.rows(Person)) == len(EVERYONE), "whole or not at all"
    assert await desk.house.read_files() == 0, "not before its time"
    for _ in range(4):
        desk.house.clock.advance(minutes=15)
        await desk.work()
    assert (await desk.row()).state == LOST
    assert "mohon kirim ulang" in desk.said()


async def test_after_a_trouble_it_is_saved(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await desk.preview(roster(*NEWS))
    await desk.press("Simpan")
    with monkeypatch.context() as patch:
        patch.setattr(UploadWork, "carry", _fails)
        await desk.house.read_files()
    desk.house.clock.advance(minutes=15)
    await desk.work()
    assert (await desk.row()).state == SAVED


async def _fails(*_: object) -> str:
    raise OSError


async def test_no_word_of_a_file_is_logged(desk: Desk) -> None:
    with capture_logs() as logs:
        await desk.preview(roster(*NEWS, more=[wrong(3)]))
        await desk.press("Simpan yang baik saja")
        await desk.work()
    said = repr(logs)
    assert {one["state"] for one in logs if one["event"] == "upload.settled"} == {PREVIEWED, SAVED}
    for word in (PUTU.nip, PUTU.name, PUTU.phone, wrong(3)[0], wrong(3)[1], "pegawai.xlsx"):
        assert word not in said


async def test_a_tick_with_nothing_to_do(house: House) -> None:
    assert await Importer(house.core.upload_work, "house").tick() == 0
    await house.core.upload_queue.release(set())
    assert await house.rows(UploadRow) == []
