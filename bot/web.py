"""The web side (KINERJA_LISTEN): the webhook, `/health` and `/metrics`. It stores and answers; it handles nothing."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from secrets import compare_digest
from typing import Any

import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

Store = Callable[[list[dict[str, Any]]], Awaitable[None]]


class Web:
    """Requests from outside."""

    def __init__(self, registry: CollectorRegistry, health: Callable[[], Awaitable[dict[str, Any]]]) -> None:
        self._registry = registry
        self._health = health
        self._store: Store | None = None
        self._secret = ""

    def hear(self, store: Store, secret: str) -> None:
        """Take updates from now on; only with this secret."""
        self._store, self._secret = store, secret

    def app(self) -> Starlette:
        """As an ASGI application."""
        return Starlette(
            routes=[
                Route("/telegram", self.webhook, methods=["POST"]),
                Route("/health", self.health),
                Route("/metrics", self.metrics),
            ]
        )

    async def webhook(self, request: Request) -> Response:
        """An update: a row first, then 200. What is not stored gets an error, and Telegram sends it again."""
        given = request.headers.get("x-telegram-bot-api-secret-token", "")
        if self._store is None or not compare_digest(given.encode(), self._secret.encode()):
            return PlainTextResponse("", 403)
        try:
            update = json.loads(await request.body())
            int(update["update_id"])
        except (ValueError, TypeError, KeyError):
            return PlainTextResponse("", 400)
        await self._store([update])
        return PlainTextResponse("")

    async def health(self, _: Request) -> Response:
        """200 while the database answers and nobody waits too long, else 503 with what is wrong."""
        try:
            state = await self._health()
        except (SQLAlchemyError, OSError) as error:
            return JSONResponse({"status": "database", "error": type(error).__name__}, 503)
        return JSONResponse(state, 200 if state["status"] == "ok" else 503)

    async def metrics(self, _: Request) -> Response:
        """For Prometheus."""
        try:
            await self._health()
        except (SQLAlchemyError, OSError) as error:
            return PlainTextResponse(type(error).__name__, 503)
        return Response(generate_latest(self._registry), media_type=CONTENT_TYPE_LATEST)


class _Quiet(uvicorn.Server):
    """Leaves signals to the process it lives in."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def listening(web: Web, listen: str) -> AsyncIterator[None]:
    """Serve at `host:port` for the block. OSError when the address is taken."""
    host, _, port = listen.rpartition(":")
    config = uvicorn.Config(
        web.app(), host=host.strip("[]"), port=int(port), log_config=None, access_log=False, lifespan="off", ws="none"
    )
    server = _Quiet(config)
    async with asyncio.TaskGroup() as group:
        serving = group.create_task(server.serve())
        while not (server.started or serving.done()):  # noqa: ASYNC110 - uvicorn rings no bell
            await asyncio.sleep(0.01)
        yield
        server.should_exit = True
