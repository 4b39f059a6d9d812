"""Late submission with HR's permission: given to some, kept with its reason, shown to them, judged by the rule."""

from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import cycle as cycle_cli
from models.cycle import Cycle
from models.evaluation import EvaluationRow
from models.late_permission import LatePermission
from models.refusals import LateDatesWrong, NoFormInCycle, UnknownCycle
from sandbox.people import Person as Phone
from tests.evaluation.test_form import fill
from tests.support.house import House
from tests.support.staff import EVERYONE, MADE, RATNA, SITI, member


async def ended(house: House) -> tuple[Cycle, Phone]:
    """A cycle whose self-evaluation ended yesterday, and Siti, who gave one answer."""
    await house.employ(*EVERYONE)
    cycle = await house.open_cycle()
    siti = await house.link(SITI)
    siti.write("/evaluasi")
    await siti.wait(lambda screen: "· 1 dari 21" in screen.text)
    siti.press("3")
    await siti.wait(lambda screen: "· 2 dari 21" in screen.text)
    house.clock.advance(days=15)
    siti.write("/evaluasi")
    await siti.wait(lambda screen: "sudah ditutup" in screen.text)
    return cycle, siti


async def test_who_is_allowed_goes_on_and_sends(house: House) -> None:
    cycle, siti = await ended(house)
    until = house.clock.now() + timedelta(days=3)
    assert await house.core.cycles.allow_late(cycle.id, [f"'{SITI.nip}"], until, "Sakit, surat dokter") == 1
    await house.deliver()
    told = await siti.wait(lambda screen: screen.text.startswith("Evaluasi diri Tahun 2026 dibuka lagi untuk Anda"))
    assert told.text.endswith("sampai Minggu, 19 Juli 2026, pukul 09.00 WIB.")
    siti.press("Lanjutkan")
    question = await siti.wait(lambda screen: "· 2 dari 21" in screen.text)
    assert question.text.endswith("Bagian kepegawaian memberi Anda waktu sampai Minggu, 19 Juli 2026, pukul 09.00 WIB.")
    siti.press("← Kembali")
    await siti.wait(lambda screen: "· 1 dari 21" in screen.text)
    await fill(siti)
    siti.press("Kirim")
    await siti.wait(lambda screen: screen.text.startswith("Terkirim"))
    assert "Tarik kembali" in siti.screen.labels
    (kept,) = await house.rows(LatePermission)
    assert (kept.reason, kept.until, kept.given_at) == ("Sakit, surat dokter", until, house.clock.now())


async def test_nobody_else_may_and_nobody_after_it_ends(house: House) -> None:
    cycle, siti = await ended(house)
    await house.core.cycles.allow_late(cycle.id, [SITI.nip], house.clock.now() + timedelta(days=3), "Sakit")
    made = await house.link(MADE)
    made.write("/evaluasi")
    await made.wait(lambda screen: "sudah ditutup" in screen.text)
    siti.write("/evaluasi")
    await siti.wait(lambda screen: "· 2 dari 21" in screen.text)
    house.clock.advance(days=3)
    siti.press("2")
    await siti.wait(lambda screen: "· 3 dari 21" in screen.text)
    house.clock.advance(seconds=1)
    siti.press("2")
    await house.settled()
    assert "sudah ditutup Minggu, 19 Juli 2026, pukul 09.00" in siti.toasts[-1].text


async def test_the_latest_permission_counts_and_all_are_kept(house: House) -> None:
    cycle, siti = await ended(house)
    for days in (5, 1):
        await house.core.cycles.allow_late(cycle.id, [SITI.nip], house.clock.now() + timedelta(days=days), "Tugas luar")
    house.clock.advance(days=2)
    siti.write("/evaluasi")
    await siti.wait(lambda screen: "sudah ditutup Jumat, 17 Juli 2026" in screen.text)
    assert len(await house.rows(LatePermission)) == 2


async def test_what_cannot_be_allowed(house: House) -> None:
    await house.employ(*EVERYONE)
    cycle, now = await house.open_cycle(), house.clock.now()
    allow = house.core.cycles.allow_late
    for until in (cycle.self_until, cycle.appraise_until + timedelta(seconds=1), now):
        with pytest.raises(LateDatesWrong):
            await allow(cycle.id, [SITI.nip], until, "x")
    with pytest.raises(UnknownCycle):
        await allow(99, [SITI.nip], cycle.appraise_until, "x")
    stranger = member(950, "Bukan Pegawai").nip
    with pytest.raises(NoFormInCycle) as caught:
        await allow(cycle.id, [SITI.nip, stranger, "?"], cycle.appraise_until, "x")
    assert caught.value.refs == (stranger, "?")
    assert await house.rows(LatePermission) == []
    assert {form.late_until for form in await house.rows(EvaluationRow)} == {None}
    assert await allow(cycle.id, [SITI.nip, RATNA.nip, SITI.nip], cycle.appraise_until, "x") == 2


def test_a_reason_is_needed(tmp_path: Path) -> None:
    words = ["allow-late", "1", SITI.nip, "--until", "2026-07-20", "--reason", " "]
    assert CliRunner().invoke(cycle_cli.app, words).exit_code == 2
