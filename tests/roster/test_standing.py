"""What KEDUDUKAN HUKUM means: who goes on, who waits, who is closed, and that the dead are left in peace."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from models.evaluation import EvaluationRow
from models.notice import CANCELLED, WAITING, Notice
from models.person import ACTIVE, CLOSED, PAUSED, SILENT, Person
from services.outbox import post
from services.staff_rules import staff_rules
from tests.evaluation.test_form import fill
from tests.support.house import House
from tests.support.staff import EVERYONE, HEAD, MADE, RATNA, SITI, YOHANA, Staff
from tests.team.test_team import sent

MEANT = {
    "": ACTIVE,
    "Aktif": ACTIVE,
    "AKTIF KEMBALI DARI CLTN": ACTIVE,
    "Tugas Belajar": PAUSED,
    "PNS Tugas  Belajar (aktif)": PAUSED,
    "CLTN": PAUSED,
    "Cuti di Luar Tanggungan Negara": PAUSED,
    "Masa Persiapan Pensiun": PAUSED,
    "Pemberhentian Sementara": PAUSED,
    "Pensiun": CLOSED,
    "Diberhentikan": CLOSED,
    "Berhenti atas permintaan sendiri": CLOSED,
    "Tidak Aktif": CLOSED,
    "Meninggal Dunia": SILENT,
    "Pensiun Meninggal": SILENT,
    "Wafat": SILENT,
    "TEWAS": SILENT,
    "Menewaskan": None,
}


@pytest.mark.parametrize(("said", "means"), MEANT.items())
def test_what_a_legal_status_means(said: str, means: str | None) -> None:
    assert staff_rules().standing(said) == means


POSTS = {
    "Guru Ahli Pertama": True,
    "GURU KELAS": True,
    "Kepala SD Negeri 1 Kalianda": True,
    "Plt. Kepala Sekolah Dasar": True,
    "Kepala SDM": False,
    "Kepala Bidang Pembinaan Guru dan Tenaga Kependidikan": False,
    "Staf Perguruan": False,
    "Analis": False,
    "": False,
}


@pytest.mark.parametrize(("position", "teaches"), POSTS.items())
def test_who_is_a_teacher(position: str, teaches: bool) -> None:
    assert staff_rules().teacher(position) == teaches


def roster_with(**statuses: str) -> bytes:
    """Everyone, with a legal status for some, by their first name."""
    head = "NIP BARU;NAMA;UNOR NAMA;NOMOR HP;NIP PEJABAT PENILAI;KEDUDUKAN HUKUM NAMA"

    def row(one: Staff) -> str:
        return f"{one.nip};{one.name};{one.office};{one.phone};{one.rater};{statuses.get(one.name.split()[0], 'Aktif')}"

    return "\n".join([head, *map(row, EVERYONE)]).encode()


async def test_the_standing_follows_the_file_and_no_form_is_made(house: House) -> None:
    report = await house.core.roster.import_file(
        roster_with(Siti="Pensiun", Made="Tugas Belajar", Yohana="Wafat", Agus="Antah")
    )
    assert [(warning.row, warning.key) for warning in report.warnings] == [(7, "status_unknown")]
    await house.open_cycle()
    standing = {person.name.split()[0]: person.standing for person in await house.rows(Person)}
    assert standing == {
        "Hasan": ACTIVE,
        "Ratna": ACTIVE,
        "Siti": CLOSED,
        "Made": PAUSED,
        "Yohana": SILENT,
        "Agus": ACTIVE,
    }
    assert len(await house.rows(EvaluationRow)) == 3
    again = await house.core.roster.import_file(roster_with(Siti="Pensiun", Yohana="Wafat", Agus="Antah"))
    assert (again.changed, again.unchanged) == (1, 5)
    (cycle,) = await house.core.cycles.list()
    assert await house.core.cycles.populate(cycle.cycle.id) == 1, "who comes back gets a form"


async def test_the_cycle_says_who_does_not_count(house: House) -> None:
    await house.core.roster.import_file(roster_with())
    cycle = await house.open_cycle()
    before = await house.core.cycles.status(cycle.id)
    assert (before.people, before.drafts, before.closed, before.paused, before.silent) == (6, 6, 0, 0, 0)
    await house.core.roster.import_file(roster_with(Siti="Pensiun", Made="CLTN", Yohana="Tewas"))
    after = await house.core.cycles.status(cycle.id)
    assert (after.people, after.drafts, after.closed, after.paused, after.silent) == (6, 3, 1, 1, 1)
    assert after.without_rater == 1, "only the head, who has none"


async def test_a_rater_is_not_reminded_of_who_is_gone(house: House) -> None:
    await house.core.roster.import_file(roster_with())
    await house.open_cycle()
    made = await house.link(MADE)
    made.write("/evaluasi")
    await made.wait(lambda screen: "· 1 dari 21" in screen.text)
    await fill(made)
    made.press("Kirim")
    await made.wait(lambda screen: screen.text.startswith("Terkirim"))
    await house.core.roster.import_file(roster_with(Siti="Pensiun", Made="Pensiun", Yohana="Wafat"))
    ratna = await house.link(RATNA)
    ratna.write("/tim")
    screen = await ratna.wait(lambda screen: screen.text.startswith("Pegawai yang Anda nilai: 2"))
    assert "Made Wirya: dikirim, menunggu Anda" in screen.text, "what was sent is still rated"
    assert "Siti" not in screen.text
    assert "Yohana" not in screen.text


async def test_the_dead_are_left_in_peace_at_once(house: House) -> None:
    await house.core.roster.import_file(roster_with())
    people = {person.ref: person.id or 0 for person in await house.rows(Person)}

    async def tell(staff: Staff, key: str) -> None:
        now = house.clock.now()
        async with house.core.transactions.begin() as session:
            await post(
                session,
                "invitation_tried",
                to=people[staff.nip],
                facts={"at": now.isoformat()},
                dedupe_key=key,
                now=now,
                valid_until=now + timedelta(days=1),
            )

    await tell(YOHANA, "before")
    await tell(SITI, "other")
    await house.core.roster.import_file(roster_with(Yohana="Meninggal dunia", Siti="Pensiun"))
    await tell(YOHANA, "after")
    async with house.core.transactions.read() as session:
        notices = await session.exec(select(Notice).order_by(col(Notice.dedupe_key)))
        assert {one.dedupe_key: one.outcome for one in notices} == {"before": CANCELLED, "other": WAITING}
    made, _ = await house.core.invitations.invite(None)
    assert {one.ref for one in made} == {one.nip for one in EVERYONE} - {YOHANA.nip}
    _, unknown = await house.core.invitations.invite([YOHANA.nip, HEAD.nip])
    assert unknown == [YOHANA.nip]


async def test_the_rater_hears_nothing_more_about_somebody_who_died(house: House) -> None:
    await house.core.roster.import_file(roster_with())
    await house.open_cycle()
    for staff in (SITI, YOHANA):
        await sent(house, staff)
    ratna = await house.link(RATNA)
    await house.core.roster.import_file(roster_with(Yohana="Wafat"))
    assert {one.facts["employee"]: one.outcome for one in await house.rows(Notice)} == {
        "Siti Aminah": WAITING,
        "Yohana Sinaga": CANCELLED,
    }
    ratna.write("/tim")
    screen = await ratna.wait(lambda screen: screen.text.startswith("Pegawai yang Anda nilai: 3"))
    assert "Yohana" not in screen.text
