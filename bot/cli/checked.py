"""A file that an operator brings: read as UTF-8 and found good, or everything wrong with it at once."""

from collections.abc import Callable
from html import unescape
from pathlib import Path

from bot.cli.running import RefusedError
from locales.problem import problem_text
from models.check import Problem


def checked(file: Path, check: Callable[[str], list[Problem]], speaks: str) -> str:
    """Its text. Raises RefusedError with a line for every problem."""
    try:
        source = file.read_text("utf-8-sig")  # some editors begin a file with a mark of its encoding
    except UnicodeDecodeError:
        problems = [Problem("", "not_utf8")]
    else:
        problems = check(source)
    if problems:
        raise RefusedError("\n".join(unescape(problem_text(problem, speaks)) for problem in problems))
    return source
