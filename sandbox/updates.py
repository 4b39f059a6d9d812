"""How updates reach the bot: long polling and its confirmations, and what is remembered of a webhook."""

import re
import time
from itertools import islice, takewhile
from typing import Any

from sandbox.errors import bad_request, conflict
from sandbox.parameters import Parameters
from sandbox.world import World

Json = dict[str, Any]

_OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK_SET = "terminated by setWebhook request"
_WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


async def get_updates(world: World, params: Parameters) -> list[Json]:
    """The oldest unconfirmed updates, waiting up to `timeout` seconds for one; a newer call ends an older one."""
    mine = object()
    offset, limit = params.integer("offset"), min(max(params.integer("limit", 100) or 100, 1), 100)
    deadline = time.monotonic() + min(max(params.integer("timeout"), 0), 50)
    with world.change():
        if world.setting("webhook"):
            raise conflict(_WEBHOOK_ACTIVE)
        _allow(world, params)
        world.poll, world.poll_ended_by = mine, _OTHER_POLL
        _confirm(world, offset)
    while True:
        seen = world.bell.rings
        with world.lock:
            if world.poll is not mine:
                raise conflict(world.poll_ended_by)
            batch = list(islice(world.updates.values(), limit))
            if batch or world.closing or time.monotonic() >= deadline:
                world.poll = None
                return batch
        await world.bell.wait(seen, deadline - time.monotonic())


def set_webhook(world: World, params: Parameters) -> bool:
    """Post updates to this address from now on (sandbox/webhook.py), with the secret in a header."""
    url, secret = params.text("url"), params.text("secret_token")
    if not url:
        return delete_webhook(world, params)
    if not url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret):
        raise bad_request("secret token contains unallowed characters")
    _allow(world, params)
    world.poll, world.poll_ended_by = None, _WEBHOOK_SET
    _forget_webhook(world)
    connections = min(max(params.integer("max_connections", 40), 1), 100)
    settings = {"webhook": url, "webhook_secret": secret, "webhook_connections": connections}
    for name, value in settings.items():
        world.store.put("settings", name, value)
    return _drop_pending(world, params)


def delete_webhook(world: World, params: Parameters) -> bool:
    """Back to long polling."""
    _forget_webhook(world)
    return _drop_pending(world, params)


def get_webhook_info(world: World, params: Parameters) -> Json:
    """Where updates go, how many wait and what went wrong last."""
    info: Json = {"url": world.setting("webhook") or "", "has_custom_certificate": False}
    info["pending_update_count"] = len(world.updates)
    if info["url"]:
        info |= {"max_connections": world.setting("webhook_connections"), "ip_address": "127.0.0.1"}
    if error := world.setting("webhook_error"):
        info |= {"last_error_date": error["date"], "last_error_message": error["message"]}
    if allowed := world.setting("allowed_updates"):
        info["allowed_updates"] = allowed
    return info


def _forget_webhook(world: World) -> None:
    for name in ("webhook", "webhook_secret", "webhook_connections", "webhook_error"):
        world.store.drop("settings", name)


def _confirm(world: World, offset: int) -> None:
    gone = list(world.updates)[:offset] if offset < 0 else takewhile(lambda number: number < offset, world.updates)
    for number in list(gone):
        world.store.drop("updates", number)


def _allow(world: World, params: Parameters) -> None:
    allowed = params.json("allowed_updates")
    if allowed is None:
        return
    if not isinstance(allowed, list) or not all(isinstance(kind, str) for kind in allowed):
        raise bad_request("can't parse allowed updates: expected an Array of String")
    if allowed != (world.setting("allowed_updates") or []):
        world.store.put("settings", "allowed_updates", allowed)


def _drop_pending(world: World, params: Parameters) -> bool:
    if params.flag("drop_pending_updates"):
        for number in list(world.updates):
            world.store.drop("updates", number)
    return True
