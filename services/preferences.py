"""What a person chose about reminders: one row, written when something is chosen."""

from collections.abc import Callable
from dataclasses import replace

from sqlmodel import col, select

from models.conversation import Speaker
from models.preference import QUIETS, TOPICS, Preference, Wishes
from models.refusals import NotLinked
from models.reminder_refusals import SettingUnknown
from services.transaction import Session, Transactions
from services.upsert import insert_into

Change = Callable[[Wishes], Wishes]


class Preferences:
    """Use cases of `/pengaturan`. A stranger is NotLinked."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def present(self, by: Speaker) -> Wishes:
        """Mine as they are."""
        if by.person is None:
            raise NotLinked
        async with self._transactions.read() as session:
            return await _wishes(session, by.person)

    async def at_hour(self, hour: int, *, by: Speaker) -> Wishes:
        """Remind me at this hour; a negative one means the office's. Raises SettingUnknown for one in the quiet."""
        return await self._change(by, lambda wishes: _with_hour(wishes, hour))

    async def quiet(self, begins: int, ends: int, *, by: Speaker) -> Wishes:
        """Keep silent between these hours. Raises SettingUnknown for what is not offered."""
        return await self._change(by, lambda wishes: _with_quiet(wishes, (begins, ends)))

    async def toggle(self, topic: str, *, by: Speaker) -> Wishes:
        """Switch a topic off or on again. Raises SettingUnknown."""
        return await self._change(by, lambda wishes: _with_topic(wishes, topic))

    async def _change(self, by: Speaker, change: Change) -> Wishes:
        if by.person is None:
            raise NotLinked
        async with self._transactions.begin() as session:
            wishes = change(await _wishes(session, by.person))
            await _write(session, by.person, wishes)
            return wishes


def _with_hour(wishes: Wishes, hour: int) -> Wishes:
    if hour >= 0 and hour not in wishes.hours:
        raise SettingUnknown
    return replace(wishes, hour=hour if hour >= 0 else None)


def _with_quiet(wishes: Wishes, quiet: tuple[int, int]) -> Wishes:
    if quiet not in QUIETS:
        raise SettingUnknown
    changed = replace(wishes, quiet=quiet)
    # An hour that would now fall into the silence goes back to the office's.
    return changed if changed.hour in (None, *changed.hours) else replace(changed, hour=None)


def _with_topic(wishes: Wishes, topic: str) -> Wishes:
    if topic not in TOPICS:
        raise SettingUnknown
    return replace(wishes, off=wishes.off ^ {topic})


async def _wishes(session: Session, person: int) -> Wishes:
    row = (await session.exec(select(Preference).where(col(Preference.person_id) == person))).first()
    if row is None:
        return Wishes()
    off = frozenset(topic for topic in TOPICS if getattr(row, f"no_{topic}"))
    return Wishes(row.hour, (row.quiet_from, row.quiet_until), off)


async def _write(session: Session, person: int, wishes: Wishes) -> None:
    values = {
        "hour": wishes.hour,
        "quiet_from": wishes.quiet[0],
        "quiet_until": wishes.quiet[1],
        **{f"no_{topic}": topic in wishes.off for topic in TOPICS},
    }
    insert = insert_into(session, Preference).values(person_id=person, **values)
    await session.exec(insert.on_conflict_do_update(index_elements=["person_id"], set_=values))
