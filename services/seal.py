"""Secrets in the rows: sealed texts that only this installation opens, and lookups that find without telling.

Keys are derived (HKDF) from KINERJA_SECRET_KEY, or else from a random one in `KINERJA_DATA/secret.key`. Of several keys
the first seals; the others still open and find, so that a key can be rotated.
"""

import base64
import os
from collections.abc import Sequence
from functools import cached_property
from hmac import digest
from pathlib import Path
from secrets import token_hex, token_urlsafe

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FILE = "secret.key"


class SealError(Exception):
    """None of our keys opens this: it was sealed with another one."""


class Seal:
    """Seals, opens and finds. The key's file is made at the first use, not before."""

    def __init__(self, keys: str, folder: Path) -> None:
        self._given = tuple(key.strip() for key in keys.split(",") if key.strip())
        self._folder = folder

    @property
    def from_file(self) -> bool:
        """No key was set: it lies beside the data, so a copy of the data is a copy of the key."""
        return not self._given

    def seal(self, text: str) -> str:
        """Encrypted and authenticated (Fernet: AES-128-CBC, HMAC-SHA256), text again."""
        return self._boxes.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """What was sealed. Raises SealError."""
        try:
            return self._boxes.decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise SealError from None

    def lookup(self, text: str) -> str:
        """HMAC-SHA256, hex, by the newest key."""
        return self.lookups(text)[0]

    def lookups(self, text: str) -> tuple[str, ...]:
        """The same by every key, newest first: what was written before a rotation is found too."""
        return tuple(digest(key, text.encode(), "sha256").hex() for key in self._finders)

    @cached_property
    def _keys(self) -> Sequence[str]:
        return self._given or (_kept(self._folder / FILE),)

    @cached_property
    def _boxes(self) -> MultiFernet:
        return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(key, b"kinerja seal"))) for key in self._keys])

    @cached_property
    def _finders(self) -> Sequence[bytes]:
        return [_derived(key, b"kinerja lookup") for key in self._keys]


def _derived(key: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(key.encode())


def _kept(path: Path) -> str:
    """The key in the file, made if there is none; of two processes that make one at once, one key wins."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = path.with_suffix(f".{token_hex(8)}")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        try:
            path.hardlink_to(part)
        except FileExistsError:
            pass
        finally:
            part.unlink()
    return path.read_text()
