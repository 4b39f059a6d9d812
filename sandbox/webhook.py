"""Updates that go to the bot by themselves: posted to its webhook until it takes them, one at a time a chat."""

import asyncio
import json
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import httpx

from sandbox import api
from sandbox.parameters import Parameters
from sandbox.world import World

Json = dict[str, Any]

PATIENCE = 60.0  # seconds for one answer
LONGEST_PAUSE = 60.0


@dataclass
class _Round:
    """Where delivery stands: chats with an update on its way, and chats that pause after a failure."""

    flying: dict[int, int] = field(default_factory=dict)  # chat → update on its way
    failures: dict[int, int] = field(default_factory=dict)
    resume: dict[int, float] = field(default_factory=dict)


async def deliver(world: World) -> None:
    """Carry updates whenever a webhook is set. Runs until it is cancelled."""
    state = _Round()
    async with httpx.AsyncClient(timeout=PATIENCE, verify=False) as http, asyncio.TaskGroup() as group:  # noqa: S501 (loopback)
        while True:
            seen = world.bell.rings
            for chat, update in _ready(world, state):
                state.flying[chat] = update["update_id"]
                group.create_task(_carry(world, http, state, chat, update))
            now = time.monotonic()
            await world.bell.wait(seen, min((at - now for at in state.resume.values()), default=PATIENCE))


def _ready(world: World, state: _Round) -> list[tuple[int, Json]]:
    """The oldest update of every chat that is neither waiting for an answer nor pausing, up to max_connections."""
    now = time.monotonic()
    state.resume = {chat: at for chat, at in state.resume.items() if at > now}
    with world.lock:
        if not world.setting("webhook"):
            return []
        oldest: dict[int, Json] = {}
        for update in world.updates.values():
            oldest.setdefault(chat_of(update), update)
        free = (world.setting("webhook_connections") or 40) - len(state.flying)
    ready = [(chat, one) for chat, one in oldest.items() if chat not in state.flying and chat not in state.resume]
    return ready[: max(free, 0)]


def chat_of(update: Json) -> int:
    """The chat an update belongs to: what happens in one is told in order."""
    content = next(value for key, value in update.items() if key != "update_id")
    chat: int = (content.get("chat") or content.get("message", {}).get("chat") or content["from"])["id"]
    return chat


async def _carry(world: World, http: httpx.AsyncClient, state: _Round, chat: int, update: Json) -> None:
    wrong, body = await _post(world, http, update)
    if wrong:
        state.failures[chat] = state.failures.get(chat, 0) + 1
        pause = min(world.webhook_pause * 2 ** (state.failures[chat] - 1), LONGEST_PAUSE)
        state.resume[chat] = time.monotonic() + pause
    else:
        state.failures.pop(chat, None)
    del state.flying[chat]
    with world.change():
        if wrong:
            world.store.put("settings", "webhook_error", {"date": int(world.now()), "message": wrong})
        else:
            world.store.drop("updates", update["update_id"])
    if body.get("method"):
        await api.call(world, str(body["method"]), Parameters({k: v for k, v in body.items() if k != "method"}))


async def _post(world: World, http: httpx.AsyncClient, update: Json) -> tuple[str, Json]:
    """What went wrong, or nothing; and the call a bot may give as its answer."""
    secret = world.setting("webhook_secret")
    headers = {"Content-Type": "application/json"}
    headers |= {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
    try:
        answer = await http.post(world.setting("webhook") or "", content=json.dumps(update), headers=headers)
    except httpx.TimeoutException:
        return "Read timeout expired", {}
    except httpx.ConnectError:
        return "Connection refused", {}
    except (httpx.HTTPError, httpx.InvalidURL):
        return "Connection reset by peer", {}
    if not answer.is_success:
        code = answer.status_code
        known = code in {status.value for status in HTTPStatus}
        return f"Wrong response from the webhook: {code} {HTTPStatus(code).phrase if known else ''}".rstrip(), {}
    try:
        body = answer.json()
    except ValueError:
        body = None
    return "", body if isinstance(body, dict) else {}
