"""What the sandbox remembers: named tables of JSON values and a journal that outlives the process."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Json = dict[str, Any]


class Store:
    """Tables in memory; with a folder, every change is also one line of a journal.

    A line holds all changes of one action, so a process killed at any point leaves whole actions behind it:
    the journal is replayed at the next start, a torn last line is dropped, and the rest is written anew, compact.
    The lines are handed to the system unbuffered but not forced to the disk: they survive the death of the process,
    not of the machine.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._tables: dict[str, dict[Any, Any]] = {}
        self._line: list[list[Any]] = []
        self._depth = 0
        self._journal: int | None = None
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            self._open(folder / "journal.jsonl")

    def table(self, name: str) -> dict[Any, Any]:
        """The rows of a table, oldest first; read only, change it with put and drop."""
        return self._tables.setdefault(name, {})

    def put(self, table: str, key: int | str, value: Any) -> None:
        """Set one row; the value must be JSON and is not to be changed afterwards."""
        self.table(table)[key] = value
        self._line.append([table, key, value])

    def drop(self, table: str, key: int | str) -> None:
        """Remove one row, if it is there."""
        if self.table(table).pop(key, None) is not None:
            self._line.append([table, key])

    @contextmanager
    def line(self) -> Iterator[None]:
        """Gather all changes inside into one line; the outermost one writes it."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            if self._depth == 0:
                line, self._line = self._line, []
                if line and self._journal is not None:
                    _write(self._journal, line)

    def close(self) -> None:
        """Let go of the journal; the tables stay readable."""
        if self._journal is not None:
            os.close(self._journal)
            self._journal = None

    def _open(self, path: Path) -> None:
        if path.exists():
            self._replay(path.read_bytes())
        fresh = path.with_suffix(".new")
        compact = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        for name, rows in self._tables.items():
            for key, value in rows.items():
                _write(compact, [[name, key, value]])
        os.fsync(compact)
        os.close(compact)
        fresh.replace(path)
        self._journal = os.open(path, os.O_WRONLY | os.O_APPEND)

    def _replay(self, journal: bytes) -> None:
        for line in journal.split(b"\n")[:-1]:  # what follows the last line end is torn, or nothing
            for table, key, *value in json.loads(line):
                if value:
                    self.table(table)[key] = value[0]
                else:
                    self.table(table).pop(key, None)


def _write(journal: int, line: list[list[Any]]) -> None:
    rest = memoryview(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    while rest:
        rest = rest[os.write(journal, rest) :]
