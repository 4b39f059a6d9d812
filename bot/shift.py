"""How far the demo's time is ahead: seconds in a small file, so that every process of the demo hears of a jump."""

from datetime import timedelta
from pathlib import Path

NAME = "demo-clock"


class Shift:
    """The file is read again only when it has changed, because every question to the clock passes here."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, int] | None = None
        self._shift = timedelta()

    def __call__(self) -> timedelta:
        stat = self._path.stat()
        seen = (stat.st_mtime_ns, stat.st_ino)
        if seen != self._seen:
            self._shift = timedelta(seconds=float(self._path.read_text()))
            self._seen = seen
        return self._shift

    def set(self, shift: timedelta) -> None:
        """Put a new one in place, whole or not at all."""
        fresh = self._path.with_suffix(".new")
        fresh.write_text(str(shift.total_seconds()))
        fresh.replace(self._path)

    def begin(self) -> None:
        """Make the file, and with it the demo's clock; one that is there stays as it is."""
        if not self._path.exists():
            self.set(timedelta())
