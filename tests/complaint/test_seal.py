"""The key: derived, rotated, made once."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from services.seal import Seal, SealError

OLD, NEW = "lama" * 10, "baru" * 10


def test_what_is_sealed_opens_and_shows_nothing(tmp_path: Path) -> None:
    seal = Seal(NEW, tmp_path)
    sealed = seal.seal("telegram:77")
    assert "77" not in sealed
    assert seal.open(sealed) == "telegram:77"
    assert sealed != seal.seal("telegram:77"), "twice the same looks different"
    assert seal.lookup("telegram:77") == Seal(NEW, tmp_path).lookup("telegram:77")
    assert not seal.from_file
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_rotated(tmp_path: Path) -> None:
    old, both, new = Seal(OLD, tmp_path), Seal(f"{NEW}, {OLD}", tmp_path), Seal(NEW, tmp_path)
    sealed = old.seal("x")
    assert both.open(sealed) == "x"
    assert both.lookups("x") == (new.lookup("x"), old.lookup("x"))
    assert new.open(both.seal("x")) == "x"
    with pytest.raises(SealError):
        new.open(sealed)


def test_without_a_key_one_is_made_once_for_the_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    one, two = Seal("", folder), Seal("", folder)
    assert not folder.exists(), "not before it is needed"
    assert two.open(one.seal("x")) == "x"
    (file,) = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert one.from_file


def test_of_many_who_make_a_key_at_once_one_wins(tmp_path: Path) -> None:
    for at in range(10):
        folder, together = tmp_path / str(at), Barrier(8)

        def first_use(_: int, folder: Path = folder, together: Barrier = together) -> str:
            together.wait()
            return Seal("", folder).lookup("x")

        with ThreadPoolExecutor(8) as pool:
            assert len(set(pool.map(first_use, range(8)))) == 1
        assert len(list(folder.iterdir())) == 1
