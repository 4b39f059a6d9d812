"""The keeper: what becomes of a row whatever Telegram, the file or the person does meanwhile."""

import os
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import update

from models.evidence import EvidenceRow
from models.notice import Notice
from models.parcel import KEPT, LOST, REFUSED, RETRIES, WAITING, Fetched
from sandbox import samples
from sandbox.people import Person as Phone
from scheduler.keeper import Keeper
from scheduler.telegram import BotStoppedError
from tests.support.house import House


async def row(house: House) -> EvidenceRow:
    (found,) = await house.rows(EvidenceRow)
    return found


async def send(house: House, phone: Phone, content: bytes, name: str = "surat.pdf") -> None:
    phone.send_document(name, content)
    await house.settled()


def files(house: House) -> list[Path]:
    return [path for path in (house.core.settings.data / "evidence").rglob("*") if path.is_file()]


async def test_what_is_kept(house: House, collecting: Phone) -> None:
    await send(house, collecting, samples.PHOTO, "lapangan.heic")
    assert (await row(house)).state == WAITING
    await house.fetch()
    kept, (file,) = await row(house), files(house)
    content = file.read_bytes()
    assert (kept.state, kept.mime, kept.size, kept.name) == (KEPT, "image/jpeg", len(content), "lapangan.jpg")
    assert kept.sha256 == sha256(content).hexdigest()
    assert kept.file_id == "", "the one at Telegram, with its place, is forgotten"
    assert file.relative_to(house.core.settings.data).as_posix() == f"evidence/{kept.key[:2]}/{kept.key}"
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert await house.fetch() == 0


def archive(*names: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


UNWANTED = {
    "a Windows program": (samples.PROGRAM, "isinya program"),
    "a Linux program": (b"\x7fELF\x02\x01", "isinya program"),
    "a script": (b"#!/bin/sh\nrm -rf /\n", "isinya program"),
    "an app": (archive("AndroidManifest.xml", "classes.dex"), "isinya program"),
    "a program in a ZIP": (archive("surat.docx", "buka/foto.jpg.exe"), "isinya program"),
    "a broken picture": (samples.PHOTO[:500], "gambarnya tidak bisa dibaca"),
}


@pytest.mark.parametrize("case", list(UNWANTED))
async def test_what_only_the_bytes_show_is_refused_later_and_told(house: House, collecting: Phone, case: str) -> None:
    content, why = UNWANTED[case]
    await send(house, collecting, content)
    await house.fetch()
    assert (await row(house)).state == REFUSED
    assert files(house) == []
    assert await house.deliver() == 1
    told = await collecting.wait(lambda screen: screen.text.startswith("Bukti surat.pdf untuk nomor 1"))
    assert why in told.text
    collecting.press("Bukti nomor 1")
    await collecting.wait(lambda screen: "Belum ada bukti di sini" in screen.text)


async def test_an_empty_file_that_did_not_say_so(house: House, collecting: Phone) -> None:
    await send(house, collecting, b"x")
    house.world.store.put("files", (await row(house)).file_id, {**_stored(house), "data": ""})
    await house.fetch()
    assert ((await row(house)).state, (await row(house)).reason) == (REFUSED, "empty")


def _stored(house: House) -> dict:
    return next(reversed(house.world.store.table("files").values()))


async def test_documents_of_an_office_are_no_programs(house: House, collecting: Phone) -> None:
    await send(house, collecting, archive("[Content_Types].xml", "word/document.xml"), "laporan.docx")
    await house.fetch()
    assert (await row(house)).state == KEPT


@pytest.mark.parametrize("trouble", ["500", "reset_before", "reset_after", "bad_json", "429"])
async def test_a_passing_trouble_is_tried_again(house: House, collecting: Phone, trouble: str) -> None:
    await send(house, collecting, samples.DOCUMENT)
    house.world.faults.add("getFile", trouble, seconds=1)
    assert await house.fetch() == 1
    waiting = await row(house)
    assert (waiting.state, waiting.holder) == (WAITING, None)
    assert waiting.attempts == (0 if trouble == "429" else 1), "a 429 is no failure of the file"
    assert await house.fetch() == 0, "not before its time"
    house.clock.advance(seconds=3)
    assert await house.fetch() == 1
    assert (await row(house)).state == KEPT


async def test_a_file_that_telegram_refuses_again_and_again_is_lost_and_told(house: House, collecting: Phone) -> None:
    await send(house, collecting, samples.DOCUMENT)
    house.world.store.drop("files", (await row(house)).file_id)
    for tries in range(1, 7):
        assert await house.fetch() == 1
        assert (await row(house)).state == (LOST if tries == 6 else WAITING)
        house.clock.advance(minutes=15)
    assert await house.fetch() == 0
    await house.deliver()
    told = await collecting.wait(lambda screen: "Mohon kirim ulang" in screen.text)
    assert told.text == "Bukti surat.pdf untuk nomor 1 tidak bisa kami ambil dari Telegram. Mohon kirim ulang."


async def test_a_file_larger_than_it_said_is_lost_at_once(house: House, collecting: Phone) -> None:
    await send(house, collecting, samples.DOCUMENT)
    house.world.store.put("files", (await row(house)).file_id, {**_stored(house), "size": 25 * 1024 * 1024})
    await house.fetch()
    assert (await row(house)).state == LOST


async def test_a_night_without_telegram_loses_nothing_but_patience_ends(house: House, collecting: Phone) -> None:
    await send(house, collecting, samples.DOCUMENT)
    async with house.core.transactions.begin() as session:
        await session.exec(update(EvidenceRow).values(attempts=RETRIES - 2))
    house.world.faults.add("getFile", "500", 2)
    await house.fetch()
    assert (await row(house)).state == WAITING
    house.clock.advance(minutes=15)
    await house.fetch()
    assert (await row(house)).state == LOST
    assert [notice.kind for notice in await house.rows(Notice)] == ["evidence_lost"]


async def test_removed_before_it_was_fetched(house: House, collecting: Phone) -> None:
    await send(house, collecting, samples.DOCUMENT)
    await _remove(house)
    assert await house.fetch() == 1
    assert await house.rows(EvidenceRow) == []
    assert files(house) == []


async def test_removed_while_it_is_fetched(house: House, collecting: Phone) -> None:
    await send(house, collecting, samples.DOCUMENT)
    await _with(house, _Hurried(lambda: _remove(house))).tick()
    assert await house.rows(EvidenceRow) == [], "the same tick deletes what it has just kept"
    assert files(house) == []
    assert await house.rows(Notice) == []


class _Hurried:
    """A Telegram that takes so long that something happens meanwhile."""

    def __init__(self, meanwhile: object) -> None:
        self._meanwhile = meanwhile

    async def fetch(self, file_id: str, *, attempts: int) -> Fetched:
        await self._meanwhile()  # type: ignore[operator]
        return Fetched(samples.DOCUMENT)


def _with(house: House, telegram: object) -> Keeper:
    return Keeper([house.core.evidence_queue], telegram, "house")  # type: ignore[arg-type]


async def _remove(house: House) -> None:
    from models.conversation import Conversation, Speaker

    (talk,) = await house.rows(Conversation)
    me = Speaker(talk.channel, talk.channel_user_id, person=talk.person_id)
    await house.core.evidence.remove((await row(house)).id or 0, by=me)


async def test_a_full_disk_is_a_passing_trouble(house: House, collecting: Phone) -> None:
    await send(house, collecting, samples.DOCUMENT)
    folder = house.core.settings.data / "evidence"
    folder.write_text("no folder can be made here")
    await house.fetch()
    assert ((await row(house)).state, (await row(house)).attempts) == (WAITING, 1)
    folder.unlink()
    house.clock.advance(seconds=3)
    await house.fetch()
    assert (await row(house)).state == KEPT


async def test_a_file_that_cannot_be_deleted_now_is_deleted_later(house: House, collecting: Phone) -> None:
    await send(house, collecting, samples.DOCUMENT)
    await house.fetch()
    (file,) = files(house)
    file.unlink()
    file.mkdir()
    await _remove(house)
    await house.fetch()
    assert (await row(house)).state == "removed"
    os.rmdir(file)
    house.clock.advance(minutes=6)
    await house.fetch()
    assert await house.rows(EvidenceRow) == []


async def test_one_row_one_keeper(house: House, collecting: Phone) -> None:
    await send(house, collecting, samples.DOCUMENT)
    queue = house.core.evidence_queue
    (job,) = await queue.claim("one", 5)
    assert await queue.claim("two", 5) == []
    assert await queue.holders() == {"one"}
    await queue.release({"one"})
    assert [again.id for again in await queue.claim("two", 5)] == [job.id]
    house.clock.advance(minutes=6)
    assert len(await queue.claim("three", 5)) == 1, "a lease ends"
    await queue.release(set())
    assert await queue.holders() == {"three"}


async def test_an_unknown_token_ends_the_tick_and_costs_no_try(house: House, collecting: Phone) -> None:
    await send(house, collecting, samples.DOCUMENT)

    class Stopped:
        async def fetch(self, file_id: str, *, attempts: int) -> Fetched:
            raise BotStoppedError

    with pytest.raises(ExceptionGroup):
        await _with(house, Stopped()).tick()
    assert ((await row(house)).state, (await row(house)).attempts) == (WAITING, 0)


async def test_links_are_no_work(house: House, collecting: Phone) -> None:
    collecting.write("https://kalianda.example dan https://kalianda.example juga https://contoh.example/b")
    await house.settled()
    rows = await house.rows(EvidenceRow)
    assert [one.link for one in rows] == ["https://kalianda.example", "https://contoh.example/b"]
    assert await house.fetch() == 0
    assert all(one.state == KEPT for one in rows)
