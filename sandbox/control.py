"""Control over HTTP: what the page shows, what people do, and the buttons of whoever runs the sandbox."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from sandbox import tour
from sandbox.commands import commands_for
from sandbox.errors import Impossible
from sandbox.people import Person
from sandbox.world import World

Json = dict[str, Any]

SHOWN = 300  # messages a chat shows; the rest is still there for tests
BREATH = 15.0  # seconds between signs of life on a silent stream

ACTS: dict[str, Callable[[Person, Json], Any]] = {
    "write": lambda person, body: person.write(body["text"]),
    "press": lambda person, body: (
        person.press_data(body["message_id"], body["data"]) if "data" in body else person.press(body["label"])
    ),
    "contact": lambda person, body: person.share_contact(
        of=person.world.person(body["of"]) if body.get("of") else None,
        phone=body.get("phone"),
        force=bool(body.get("force")),
    ),
    "start": lambda person, body: person.start(body.get("payload", "")),
    "open": lambda person, body: person.open_link(body["url"]),
    "photo": lambda person, body: person.send_photo(body.get("caption", "")),
    "sticker": lambda person, body: person.send_sticker(body.get("emoji", "👍")),
    "voice": lambda person, body: person.send_voice(body.get("seconds", 4)),
    "document": lambda person, body: person.send_document(body.get("name", "surat.pdf")),
    "album": lambda person, body: person.send_album(body.get("caption", "")),
    "video": lambda person, body: person.send_video(),
    "empty_file": lambda person, body: person.send_document("kosong.pdf", b""),
    "program": lambda person, body: person.send_program(),
    "location": lambda person, body: person.send_location(),
    "forward": lambda person, body: person.forward(body["text"], body.get("from_name", "Seseorang")),
    "group": lambda person, body: person.write_in_group(body["group"], body["text"]),
    "edit": lambda person, body: person.edit(body["message_id"], body["text"]),
    "block": lambda person, body: person.block(),
    "unblock": lambda person, body: person.unblock(),
    "language": lambda person, body: person.set_language(body["language_code"]),
}


def view(person: Person) -> Json:
    """One person's phone, as the page draws it."""
    world = person.world
    with world.lock:
        rows = list(world.messages(person.id).values())[-SHOWN:]
        answers = list(world.store.table(f"toasts:{person.id}").values())
        return {
            **person.row,
            "messages": [{**row["message"], "bot": row["bot"], "html": row["html"]} for row in rows],
            "keyboard": world.store.table("keyboards").get(person.id),
            "commands": commands_for(world, person.id),
            "answered": [answer["query_id"] for answer in answers[-50:]],
        }


async def state(request: Request) -> Response:
    """Everything: the bot, all people with their chats, the controls."""
    world = _world(request)
    with world.lock:
        controls = [
            {"name": name, "label": control.label, "english": control.english or control.label}
            | {"kind": control.kind, "status": _status(world, name)}
            for name, control in world.controls.items()
        ]
        people = [view(Person(world, number)) for number in world.people]
        answer = {"bot": world.bot, "people": people, "controls": controls, "announcement": world.announcement}
        answer["tour"] = tour.view(world)
        return JSONResponse({**answer, "pending": len(world.updates), "counts": dict(world.counts)})


async def one(request: Request) -> Response:
    """One person's phone."""
    return JSONResponse(view(_world(request).person(request.path_params["key"])))


async def add(request: Request) -> Response:
    """Add a person: the fields are those of World.add_person."""
    body = await _body(request)
    return JSONResponse(view(_world(request).add_person(body.pop("name"), **body)))


async def act(request: Request) -> Response:
    """Let a person do something; the result is a message's or a query's id."""
    person = _world(request).person(request.path_params["key"])
    return JSONResponse({"ok": True, "result": ACTS[request.path_params["act"]](person, await _body(request))})


async def run_control(request: Request) -> Response:
    """Press one of the buttons beside the phones, with a `value` where there is something to choose."""
    world, name = _world(request), request.path_params["name"]
    status = await world.controls[name].run(str((await _body(request)).get("value", ""))) or ""
    with world.change():
        world.statuses[name] = status
        world.tell("control", name=name, status=status)
    return JSONResponse({"ok": True, "result": status})


async def skip_step(request: Request) -> Response:
    """Go on with the tour though the present step is not done."""
    tour.skip(_world(request))
    return JSONResponse({"ok": True, "tour": tour.view(_world(request))})


async def faults(request: Request) -> Response:
    """Plan a fault (the fields of sandbox.faults.Fault) or `{"clear": true}`; the answer is what is still to come."""
    plan = _world(request).faults
    body = await _body(request)
    if body.pop("clear", False):
        plan.clear()
    if body:
        plan.add(**body)
    return JSONResponse({"ok": True, "plan": plan.plan})


async def events(request: Request) -> Response:
    """What changes, as server-sent events that name it; whoever connects reads the state first."""
    return StreamingResponse(
        _stream(_world(request)), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
    )


async def _stream(world: World) -> AsyncIterator[str]:
    last = world.events[-1][0] if world.events else 0
    yield f"retry: 500\ndata: {json.dumps({'what': 'hello'})}\n\n"
    while not world.closing:
        seen = world.bell.rings
        with world.lock:
            fresh = [event for event in world.events if event[0] > last]
        if fresh and fresh[0][0] > last + 1:  # more has happened than is kept: read everything
            last = fresh[-1][0]
            yield f"data: {json.dumps({'what': 'much'})}\n\n"
        elif fresh:
            last = fresh[-1][0]
            yield "".join(f"data: {json.dumps(event)}\n\n" for _, event in fresh)
        else:
            await world.bell.wait(seen, BREATH)
            if world.bell.rings == seen:
                yield ": still here\n\n"


def _status(world: World, name: str) -> str:
    live = world.controls[name].status
    return live() if live else world.statuses.get(name, "")


def _world(request: Request) -> World:
    world: World = request.app.state.world
    return world


async def _body(request: Request) -> Json:
    body = await request.body()
    read: Json = json.loads(body) if body else {}
    return read


def _kindly(
    endpoint: Callable[[Request], Awaitable[Response]],
) -> Callable[[Request], Awaitable[Response]]:
    """Whoever asks for what is not there, or cannot be done, reads why; other sites in the browser are kept out."""

    async def guarded(request: Request) -> Response:
        origin = request.headers.get("origin")
        if origin and urlsplit(origin).netloc != request.headers.get("host"):
            return JSONResponse({"ok": False, "description": "only the sandbox's own page may do this"}, 403)
        try:
            return await endpoint(request)
        except Impossible as error:
            return JSONResponse({"ok": False, "description": str(error)}, 409)
        except KeyError as error:
            return JSONResponse({"ok": False, "description": f"there is no {error}"}, 404)
        except (ValueError, TypeError, AttributeError) as error:
            return JSONResponse({"ok": False, "description": str(error)}, 400)

    return guarded


ROUTES = [
    Route("/sandbox/state", _kindly(state)),
    Route("/sandbox/events", events),
    Route("/sandbox/people", _kindly(add), methods=["POST"]),
    Route("/sandbox/people/{key}", _kindly(one)),
    Route("/sandbox/people/{key}/{act}", _kindly(act), methods=["POST"]),
    Route("/sandbox/faults", _kindly(faults), methods=["GET", "POST"]),
    Route("/sandbox/tour", _kindly(skip_step), methods=["POST"]),
    Route("/sandbox/controls/{name}", _kindly(run_control), methods=["POST"]),
]
