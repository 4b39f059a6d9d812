"""The example regency: invented people, two offices, one open cycle, a phone with an invitation for each role.

HR has listed work results for some; the others write their own.
"""

from datetime import timedelta
from importlib.resources import files

from bot.assembly.core import Core
from bot.demo.complaints import settle_complaints
from models.cycle import CycleDates
from sandbox.world import World

ROSTER = files("bot") / "demo" / "regency.csv"
RESULTS = files("bot") / "demo" / "results.csv"
PHONES = (
    ("siti", "Siti Contoh", "199001012015042903", "+6281100000003", "Analis Data · pegawai"),
    ("ratna", "Ratna Contoh", "197801012003012902", "+6281100000002", "Kepala Bidang · penilai"),
    ("made", "Made Contoh", "199201012021211904", "+6281100000004", "Pranata Komputer · pegawai"),
    ("dewi", "Dewi Contoh", "198801012011012908", "+6281100000008", "Pengelola Kepegawaian · operator"),
    ("hasan", "Hasan Contoh", "197001011995011901", "+6281100000001", "Kepala Dinas · atasan penilai"),
    ("wayan", "Wayan Contoh", "198301012008011907", "+6281100000007", "Badan Kepegawaian · HR"),
)
ROLES = (("198801012011012908", "operator", "DEMO-01"), ("198301012008011907", "hr", None))


async def settle(core: Core, world: World) -> None:
    """Fill an empty database and give everyone a phone. Done once; a demo that goes on keeps its world."""
    if await core.cycles.list():
        return
    await core.roster.add_without_nip("Bupati Contoh", "X-BUPATI")
    await core.roster.import_file(ROSTER.read_bytes(), "regency.csv")
    await core.work_results.import_file(RESULTS.read_bytes())
    for ref, role, office in ROLES:
        await core.roles.grant(ref, role, office)
    now = core.clock.now()
    await core.cycles.create(
        f"Tahun {now.astimezone(core.clock.zone).year}",
        "berakhlak-2026",
        CycleDates(
            opens_at=now - timedelta(days=1),
            self_until=now + timedelta(days=14),
            appraise_until=now + timedelta(days=28),
            publish_at=now + timedelta(days=35),
        ),
    )
    made, _ = await core.invitations.invite([ref for _, _, ref, _, _ in PHONES])
    payloads = {invited.ref: invited.payload for invited in made}
    for key, name, ref, phone, about in PHONES:
        link = f"https://t.me/{world.bot['username']}?start={payloads[ref]}"
        world.add_person(name, key=key, phone=phone, about=about, links=[("Buka undangan · Open the invitation", link)])
    await settle_complaints(core, world)
