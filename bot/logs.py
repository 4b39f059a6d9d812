"""Logs: events with fields. Never a NIP, a name, a message or a token in any line."""

import logging
import sys
from typing import Any

import structlog


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
    # aiogram logs every update and APScheduler every beat.
    for noisy in ("aiogram", "apscheduler", "httpx", "httpcore", "sqlalchemy", "asyncio"):
        logging.getLogger(noisy).setLevel(logging.ERROR)


class ClassOnlyHandler(logging.Handler):
    """What libraries log: where and which class of error, never their words, which may carry a token or a person."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        structlog.get_logger().error("library", logger=record.name, at=f"{record.module}:{record.lineno}", error=error)
