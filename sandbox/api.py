"""The Bot API: which methods there are, and how a call becomes an answer."""

import inspect
from collections.abc import Callable
from typing import Any

from sandbox import commands, media, messages, updates
from sandbox.calls import Call
from sandbox.errors import ApiError
from sandbox.parameters import Parameters
from sandbox.world import World

Json = dict[str, Any]
Method = Callable[[World, Parameters], Any]


def get_me(world: World, params: Parameters) -> Json:
    """The bot itself."""
    more = ("can_connect_to_business", "supports_inline_queries", "has_main_web_app", "can_read_all_group_messages")
    return {**world.bot, "can_join_groups": True, **dict.fromkeys(more, False), "can_read_all_group_messages": True}


METHODS: dict[str, Method] = {
    method.lower(): function
    for method, function in {
        "getMe": get_me,
        "getUpdates": updates.get_updates,
        "setWebhook": updates.set_webhook,
        "deleteWebhook": updates.delete_webhook,
        "getWebhookInfo": updates.get_webhook_info,
        "sendMessage": messages.send_message,
        "sendLocation": messages.send_location,
        "sendPhoto": media.send_photo,
        "sendDocument": media.send_document,
        "sendVoice": media.send_voice,
        "sendVideo": media.send_video,
        "sendMediaGroup": media.send_media_group,
        "editMessageText": messages.edit_message_text,
        "editMessageCaption": media.edit_message_caption,
        "editMessageMedia": media.edit_message_media,
        "editMessageReplyMarkup": messages.edit_message_reply_markup,
        "deleteMessage": messages.delete_message,
        "answerCallbackQuery": messages.answer_callback_query,
        "sendChatAction": messages.send_chat_action,
        "getChat": messages.get_chat,
        "getFile": media.get_file,
        "setMyCommands": commands.set_my_commands,
        "getMyCommands": commands.get_my_commands,
        "deleteMyCommands": commands.delete_my_commands,
        "setChatMenuButton": commands.set_chat_menu_button,
        "getChatMenuButton": commands.get_chat_menu_button,
    }.items()
}


async def call(world: World, method: str, params: Parameters) -> tuple[int, Json, int | None]:
    """Run one method and record it: the HTTP status, the body, and for a 429 the seconds to wait."""
    function = METHODS.get(method.lower())
    try:
        if function is None:
            raise ApiError(404, "Not Found")  # noqa: TRY301 (the record below is for every refusal)
        result = await _run(world, function, params)
    except ApiError as error:
        return refuse(world, method, params, error)
    with world.lock:
        world.record(Call(method, params.values, world.now(), True, result))
    return 200, {"ok": True, "result": result}, None


def refuse(world: World, method: str, params: Parameters, error: ApiError) -> tuple[int, Json, int | None]:
    """Record a refused call; the answer as `call` gives it."""
    with world.lock:
        world.record(Call(method, params.values, world.now(), False, None, error.code, error.description))
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    if error.retry_after is not None:
        body["parameters"] = {"retry_after": error.retry_after}
    if error.moved_to is not None:
        body["parameters"] = {"migrate_to_chat_id": error.moved_to}
    return error.code, body, error.retry_after


async def _run(world: World, function: Method, params: Parameters) -> Any:
    if inspect.iscoroutinefunction(function):
        return await function(world, params)  # it waits, so it takes the lock by itself, piece by piece
    with world.change():
        return function(world, params)
