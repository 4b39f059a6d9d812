"""Files that people sent: `KINERJA_DATA/<folder>/<two letters>/<random>`, whole or not there."""

import os
from hashlib import sha256
from pathlib import Path


class Files:
    """Keeps and deletes; blocking, so a worker calls it in a thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, key: str) -> Path:
        """Where the file of this key is, or would be."""
        return self._folder / key[:2] / key

    def keep(self, key: str, content: bytes) -> str:
        """Write it so that a power cut leaves the whole file or none, and again is harmless; its SHA-256 in hex."""
        path = self.path(key)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        _sync(path.parent)
        return sha256(content).hexdigest()

    def delete(self, key: str) -> None:
        """The file, and what a killed worker may have left of it."""
        path = self.path(key)
        for one in (path, path.with_suffix(".part")):
            one.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """The new name is on disk, too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
