"""Which duties a speaker has, asked of the use cases that know."""

from collections.abc import Awaitable, Callable

from models.conversation import Speaker
from models.duty import Duty

Ask = Callable[[Speaker], Awaitable[bool]]


class Duties:
    """Only reads. It hides and shows; each use case still decides for itself."""

    def __init__(self, rates: Ask, looks_after: Ask, follows_cycles: Ask, keeps_roster: Ask, has_desk: Ask) -> None:
        self._rates = rates
        self._looks_after = looks_after
        self._follows_cycles = follows_cycles
        self._keeps_roster = keeps_roster
        self._has_desk = has_desk

    async def of(self, speaker: Speaker) -> Duty:
        """A stranger has none."""
        if speaker.person is None:
            return Duty()
        return Duty(
            linked=True,
            rater=await self._rates(speaker),
            operator=await self._looks_after(speaker),
            cycles=await self._follows_cycles(speaker),
            hr=await self._keeps_roster(speaker),
            desk=await self._has_desk(speaker),
        )
