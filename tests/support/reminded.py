"""A team that is reminded four times in a fortnight, by a service that is killed while it plans and delivers."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from sqlmodel import col, select

from bot.assembly.core import Core, core
from bot.settings import Settings
from bot.shift import NAME, Shift
from models.conversation import Conversation
from models.notice import DELIVERED, RATER_DIGEST, SELF_DUE, WAITING, Notice
from sandbox.people import Person as Phone
from sandbox.server import serve
from sandbox.world import World
from tests.support.slow import slow_telegram
from tests.support.staff import RATNA, member
from tests.support.staffed import settle
from tests.support.victim import OLD_AGE, Fate, Victim
from tests.support.waiting import until

BEGINS = datetime(2026, 6, 30, 3, tzinfo=UTC)
"""Tuesday, 10.00 WIB; the self-evaluation ends a fortnight later."""
MORNINGS = tuple(datetime(2026, 7, day, 2, 0, 1, tzinfo=UTC) for day in (7, 10, 13, 14))
"""Nine o'clock WIB, seven, three and one days before and on the day itself; the rater's digest on two of them."""
DIGESTS = (1, 3)
TEAM = 24
PLACES = (
    ("reminders written, not committed", "reminders planned", "notice claimed, not committed", "notice claimed"),
    ("notice sent, not settled", "notice settled, not committed", "notice settled"),
)
"""Each named place of a reminder's way, of the first mornings."""


@dataclass
class Reminded:
    """The team, and what the kills did to its reminders."""

    core: Core
    world: World
    victim: Victim
    shift: Shift
    phones: dict[int, Phone]
    """By person."""
    random: Random
    kills: Counter[str] = field(default_factory=Counter)
    sent_not_recorded: Counter[int] = field(default_factory=Counter)
    """By person: the one window in which a kill doubles a message."""

    async def morning(self, number: int, fates: Iterable[Fate]) -> None:
        """It is nine o'clock; a life for every fate, then one that has enough time."""
        self.shift.set(MORNINGS[number] - self.core.clock.real())
        for fate in fates:
            await self._die(fate)
        self.victim.start(OLD_AGE)
        await until(lambda: self._all_said(number), 60)
        await self._kill("with nothing to do")

    async def _die(self, fate: Fate) -> None:
        self.victim.start(fate)
        if fate.place:
            assert await self.victim.gone(30), f"nothing came by at: {fate.place}"
            await self._look(fate.place)
            return
        busy = await self.victim.begins(60)
        if await self.victim.gone(self.random.uniform(0.1, 1.0) * busy):
            await self._look("at a random step")
        else:
            await self._kill("by the clock")

    async def _kill(self, how: str) -> None:
        await self.victim.kill()
        await self._look(how)

    async def _look(self, how: str) -> None:
        """Count the kill and what it hit: a message that arrived is recorded, or was in the dead one's hands."""
        await asyncio.sleep(0.12)  # what was on its way when the process died still arrives
        notices = await self.notices()
        assert len({one.dedupe_key for one in notices}) == len(notices)
        recorded = Counter(one.person_id for one in notices if one.outcome == DELIVERED)
        held = Counter(one.person_id for one in notices if one.outcome == WAITING and one.holder)
        for person in self.phones:
            more = self.received(person) - recorded[person] - self.sent_not_recorded[person]
            assert 0 <= more <= held[person], "sent, and neither recorded nor in hand"
            self.sent_not_recorded[person] += more
            self.kills["between sending and recording"] += bool(more)
        self.kills[how] += 1
        self.kills["kills"] += 1

    async def _all_said(self, morning: int) -> bool:
        """Everything up to this morning is planned, and nothing waits."""
        mine = [one for one in await self.notices() if one.person_id in self.phones]
        planned = sum(one.kind == SELF_DUE for one in mine)
        return planned == (morning + 1) * len(self.phones) and all(one.outcome != WAITING for one in mine)

    async def notices(self) -> Sequence[Notice]:
        """Every reminder there is."""
        async with self.core.transactions.read() as session:
            return (await session.exec(select(Notice).order_by(col(Notice.id)))).all()

    def received(self, person: int) -> int:
        """How many reminders this person's telephone shows."""
        texts = [message.text for message in self.phones[person].messages]
        return sum("ditutup" in text or "ringkasan hari ini" in text for text in texts)

    async def check(self, mornings: int) -> None:
        """Each got each reminder once; a double only where a kill fell between sending and recording."""
        kinds: defaultdict[int, Counter[str]] = defaultdict(Counter)
        for one in await self.notices():
            if one.person_id in self.phones:
                assert one.outcome == DELIVERED, f"{one.kind}: {one.outcome} {one.reason}"
                kinds[one.person_id][one.kind] += 1
        digests = sum(number < mornings for number in DIGESTS)
        assert sorted(kinds) == sorted(self.phones)
        assert sum(count[SELF_DUE] for count in kinds.values()) == mornings * len(self.phones)
        assert sum(count[RATER_DIGEST] for count in kinds.values()) == digests
        for person, count in kinds.items():
            assert self.received(person) == count.total() + self.sent_not_recorded[person]

    @property
    def reminders(self) -> int:
        """Messages that all telephones show."""
        return sum(map(self.received, self.phones))


@asynccontextmanager
async def remind(database_url: str, folder: Path, random: Random) -> AsyncIterator[Reminded]:
    """A rater and their team, linked, a fortnight before their self-evaluation ends."""
    world, shift = World(limits=False), Shift(folder / NAME)
    with slow_telegram(random):
        async with serve(world) as server:
            settings = Settings(
                data=folder,
                telegram_token=world.token,
                telegram_api=server.base,
                database_url=database_url,
                rate_overall=900,
            )
            shift.begin()
            async with core(settings) as parts:
                shift.set(BEGINS - parts.clock.real())
                team = [member(number, f"Pegawai {number}", RATNA) for number in range(101, 101 + TEAM)]
                await settle(parts, world, team)
                victim = Victim(settings, folder / "service.log")
                try:
                    yield Reminded(parts, world, victim, shift, await _phones(parts, world), random)
                finally:
                    await victim.kill()


async def _phones(core: Core, world: World) -> dict[int, Phone]:
    async with core.transactions.read() as session:
        talks = (await session.exec(select(Conversation))).all()
    return {talk.person_id or 0: world.person(talk.channel_user_id) for talk in talks}
