"""Logs: events with fields. Never a NIP, a name, a message or a token in any line."""

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import Any

import structlog

ROOMS = [Path(__file__).parents[1] / room for room in ("bot", "handlers", "scheduler", "services", "locales", "models")]


def set_up_logs(form: str) -> None:
    """`json` for machines, `text` for people; libraries only from WARNING on (httpx at INFO prints the token)."""
    renderer: Any = (
        structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.ERROR, force=True, handlers=[ClassOnlyHandler()])
    logging.captureWarnings(True)
    sys.excepthook = last_words
    threading.excepthook = lambda args: last_words(args.exc_type, args.exc_value, args.exc_traceback)
    # aiogram logs every update and APScheduler every beat.
    for noisy in ("aiogram", "apscheduler", "httpx", "httpcore", "sqlalchemy", "asyncio"):
        logging.getLogger(noisy).setLevel(logging.ERROR)


class ClassOnlyHandler(logging.Handler):
    """What libraries log: where and which class of error, never their words, which may carry a token or a person."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        structlog.get_logger().error("library", logger=record.name, at=f"{record.module}:{record.lineno}", error=error)


def last_words(kind: type[BaseException], error: BaseException | None, _trace: TracebackType | None) -> None:
    """What nobody caught, in one line instead of a traceback, which repeats the error's own words."""
    if issubclass(kind, KeyboardInterrupt):
        return
    causes = [{"error": type(cause).__name__, "at": _place(cause)} for cause in _causes(error or kind())]
    structlog.get_logger().critical("died", causes=causes)


def _causes(error: BaseException) -> Iterator[BaseException]:
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from _causes(one)
    else:
        yield error


def _place(error: BaseException) -> str:
    """The innermost place in this program, else the innermost of all."""
    frames = [(Path(frame.filename), frame.lineno) for frame in extract_tb(error.__traceback__)]
    ours = [(file, line) for file, line in frames if any(file.is_relative_to(room) for room in ROOMS)] or frames
    return f"{ours[-1][0].name}:{ours[-1][1]}" if ours else ""
