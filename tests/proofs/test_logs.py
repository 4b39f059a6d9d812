"""No log line carries a person: no NIP, name, phone, message, invitation or token, whatever goes wrong.

`kinerja run` in a process of its own, and every byte that it writes: a day as it should be, a day of troubles whose
own words tell everything, two deaths, a wrong token.
"""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlmodel import col, select

from bot.assembly.core import Core, core
from bot.settings import Settings
from models.action import Action, Answer, OpenEvidence
from models.inbox import InboxUpdate
from models.notice import Notice
from sandbox import samples
from sandbox.people import Person as Phone
from sandbox.server import serve
from sandbox.world import World
from tests.support.command import Command
from tests.support.staff import HEAD, RATNA
from tests.support.staffed import FIVE, settle
from tests.support.waiting import until

STORY = "Kemarin Ibu Wulandari dari Kalianda menangis di loket"


@dataclass
class Office:
    """The regency, its telephones, and the file into which the service speaks."""

    core: Core
    world: World
    settings: Settings
    log: Path
    rater: Phone
    employees: list[tuple[Phone, int]]
    payload: str = ""

    def run(self, *troubles: str, token: str = "") -> Command:
        return Command(self.settings.model_copy(update={"telegram_token": token} if token else {}), self.log, *troubles)

    @property
    def said(self) -> str:
        return self.log.read_text()

    async def handled(self) -> bool:
        if self.world.updates:  # first: what is acknowledged after this look is stored by then
            return False
        async with self.core.transactions.read() as session:
            waits = await session.exec(select(InboxUpdate.id).where(col(InboxUpdate.handled_at).is_(None)))
            aside = await session.exec(select(InboxUpdate.id).where(col(InboxUpdate.set_aside_at).is_not(None)))
            return len(waits.all()) == len(aside.all())

    async def delivered(self) -> bool:
        async with self.core.transactions.read() as session:
            notices = (await session.exec(select(Notice))).all()
            return bool(notices) and all(notice.outcome != "waiting" for notice in notices)


@pytest.fixture
async def office(database_url: str, tmp_path: Path) -> AsyncIterator[Office]:
    world = World(limits=False)
    async with serve(world) as server:
        settings = Settings(
            data=tmp_path, telegram_token=world.token, telegram_api=server.base, database_url=database_url
        )
        async with core(settings) as parts:
            yield Office(parts, world, settings, tmp_path / "log", *(await settle(parts, world)))


async def test_no_line_carries_a_person(office: Office) -> None:
    async with office.run():
        await _a_day_as_it_should_be(office)
    async with office.run("a handler fails", "the database refuses", "a beat fails", "the courier fails"):
        await _a_day_of_troubles(office)
    for death in ("the inbox refuses", "intake fails"):
        async with office.run(death) as dying:
            office.employees[0][0].write(STORY)
            assert await dying.ended() == 1
    async with office.run(token="123456:a-token-of-another-bot") as stranger:
        assert await stranger.ended() == 1

    _nothing_is_told(office)
    _and_yet_it_says_what_happened(office)


async def _a_day_as_it_should_be(office: Office) -> None:
    (siti, form), (made, _), *_ = office.employees
    hasan = office.world.add_person(HEAD.name, key=HEAD.nip, phone=HEAD.phone)
    (invited,), _ = await office.core.invitations.invite([HEAD.nip])
    office.payload = invited.payload
    hasan.start(invited.payload)
    await hasan.until(lambda phone: phone.keyboard is not None)
    hasan.share_contact()
    made.write(STORY)
    made.block()
    await _send(siti, form, 3)
    yohana, hers = office.employees[2]
    yohana.press_data(1, OpenEvidence(hers, 1).pack())
    yohana.send_document("Surat Wulandari.pdf", caption=STORY)
    yohana.send_photo(STORY, samples.PHOTO[:500])
    await until(lambda: _says(office, "file.settled", 2))
    await until(office.delivered)
    with office.world.change():
        office.world.push("message", {"nonsense": STORY, "from": office.world.user(siti.id)})
    await until(office.handled)


async def _a_day_of_troubles(office: Office) -> None:
    yohana, _ = office.employees[2]
    yohana.write("/evaluasi")
    agus, other = office.employees[3]
    await _press(agus, Answer(other, 0, 1, 4))
    await agus.wait(lambda screen: screen.text.startswith("Nomor 1"))
    agus.write(STORY)
    await until(lambda: _says(office, "update.failed", 2))
    await _send(*office.employees[4], 2)
    await until(lambda: _says(office, "notice.failed", 1))


async def _send(phone: Phone, form: int, level: int) -> None:
    """Everything answered, the last with a story if the story is wanted, and sent to the rater."""
    phone.write("/bantuan")
    await phone.wait(lambda screen: screen.text.startswith("Bantuan"))
    for item in range(1, 21):
        await _press(phone, Answer(form, item - 1, item, level))
    await _press(phone, Answer(form, 20, 21, 4 if level == 3 else level))
    if level == 3:
        await phone.wait(lambda screen: screen.text.startswith("Nomor 21"))
        phone.write(STORY)
    review = await phone.wait(lambda screen: screen.text.startswith("Tinjau jawaban"))
    phone.press("Kirim")
    await phone.wait(lambda screen: screen.text.startswith("Terkirim") and screen.message_id == review.message_id)


async def _press(phone: Phone, action: Action) -> None:
    """A button of the screen that stands there now."""
    screen = await phone.wait(lambda screen: True)
    phone.press_data(screen.message_id, action.pack())


async def _says(office: Office, event: str, times: int) -> bool:
    return office.said.count(f'"event": "{event}"') >= times


def _nothing_is_told(office: Office) -> None:
    people = (HEAD, RATNA, *FIVE)
    names = {part for one in people for part in (one.name, one.name.split()[0])}
    secrets = {
        *names,
        *(one.nip for one in people),
        *(one.phone.lstrip("+") for one in people),
        *(word for word in STORY.split() if len(word) > 3),
        office.world.token.partition(":")[2],
        "a-token-of-another-bot",
        office.payload,
    }
    assert [secret for secret in secrets if secret in office.said] == []
    assert "Traceback" not in office.said


def _and_yet_it_says_what_happened(office: Office) -> None:
    lines = [json.loads(line) for line in office.said.splitlines() if line.startswith("{")]
    events = {line["event"] for line in lines}
    assert events >= {
        "notice.settled",
        "update.set_aside",
        "update.failed",
        "beat.failed",
        "screen.blocked",
        "died",
        "notice.failed",
    }
    causes = [cause for line in lines if line["event"] == "died" for cause in line["causes"]]
    assert [cause["error"] for cause in causes] == ["IntegrityError", "RuntimeError"]
    assert [cause["at"].partition(":")[0] for cause in causes] == ["transaction.py", "intake.py"], "our own place"
    plain = [line for line in office.said.splitlines() if line.strip() and not line.startswith("{")]
    assert plain == ["Telegram tidak mengenal token ini. Periksa KINERJA_TELEGRAM_TOKEN."]
