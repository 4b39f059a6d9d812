"""Two invented citizens of the demo, and their reports in four states; Ratna verifies, Siti and Made have the desk."""

from sqlmodel import col, select

from bot.assembly.core import Core
from models.complaint import ComplaintRow
from models.complaint_draft import Piece
from models.conversation import Speaker
from models.person import Office, Person
from sandbox.world import World

OFFICE = "DEMO-01"
RATNA, SITI, MADE = "197801012003012902", "199001012015042903", "199201012021211904"
WARGA = (
    ("budi", "Budi Warga", "Warga Kalianda · pelapor"),
    ("wati", "Wati Warga", "Warga Natar · pelapor"),
)
STORIES = (
    ("budi", "KTP lama sekali, sudah tiga bulan belum jadi di Kalianda"),
    ("budi", "Kartu keluarga salah tulis nama anak saya, tinggal di Palas"),
    ("wati", "Akta kelahiran belum bisa diambil, kantornya di Natar"),
    ("wati", "NIK saya tidak terbaca waktu daftar pindah domisili ke Sragi"),
)
"""The first only waits; the second is verified, the third taken, the fourth answered."""
ANSWER = "Data NIK Ibu sudah kami perbarui pagi ini dan sudah terbaca. Silakan coba daftar lagi."


async def settle_complaints(core: Core, world: World) -> None:
    """Give the citizens phones, file their reports and take some of them further, by the use cases people press."""
    for ref, role, office in ((RATNA, "triage", None), (SITI, "desk", OFFICE), (MADE, "desk", OFFICE)):
        await core.roles.grant(ref, role, office)
    citizens = {}
    for key, name, about in WARGA:
        phone = world.add_person(name, key=key, about=about)
        phone.start()
        citizens[key] = Speaker("telegram", str(phone.id))
    for key, story in STORIES:
        await _file(core, citizens[key], story)
    await _work(core)


async def _file(core: Core, by: Speaker, story: str) -> None:
    await core.filing.tell(Piece.words(story), by=by)
    drafted = await core.filing.begin(by=by)
    drafted = await core.filing.end_story(drafted.draft.version, by=by)
    await core.filing.send(drafted.draft.version, by=by)


async def _work(core: Core) -> None:
    async with core.transactions.read() as session:
        people = {person.ref: person.id for person in await session.exec(select(Person))}
        office = (await session.exec(select(Office.id).where(Office.code == OFFICE))).one() or 0
        cases = list(await session.exec(select(ComplaintRow.id).order_by(col(ComplaintRow.id))))
    ratna, siti = (Speaker("telegram", "", person=people[ref]) for ref in (RATNA, SITI))
    _, verified, taken, answered = (case or 0 for case in cases)
    for case in (verified, taken, answered):
        await core.desk.verify(case, 1, office, by=ratna)
    for case in (taken, answered):
        await core.desk.take(case, 2, by=siti)
    await core.desk.answer(answered, 3, ANSWER, by=siti)
