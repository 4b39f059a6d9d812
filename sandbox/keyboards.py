"""The keyboards a message may carry, checked as Telegram checks them."""

from typing import Any

from sandbox.errors import bad_request
from sandbox.parameters import Parameters

Json = dict[str, Any]

_ACTIONS = ("url", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat", "copy_text")


def read_markup(params: Parameters) -> Json | None:
    """The reply_markup of a call, or None; ApiError when Telegram would not take it."""
    markup = params.mapping("reply_markup")
    if markup is None:
        return None
    if "inline_keyboard" in markup:
        for button in _buttons(markup, "inline_keyboard"):
            _check_inline(button)
    elif "keyboard" in markup:
        rows = [[_reply_button(button) for button in row] for row in _rows(markup, "keyboard")]
        return {**markup, "keyboard": rows}
    elif not (markup.get("remove_keyboard") or markup.get("force_reply")):
        return None
    return markup


def inline(markup: Json | None) -> Json | None:
    """The markup, if it is an inline keyboard with a button in it: only this one is part of the message."""
    return markup if markup and any(markup.get("inline_keyboard", [])) else None


def _rows(markup: Json, name: str) -> list[list[Any]]:
    rows = markup[name]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}" of the reply markup must be an Array of Arrays')
    return rows


def _buttons(markup: Json, name: str) -> list[Json]:
    buttons = [button for row in _rows(markup, name) for button in row]
    if not all(isinstance(button, dict) for button in buttons):
        raise bad_request("can't parse inline keyboard button: expected an Object")
    return buttons


def _check_inline(button: Json) -> None:
    if not isinstance(button.get("text"), str) or not button["text"].strip():
        raise bad_request("inline keyboard button text is empty")  # the wording of this rare one is not certain
    if "callback_data" in button:
        data = button["callback_data"]
        if not isinstance(data, str) or not 1 <= len(data.encode()) <= 64:
            raise bad_request("BUTTON_DATA_INVALID")
    elif not any(action in button for action in _ACTIONS):
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")


def _reply_button(button: Any) -> Json:
    button = {"text": button} if isinstance(button, str) else button
    if not isinstance(button, dict) or not isinstance(button.get("text"), str) or not button["text"]:
        raise bad_request("can't parse keyboard button: Button text must be non-empty")
    return button
