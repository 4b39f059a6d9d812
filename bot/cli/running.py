"""How a command runs: settings, parts, a loop; what goes wrong becomes one clear line."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from html import unescape
from typing import TypeVar

from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError

from bot.assembly.core import Core, core
from bot.settings import SettingsError, load_settings
from locales.refusal import refusal_text
from models.refusals import Refusal

T = TypeVar("T")
console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)


class RefusedError(Exception):
    """A command says no: its lines are printed, exit code 1."""


def language() -> str:
    """The operator's language: Indonesian, unless the terminal's locale is English."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if locale.lower().startswith("en") else "id"


def with_core(work: Callable[[Core], Awaitable[T]]) -> T:
    """Run one use case from the command line."""

    async def run() -> T:
        async with core(load_settings()) as parts:
            return await work(parts)

    return asyncio.run(run())


def guarded(app: Callable[[], object]) -> None:
    """Call `app`; a known trouble ends with one line and exit code 1 instead of a traceback."""
    try:
        app()
    except Refusal as refused:
        errors.print(unescape(refusal_text(refused, language())), markup=False, soft_wrap=True)
        sys.exit(1)
    except (RefusedError, SettingsError) as refused:
        if str(refused):
            errors.print(str(refused), markup=False, soft_wrap=True)
        sys.exit(1)
    except SQLAlchemyError as error:
        errors.print(f"database: {type(error).__name__}. `kinerja doctor`, `kinerja db upgrade`", markup=False)
        sys.exit(1)
    except OSError as error:
        # The database's host, the disk, a port: the class and the system's own words, which name no secret.
        errors.print(f"{type(error).__name__}: {error.strerror or ''}. `kinerja doctor`", markup=False)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


__all__ = ["RefusedError", "console", "errors", "guarded", "language", "with_core"]
