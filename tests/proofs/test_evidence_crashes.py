"""The keeper of evidence dies at a named place and lives again: the file is there once, whole and clean, or gone."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from sqlmodel import select

from bot.assembly.core import Core, core
from bot.settings import Settings
from models.action import OpenEvidence
from models.conversation import Conversation, Speaker
from models.evidence import EvidenceRow
from models.notice import Notice
from models.parcel import KEPT, WAITING
from sandbox.people import Person as Phone
from sandbox.server import serve
from sandbox.world import World
from services.pictures import clean
from tests.support.staffed import settle
from tests.support.victim import OLD_AGE, Fate, Victim
from tests.support.waiting import until


@dataclass
class Stage:
    """One employee in front of a service that can be killed."""

    core: Core
    world: World
    victim: Victim
    siti: Phone
    evaluation: int

    async def dies(self, place: str) -> None:
        self.victim.start(Fate(place=place))
        assert await self.victim.gone(15), f"nothing came by at: {place}"

    async def rows(self, table: type = EvidenceRow) -> list:
        async with self.core.transactions.read() as session:
            return list((await session.exec(select(table))).all())

    def files(self) -> list[Path]:
        return [path for path in (self.core.settings.data / "evidence").rglob("*") if path.is_file()]


@pytest.fixture
async def stage(database_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    world = World(limits=False)
    async with serve(world) as server:
        settings = Settings(
            data=tmp_path, telegram_token=world.token, telegram_api=server.base, database_url=database_url
        )
        async with core(settings) as parts:
            _, [(siti, evaluation), *_] = await settle(parts, world)
            made = Stage(parts, world, Victim(settings, tmp_path / "service.log"), siti, evaluation)
            siti.press_data(1, OpenEvidence(evaluation, 1).pack())
            yield made
            await made.victim.kill()


@pytest.mark.parametrize(
    "place", ["evidence claimed", "evidence downloaded", "evidence half on disk", "evidence on disk, not settled"]
)
async def test_a_file_is_kept_once_wherever_the_keeper_dies(stage: Stage, place: str) -> None:
    stage.siti.send_photo("antrean loket")
    await stage.dies(place)
    (row,) = await stage.rows()
    assert row.state == WAITING
    left = [path.suffix for path in stage.files()]
    assert left == {"evidence half on disk": [".part"], "evidence on disk, not settled": [""]}.get(place, [])

    stage.victim.start(OLD_AGE)
    await until(lambda: _is_kept(stage))
    (row,), (file,) = await stage.rows(), stage.files()
    assert sha256(file.read_bytes()).hexdigest() == row.sha256
    assert clean(file.read_bytes()).mime == row.mime == "image/jpeg"
    assert b"Exif" not in file.read_bytes()
    assert (row.attempts, row.caption) == (0, "antrean loket")
    assert await stage.rows(Notice) == []


async def _is_kept(stage: Stage) -> bool:
    return [row.state for row in await stage.rows()] == [KEPT]


async def test_what_was_removed_is_gone_wherever_the_keeper_dies(stage: Stage) -> None:
    stage.siti.send_photo()
    stage.victim.start(OLD_AGE)
    await until(lambda: _is_kept(stage))
    await stage.victim.kill()
    (row,) = await stage.rows()
    talk = next(one for one in await stage.rows(Conversation) if one.channel_user_id == str(stage.siti.id))
    await stage.core.evidence.remove(row.id, by=Speaker("telegram", talk.channel_user_id, person=talk.person_id))
    assert len(stage.files()) == 1
    await stage.dies("evidence deleted, its row there")
    assert stage.files() == []
    stage.victim.start(OLD_AGE)
    async with asyncio.timeout(20):
        while await stage.rows():
            await asyncio.sleep(0.02)
