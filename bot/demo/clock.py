"""The hands of the demo's clock: the page turns them, the service follows; only domain time moves."""

import re
from datetime import datetime, timedelta

from bot.shift import Shift
from models.clock import ShiftedClock
from sandbox.errors import Impossible
from sandbox.stage import Control

_STEP = re.compile(r"\+(\d{1,4})([hd])")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1)}
FURTHEST = timedelta(days=3660)


class Hands:
    """What the page may do with the time."""

    def __init__(self, clock: ShiftedClock, shift: Shift) -> None:
        self._clock = clock
        self._shift = shift

    @property
    def control(self) -> Control:
        """The buttons on the page."""
        return Control("Jam demo", self.turn, kind="clock", status=self.time, english="The demo's clock")

    def time(self) -> str:
        """Domain time at the office, as ISO 8601."""
        return self._clock.now().astimezone(self._clock.zone).isoformat(timespec="seconds")

    async def turn(self, value: str) -> str:
        """`+1h`, `+1d` or an office time such as `2027-01-15T16:00`; only forward, since what has happened stays."""
        ahead = self._asked(value) - self._clock.now()
        if ahead < timedelta():
            raise Impossible("Jam demo hanya bisa maju. · The demo's clock only goes forward.")
        if self._shift() + ahead > FURTHEST:
            raise Impossible("Terlalu jauh. · Too far.")
        self._shift.set(self._shift() + ahead)
        return self.time()

    def _asked(self, value: str) -> datetime:
        if step := _STEP.fullmatch(value):
            return self._clock.now() + int(step[1]) * _UNITS[step[2]]
        try:
            return datetime.fromisoformat(value).replace(tzinfo=self._clock.zone)
        except ValueError:
            raise Impossible(f"{value!r}: tanggal dan jam, misalnya 2027-01-15T16:00") from None
