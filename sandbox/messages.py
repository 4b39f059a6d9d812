"""What the bot sends, changes and answers."""

from typing import Any

from sandbox.errors import bad_request, forbidden, too_many
from sandbox.keyboards import inline, read_markup
from sandbox.markup import detect, parse_html, units
from sandbox.parameters import Parameters
from sandbox.world import World

Json = dict[str, Any]

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
_OLD_QUERY = "query is too old and response timeout expired or query ID is invalid"


def send_message(world: World, params: Parameters) -> Json:
    """A text to a person or a group."""
    return send(world, params, _text(params))


def send_location(world: World, params: Parameters) -> Json:
    """A place on the map."""
    latitude, longitude = params.decimal("latitude"), params.decimal("longitude")
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise bad_request("invalid location specified")
    return send(world, params, {"location": {"latitude": latitude, "longitude": longitude}})


def edit_message_text(world: World, params: Parameters) -> Json:
    """A new text, and with it a new inline keyboard or none."""
    new = _text(params)
    row = editable(world, params)
    if "text" not in row["message"]:
        raise bad_request("there is no text in the message to edit")
    return edit(world, params, row, new, ("entities",))


def edit_message_reply_markup(world: World, params: Parameters) -> Json:
    """Only a new inline keyboard, or none."""
    return edit(world, params, editable(world, params), {})


def delete_message(world: World, params: Parameters) -> bool:
    """Take a message out of a chat."""
    chat = _chat(world, params)
    number = params.integer("message_id")
    if number not in world.messages(chat):
        raise bad_request("message to delete not found")
    world.store.drop(f"messages:{chat}", number)
    world.tell("message", chat, message_id=number)
    return True


def answer_callback_query(world: World, params: Parameters) -> bool:
    """The answer to a press, once and in time."""
    query_id = params.text("callback_query_id")
    query = world.store.table("queries").get(query_id)
    if query is None or world.now() - query["at"] > world.query_life:
        raise bad_request(_OLD_QUERY)
    if units(params.text("text")) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    world.store.drop("queries", query_id)
    answer = {"query_id": query_id, "text": params.text("text"), "alert": params.flag("show_alert")}
    world.store.put(f"toasts:{query['person']}", query_id, answer)
    world.tell("answer", query["person"], **answer)
    return True


def send_chat_action(world: World, params: Parameters) -> bool:
    """ "typing" and the like; shown on the page for a moment."""
    chat = open_chat(world, params)
    if not params.text("action"):
        raise bad_request("wrong parameter action in request")
    world.tell("action", chat, action=params.text("action"))
    return True


def get_chat(world: World, params: Parameters) -> Json:
    """A chat in full, as far as the sandbox has anything to tell."""
    chat = world.chat(_chat(world, params)) or {}
    kinds = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    return {**chat, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(kinds, False)}


def send(world: World, params: Parameters, content: Json) -> Json:
    """One message with this content to the chat of the call."""
    return send_all(world, params, [content])[0]


def send_all(world: World, params: Parameters, contents: list[Json]) -> list[Json]:
    """Messages that belong together: all are taken, or none."""
    markup = read_markup(params)
    chat = open_chat(world, params)
    reply = _reply(world, params, chat)
    wait = world.limits.charge(chat, len(contents)) if world.limits else 0
    if wait:
        raise too_many(wait)
    return [_put(world, params, chat, {**reply, **content}, markup) for content in contents]


def _put(world: World, params: Parameters, chat: int, content: Json, markup: Json | None) -> Json:
    html = content.pop("html", None)
    head = {"message_id": world.next("message"), "date": int(world.now()), "chat": world.chat(chat)}
    message: Json = {**head, "from": world.bot, **content}
    if inline(markup):
        message["reply_markup"] = inline(markup)
    if params.flag("protect_content"):
        message["has_protected_content"] = True
    _set_keyboard(world, chat, markup, message["message_id"])  # first: the tour looks when a message comes
    world.put_message(chat, {"message": message, "html": html, "bot": True})
    return message


def _set_keyboard(world: World, chat: int, markup: Json | None, number: int) -> None:
    if not markup or "inline_keyboard" in markup:
        return
    if markup.get("remove_keyboard"):
        world.store.drop("keyboards", chat)
    else:
        world.store.put("keyboards", chat, {**markup, "message_id": number})
    world.tell("keyboard", chat)


def edit(world: World, params: Parameters, row: Json, new: Json, gone: tuple[str, ...] = ()) -> Json:
    """Put the new content in place of the fields that are `gone`; 400 when nothing would change."""
    markup = read_markup(params)
    if markup and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    old = row["message"]
    html = new.pop("html", row["html"])
    kept = {k: v for k, v in old.items() if k not in ("reply_markup", *gone)}
    message = {**kept, **new, **({"reply_markup": inline(markup)} if inline(markup) else {})}
    if message == old:
        raise bad_request(_NOT_MODIFIED)
    if new or gone:
        message["edit_date"] = int(world.now())
    world.put_message(old["chat"]["id"], {**row, "message": message, "html": html})
    return message


def editable(world: World, params: Parameters) -> Json:
    """The row of the bot's own message that the call wants to change."""
    if not params.text("message_id"):
        raise bad_request("message identifier is not specified")
    chat = open_chat(world, params)
    row: Json | None = world.messages(chat).get(params.integer("message_id"))
    if row is None:
        raise bad_request("message to edit not found")
    if not row["bot"] or world.store.table("keyboards").get(chat, {}).get("message_id") == params.integer("message_id"):
        raise bad_request("message can't be edited")
    return row


def _chat(world: World, params: Parameters) -> int:
    given = params.text("chat_id").strip()
    if not given:
        raise bad_request("chat_id is empty")
    number = int(given) if given.lstrip("-").isdecimal() else 0
    if world.chat(number) is None:
        raise bad_request("chat not found")
    return number


def open_chat(world: World, params: Parameters) -> int:
    """The chat of the call, if the bot may write there."""
    chat = _chat(world, params)
    person = world.people.get(chat)
    if person and person["blocked"]:
        raise forbidden("bot was blocked by the user")
    if person and not person["started"]:
        raise forbidden("bot can't initiate conversation with a user")
    return chat


def _reply(world: World, params: Parameters, chat: int) -> Json:
    wanted = params.mapping("reply_parameters") or {}
    number = wanted.get("message_id") or params.integer("reply_to_message_id")
    if not number:
        return {}
    row = world.messages(chat).get(number)
    if row:
        return {"reply_to_message": {k: v for k, v in row["message"].items() if k != "reply_to_message"}}
    if wanted.get("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")


def _text(params: Parameters) -> Json:
    content = _words(params, "text", "entities")
    if not content["text"]:
        raise bad_request("message text is empty")
    if units(content["text"]) > 4096:
        raise bad_request("message is too long")
    return content


def caption(params: Parameters) -> Json:
    """The caption of a medium; nothing if there is none."""
    content = _words(params, "caption", "caption_entities")
    if units(content["caption"]) > 1024:
        raise bad_request("message caption is too long")
    return content if content["caption"] else {}


def _words(params: Parameters, name: str, entities_name: str) -> Json:
    given, mode = params.text(name), params.text("parse_mode").lower()
    if mode not in ("", "html"):
        raise bad_request("unsupported parse_mode")  # the sandbox reads HTML only
    if mode:
        text, entities = parse_html(given)
    else:
        text, entities = given.strip(), params.json(entities_name) or []
    found = detect(text, entities) if isinstance(entities, list) else []
    return {name: text, "html": given if mode else None, **({entities_name: found} if found else {})}
