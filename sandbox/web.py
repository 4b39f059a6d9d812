"""The web face: the Bot API, the files, the page and the controls, on one loopback address."""

import json
import time
from importlib.resources import files
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox import api, control, parameters, samples
from sandbox.errors import ApiError
from sandbox.faults import Fault, break_off
from sandbox.world import World

PAGE = files("sandbox") / "page"
_MIMES = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
# The page shows foreign text; should one of its lines ever be wrong, nothing it brings in may run or leave.
_POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"


def application(world: World) -> Starlette:
    """The sandbox of a world as an ASGI application."""
    app = Starlette(
        routes=[
            Route("/bot{token}/{method}", bot_method, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", bot_file),
            Route("/sandbox/files/{file_id}", person_file),
            *control.ROUTES,
            Route("/{name}", page),
            Route("/", page),
        ]
    )
    app.state.world = world
    return app


async def bot_method(request: Request) -> Response:
    """One call of the Bot API, with the answer's status as Telegram gives it."""
    world: World = request.app.state.world
    if request.path_params["token"] != world.token:
        return JSONResponse({"ok": False, "error_code": 401, "description": "Unauthorized"}, 401)
    body = await request.body()
    try:
        params = parameters.read(request.url.query, request.headers.get("content-type", ""), body)
    except ApiError as error:
        return JSONResponse({"ok": False, "error_code": error.code, "description": error.description}, error.code)
    method = request.path_params["method"]
    fault = world.faults.take(method)
    if fault is None:
        return _answer(await api.call(world, method, params))
    return await _spoiled(request, fault, params)


async def _spoiled(request: Request, fault: Fault, params: parameters.Parameters) -> Response:
    """The same call as the plan of faults wants it (sandbox/faults.py)."""
    world, method = request.app.state.world, request.path_params["method"]
    if refusal := fault.refusal():
        return _answer(api.refuse(world, method, params, refusal))
    if fault.kind == "reset_before":
        await break_off(request)
        return Response(status_code=500)  # nobody reads it
    if fault.kind == "proxy":
        return Response("<html>Access denied</html>", 403, media_type="text/html")
    if fault.kind == "delay":
        await _hold(world, fault.seconds)
    answer = _answer(await api.call(world, method, params))
    if fault.kind == "reset_after":
        await break_off(request)
    if fault.kind == "bad_json":
        return Response(bytes(answer.body)[:-9], answer.status_code, media_type="application/json")
    return answer


async def _hold(world: World, seconds: float) -> None:
    """Wait so long, or until the server goes: it leaves at once."""
    until = time.monotonic() + seconds
    while not world.closing and (left := until - time.monotonic()) > 0:
        await world.bell.wait(world.bell.rings, left)


def _answer(called: tuple[int, dict[str, Any], int | None]) -> Response:
    status, answer, retry_after = called
    headers = {"Retry-After": str(retry_after)} if retry_after is not None else None
    content = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return Response(content, status, headers, "application/json")


async def bot_file(request: Request) -> Response:
    """A file as the bot downloads it, by the path getFile gave."""
    world: World = request.app.state.world
    rows: dict[str, Any] = world.store.table("files") if request.path_params["token"] == world.token else {}
    return _file(world, next((key for key, row in rows.items() if row["path"] == request.path_params["path"]), ""))


async def person_file(request: Request) -> Response:
    """A file as the page shows it."""
    return _file(request.app.state.world, request.path_params["file_id"])


async def page(request: Request) -> Response:
    """The chat page and what belongs to it."""
    name = request.path_params.get("name", "index.html")
    path = PAGE / name
    if (name not in ("index.html", "style.css", "icon.svg") and not name.endswith(".js")) or not path.is_file():
        return Response("Not Found", 404)
    headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"}
    return Response(path.read_bytes(), 200, headers, _MIMES[name.rpartition(".")[2]])


def _file(world: World, file_id: str) -> Response:
    found = samples.content_of(world, file_id)
    if found is None:
        return Response("Not Found", 404)
    content, mime = found
    shown = mime if mime in ("image/png", "image/jpeg", "audio/ogg") else "application/octet-stream"
    return Response(content, 200, {"X-Content-Type-Options": "nosniff"}, shown)
