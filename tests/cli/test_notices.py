"""`kinerja notices`: what waits, what failed, who cannot be reached, on the screen and on paper."""

import asyncio
import csv
import io
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import python_calamine
from typer.testing import CliRunner, Result

import bot.cli.notices as command
from bot.assembly.core import Core, core
from bot.cli import main, running
from bot.settings import Settings
from models.conversation import Conversation
from models.delivery import Planned
from models.notice import INVITATION_TRIED, LINK_MATCHED, REFUSED, Notice
from models.person import Office, Person
from services import schema

NOW = datetime.now(UTC)  # noqa: TID251 - the command runs on the machine's clock


def _notice(person: int, key: str, kind: str, **more: object) -> Notice:
    until = NOW + timedelta(days=9)
    times = {"due_at": NOW, "created_at": NOW, "valid_until": until}
    return Notice(kind=kind, person_id=person, facts={}, dedupe_key=key, **times, **more)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A database with somebody in it who cannot be reached, and messages of every fate."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    made = Settings(data=tmp_path, telegram_token="1:x", _env_file=None)  # type: ignore[call-arg]

    async def fill() -> None:
        async with core(made) as parts:
            await schema.upgrade(parts.transactions)
            async with parts.transactions.begin() as session:
                session.add(Office(id=1, code="u", name="Dinas [Contoh]"))
                await session.flush()
                session.add(Person(id=1, ref="X-SITI", name="=Siti", office_id=1, changed_at=NOW))
                await session.flush()
                session.add(Conversation(channel_user_id="7", person_id=1, since=NOW, blocked_at=NOW))
                session.add(_notice(1, "waits", LINK_MATCHED))
                session.add(
                    _notice(1, "lost", INVITATION_TRIED, outcome=REFUSED, reason="Button_invalid", settled_at=NOW)
                )

    asyncio.run(fill())
    monkeypatch.setattr(running, "load_settings", lambda: made)
    monkeypatch.setattr(running.console, "width", 160)
    return made


def kinerja(*words: str) -> Result:
    return CliRunner().invoke(main.app, ["notices", *words])


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """What has been printed since the last look."""
    page = io.StringIO()
    monkeypatch.setattr(command.console, "file", page)

    def read() -> str:
        text = page.getvalue()
        page.seek(0)
        page.truncate()
        return text

    return read


def test_what_waits_and_what_failed(settings: Settings, said: Callable[[], str]) -> None:
    assert kinerja().exit_code == 0
    assert "link_matched" in (waits := said())
    assert "segera" in waits
    assert kinerja("--failed").exit_code == 0
    assert "Button_invalid" in said()


def test_who_cannot_be_reached_on_screen_and_on_paper(
    settings: Settings, said: Callable[[], str], tmp_path: Path
) -> None:
    assert kinerja("--unreachable").exit_code == 0
    assert "Dinas [Contoh]" in said()
    for ending in ("csv", "xlsx", "pdf"):
        assert kinerja("--unreachable", "--out", str(tmp_path / f"daftar.{ending}")).exit_code == 0
    page = (tmp_path / "daftar.csv").read_text("utf-8-sig")
    head, (name, office, _, waits) = csv.reader(io.StringIO(page))
    assert head == ["Nama", "Kantor", "Sejak", "Yang menunggu"]
    assert (name, office, waits) == ("'=Siti", "Dinas [Contoh]", "Menunggu: kabar akun terhubung (1)")
    sheet = python_calamine.load_workbook(str(tmp_path / "daftar.xlsx")).get_sheet_by_index(0)
    assert sheet.to_python()[1][:2] == ["=Siti", "Dinas [Contoh]"], "a name is no formula"
    assert (tmp_path / "daftar.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "daftar.csv").stat().st_mode & 0o077 == 0, "only the operator may read it"
    refused = kinerja("--unreachable", "--out", str(tmp_path / "x.doc"))
    assert isinstance(refused.exception, running.RefusedError)


def test_who_would_get_what(settings: Settings, said: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    async def preview(kind: str) -> list[Planned]:
        return [Planned(kind, "X-SITI", "Siti", NOW, NOW)]

    def plugged(work: Callable[[Core], Awaitable[object]]) -> object:
        async def run() -> object:
            async with core(settings) as parts:
                parts.previews["self_due"] = preview  # type: ignore[index]
                return await work(parts)

        return asyncio.run(run())

    monkeypatch.setattr(command, "with_core", plugged)
    assert kinerja("--dry-run", "self_due").exit_code == 0
    assert "X-SITI" in said()
    refused = kinerja("--dry-run", "nothing")
    assert isinstance(refused.exception, running.RefusedError)
    assert "self_due" in str(refused.exception)


def test_only_one_view_at_a_time(settings: Settings) -> None:
    assert kinerja("--failed", "--unreachable").exit_code == 2
    assert kinerja("--out", "x.csv").exit_code == 2
