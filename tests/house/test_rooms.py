"""The house keeps its own order: who may load what, and that every word and migration is there."""

import subprocess
import sys

import pytest


def loaded_by(module: str) -> set[str]:
    """Top-level names in sys.modules after importing `module` in a fresh interpreter."""
    code = f"import {module}, sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_operators_commands_load_no_chat_library() -> None:
    loaded = loaded_by("bot.cli.main")
    assert "typer" in loaded
    assert not loaded & {"aiogram", "telegram", "apscheduler", "sandbox"}


def test_a_courier_loads_no_aiogram() -> None:
    loaded = loaded_by("scheduler.courier")
    assert "telegram" in loaded
    assert "aiogram" not in loaded


@pytest.mark.parametrize("room", ["bot", "handlers", "scheduler", "services", "locales", "models", "sandbox"])
def test_the_face_of_a_room_imports_nothing(room: str) -> None:
    from importlib.util import find_spec
    from pathlib import Path

    spec = find_spec(room)
    assert spec
    assert spec.origin
    assert Path(spec.origin).read_text() == ""


def test_the_import_contracts_hold() -> None:
    done = subprocess.run([f"{sys.prefix}/bin/lint-imports"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
