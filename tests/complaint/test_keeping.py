"""Files of reports, sealed addresses, rules a case keeps, and the doctor: what happens behind the screens."""

import pytest
from sqlalchemy import update
from sqlmodel import col

from bot.cli.doctor import _complaints, _secret
from models.complaint import REMOVED, ComplaintEvent, ComplaintPart, ComplaintRow
from models.notice import Notice
from models.parcel import LOST, REFUSED, Gone, Job
from models.reporter import Reporter
from sandbox import samples
from sandbox.people import Person as Phone
from services.complaint_sending import free_number
from services.outbox import Outbox
from services.reporters import addresses
from services.rules import shipped_rules
from services.seal import Seal
from tests.support.complaint import file, receipt, review, seen
from tests.support.house import House


async def with_file(house: House, phone: Phone, content: bytes) -> ComplaintPart:
    """A report with one document."""
    phone.write("Jalan rusak di Natar")
    await seen(phone, "Masuk: 1 pesan.")
    phone.send_document("surat.pdf", content)
    await seen(phone, "Masuk: 2 pesan.")
    await review(phone)
    await receipt(house, phone)
    return await part(house)


async def part(house: House) -> ComplaintPart:
    return next(one for one in await house.rows(ComplaintPart) if one.kind == "document")


async def test_a_program_by_its_bytes_is_refused_and_told(house: House, warga: Phone) -> None:
    await with_file(house, warga, samples.PROGRAM)
    await house.fetch()
    assert (await part(house)).state == REFUSED
    await house.deliver()
    text = await seen(warga, "tidak kami simpan: isinya program. Laporannya tetap berjalan.")
    assert text.startswith("Surat.pdf untuk laporan LS-")


async def settle(house: House, one: ComplaintPart, fate: Gone) -> None:
    queue = house.core.complaint_queue
    (job,) = await queue.claim("keeper", 1)
    assert job.id == one.id
    await queue.settle(job, fate, "keeper")


async def test_a_file_that_is_gone_is_told_to_its_reporter_only(house: House, warga: Phone) -> None:
    one = await with_file(house, warga, b"%PDF-1.4 x")
    await settle(house, one, Gone("file is gone"))
    await house.deliver()
    await seen(warga, "tidak bisa kami ambil dari Telegram. Laporannya tetap berjalan.")
    kinds = [notice.kind for notice in await house.rows(Notice)]
    async with house.core.transactions.begin() as session:
        await session.exec(
            update(ComplaintPart).where(col(ComplaintPart.id) == one.id).values(side="office", state="waiting")
        )
    await settle(house, one, Gone("file is gone"))
    assert [notice.kind for notice in await house.rows(Notice)] == kinds


async def test_a_removed_file_leaves_that_there_was_one(house: House, warga: Phone) -> None:
    one = await with_file(house, warga, b"%PDF-1.4 x")
    await house.fetch()
    path = house.core.complaint_files.path(one.key)
    assert path.exists()
    async with house.core.transactions.begin() as session:
        await session.exec(update(ComplaintPart).where(col(ComplaintPart.id) == one.id).values(state=REMOVED))
    await house.fetch()
    assert not path.exists()
    left = await part(house)
    assert (left.state, left.name, left.key) == (LOST, "", "")


async def test_what_is_claimed_by_the_dead_waits_again(house: House, warga: Phone) -> None:
    await with_file(house, warga, b"%PDF-1.4 x")
    queue = house.core.complaint_queue
    jobs: list[Job] = await queue.claim("dead", 5)
    assert len(jobs) == 1
    assert await queue.holders() == {"dead"}
    await queue.release({"dead"})
    assert len(await queue.claim("living", 5)) == 1


async def test_a_notice_whose_seal_no_key_opens_waits_for_the_key(house: House, warga: Phone) -> None:
    await review(warga, "Jalan rusak")
    warga.press("Kirim")
    await seen(warga, "Terkirim.")
    await house.settled()
    other = Seal("kunci yang lain sama sekali, panjangnya cukup", house.core.settings.data)
    transactions = house.core.transactions
    lost = Outbox(transactions, reporters=lambda session, ids: addresses(session, other, ids))
    assert await lost.claim("courier", 5) == []
    (notice,) = await house.rows(Notice)
    assert (notice.outcome, notice.reason, notice.attempts) == ("waiting", "sealed", 0)
    house.clock.advance(minutes=5)
    assert await Outbox(transactions).claim("courier", 5) == [], "without a key nobody is found"
    house.clock.advance(minutes=5)
    await house.deliver()
    await seen(warga, "Nomor laporan:")


async def test_nobody_is_both_or_neither(house: House, warga: Phone) -> None:
    from sqlalchemy.exc import IntegrityError

    await file(house, warga, "Jalan rusak")
    with pytest.raises(IntegrityError):
        async with house.core.transactions.begin() as session:
            await session.exec(update(Notice).values(reporter_id=None))


async def test_a_case_keeps_the_rules_it_began_with(house: House, warga: Phone) -> None:
    await file(house, warga, "KTP lama sekali")
    shipped = next(one for one in shipped_rules() if one.kind == "complaints")
    source = shipped.source.replace('"pengaduan-2026"', '"pengaduan-cepat"').replace("answer = 5", "answer = 2")
    await house.core.rules.add(source.replace('id = "KTP elektronik"', 'id = "Kartu Tanda Penduduk"'))
    await file(house, warga, "KTP lama sekali")
    old, new = sorted(await house.rows(ComplaintRow), key=lambda row: row.id or 0)
    assert old.rules_version_id != new.rules_version_id
    assert new.answer_due < old.answer_due
    warga.write(f"/status {old.number}")
    await seen(warga, "KTP elektronik")
    warga.write(f"/status {new.number}")
    await seen(warga, "Kartu Tanda Penduduk")


async def test_a_number_that_is_taken_is_not_given_out_again(house: House, warga: Phone) -> None:
    number = await file(house, warga, "Jalan rusak")
    made = iter([number, "LS-000005-5"])
    async with house.core.transactions.read() as session:
        assert await free_number(session, lambda: next(made)) == "LS-000005-5"


async def test_one_account_is_one_reporter_also_after_a_rotation(house: House, warga: Phone) -> None:
    for _ in range(2):
        await file(house, warga, "Jalan rusak")
    assert len(await house.rows(Reporter)) == 1


async def test_the_doctor_looks_at_key_and_chain(house: House, warga: Phone) -> None:
    number = await file(house, warga, "Jalan rusak")
    assert await _secret(house.core, "id") == (
        True,
        "memakai secret.key di KINERJA_DATA. Lebih aman: isi KINERJA_SECRET_KEY, dan simpan salinannya.",
    )
    assert await _complaints(house.core, "id") == (True, "")
    async with house.core.transactions.begin() as session:
        await session.exec(update(ComplaintEvent).values(actor_id=None, public=False))
    fine, advice = await _complaints(house.core, "en")
    assert not fine
    assert advice.startswith(f"report {number}: event 1 is not what it was")
