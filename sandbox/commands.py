"""The bot's list of commands, by scope and language."""

import json
import re
from typing import Any

from sandbox.errors import bad_request
from sandbox.parameters import Parameters
from sandbox.world import World

Json = dict[str, Any]


def set_my_commands(world: World, params: Parameters) -> bool:
    """Put a list in place of the one of this scope and language."""
    commands = params.json("commands")
    if not isinstance(commands, list) or not all(isinstance(command, dict) for command in commands):
        raise bad_request("can't parse commands: expected an Array of BotCommand")
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"/?[a-z0-9_]{1,32}", str(command.get("command", ""))):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    known = [{"command": c["command"].lstrip("/"), "description": c["description"]} for c in commands]
    world.store.put("commands", _key(*_scope(params)), known)
    world.tell("commands")
    return True


def get_my_commands(world: World, params: Parameters) -> list[Json]:
    """The list of exactly this scope and language; empty if there is none."""
    commands: list[Json] = world.store.table("commands").get(_key(*_scope(params)), [])
    return commands


def delete_my_commands(world: World, params: Parameters) -> bool:
    """Forget the list of this scope and language."""
    world.store.drop("commands", _key(*_scope(params)))
    world.tell("commands")
    return True


def set_chat_menu_button(world: World, params: Parameters) -> bool:
    """What the button beside the box opens, in one private chat or in all that have none of their own."""
    button = params.mapping("menu_button") or {"type": "default"}
    if button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    world.store.put("menus", params.integer("chat_id"), button)
    return True


def get_chat_menu_button(world: World, params: Parameters) -> Json:
    """The button of this chat, else the one of all."""
    menus = world.store.table("menus")
    button: Json = menus.get(params.integer("chat_id")) or menus.get(0) or {"type": "default"}
    return button


def commands_for(world: World, person: int) -> list[Json]:
    """What the menu of a private chat lists, in the order Telegram looks for it."""
    language = world.people[person]["language_code"].partition("-")[0]
    for scope in ({"type": "chat", "chat_id": person}, {"type": "all_private_chats"}, {"type": "default"}):
        for spoken in (language, ""):
            found: list[Json] | None = world.store.table("commands").get(_key(scope, spoken))
            if found:
                return found
    return []


def _scope(params: Parameters) -> tuple[Json, str]:
    scope = params.mapping("scope") or {"type": "default"}
    if "chat_id" in scope:
        scope = {**scope, "chat_id": int(scope["chat_id"]) if str(scope["chat_id"]).lstrip("-").isdecimal() else 0}
    return scope, params.text("language_code")


def _key(scope: Json, language: str) -> str:
    return json.dumps([scope, language], sort_keys=True)
